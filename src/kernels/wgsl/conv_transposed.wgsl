// From the planes of the outputs back to those of the inputs. Four planes by four pixels to each unit: pixels that are
// a stride apart, so that the same taps reach them.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let runs = (shape.wide + 4u * shape.stride - 1u) / (4u * shape.stride);
  var rest = id.x;
  let run = rest % runs;
  rest /= runs;
  let phase = rest % shape.stride;
  rest /= shape.stride;
  let row = rest % shape.tall;
  rest /= shape.tall;
  let image = rest % shape.batch;
  let plane = rest / shape.batch * 4u;
  if plane >= shape.inputs { return; }
  let first = run * 4u * shape.stride + phase;
  let taps = shape.side * shape.side;
  let out = shape.low * shape.thin;
  let planes = min(vec4(plane, plane + 1u, plane + 2u, plane + 3u), vec4(shape.inputs - 1u));
  var x0 = vec4(bias_of(planes.x));
  var x1 = vec4(bias_of(planes.y));
  var x2 = vec4(bias_of(planes.z));
  var x3 = vec4(bias_of(planes.w));
  for (var u = (row + shape.padding) % shape.stride; u < shape.side; u += shape.stride) {
    let i = (i32(row + shape.padding) - i32(u)) / i32(shape.stride);
    if row + shape.padding < u || i >= i32(shape.low) { continue; }
    for (var v = (first + shape.padding) % shape.stride; v < shape.side; v += shape.stride) {
      // Exact: the phase makes the difference a multiple of the stride.
      let j0 = (i32(first + shape.padding) - i32(v)) / i32(shape.stride);
      let j = vec4(j0, j0 + 1, j0 + 2, j0 + 3);
      let inside = within(j, shape.thin);
      let at = image * shape.outputs * out + u32(i) * shape.thin + select(vec4(0u), vec4<u32>(j), inside);
      let weights = planes * taps + u * shape.side + v;
      for (var o = 0u; o < shape.outputs; o += 1u) {
        let k = at + o * out;
        let pixel = select(vec4(0.0), vec4(y[k.x], y[k.y], y[k.z], y[k.w]), inside);
        let weight = weights + o * shape.inputs * taps;
        x0 += w[weight.x] * pixel;
        x1 += w[weight.y] * pixel;
        x2 += w[weight.z] * pixel;
        x3 += w[weight.w] * pixel;
      }
    }
  }
  let area = shape.tall * shape.wide;
  for (var p = 0u; p < 4u; p += 1u) {
    let column = first + p * shape.stride;
    if column >= shape.wide { break; }
    let at = (image * shape.inputs + plane) * area + row * shape.wide + column;
    x[at] = x0[p];
    if plane + 1u < shape.inputs { x[at + area] = x1[p]; }
    if plane + 2u < shape.inputs { x[at + 2u * area] = x2[p]; }
    if plane + 3u < shape.inputs { x[at + 3u * area] = x3[p]; }
  }
}
