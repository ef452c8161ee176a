@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if id.x >= shape.x { return; }
  let row = row_of(id.x);
  let scale = g[id.x] / row.sum;
  for (var j = row.start; j < row.start + shape.y; j += 1u) { dlogits[j] = scale * exp(logits[j] - row.top); }
}
