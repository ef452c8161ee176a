fn channel_of(unit: u32, group: u32) -> u32 { return group; }
