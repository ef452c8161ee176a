fn softplus(a: f32) -> f32 { return max(a, 0.0) + log(1.0 + exp(-abs(a))); }
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) lane: u32) {
  var first = 0.0;
  for (var i = lane; i < shape.first; i += LANES) { first += first_cost(scores[i], shape.first_param); }
  var rest = 0.0;
  for (var i = lane; i < shape.rest; i += LANES) { rest += rest_cost(scores[shape.first + i], shape.rest_param); }
  first *= shape.first_scale / f32(max(shape.first, 1u));
  rest *= shape.rest_scale / f32(max(shape.rest, 1u));
  let sum = total(lane, first + rest);
  if lane == 0u { loss[0] = sum + shape.constant; }
}
