//! Convolution, its transpose, and the correlation that is the gradient of both, each as one matrix product per
//! minibatch (or one per phase of the stride), which reads the images where they are: no window is copied.

use std::borrow::Cow;

use gemm::{Places, gathered};

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

/// Fewer channels than a tile has rows would leave most of it empty.
const FEW_CHANNELS: usize = 8;

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

    /// Transposed convolution: `[batch, large]` from `[batch, small]`.
    pub fn up(&self, small: &[f32], weight: &[f32]) -> Vec<f32> {
        if self.large.channels < FEW_CHANNELS {
            return self.up_by_columns(small, weight);
        }
        let mut large = vec![0.0; self.batch * self.large.volume()];
        let phases: Vec<Phase> = (0..self.kernel.stride)
            .map(|offset| self.phase(offset))
            .collect();
        let taps = phases.iter().map(|phase| phase.taps).max().unwrap_or(0);
        let last = phases.iter().map(|phase| phase.last).max().unwrap_or(0);
        let before = taps.saturating_sub(1);
        let after = (last + 1).saturating_sub(self.small.side);
        let small = Bordered::new(small, self.batch, self.small, before, after);
        for rows in &phases {
            for columns in &phases {
                self.up_in_phase(&small, before, weight, rows, columns, &mut large);
            }
        }
        large
    }

    /// The pixels of the larger image that are met by the same places within the window.
    fn up_in_phase(
        &self,
        small: &Bordered,
        before: usize,
        weight: &[f32],
        rows: &Phase,
        columns: &Phase,
        large: &mut [f32],
    ) {
        let area = self.kernel.side * self.kernel.side;
        let Kernel { side, stride, .. } = self.kernel;
        let images = multiples(self.batch, self.large.volume());
        let pixels = sums(
            &multiples_from(rows.first_pixel, rows.pixels, stride, self.large.side),
            &multiples_from(columns.first_pixel, columns.pixels, stride, 1),
        );
        let to = Places {
            rows: &multiples(self.large.channels, self.large.side * self.large.side),
            columns: &sums(&images, &pixels),
        };
        let taps = sums(
            &multiples_from(rows.offset, rows.taps, stride, side),
            &multiples_from(columns.offset, columns.taps, stride, 1),
        );
        let left = Places {
            rows: &multiples(self.large.channels, area),
            columns: &sums(&multiples(self.small.channels, self.row_len()), &taps),
        };
        // The further a tap is within the window, the further back is the pixel that it meets.
        let back = |phase: &Phase, apart: usize| -> Vec<u32> {
            (0..phase.taps)
                .map(|tap| ((before - tap) * apart) as u32)
                .collect()
        };
        let met = sums(&back(rows, small.side), &back(columns, 1));
        let starts = sums(
            &multiples_from(rows.first, rows.pixels, 1, small.side),
            &multiples_from(columns.first, columns.pixels, 1, 1),
        );
        let right = Places {
            rows: &sums(
                &multiples(self.small.channels, small.side * small.side),
                &met,
            ),
            columns: &sums(
                &multiples(self.batch, self.small.channels * small.side * small.side),
                &starts,
            ),
        };
        gathered((large, to), (weight, left), (&small.numbers, right), false);
    }

    /// The same, by a column of the window's numbers for each place, which are then added where they belong.
    fn up_by_columns(&self, small: &[f32], weight: &[f32]) -> Vec<f32> {
        let Kernel {
            side,
            stride,
            padding,
        } = self.kernel;
        let pixels = self.small.side * self.small.side;
        let places = self.batch * pixels;
        let mut columns = vec![0.0; self.row_len() * places];
        let to = Places {
            rows: &multiples(self.row_len(), places),
            columns: &multiples(places, 1),
        };
        let left = Places {
            rows: &multiples(self.row_len(), 1),
            columns: &multiples(self.small.channels, self.row_len()),
        };
        let right = Places {
            rows: &multiples(self.small.channels, pixels),
            columns: &sums(
                &multiples(self.batch, self.small.volume()),
                &multiples(pixels, 1),
            ),
        };
        gathered((&mut columns, to), (weight, left), (small, right), false);

        let edge = self.large.side;
        let mut large = vec![0.0; self.batch * self.large.volume()];
        for (image, large) in large.chunks_exact_mut(self.large.volume()).enumerate() {
            for (channel, large) in large.chunks_exact_mut(edge * edge).enumerate() {
                for y in 0..side {
                    for x in 0..side {
                        let row = (channel * side + y) * side + x;
                        let column = &columns[row * places + image * pixels..][..pixels];
                        let within = |at: usize, tap: usize| {
                            (at * stride + tap)
                                .checked_sub(padding)
                                .filter(|&to| to < edge)
                        };
                        for (at_y, line) in column.chunks_exact(self.small.side).enumerate() {
                            let Some(to_y) = within(at_y, y) else {
                                continue;
                            };
                            let to = &mut large[to_y * edge..][..edge];
                            for (at_x, number) in line.iter().enumerate() {
                                if let Some(to_x) = within(at_x, x) {
                                    to[to_x] += number;
                                }
                            }
                        }
                    }
                }
            }
        }
        large
    }

    /// Which pixels of the larger image the taps `offset`, `offset + stride`, … meet, along one axis.
    fn phase(&self, offset: usize) -> Phase {
        let Kernel {
            side,
            stride,
            padding,
        } = self.kernel;
        let first = padding.saturating_sub(offset).div_ceil(stride);
        // Where padding is more than the far edge, there is no pixel.
        let end = (self.large.side + padding)
            .saturating_sub(offset)
            .div_ceil(stride);
        Phase {
            offset,
            taps: side.saturating_sub(offset).div_ceil(stride),
            first,
            last: end.max(first + 1) - 1,
            pixels: end.saturating_sub(first),
            first_pixel: first * stride + offset - padding,
        }
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
        Bordered::new(large, self.batch, self.large, padding, after)
    }
}

/// The taps that are a whole number of strides from the first, along one axis, and the pixels of the larger image that
/// they meet: pixel `q·stride + offset − padding` meets pixel `q − t` of the smaller by tap `offset + t·stride`.
struct Phase {
    offset: usize,
    taps: usize,
    /// The first and the last q.
    first: usize,
    last: usize,
    pixels: usize,
    first_pixel: usize,
}

/// Images with a border of zeros.
struct Bordered<'a> {
    numbers: Cow<'a, [f32]>,
    /// With the border.
    side: usize,
}

impl<'a> Bordered<'a> {
    fn new(
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
    fn within(&self, channels: usize, kernel: usize) -> Vec<u32> {
        let window = sums(&multiples(kernel, self.side), &multiples(kernel, 1));
        sums(&multiples(channels, self.side * self.side), &window)
    }

    /// The corner of each window of the minibatch.
    fn corners(&self, windows: &Windows) -> Vec<u32> {
        let (count, stride) = (windows.small.side, windows.kernel.stride);
        let lines = sums(
            &multiples(count, stride * self.side),
            &multiples(count, stride),
        );
        let image = windows.large.channels * self.side * self.side;
        sums(&multiples(windows.batch, image), &lines)
    }
}

/// 0, `apart`, 2·`apart`, …
fn multiples(count: usize, apart: usize) -> Vec<u32> {
    multiples_from(0, count, 1, apart)
}

/// `unit` times `first`, `first + stride`, …
fn multiples_from(first: usize, count: usize, stride: usize, unit: usize) -> Vec<u32> {
    (0..count)
        .map(|at| ((first + at * stride) * unit) as u32)
        .collect()
}

/// Each of `outer` plus each of `inner`.
fn sums(outer: &[u32], inner: &[u32]) -> Vec<u32> {
    outer
        .iter()
        .flat_map(|outer| inner.iter().map(move |inner| outer + inner))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of pixels that the window brings together, with the place in the weight.
    fn meet(windows: &Windows, mut with: impl FnMut(usize, usize, usize)) {
        let Windows {
            batch,
            large,
            small,
            kernel,
        } = *windows;
        for image in 0..batch {
            for of_small in 0..small.channels {
                for of_large in 0..large.channels {
                    for place in 0..small.side * small.side {
                        for tap in 0..kernel.side * kernel.side {
                            let at = |place: usize, tap: usize| {
                                (place * kernel.stride + tap).checked_sub(kernel.padding)
                            };
                            let y = at(place / small.side, tap / kernel.side);
                            let x = at(place % small.side, tap % kernel.side);
                            let (Some(y), Some(x)) = (y, x) else { continue };
                            if y < large.side && x < large.side {
                                let pixel = |shape: ImageShape, channel: usize| {
                                    (image * shape.channels + channel) * shape.side * shape.side
                                };
                                with(
                                    pixel(small, of_small) + place,
                                    pixel(large, of_large) + y * large.side + x,
                                    (of_small * large.channels + of_large)
                                        * (kernel.side * kernel.side)
                                        + tap,
                                );
                            }
                        }
                    }
                }
            }
        }
    }

    fn noise(count: usize, seed: u32) -> Vec<f32> {
        let number = |at: u32| (at.wrapping_add(seed).wrapping_mul(2_654_435_761) >> 8) as f32;
        (0..count as u32)
            .map(|at| number(at) / (1 << 23) as f32 - 1.0)
            .collect()
    }

    fn close(is: &[f32], should: &[f32], what: &str) {
        for (is, should) in is.iter().zip(should) {
            assert!((is - should).abs() < 1e-4, "{what}: {is} for {should}");
        }
    }

    #[test]
    fn all_three_agree_with_single_products() {
        let shapes = [
            (Kernel::HALVING, 28, 14, 1, 9),
            (Kernel::HALVING, 14, 7, 9, 17),
            (Kernel::HALVING, 7, 3, 8, 5),
            (Kernel::KEEPING, 7, 7, 8, 3),
            (Kernel::KEEPING, 6, 6, 3, 12),
            (
                Kernel {
                    side: 1,
                    stride: 2,
                    padding: 0,
                },
                5,
                3,
                9,
                4,
            ),
            (
                Kernel {
                    side: 5,
                    stride: 3,
                    padding: 2,
                },
                10,
                4,
                8,
                2,
            ),
            (
                Kernel {
                    side: 2,
                    stride: 2,
                    padding: 0,
                },
                9,
                4,
                10,
                3,
            ),
            (
                Kernel {
                    side: 4,
                    stride: 1,
                    padding: 0,
                },
                4,
                1,
                10,
                3,
            ),
        ];
        for (kernel, large_side, small_side, large_channels, small_channels) in shapes {
            let shape = |channels, side| ImageShape { channels, side };
            let windows = Windows {
                batch: 3,
                large: shape(large_channels, large_side),
                small: shape(small_channels, small_side),
                kernel,
            };
            let large = noise(windows.batch * windows.large.volume(), 1);
            let small = noise(windows.batch * windows.small.volume(), 2);
            let weight = noise(windows.weight_len(), 3);
            let what = format!("{windows:?}");

            let mut expected = vec![0.0; small.len()];
            meet(&windows, |s, l, w| expected[s] += large[l] * weight[w]);
            close(&windows.down(&large, &weight), &expected, &what);

            let mut expected = vec![0.0; large.len()];
            meet(&windows, |s, l, w| expected[l] += small[s] * weight[w]);
            close(&windows.up(&small, &weight), &expected, &what);

            let mut expected = vec![0.0; weight.len()];
            meet(&windows, |s, l, w| expected[w] += small[s] * large[l]);
            close(&windows.correlate(&small, &large), &expected, &what);
        }
    }
}
