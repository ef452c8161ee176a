fn softplus(a: f32) -> f32 { return max(a, 0.0) + log(1.0 + exp(-abs(a))); }
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) lane: u32) {
  var real = 0.0;
  for (var i = lane; i < shape.real; i += LANES) {
    let a = scores[i];
    real += shape.label * softplus(-a) + (1.0 - shape.label) * softplus(a);
  }
  var fake = 0.0;
  for (var i = lane; i < shape.fake; i += LANES) { fake += softplus(scores[shape.real + i]); }
  let sum = total(lane, real / f32(max(shape.real, 1u)) + fake / f32(max(shape.fake, 1u)));
  if lane == 0u { loss[0] = sum; }
}
