@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  for (var i = id.x; i < shape.x; i += groups.x * 64u) {
    y[i] = curve(vec4(x[i]), shape.y, bitcast<f32>(shape.z)).x;
  }
}
