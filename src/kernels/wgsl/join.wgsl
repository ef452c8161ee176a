  for (var i = id.x; i < arrayLength(&s#); i += stride) { joined[base + i] = s#[i]; }
  base += arrayLength(&s#);
