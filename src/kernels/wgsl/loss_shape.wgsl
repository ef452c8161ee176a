// The first rows are scores of one kind, the rest of another.
struct LossShape {
  first: u32, rest: u32,
  first_param: f32, rest_param: f32,
  first_scale: f32, rest_scale: f32,
  constant: f32,
}
