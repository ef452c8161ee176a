//! Dropout (1207.0580), with masks from the host generator so that a seed is a run on every device.

use burn::tensor::{Tensor, TensorData};

use crate::nets::Pass;

/// Which of the two rates of the 2014 nets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropoutRate {
    /// Of the input layer.
    Input,
    /// Of the hidden layers.
    Hidden,
}

/// Zeroes each number with probability p in training and scales the others by 1/(1 − p).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropout {
    /// Which rate of the pass.
    pub rate: DropoutRate,
}

impl Dropout {
    /// `[batch, n]` → `[batch, n]`.
    pub fn forward(self, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        let shape = x.dims();
        let Some(mask) = pass.dropout_mask(self.rate, shape[0] * shape[1]) else {
            return x;
        };
        let device = x.device().inner();
        x * Tensor::from_data(TensorData::new(mask, shape), &device)
    }
}
