//! Fully connected layer.

use burn::tensor::Tensor;
use burn::tensor::module::linear;

use super::Activation;
use super::activation::curve_of;
use crate::kernels;
#[cfg(feature = "flex")]
use crate::nets::host;
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
        self.forward_into(x, None)
    }

    /// The same, and `activation` after it.
    pub fn forward_into(&self, x: Tensor<2>, activation: Option<Activation>) -> Tensor<2> {
        #[cfg(feature = "flex")]
        if host::holds(&x) {
            let y = host::product(x, self.effective_weight());
            let y = host::add_bias(y, self.bias.as_ref());
            return match activation {
                Some(activation) => activation.forward(y),
                None => y,
            };
        }
        let (w, b) = (
            self.effective_weight(),
            self.bias.as_ref().map(Param::tensor),
        );
        if let Some(y) = kernels::dense(&x, &w, b.as_ref(), curve_of(activation)) {
            return y;
        }
        let y = linear(x, w, b);
        match activation {
            Some(activation) => activation.forward(y),
            None => y,
        }
    }

    /// The gradient of the input, for that of the output: `gWᵀ`.
    pub fn pull_back(&self, g: Tensor<2>) -> Tensor<2> {
        g.matmul(self.effective_weight().transpose())
    }
}
