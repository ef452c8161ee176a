//! A latent vector for convolutions: spread over one plane beside the image.

use burn::tensor::Tensor;

use super::Linear;
use crate::nets::Initializer;

/// `[batch, pixels + numbers]` → `[batch, 2·pixels]`: the image, and a learned linear map of the numbers.
#[derive(Clone, Debug)]
pub struct LatentPlane {
    /// Pixels of the image.
    pub pixels: usize,
    /// numbers → pixels.
    pub linear: Linear,
}

impl LatentPlane {
    /// A layer with fresh weights.
    pub fn new(pixels: usize, numbers: usize, init: &mut Initializer) -> Self {
        Self {
            pixels,
            linear: Linear::new(numbers, pixels, true, init),
        }
    }

    /// See the type.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let numbers = x.dims()[1] - self.pixels;
        let image = x.clone().narrow(1, 0, self.pixels);
        let z = x.narrow(1, self.pixels, numbers);
        Tensor::cat(vec![image, self.linear.forward(z)], 1)
    }
}
