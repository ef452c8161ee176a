// Four rows by four columns to each unit, in registers.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let columns = (shape.outputs + 3u) / 4u;
  let row = id.x / columns * 4u;
  let column = id.x % columns * 4u;
  if row >= shape.rows { return; }
  var y0 = start(column);
  var y1 = y0;
  var y2 = y0;
  var y3 = y0;
  for (var k = 0u; k < shape.inputs; k += 4u) {
    let w0 = load_w(k, column);
    let w1 = load_w(k + 1u, column);
    let w2 = load_w(k + 2u, column);
    let w3 = load_w(k + 3u, column);
    let x0 = load_x(row, k);
    let x1 = load_x(row + 1u, k);
    let x2 = load_x(row + 2u, k);
    let x3 = load_x(row + 3u, k);
    y0 += x0.x * w0 + x0.y * w1 + x0.z * w2 + x0.w * w3;
    y1 += x1.x * w0 + x1.y * w1 + x1.z * w2 + x1.w * w3;
    y2 += x2.x * w0 + x2.y * w1 + x2.z * w2 + x2.w * w3;
    y3 += x3.x * w0 + x3.y * w1 + x3.z * w2 + x3.w * w3;
  }
  store_y(row, column, curve(y0, shape.kind, shape.slope));
  store_y(row + 1u, column, curve(y1, shape.kind, shape.slope));
  store_y(row + 2u, column, curve(y2, shape.kind, shape.slope));
  store_y(row + 3u, column, curve(y3, shape.kind, shape.slope));
}
