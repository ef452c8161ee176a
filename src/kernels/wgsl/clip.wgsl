  for (var i = id.x; i < arrayLength(&theta#); i += stride) {
    theta#[i] = clamp(theta#[i], -rule[0].x, rule[0].x);
  }
