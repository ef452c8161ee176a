@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if i >= shape.real + shape.fake { return; }
  let belief = 1.0 / (1.0 + exp(-clamp(scores[i], -80.0, 80.0)));
  let real = (belief - shape.label) / f32(max(shape.real, 1u));
  let fake = belief / f32(max(shape.fake, 1u));
  dscores[i] = g[0] * select(fake, real, i < shape.real);
}
