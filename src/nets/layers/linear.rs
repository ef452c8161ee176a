//! Fully connected layer.

use burn::tensor::Tensor;
use burn::tensor::module::linear;

use crate::nets::{Initializer, Param, Spectral};

/// `y = xW + b`.
#[derive(Clone, Debug)]
pub struct Linear {
    /// W, `[inputs, outputs]`.
    pub weight: Param,
    /// b, `[outputs]`; left out where BatchNorm follows, since its β does the same.
    pub bias: Option<Param>,
    /// Divides W by its largest singular value.
    pub spectral: Option<Spectral>,
}

impl Linear {
    /// A layer with fresh weights.
    pub fn new(inputs: usize, outputs: usize, bias: bool, init: &mut Initializer) -> Self {
        Self {
            weight: init.weight(&[inputs, outputs], inputs),
            bias: bias.then(|| init.bias(outputs, inputs)),
            spectral: None,
        }
    }

    /// W as it acts.
    pub fn effective_weight(&self) -> Tensor<2> {
        let weight = self.weight.tensor();
        match &self.spectral {
            Some(spectral) => spectral.apply(weight),
            None => weight,
        }
    }

    /// `[batch, inputs]` → `[batch, outputs]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        linear(
            x,
            self.effective_weight(),
            self.bias.as_ref().map(Param::tensor),
        )
    }

    /// The gradient of the input, for that of the output: `gWᵀ`.
    pub fn pull_back(&self, g: Tensor<2>) -> Tensor<2> {
        g.matmul(self.effective_weight().transpose())
    }
}
