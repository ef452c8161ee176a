fn store_NAME(row: u32, column: u32, value: vec4<f32>) {
  if row >= ROWS { return; }
  for (var i = 0u; i < min(4u, COLUMNS - column); i += 1u) { NAME[row * COLUMNS + column + i] = value[i]; }
}
