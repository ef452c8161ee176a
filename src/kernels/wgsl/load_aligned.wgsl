fn load_NAME(row: u32, column: u32) -> vec4<f32> {
  return NAME[(min(row, ROWS - 1u) * COLUMNS + column) / 4u];
}
