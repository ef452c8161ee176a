// A row of logits: where it starts, its largest, and the sum of its exponentials over that of the largest.
struct Row { start: u32, top: f32, sum: f32 }
fn row_of(row: u32) -> Row {
  let start = row * shape.y;
  var top = logits[start];
  for (var j = 1u; j < shape.y; j += 1u) { top = max(top, logits[start + j]); }
  var sum = 0.0;
  for (var j = 0u; j < shape.y; j += 1u) { sum += exp(logits[start + j] - top); }
  return Row(start, top, sum);
}
