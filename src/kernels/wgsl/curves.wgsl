fn curve(x: vec4<f32>, kind: u32, slope: f32) -> vec4<f32> {
  switch kind {
    case 1u: { return max(x, slope * x); }
    case 2u: { return tanh(clamp(x, vec4(-15.0), vec4(15.0))); }
    case 3u: { return 1.0 / (1.0 + exp(-clamp(x, vec4(-80.0), vec4(80.0)))); }
    case 4u: { return tanh(clamp(0.5 * x, vec4(-15.0), vec4(15.0))); }
    default: { return x; }
  }
}
// The slope where the value is y.
fn slope_at(y: vec4<f32>, kind: u32, slope: f32) -> vec4<f32> {
  switch kind {
    case 1u: { return select(vec4(slope), vec4(1.0), y > vec4(0.0)); }
    case 2u: { return 1.0 - y * y; }
    case 3u: { return y - y * y; }
    case 4u: { return 0.5 - 0.5 * y * y; }
    default: { return vec4(1.0); }
  }
}
