@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if id.x >= shape.x { return; }
  let row = row_of(id.x);
  sums[id.x] = row.top + log(row.sum);
}
