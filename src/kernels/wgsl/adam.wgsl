  for (var i = id.x; i < arrayLength(&theta#); i += stride) {
    let slope = g#[i];
    let first = rule[0].z * m#[i] + rule[1].y * slope;
    let second = rule[0].w * v#[i] + rule[1].z * slope * slope;
    m#[i] = first;
    v#[i] = second;
    theta#[i] -= rule[0].x * first / (sqrt(second) * rule[0].y + rule[1].x);
  }
