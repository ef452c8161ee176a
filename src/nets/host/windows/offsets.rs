//! Where numbers lie from the first: sums of steps along each axis.

/// 0, `apart`, 2·`apart`, …
pub fn multiples(count: usize, apart: usize) -> Vec<u32> {
    multiples_from(0, count, 1, apart)
}

/// `unit` times `first`, `first + stride`, …
pub fn multiples_from(first: usize, count: usize, stride: usize, unit: usize) -> Vec<u32> {
    (0..count)
        .map(|at| ((first + at * stride) * unit) as u32)
        .collect()
}

/// Each of `outer` plus each of `inner`.
pub fn sums(outer: &[u32], inner: &[u32]) -> Vec<u32> {
    outer
        .iter()
        .flat_map(|outer| inner.iter().map(move |inner| outer + inner))
        .collect()
}
