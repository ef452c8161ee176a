@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) unit: u32,
) {
  let channel = channel_of(id.x, group.x);
  if channel >= shape.channels { return; }
  let lane = unit % LANES;
  let count = shape.batch * shape.pixels;
  var sum = 0.0;
  for (var i = lane; i < count; i += LANES) { sum += x[at(channel, i)]; }
  let mean = total(lane, sum) / f32(count);
  var squares = 0.0;
  for (var i = lane; i < count; i += LANES) {
    let gap = x[at(channel, i)] - mean;
    squares += gap * gap;
  }
  let variance = total(lane, squares) / f32(count);
  let scale = 1.0 / sqrt(variance + shape.epsilon);
  let gamma_of = gamma[channel];
  let beta_of = beta[channel];
  for (var i = lane; i < count; i += LANES) {
    let k = at(channel, i);
    y[k] = curve(vec4((x[k] - mean) * scale * gamma_of + beta_of), shape.kind, shape.slope).x;
  }
  if lane == 0u {
    let rest = 1.0 - shape.momentum;
    let unbiased = variance * f32(count) / f32(count - 1u);
    stats[channel] = mean;
    stats[shape.channels + channel] = scale;
    stats[2u * shape.channels + channel] = rest * running_mean[channel] + shape.momentum * mean;
    stats[3u * shape.channels + channel] = rest * running_var[channel] + shape.momentum * unbiased;
  }
}
