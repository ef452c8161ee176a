// Four planes by four taps to each workgroup, whose units share out the pixels.
var<workgroup> partials: array<array<vec4<f32>, 5>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let taps = shape.side * shape.side;
  let columns = shape.inputs * taps;
  let blocks = (columns + 3u) / 4u;
  let plane = group.x / blocks * 4u;
  let column = group.x % blocks * 4u;
  let out = shape.low * shape.thin;
  let area = shape.tall * shape.wide;
  let planes = min(vec4(plane, plane + 1u, plane + 2u, plane + 3u), vec4(shape.outputs - 1u)) * out;
  let tap = min(vec4(column, column + 1u, column + 2u, column + 3u), vec4(columns - 1u));
  let channel = tap / taps * area;
  let down = vec4<i32>(tap % taps / shape.side) - i32(shape.padding);
  let right = vec4<i32>(tap % shape.side) - i32(shape.padding);
  var d0 = vec4<f32>();
  var d1 = d0;
  var d2 = d0;
  var d3 = d0;
  var sum = d0;
  // The pixel moves on by 64 in steps of rows and columns, since a division costs more than all of them.
  var image = lane / out;
  var low = lane % out / shape.thin;
  var thin = lane % out % shape.thin;
  while image < shape.batch {
    let row = i32(low * shape.stride) + down;
    let wide = i32(thin * shape.stride) + right;
    let inside = within(row, shape.tall) & within(wide, shape.wide);
    let k = image * shape.inputs * area + channel
      + select(vec4(0u), vec4<u32>(row) * shape.wide + vec4<u32>(wide), inside);
    let input = select(vec4(0.0), vec4(x[k.x], x[k.y], x[k.z], x[k.w]), inside);
    let at = image * shape.outputs * out + low * shape.thin + thin + planes;
    let slope = vec4(y[at.x], y[at.y], y[at.z], y[at.w]);
    d0 += slope.x * input;
    d1 += slope.y * input;
    d2 += slope.z * input;
    d3 += slope.w * input;
    sum += slope;
    thin += 64u % shape.thin;
    low += 64u / shape.thin;
    if thin >= shape.thin {
      thin -= shape.thin;
      low += 1u;
    }
    while low >= shape.low {
      low -= shape.low;
      image += 1u;
    }
  }
  partials[lane] = array(d0, d1, d2, d3, sum);
  workgroupBarrier();
  for (var half = 32u; half > 0u; half /= 2u) {
    if lane < half {
      for (var i = 0u; i < 5u; i += 1u) { partials[lane][i] += partials[lane + half][i]; }
    }
    workgroupBarrier();
  }
  if lane < 4u && plane + lane < shape.outputs {
    for (var i = 0u; i < min(4u, columns - column); i += 1u) {
      dw[(plane + lane) * columns + column + i] = partials[0][lane][i];
    }
    if column == 0u { end(plane + lane, partials[0][4][lane]); }
  }
}
