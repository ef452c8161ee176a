// A convolution from `inputs` planes of `tall`×`wide` to `outputs` planes of `low`×`thin`.
struct ConvShape {
  batch: u32, inputs: u32, outputs: u32, side: u32,
  tall: u32, wide: u32, low: u32, thin: u32,
  stride: u32, padding: u32,
}
fn within(v: vec4<i32>, end: u32) -> vec4<bool> { return (v >= vec4(0)) & (v < vec4(i32(end))); }
