//! Italic digits.

use burn::tensor::{Device, Tensor, TensorData};

use super::{PIXELS, SIDE};

/// Pixels to the right per pixel upwards.
const SLOPE: f32 = 0.45;

/// Slants images as an italic typeface does its upright letters.
#[derive(Clone, Debug)]
pub struct Slant {
    /// The share of each pixel (row) in each slanted one (column), `[784, 784]`.
    weights: Tensor<2>,
}

impl Slant {
    /// The map, on `device`.
    pub fn new(device: &Device) -> Self {
        let mut weights = vec![0.0_f32; PIXELS * PIXELS];
        for y in 0..SIDE {
            let shift = SLOPE * ((SIDE - 1) as f32 / 2.0 - y as f32);
            for x in 0..SIDE {
                let source = x as f32 - shift;
                let left = source.floor();
                let share = source - left;
                for (column, weight) in [(left, 1.0 - share), (left + 1.0, share)] {
                    if (0.0..SIDE as f32).contains(&column) {
                        let from = y * SIDE + column as usize;
                        weights[from * PIXELS + y * SIDE + x] = weight;
                    }
                }
            }
        }
        let weights = TensorData::new(weights, [PIXELS, PIXELS]);
        Self {
            weights: Tensor::from_data(weights, device),
        }
    }

    /// `[batch, 784]` → `[batch, 784]`, in [-1, 1]; what comes in from the sides is -1.
    pub fn apply(&self, images_pm1: Tensor<2>) -> Tensor<2> {
        images_pm1
            .add_scalar(1.0)
            .matmul(self.weights.clone())
            .sub_scalar(1.0)
    }
}
