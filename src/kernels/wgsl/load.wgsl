fn load_NAME(row: u32, column: u32) -> vec4<f32> {
  let last = COLUMNS - 1u;
  let at = min(row, ROWS - 1u) * COLUMNS;
  return vec4(
    NAME[at + min(column, last)],
    select(0.0, NAME[at + min(column + 1u, last)], column + 1u <= last),
    select(0.0, NAME[at + min(column + 2u, last)], column + 2u <= last),
    select(0.0, NAME[at + min(column + 3u, last)], column + 3u <= last),
  );
}
