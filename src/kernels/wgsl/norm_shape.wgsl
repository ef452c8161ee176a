struct NormShape {
  batch: u32, channels: u32, pixels: u32, kind: u32,
  slope: f32, epsilon: f32, momentum: f32,
}
// Where the i-th number of a channel is.
fn at(channel: u32, i: u32) -> u32 {
  return (i / shape.pixels * shape.channels + channel) * shape.pixels + i % shape.pixels;
}
