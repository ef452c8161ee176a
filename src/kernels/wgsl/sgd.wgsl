  for (var i = id.x; i < arrayLength(&theta#); i += stride) {
    let first = rule[0].y * m#[i] + g#[i];
    m#[i] = first;
    theta#[i] -= rule[0].x * first;
  }
