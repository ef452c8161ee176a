//! Layers that let a discriminator look at a whole minibatch, so that it sees when all fakes are alike.

use burn::tensor::Tensor;

use crate::nets::{Initializer, Param, Spectral};

/// Numbers that each kernel compares.
pub const KERNEL_SIZE: usize = 5;
/// Keeps the root differentiable where all samples are the same.
const EPSILON: f64 = 1e-8;

/// Minibatch discrimination (1606.03498 §3.2): `M = hT`, `o_b(x_i) = Σ_j exp(−‖M_ib − M_jb‖₁)`, joined to h.
#[derive(Clone, Debug)]
pub struct MinibatchDiscrimination {
    /// T, `[features, kernels × KERNEL_SIZE]`.
    pub weight: Param,
    /// Kernels: the numbers that are added to each sample.
    pub kernels: usize,
    /// Divides T by its largest singular value.
    pub spectral: Option<Spectral>,
}

impl MinibatchDiscrimination {
    /// A layer with fresh weights.
    pub fn new(features: usize, kernels: usize, init: &mut Initializer) -> Self {
        Self {
            weight: init.weight(&[features, kernels * KERNEL_SIZE], features),
            kernels,
            spectral: None,
        }
    }

    /// `[batch, features]` → `[batch, features + kernels]`.
    pub fn forward(&self, h: Tensor<2>) -> Tensor<2> {
        let batch = h.dims()[0];
        let weight = self.weight.tensor();
        let weight = match &self.spectral {
            Some(spectral) => spectral.apply(weight),
            None => weight,
        };
        let m = h.clone().matmul(weight);
        let one = m.clone().reshape([batch, 1, self.kernels, KERNEL_SIZE]);
        let other = m.reshape([1, batch, self.kernels, KERNEL_SIZE]);
        let distance = (one - other).abs().sum_dim(3); // [B, B, kernels, 1]
        let closeness = distance.neg().exp().sum_dim(1); // [B, 1, kernels, 1]
        Tensor::cat(vec![h, closeness.reshape([batch, self.kernels])], 1)
    }
}

/// Minibatch standard deviation (1710.10196 §3): the deviation of each feature over the batch, averaged into one
/// number that is joined to every sample.
pub fn minibatch_stddev(h: Tensor<2>) -> Tensor<2> {
    let batch = h.dims()[0];
    let centred = h.clone() - h.clone().mean_dim(0);
    let variance = (centred.clone() * centred).mean_dim(0); // [1, features]
    let deviation = variance.add_scalar(EPSILON).sqrt().mean_dim(1); // [1, 1]
    Tensor::cat(vec![h, deviation.repeat_dim(0, batch)], 1)
}
