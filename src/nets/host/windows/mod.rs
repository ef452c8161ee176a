//! Convolution, its transpose, and the correlation that is the gradient of both, each as one matrix product per
//! minibatch (or one per phase of the stride), which reads the images where they are: no window is copied.

mod bordered;
mod offsets;
#[cfg(test)]
mod tests;
mod up;

use gemm::{Places, gathered};

use bordered::Bordered;
use offsets::{multiples, sums};

use crate::nets::layers::{ImageShape, Kernel};

/// A window that slides over the larger of two images, and meets one pixel of the smaller in each place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// Images of the minibatch.
    pub batch: usize,
    /// What the window slides over.
    pub large: ImageShape,
    /// One pixel for each place of the window.
    pub small: ImageShape,
    /// The window.
    pub kernel: Kernel,
}

impl Windows {
    /// Numbers of the weight, `[small.channels, large.channels, side, side]`.
    pub fn weight_len(&self) -> usize {
        self.small.channels * self.row_len()
    }

    /// Numbers of the weight that belong to one channel of the smaller image.
    fn row_len(&self) -> usize {
        self.large.channels * self.kernel.side * self.kernel.side
    }

    /// Convolution: `[batch, small]` from `[batch, large]`.
    pub fn down(&self, large: &[f32], weight: &[f32]) -> Vec<f32> {
        let large = self.bordered(large);
        let pixels = self.small.side * self.small.side;
        let mut small = vec![0.0; self.batch * self.small.volume()];
        let to = Places {
            rows: &multiples(self.small.channels, pixels),
            columns: &sums(
                &multiples(self.batch, self.small.volume()),
                &multiples(pixels, 1),
            ),
        };
        let left = Places {
            rows: &multiples(self.small.channels, self.row_len()),
            columns: &multiples(self.row_len(), 1),
        };
        let right = Places {
            rows: &large.within(self.large.channels, self.kernel.side),
            columns: &large.corners(self),
        };
        gathered(
            (&mut small, to),
            (weight, left),
            (&large.numbers, right),
            false,
        );
        small
    }

    /// The gradient of the weight, from the one image and the gradient of the other.
    pub fn correlate(&self, small: &[f32], large: &[f32]) -> Vec<f32> {
        let large = self.bordered(large);
        let pixels = self.small.side * self.small.side;
        let mut weight = vec![0.0; self.weight_len()];
        let to = Places {
            rows: &multiples(self.small.channels, self.row_len()),
            columns: &multiples(self.row_len(), 1),
        };
        let left = Places {
            rows: &multiples(self.small.channels, pixels),
            columns: &sums(
                &multiples(self.batch, self.small.volume()),
                &multiples(pixels, 1),
            ),
        };
        let right = Places {
            rows: &large.corners(self),
            columns: &large.within(self.large.channels, self.kernel.side),
        };
        gathered(
            (&mut weight, to),
            (small, left),
            (&large.numbers, right),
            false,
        );
        weight
    }

    /// The larger images, with zeros around them as far as the window goes.
    fn bordered<'a>(&self, large: &'a [f32]) -> Bordered<'a> {
        let Kernel {
            side,
            stride,
            padding,
        } = self.kernel;
        let end = (self.small.side - 1) * stride + side;
        let after = end.saturating_sub(padding + self.large.side);
        Bordered::new(large, self.large, padding, after)
    }
}
