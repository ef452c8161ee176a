//! Virtual batch normalisation (1606.03498 §3.4): each sample is normalised with the statistics of a fixed
//! reference batch and of itself, so that it does not depend on what else is in its minibatch.

use burn::tensor::Tensor;

use super::ImageShape;
use super::batch_norm::EPSILON;
use crate::nets::{Initializer, Param};

/// The first `reference` rows of what comes in are the reference batch.
#[derive(Clone, Debug)]
pub struct VirtualBatchNorm {
    /// γ, `[channels]`.
    pub weight: Param,
    /// β, `[channels]`.
    pub bias: Param,
    /// What comes in; side 1 for vectors.
    pub input: ImageShape,
    /// Rows of the reference batch.
    pub reference: usize,
}

impl VirtualBatchNorm {
    /// A layer with fresh weights.
    pub fn new(input: ImageShape, reference: usize, init: &mut Initializer) -> Self {
        Self {
            weight: init.scale(input.channels),
            bias: init.shift(input.channels),
            input,
            reference,
        }
    }

    /// `[reference + batch, len]` → `[reference + batch, len]`.
    ///
    /// With R reference rows, the mean of sample i is `(m_i + R·m_ref)/(R + 1)`, and likewise its mean square.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let [rows, len] = x.dims();
        let channels = self.input.channels;
        let x = x.reshape([rows, channels, len / channels]); // [R+B, C, side²]
        let mean = self.blend(x.clone().mean_dim(2));
        let square = self.blend((x.clone() * x.clone()).mean_dim(2));
        let variance = square - mean.clone() * mean.clone();
        let scale = self.weight.tensor::<1>().reshape([1, channels, 1])
            / variance.add_scalar(EPSILON).sqrt();
        ((x - mean) * scale + self.bias.tensor::<1>().reshape([1, channels, 1]))
            .reshape([rows, len])
    }

    /// `[R+B, C, 1]`: each row's own figure mixed with the mean over the reference rows.
    fn blend(&self, own: Tensor<3>) -> Tensor<3> {
        let r = self.reference as f64;
        let reference = own.clone().narrow(0, 0, self.reference).mean_dim(0); // [1, C, 1]
        own.mul_scalar(1.0 / (r + 1.0)) + reference.mul_scalar(r / (r + 1.0))
    }
}
