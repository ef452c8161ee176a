const LANES = 1u;
fn total(lane: u32, value: f32) -> f32 { return value; }
fn channel_of(unit: u32, group: u32) -> u32 { return unit; }
