//! Batch normalisation (1502.03167), with PyTorch's conventions.

use burn::tensor::module::batch_norm;
use burn::tensor::{Device, Tensor};

use super::activation::curve_of;
use super::{Activation, ImageShape};
use crate::kernels::{self, Norm};
#[cfg(feature = "flex")]
use crate::nets::host;
use crate::nets::{Initializer, Param, Pass};

/// Added to the variance. (A common tutorial passes 0.8 here where momentum was meant.)
pub const EPSILON: f64 = 1e-5;
/// Weight of the new batch in the running statistics.
pub const MOMENTUM: f64 = 0.1;

/// `y = γ·(x − mean)/√(var + ε) + β` per channel: over the batch (and the pixels) in training, with the
/// running statistics in evaluation. The batch variance is the biased one, the running variance the unbiased.
#[derive(Clone, Debug)]
pub struct BatchNorm {
    /// γ, `[channels]`.
    pub weight: Param,
    /// β, `[channels]`.
    pub bias: Param,
    /// `[channels]`.
    pub running_mean: Tensor<1>,
    /// `[channels]`.
    pub running_var: Tensor<1>,
    /// What comes in; side 1 for vectors.
    pub input: ImageShape,
}

impl BatchNorm {
    /// A layer for images.
    pub fn new(input: ImageShape, init: &mut Initializer) -> Self {
        let device: &Device = init.device;
        Self {
            running_mean: Tensor::zeros([input.channels], device),
            running_var: Tensor::ones([input.channels], device),
            weight: init.scale(input.channels),
            bias: init.shift(input.channels),
            input,
        }
    }

    /// A layer for vectors of `features` numbers.
    pub fn vector(features: usize, init: &mut Initializer) -> Self {
        let input = ImageShape {
            channels: features,
            side: 1,
        };
        Self::new(input, init)
    }

    /// `[batch, len]` → `[batch, len]`.
    pub fn forward(&mut self, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        self.forward_into(x, None, pass)
    }

    /// The same, and `activation` after it.
    pub fn forward_into(
        &mut self,
        x: Tensor<2>,
        activation: Option<Activation>,
        pass: &mut Pass,
    ) -> Tensor<2> {
        if pass.training() && kernels::on_gpu(&x) {
            let norm = Norm {
                gamma: &self.weight.tensor(),
                beta: &self.bias.tensor(),
                running_mean: &self.running_mean,
                running_var: &self.running_var,
                epsilon: EPSILON,
                momentum: MOMENTUM,
            };
            let channels = self.input.channels;
            if let Some(normed) = kernels::batch_norm(&x, channels, &norm, curve_of(activation)) {
                self.running_mean = normed.running_mean;
                self.running_var = normed.running_var;
                return normed.y;
            }
        }
        let y = self.forward_alone(x, pass);
        match activation {
            Some(activation) => activation.forward(y),
            None => y,
        }
    }

    fn forward_alone(&mut self, x: Tensor<2>, pass: &Pass) -> Tensor<2> {
        let [batch, len] = x.dims();
        #[cfg(feature = "flex")]
        if pass.training() && host::holds(&x) {
            let (gamma, beta) = (self.weight.tensor(), self.bias.tensor());
            let (y, mean, var) = host::normalise(x, gamma, beta, EPSILON);
            self.follow(mean, var, batch * len / self.input.channels);
            return y;
        }
        let channels = self.input.channels;
        if len == channels {
            return self.normalise(x, [1, channels], pass);
        }
        let x = x.reshape([batch, channels, len / channels]); // [B, C, side²]
        self.normalise(x, [1, channels, 1], pass)
            .reshape([batch, len])
    }

    fn normalise<const D: usize>(
        &mut self,
        x: Tensor<D>,
        per_channel: [usize; D],
        pass: &Pass,
    ) -> Tensor<D> {
        let (gamma, beta) = (self.weight.tensor::<1>(), self.bias.tensor::<1>());
        if !pass.training() {
            let (mean, var) = (self.running_mean.clone(), self.running_var.clone());
            return batch_norm(x, gamma, beta, mean, var, EPSILON);
        }
        let samples = x.shape().num_elements() / self.input.channels;
        let mean = channel_means(x.clone());
        let centred = x - mean.clone().reshape(per_channel);
        let var = channel_means(centred.clone() * centred.clone());
        let scale = gamma / var.clone().add_scalar(EPSILON).sqrt();
        self.follow(mean.inner(), var.inner(), samples);
        centred * scale.reshape(per_channel) + beta.reshape(per_channel)
    }

    /// Moves the running statistics towards those of a minibatch with so many samples per channel.
    fn follow(&mut self, mean: Tensor<1>, var: Tensor<1>, samples: usize) {
        let samples = samples as f64;
        mix(&mut self.running_mean, mean, 1.0);
        mix(&mut self.running_var, var, samples / (samples - 1.0));
    }
}

/// The mean of each channel, `[batch, channels, …]` → `[channels]`.
///
/// Sums run over the first axis only: each number is added to its own column, in the same order however many
/// lanes a processor has, and nothing is copied. (burn's `batch_norm_train` transposes its input and sums along the
/// last axis.)
fn channel_means<const D: usize>(x: Tensor<D>) -> Tensor<1> {
    let dims = x.dims();
    let (batch, channels) = (dims[0], dims[1]);
    let pixels = x.shape().num_elements() / (batch * channels);
    let sums = x.reshape([batch, channels * pixels]).sum_dim(0); // [1, C·side²]
    let sums = if pixels == 1 {
        sums
    } else {
        sums.reshape([channels, pixels]).transpose().sum_dim(0) // [1, C]
    };
    sums.reshape([channels]).div_scalar((batch * pixels) as f64)
}

/// `running ← (1 − momentum)·running + momentum·factor·batch`.
fn mix(running: &mut Tensor<1>, batch: Tensor<1>, factor: f64) {
    *running = running.clone().mul_scalar(1.0 - MOMENTUM) + batch.mul_scalar(MOMENTUM * factor);
}
