//! Virtual batch normalisation (1606.03498 §3.5): each sample is normalised with the statistics of a fixed
//! reference batch and of itself, so that it does not depend on what else is in its minibatch. The reference batch is
//! normalised with its own statistics alone.

use burn::tensor::{Device, Tensor, TensorData};

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
    /// With R reference rows and m, v the mean and variance over the pixels, the statistics of sample i are those of
    /// R + 1 rows: mean `(m_i + R·m_ref)/(R + 1)`, variance `(v_i + R·v_ref)/(R + 1) + (m_i − m_ref)²·R/(R + 1)²`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let [rows, len] = x.dims();
        let (channels, reference) = (self.input.channels, self.reference);
        let x = x.reshape([rows, channels, len / channels]); // [R+B, C, side²]
        let own_mean = x.clone().mean_dim(2); // [R+B, C, 1]
        let own_variance = square(x.clone() - own_mean.clone()).mean_dim(2);

        let first = x.clone().narrow(0, 0, reference);
        let ref_mean = own_mean.clone().narrow(0, 0, reference).mean_dim(0); // [1, C, 1]
        let ref_variance = square(first - ref_mean.clone()).mean_dim(2).mean_dim(0);

        let r = reference as f64;
        let own_share = self.own_share(rows, &x.device().inner()); // [R+B, 1, 1]
        let gap = own_mean - ref_mean.clone();
        let mean = ref_mean + gap.clone() * own_share.clone();
        let variance = ref_variance.clone()
            + (own_variance - ref_variance) * own_share.clone()
            + square(gap) * own_share.mul_scalar(r / (r + 1.0));
        let scale = self.weight.tensor::<1>().reshape([1, channels, 1])
            / variance.add_scalar(EPSILON).sqrt();
        ((x - mean) * scale + self.bias.tensor::<1>().reshape([1, channels, 1]))
            .reshape([rows, len])
    }

    /// What a row itself counts in its statistics, `[R+B, 1, 1]`: 0 in the reference batch, else 1/(R + 1).
    fn own_share(&self, rows: usize, device: &Device) -> Tensor<3> {
        let mut shares = vec![1.0 / (self.reference as f32 + 1.0); rows];
        shares[..self.reference].fill(0.0);
        Tensor::from_data(TensorData::new(shares, [rows, 1, 1]), device)
    }
}

fn square(x: Tensor<3>) -> Tensor<3> {
    x.clone() * x
}
