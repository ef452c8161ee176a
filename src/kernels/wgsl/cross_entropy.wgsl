@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) lane: u32) {
  var sum = 0.0;
  for (var i = lane; i < shape.x; i += LANES) {
    let row = row_of(i);
    let all = log(row.sum);
    for (var j = row.start; j < row.start + shape.y; j += 1u) { sum += y[j] * (all - (logits[j] - row.top)); }
  }
  let mean = total(lane, sum) / f32(shape.x);
  if lane == 0u { loss[0] = mean; }
}
