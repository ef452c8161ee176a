//! Images among zeros.

use std::borrow::Cow;

use super::Windows;
use super::offsets::{multiples, sums};
use crate::nets::layers::ImageShape;

/// Images with a border of zeros.
pub struct Bordered<'a> {
    pub numbers: Cow<'a, [f32]>,
    /// With the border.
    pub side: usize,
}

impl<'a> Bordered<'a> {
    pub fn new(
        images: &'a [f32],
        batch: usize,
        shape: ImageShape,
        before: usize,
        after: usize,
    ) -> Self {
        let side = before + shape.side + after;
        if side == shape.side {
            return Self {
                numbers: Cow::Borrowed(images),
                side,
            };
        }
        let mut numbers = vec![0.0; batch * shape.channels * side * side];
        let planes = images.chunks_exact(shape.side * shape.side);
        for (from, to) in planes.zip(numbers.chunks_exact_mut(side * side)) {
            let lines = to.chunks_exact_mut(side).skip(before);
            for (from, to) in from.chunks_exact(shape.side).zip(lines) {
                to[before..before + shape.side].copy_from_slice(from);
            }
        }
        Self {
            numbers: Cow::Owned(numbers),
            side,
        }
    }

    /// From the corner of a window to each of its numbers.
    pub fn within(&self, channels: usize, kernel: usize) -> Vec<u32> {
        let window = sums(&multiples(kernel, self.side), &multiples(kernel, 1));
        sums(&multiples(channels, self.side * self.side), &window)
    }

    /// The corner of each window of the minibatch.
    pub fn corners(&self, windows: &Windows) -> Vec<u32> {
        let (count, stride) = (windows.small.side, windows.kernel.stride);
        let lines = sums(
            &multiples(count, stride * self.side),
            &multiples(count, stride),
        );
        let image = windows.large.channels * self.side * self.side;
        sums(&multiples(windows.batch, image), &lines)
    }
}
