//! Images `[batch, channels·pixels]`, some channels at a time; vectors are images of one pixel.

use std::ops::Range;

use crate::lanes;
use crate::pass::UNIT;

/// How many numbers there are of what.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Of an image.
    pub channels: usize,
    /// Of a channel.
    pub pixels: usize,
}

impl Shape {
    /// The most channels that are worked at together.
    pub(crate) const MOST: usize = 1024;

    /// # Panics
    /// When the images are not whole, or there are not as many numbers of each as channels.
    pub(crate) fn assert_fits<const N: usize>(self, images: &[f32], per_channel: [&[f32]; N]) {
        let whole = self
            .channels
            .checked_mul(self.pixels)
            .filter(|&len| len > 0);
        assert!(
            whole.is_some_and(|len| images.len().is_multiple_of(len)),
            "{} numbers are no images of {self:?}",
            images.len()
        );
        for numbers in per_channel {
            assert_eq!(numbers.len(), self.channels, "one for each channel");
        }
    }

    /// A part of the channels begins at a multiple of this: a cache line is one thread's.
    pub(crate) fn unit(self) -> usize {
        if self.pixels == 1 { UNIT } else { 1 }
    }

    /// Numbers of an image.
    pub(crate) fn len(self) -> usize {
        self.channels * self.pixels
    }

    /// Where those of some channels lie within an image.
    fn of(self, channels: &Range<usize>) -> Range<usize> {
        channels.start * self.pixels..channels.end * self.pixels
    }

    /// The same in each of a minibatch.
    pub(crate) fn places(
        self,
        numbers: usize,
        channels: &Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let own = self.of(channels);
        (0..numbers)
            .step_by(self.len())
            .map(move |image| image + own.start..image + own.end)
    }

    /// Channels that are worked at together: what all images have of them stays in a cache, and what one has of them is as
    /// long as it may be, since memory is quick with what lies side by side.
    pub(crate) fn blocks(
        self,
        channels: Range<usize>,
        numbers: usize,
    ) -> impl Iterator<Item = Range<usize>> {
        const CACHED: usize = 1 << 16;
        let of_one = (numbers / self.channels).max(1);
        let most = (CACHED / of_one).clamp(1, Self::MOST);
        let Range { start, end } = channels;
        (start..end)
            .step_by(most)
            .map(move |start| start..end.min(start + most))
    }
}

/// Adds to `sums` that of each of these channels.
#[inline(always)]
pub fn add_sums(x: &[f32], shape: Shape, channels: &Range<usize>, sums: &mut [f32]) {
    for place in shape.places(x.len(), channels) {
        let x = &x[place];
        if shape.pixels == 1 {
            sums.iter_mut().zip(x).for_each(|(sum, x)| *sum += x);
        } else {
            for (x, sum) in x.chunks_exact(shape.pixels).zip(sums.iter_mut()) {
                *sum += lanes::sum(x, |x| x);
            }
        }
    }
}

/// The same of `of(x, y, c)`, with a number c for each of the channels.
#[inline(always)]
pub fn add_sums_of(
    [x, y]: [&[f32]; 2],
    c: &[f32],
    shape: Shape,
    channels: &Range<usize>,
    sums: &mut [f32],
    of: impl Fn(f32, f32, f32) -> f32,
) {
    for place in shape.places(x.len(), channels) {
        let (x, y) = (&x[place.clone()], &y[place]);
        if shape.pixels == 1 {
            for (((sum, &x), &y), &c) in sums.iter_mut().zip(x).zip(y).zip(c) {
                *sum += of(x, y, c);
            }
        } else {
            let planes = x
                .chunks_exact(shape.pixels)
                .zip(y.chunks_exact(shape.pixels));
            for (((x, y), &c), sum) in planes.zip(c).zip(sums.iter_mut()) {
                *sum += lanes::sum_of_two(x, y, |x, y| of(x, y, c));
            }
        }
    }
}
