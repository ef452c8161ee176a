//! Fully connected layer.

use burn::tensor::Tensor;
use burn::tensor::module::linear;

use crate::nets::{Initializer, Param};

/// `y = xW + b`.
#[derive(Clone, Debug)]
pub struct Linear {
    /// W, `[inputs, outputs]`.
    pub weight: Param,
    /// b, `[outputs]`; left out where BatchNorm follows, since its β does the same.
    pub bias: Option<Param>,
}

impl Linear {
    /// A layer with fresh weights.
    pub fn new(inputs: usize, outputs: usize, bias: bool, init: &mut Initializer) -> Self {
        Self {
            weight: init.weight(&[inputs, outputs], inputs),
            bias: bias.then(|| init.bias(outputs, inputs)),
        }
    }

    /// `[batch, inputs]` → `[batch, outputs]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        linear(
            x,
            self.weight.tensor(),
            self.bias.as_ref().map(Param::tensor),
        )
    }
}
