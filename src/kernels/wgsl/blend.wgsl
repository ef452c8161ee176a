  for (var i = id.x; i < arrayLength(&theta#); i += stride) {
    theta#[i] = rule[0].x * theta#[i] + rule[0].y * g#[i];
  }
