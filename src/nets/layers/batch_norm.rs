//! Batch normalisation (1502.03167), with PyTorch's conventions.

use burn::tensor::module::{batch_norm, batch_norm_train};
use burn::tensor::{Device, Tensor};

use super::ImageShape;
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
        let [batch, len] = x.dims();
        let pixels = self.input.side * self.input.side;
        if pixels == 1 {
            return self.normalise(x, batch, pass);
        }
        let x = x.reshape([batch, self.input.channels, pixels]); // [B, C, side²]
        self.normalise(x, batch * pixels, pass)
            .reshape([batch, len])
    }

    fn normalise<const D: usize>(
        &mut self,
        x: Tensor<D>,
        samples: usize,
        pass: &Pass,
    ) -> Tensor<D> {
        let (gamma, beta) = (self.weight.tensor(), self.bias.tensor());
        if !pass.training() {
            let (mean, var) = (self.running_mean.clone(), self.running_var.clone());
            return batch_norm(x, gamma, beta, mean, var, EPSILON);
        }
        let normalised = batch_norm_train(x, gamma, beta, EPSILON);
        let unbias = samples as f64 / (samples as f64 - 1.0);
        mix(&mut self.running_mean, normalised.mean.inner(), 1.0);
        mix(&mut self.running_var, normalised.variance.inner(), unbias);
        normalised.output
    }
}

/// `running ← (1 − momentum)·running + momentum·factor·batch`.
fn mix(running: &mut Tensor<1>, batch: Tensor<1>, factor: f64) {
    *running = running.clone().mul_scalar(1.0 - MOMENTUM) + batch.mul_scalar(MOMENTUM * factor);
}
