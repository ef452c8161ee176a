@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let columns = (shape.outputs + 3u) / 4u;
  let row = id.x / columns * 4u;
  let column = id.x % columns * 4u;
  if row >= shape.inputs { return; }
  var d0 = vec4<f32>();
  var d1 = d0;
  var d2 = d0;
  var d3 = d0;
  var sum = d0;
  for (var m = 0u; m < shape.rows; m += 1u) {
    let slope = slope_at(load_y(m, column), shape.kind, shape.slope);
    let gradient = load_g(m, column) * slope;
    let x = load_x(m, row);
    d0 += x.x * gradient;
    d1 += x.y * gradient;
    d2 += x.z * gradient;
    d3 += x.w * gradient;
    sum += gradient;
  }
  store_dw(row, column, d0);
  store_dw(row + 1u, column, d1);
  store_dw(row + 2u, column, d2);
  store_dw(row + 3u, column, d3);
  if row == 0u { end(column, sum); }
}
