  for (var i = id.x; i < arrayLength(&theta#); i += stride) {
    let slope = g#[i];
    let second = rule[0].y * m#[i] + rule[0].w * slope * slope;
    m#[i] = second;
    theta#[i] -= rule[0].x * slope / (sqrt(second) + rule[0].z);
  }
