// The first rows are real, the others fake.
struct LossShape { real: u32, fake: u32, label: f32 }
