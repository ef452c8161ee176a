//! Transposed convolution: one product per phase of the stride.

use gemm::{Places, gathered};
use passes::Fold;

use super::Windows;
use super::bordered::Bordered;
use super::offsets::{multiples, multiples_from, sums};
use crate::nets::layers::Kernel;

/// Fewer channels than a tile has rows would leave most of it empty.
const FEW_CHANNELS: usize = 8;

impl Windows {
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
        let small = Bordered::new(small, self.small, before, after);
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

        let windows = Fold {
            batch: self.batch,
            channels: self.large.channels,
            side: self.large.side,
            places: self.small.side,
            window: side,
            stride,
            padding,
        };
        passes::fold(&columns, windows)
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
