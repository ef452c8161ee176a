fn store_NAME(row: u32, column: u32, value: vec4<f32>) {
  if row < ROWS { NAME[(row * COLUMNS + column) / 4u] = value; }
}
