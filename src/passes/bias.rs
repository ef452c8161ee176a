//! A bias for each channel, and its gradient.

use std::ops::Range;

use crate::cells::Cells;
use crate::channels::{Shape, add_sums};
use crate::pass::{Loop, Pass};

/// `x + b` in place.
///
/// # Panics
/// When there are not as many biases as channels, or an image is not whole.
pub fn add_bias(x: &mut [f32], bias: &[f32], shape: Shape) {
    shape.assert_fits(x, [bias]);
    let x = Cells::of(x);
    Pass::make(AddBias { x, bias, shape });
}

/// The sum of each channel.
///
/// # Panics
/// When an image is not whole.
pub fn sums(x: &[f32], shape: Shape) -> Vec<f32> {
    shape.assert_fits(x, []);
    let mut sums = vec![0.0; shape.channels];
    let cells = Cells::of(&mut sums);
    Pass::make(Sums {
        x,
        sums: cells,
        shape,
    });
    sums
}

/// See [`add_bias`]; its items are images.
pub struct AddBias<'a> {
    x: Cells<'a>,
    bias: &'a [f32],
    shape: Shape,
}

impl Loop for AddBias<'_> {
    fn items(&self) -> usize {
        self.x.len() / self.shape.len()
    }

    fn work(&self) -> usize {
        self.shape.len()
    }

    unsafe fn run(&self, items: Range<usize>) {
        let Shape { pixels, .. } = self.shape;
        let len = self.shape.len();
        // SAFETY: as promised by the caller.
        let images = unsafe { self.x.part(items.start * len..items.end * len) };
        for x in images.chunks_exact_mut(len) {
            if pixels == 1 {
                x.iter_mut().zip(self.bias).for_each(|(x, b)| *x += b);
            } else {
                for (x, b) in x.chunks_exact_mut(pixels).zip(self.bias) {
                    x.iter_mut().for_each(|x| *x += b);
                }
            }
        }
    }
}

/// See [`sums`]; its items are channels.
pub struct Sums<'a> {
    x: &'a [f32],
    sums: Cells<'a>,
    shape: Shape,
}

impl Loop for Sums<'_> {
    fn items(&self) -> usize {
        self.shape.channels
    }

    fn unit(&self) -> usize {
        self.shape.unit()
    }

    fn work(&self) -> usize {
        self.x.len() / self.shape.channels
    }

    unsafe fn run(&self, items: Range<usize>) {
        for channels in self.shape.blocks(items, self.x.len()) {
            // SAFETY: as promised by the caller.
            let sums = unsafe { self.sums.part(channels.clone()) };
            add_sums(self.x, self.shape, &channels, sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bias_is_that_of_its_channel() {
        let shape = Shape {
            channels: 2,
            pixels: 3,
        };
        let mut x = [0.0; 12];
        add_bias(&mut x, &[1.0, 2.0], shape);
        assert_eq!(
            x,
            [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0]
        );
        assert_eq!(sums(&x, shape), [6.0, 12.0]);
    }

    #[test]
    #[should_panic(expected = "are no images of")]
    fn images_that_are_not_whole_are_refused() {
        sums(
            &[0.0; 7],
            Shape {
                channels: 2,
                pixels: 3,
            },
        );
    }
}
