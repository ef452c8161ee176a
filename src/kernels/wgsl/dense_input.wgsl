fn gradient(row: u32, column: u32) -> vec4<f32> {
  let slope = slope_at(load_y(row, column), shape.kind, shape.slope);
  return load_g(row, column) * slope;
}
fn dots(g: vec4<f32>, w0: vec4<f32>, w1: vec4<f32>, w2: vec4<f32>, w3: vec4<f32>) -> vec4<f32> {
  return vec4(dot(g, w0), dot(g, w1), dot(g, w2), dot(g, w3));
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let columns = (shape.inputs + 3u) / 4u;
  let row = id.x / columns * 4u;
  let column = id.x % columns * 4u;
  if row >= shape.rows { return; }
  var d0 = vec4<f32>();
  var d1 = d0;
  var d2 = d0;
  var d3 = d0;
  for (var n = 0u; n < shape.outputs; n += 4u) {
    let w0 = load_w(column, n);
    let w1 = load_w(column + 1u, n);
    let w2 = load_w(column + 2u, n);
    let w3 = load_w(column + 3u, n);
    d0 += dots(gradient(row, n), w0, w1, w2, w3);
    d1 += dots(gradient(row + 1u, n), w0, w1, w2, w3);
    d2 += dots(gradient(row + 2u, n), w0, w1, w2, w3);
    d3 += dots(gradient(row + 3u, n), w0, w1, w2, w3);
  }
  store_dx(row, column, d0);
  store_dx(row + 1u, column, d1);
  store_dx(row + 2u, column, d2);
  store_dx(row + 3u, column, d3);
}
