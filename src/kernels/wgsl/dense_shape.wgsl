struct DenseShape { rows: u32, inputs: u32, outputs: u32, kind: u32, slope: f32 }
