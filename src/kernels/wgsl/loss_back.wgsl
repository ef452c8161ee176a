@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if i >= shape.first + shape.rest { return; }
  let a = scores[i];
  if i < shape.first {
    dscores[i] = g[0] * shape.first_scale * first_cost(a, shape.first_param) / f32(shape.first);
  } else {
    dscores[i] = g[0] * shape.rest_scale * rest_cost(a, shape.rest_param) / f32(shape.rest);
  }
}
