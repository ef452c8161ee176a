//! Images among zeros.

use std::borrow::Cow;

use passes::Frame;

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
    pub fn new(images: &'a [f32], shape: ImageShape, before: usize, after: usize) -> Self {
        let frame = Frame {
            side: shape.side,
            before,
            after,
        };
        let numbers = if frame.outer() == shape.side {
            Cow::Borrowed(images)
        } else {
            Cow::Owned(passes::frame(images, frame))
        };
        let side = frame.outer();
        Self { numbers, side }
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
