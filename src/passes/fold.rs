//! Columns of windows, added where they belong.

use std::ops::Range;

use crate::cells::Cells;
use crate::pass::{Loop, Pass};

/// A square window that slides over square images, one pixel of a smaller image to each place.
#[derive(Clone, Copy, Debug)]
pub struct Fold {
    /// Images of the minibatch.
    pub batch: usize,
    /// Of the image that the window slides over.
    pub channels: usize,
    /// Of the image that the window slides over.
    pub side: usize,
    /// Places of the window along a side.
    pub places: usize,
    /// Of the window.
    pub window: usize,
    /// From one place to the next.
    pub stride: usize,
    /// By how much the first place lies before the image.
    pub padding: usize,
}

/// The images `[batch, channels, side, side]` that are the sum of windows: `columns` are
/// `[channels, window, window, batch, places, places]`, a number for each place within the window and each place of it.
///
/// # Panics
/// When there are not as many columns, or the window does not move.
pub fn fold(columns: &[f32], fold: Fold) -> Vec<f32> {
    let Fold {
        batch,
        channels,
        side,
        places,
        window,
        ..
    } = fold;
    let count = channels * window * window * batch * places * places;
    assert!(
        columns.len() == count && fold.stride > 0,
        "{} numbers for {fold:?}",
        columns.len()
    );
    let mut images = vec![0.0; batch * channels * side * side];
    Pass::make(AddColumns {
        columns,
        images: Cells::of(&mut images),
        fold,
    });
    images
}

/// See [`fold`]; its items are images.
pub struct AddColumns<'a> {
    columns: &'a [f32],
    images: Cells<'a>,
    fold: Fold,
}

impl Loop for AddColumns<'_> {
    fn items(&self) -> usize {
        self.fold.batch
    }

    fn work(&self) -> usize {
        self.columns.len().checked_div(self.fold.batch).unwrap_or(0)
    }

    unsafe fn run(&self, items: Range<usize>) {
        let area = self.fold.side * self.fold.side;
        for image in items {
            let start = image * self.fold.channels;
            for channel in 0..self.fold.channels {
                let own = (start + channel) * area;
                // SAFETY: as promised by the caller.
                let plane = unsafe { self.images.part(own..own + area) };
                self.plane(image, channel, plane);
            }
        }
    }
}

impl AddColumns<'_> {
    fn plane(&self, image: usize, channel: usize, plane: &mut [f32]) {
        let Fold {
            batch,
            side,
            places,
            window,
            stride,
            ..
        } = self.fold;
        let pixels = places * places;
        for y in 0..window {
            for x in 0..window {
                let row = (channel * window + y) * window + x;
                let column = &self.columns[(row * batch + image) * pixels..][..pixels];
                let (down, across) = (self.fold.met(y), self.fold.met(x));
                if across.is_empty() {
                    continue;
                }
                let first = across.start * stride + x - self.fold.padding;
                for at in down {
                    let line = &column[at * places..][across.clone()];
                    let to = (at * stride + y - self.fold.padding) * side + first;
                    let to = plane[to..].iter_mut().step_by(stride);
                    for (to, number) in to.zip(line) {
                        *to += number;
                    }
                }
            }
        }
    }
}

impl Fold {
    /// Places of the window in which its tap meets the image, along one axis.
    fn met(self, tap: usize) -> Range<usize> {
        let first = self.padding.saturating_sub(tap).div_ceil(self.stride);
        let end = (self.side + self.padding).saturating_sub(tap);
        first
            ..end
                .div_ceil(self.stride)
                .clamp(first, self.places.max(first))
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::samples::{close, noise};

    pub fn folds() -> [Fold; 5] {
        let with = |channels, side, places, window, stride, padding| Fold {
            batch: 64,
            channels,
            side,
            places,
            window,
            stride,
            padding,
        };
        [
            with(1, 28, 14, 4, 2, 1),
            with(3, 7, 7, 3, 1, 1),
            with(2, 9, 4, 2, 2, 0),
            with(1, 5, 3, 1, 2, 0),
            // A window that reaches beyond both edges.
            with(2, 3, 3, 7, 1, 3),
        ]
    }

    pub fn count(fold: Fold) -> usize {
        fold.channels * (fold.window * fold.places).pow(2) * fold.batch
    }

    #[test]
    fn windows_are_added_where_they_belong() {
        for windows in folds() {
            let columns = noise(count(windows), 7);
            let Fold {
                batch,
                channels,
                side,
                places,
                window,
                stride,
                padding,
            } = windows;
            let mut should = vec![0.0; batch * channels * side * side];
            let mut column = columns.iter();
            for channel in 0..channels {
                for tap in 0..window * window {
                    for image in 0..batch {
                        for place in 0..places * places {
                            let number = column.next().unwrap();
                            let at = |place: usize, tap: usize| {
                                (place * stride + tap)
                                    .checked_sub(padding)
                                    .filter(|&at| at < side)
                            };
                            let y = at(place / places, tap / window);
                            let x = at(place % places, tap % window);
                            if let (Some(y), Some(x)) = (y, x) {
                                should[((image * channels + channel) * side + y) * side + x] +=
                                    f64::from(*number);
                            }
                        }
                    }
                }
            }
            close(&fold(&columns, windows), should, &format!("{windows:?}"));
        }
    }
}
