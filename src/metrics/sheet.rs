//! Sample sheets: images in a square grid.

use crate::data::{PIXELS, SIDE};

/// Pixels between two images.
const GAP: usize = 2;

/// A picture of a grid of images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Width and height, in pixels.
    pub side: usize,
    /// One byte per pixel and channel: red, green, blue, alpha; the gaps are transparent.
    pub rgba: Vec<u8>,
}

impl Sheet {
    /// The sheet of `images`, 28×28 bytes each, in a square grid.
    pub fn new(images: &[u8]) -> Self {
        let count = images.len() / PIXELS;
        let columns = (count as f64).sqrt().ceil() as usize;
        let side = (columns * (SIDE + GAP)).saturating_sub(GAP);
        let mut rgba = vec![0; 4 * side * side];
        for (index, image) in images.chunks_exact(PIXELS).enumerate() {
            let (top, left) = (
                index / columns * (SIDE + GAP),
                index % columns * (SIDE + GAP),
            );
            for (y, row) in image.chunks_exact(SIDE).enumerate() {
                let start = 4 * ((top + y) * side + left);
                for (pixel, &byte) in rgba[start..start + 4 * SIDE].chunks_exact_mut(4).zip(row) {
                    pixel.copy_from_slice(&[byte, byte, byte, 255]);
                }
            }
        }
        Self { side, rgba }
    }
}

/// Pixels in [-1, 1] as bytes, 0 is black.
pub fn bytes_of(pixels_pm1: &[f32]) -> Vec<u8> {
    pixels_pm1
        .iter()
        .map(|&value| ((value + 1.0) * 127.5).round() as u8)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_stand_in_a_square_with_gaps() {
        let mut images = vec![10; 3 * PIXELS];
        images[2 * PIXELS..].fill(30);
        let sheet = Sheet::new(&images);
        assert_eq!(sheet.side, 58);
        let pixel = |x: usize, y: usize| sheet.rgba[4 * (y * 58 + x)..][..4].to_vec();
        assert_eq!(pixel(0, 0), [10, 10, 10, 255]);
        assert_eq!(pixel(28, 0), [0, 0, 0, 0]);
        assert_eq!(pixel(0, 30), [30, 30, 30, 255]);
        assert_eq!(pixel(30, 30), [0, 0, 0, 0]);
    }

    #[test]
    fn the_ends_of_the_range_are_black_and_white() {
        assert_eq!(
            bytes_of(&[-1.0, 0.0, 1.0, -1.5, 7.0]),
            [0, 128, 255, 0, 255]
        );
    }
}
