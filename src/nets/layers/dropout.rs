//! Dropout (1207.0580), with masks from the host generator so that a seed is a run on every device.

use burn::tensor::{Tensor, TensorData};

use crate::nets::Pass;

/// Which of the two rates.
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
    /// A mask of 0 and 1/(1 − p), `[batch, n]`; none when nothing is dropped.
    pub fn mask(self, x: &Tensor<2>, pass: &mut Pass) -> Option<Tensor<2>> {
        let shape = x.dims();
        let mask = pass.dropout_mask(self.rate, shape[0] * shape[1])?;
        let device = x.device().inner();
        Some(Tensor::from_data(TensorData::new(mask, shape), &device))
    }

    /// `[batch, n]` → `[batch, n]`.
    pub fn forward(self, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        match self.mask(&x, pass) {
            Some(mask) => x * mask,
            None => x,
        }
    }
}
