//! Sample sheets: images in a grid.

use crate::data::{PIXELS, SIDE};

/// Pixels between two images.
const GAP: usize = 2;

/// A picture of a grid of images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Width, in pixels.
    pub width: usize,
    /// Height, in pixels.
    pub height: usize,
    /// One byte per pixel and channel: red, green, blue, alpha; the gaps are transparent.
    pub rgba: Vec<u8>,
}

impl Sheet {
    /// The sheet of `images`, 28×28 bytes each, in a square grid.
    pub fn new(images: &[u8]) -> Self {
        let count = images.len() / PIXELS;
        Self::with_columns(images, (count as f64).sqrt().ceil() as usize)
    }

    /// The sheet of `images`, 28×28 bytes each, so many to a row.
    pub fn with_columns(images: &[u8], columns: usize) -> Self {
        let count = images.len() / PIXELS;
        let columns = columns.max(1);
        let length = |images: usize| (images * (SIDE + GAP)).saturating_sub(GAP);
        let (width, height) = (length(columns), length(count.div_ceil(columns)));
        let mut rgba = vec![0; 4 * width * height];
        for (index, image) in images.chunks_exact(PIXELS).enumerate() {
            let (top, left) = (
                index / columns * (SIDE + GAP),
                index % columns * (SIDE + GAP),
            );
            for (y, row) in image.chunks_exact(SIDE).enumerate() {
                let start = 4 * ((top + y) * width + left);
                for (pixel, &byte) in rgba[start..start + 4 * SIDE].chunks_exact_mut(4).zip(row) {
                    pixel.copy_from_slice(&[byte, byte, byte, 255]);
                }
            }
        }
        Self {
            width,
            height,
            rgba,
        }
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
        assert_eq!((sheet.width, sheet.height), (58, 58));
        let pixel = |x: usize, y: usize| sheet.rgba[4 * (y * 58 + x)..][..4].to_vec();
        assert_eq!(pixel(0, 0), [10, 10, 10, 255]);
        assert_eq!(pixel(28, 0), [0, 0, 0, 0]);
        assert_eq!(pixel(0, 30), [30, 30, 30, 255]);
        assert_eq!(pixel(30, 30), [0, 0, 0, 0]);
    }

    #[test]
    fn rows_may_be_short() {
        let sheet = Sheet::with_columns(&vec![1; 3 * PIXELS], 3);
        assert_eq!((sheet.width, sheet.height), (88, 28));
    }

    #[test]
    fn the_ends_of_the_range_are_black_and_white() {
        assert_eq!(
            bytes_of(&[-1.0, 0.0, 1.0, -1.5, 7.0]),
            [0, 128, 255, 0, 255]
        );
    }
}
