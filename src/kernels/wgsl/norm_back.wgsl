fn gradient(k: u32) -> f32 {
  return g[k] * slope_at(vec4(y[k]), shape.kind, shape.slope).x;
}
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
  let mean = stats[channel];
  let scale = stats[shape.channels + channel];
  var sum = 0.0;
  var product = 0.0;
  for (var i = lane; i < count; i += LANES) {
    let k = at(channel, i);
    let slope = gradient(k);
    sum += slope;
    product += slope * (x[k] - mean) * scale;
  }
  let sums = total(lane, sum);
  let products = total(lane, product);
  let mean_of = sums / f32(count);
  let product_of = products / f32(count);
  let factor = gamma[channel] * scale;
  for (var i = lane; i < count; i += LANES) {
    let k = at(channel, i);
    dx[k] = factor * (gradient(k) - mean_of - (x[k] - mean) * scale * product_of);
  }
  if lane == 0u {
    dgamma[channel] = products;
    dbeta[channel] = sums;
  }
}
