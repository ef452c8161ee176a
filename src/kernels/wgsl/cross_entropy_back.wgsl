@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if id.x >= shape.x { return; }
  let row = row_of(id.x);
  let end = row.start + shape.y;
  var mass = 0.0;
  for (var j = row.start; j < end; j += 1u) { mass += y[j]; }
  let share = mass / row.sum;
  let scale = g[0] / f32(shape.x);
  for (var j = row.start; j < end; j += 1u) { dlogits[j] = scale * (share * exp(logits[j] - row.top) - y[j]); }
}
