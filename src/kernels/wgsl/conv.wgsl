// Four planes by four pixels to each unit, in registers.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let pixels = shape.batch * shape.low * shape.thin;
  let blocks = (pixels + 3u) / 4u;
  let plane = id.x / blocks * 4u;
  if plane >= shape.outputs { return; }
  let taps = shape.side * shape.side;
  let area = shape.tall * shape.wide;
  // Where each pixel's window begins, in the first plane, and the taps of it that are on the image.
  var image: vec4<u32>;
  var top: vec4<i32>;
  var left: vec4<i32>;
  for (var p = 0u; p < 4u; p += 1u) {
    let pixel = min(id.x % blocks * 4u + p, pixels - 1u);
    let spot = pixel % (shape.low * shape.thin);
    image[p] = pixel / (shape.low * shape.thin) * shape.inputs * area;
    top[p] = i32(spot / shape.thin * shape.stride) - i32(shape.padding);
    left[p] = i32(spot % shape.thin * shape.stride) - i32(shape.padding);
  }
  let planes = min(vec4(plane, plane + 1u, plane + 2u, plane + 3u), vec4(shape.outputs - 1u));
  let weights = planes * shape.inputs * taps;
  var y0 = vec4(bias_of(planes.x));
  var y1 = vec4(bias_of(planes.y));
  var y2 = vec4(bias_of(planes.z));
  var y3 = vec4(bias_of(planes.w));
  for (var tap = 0u; tap < taps; tap += 1u) {
    let row = top + i32(tap / shape.side);
    let column = left + i32(tap % shape.side);
    let inside = within(row, shape.tall) & within(column, shape.wide);
    if !any(inside) { continue; }
    let at = image + select(vec4(0u), vec4<u32>(row) * shape.wide + vec4<u32>(column), inside);
    for (var c = 0u; c < shape.inputs; c += 1u) {
      let k = at + c * area;
      let pixel = select(vec4(0.0), vec4(x[k.x], x[k.y], x[k.z], x[k.w]), inside);
      let weight = weights + c * taps + tap;
      y0 += w[weight.x] * pixel;
      y1 += w[weight.y] * pixel;
      y2 += w[weight.z] * pixel;
      y3 += w[weight.w] * pixel;
    }
  }
  for (var p = 0u; p < 4u; p += 1u) {
    let pixel = id.x % blocks * 4u + p;
    if pixel >= pixels { break; }
    let out = shape.low * shape.thin;
    let at = (pixel / out * shape.outputs + plane) * out + pixel % out;
    y[at] = y0[p];
    if plane + 1u < shape.outputs { y[at + out] = y1[p]; }
    if plane + 2u < shape.outputs { y[at + 2u * out] = y2[p]; }
    if plane + 3u < shape.outputs { y[at + 3u * out] = y3[p]; }
  }
}
