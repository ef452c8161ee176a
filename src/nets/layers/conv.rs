//! Convolution.

use burn::tensor::Tensor;
use burn::tensor::module::{conv_transpose2d, conv2d};
use burn::tensor::ops::{ConvOptions, ConvTransposeOptions};

use super::{ImageShape, flatten};
use crate::nets::{Initializer, Param, Spectral};

/// Kernel 4×4, stride 2, padding 1: halves the side (1511.06434).
#[derive(Clone, Debug)]
pub struct Conv2d {
    /// `[outputs, inputs, 4, 4]`.
    pub weight: Param,
    /// `[outputs]`; left out where BatchNorm follows.
    pub bias: Option<Param>,
    /// What comes in.
    pub input: ImageShape,
    /// Divides the weight by its largest singular value.
    pub spectral: Option<Spectral>,
}

impl Conv2d {
    /// A layer with fresh weights.
    pub fn new(input: ImageShape, outputs: usize, bias: bool, init: &mut Initializer) -> Self {
        let fan_in = input.channels * 16;
        Self {
            weight: init.weight(&[outputs, input.channels, 4, 4], fan_in),
            bias: bias.then(|| init.bias(outputs, fan_in)),
            input,
            spectral: None,
        }
    }

    fn effective_weight(&self) -> Tensor<4> {
        let weight = self.weight.tensor();
        match &self.spectral {
            Some(spectral) => spectral.apply(weight),
            None => weight,
        }
    }

    /// `[batch, inputs·side²]` → `[batch, outputs·(side/2)²]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let x = self.input.unflatten(x); // [B, inputs, side, side]
        let bias = self.bias.as_ref().map(Param::tensor);
        let y = conv2d(
            x,
            self.effective_weight(),
            bias,
            ConvOptions::new([2, 2], [1, 1], [1, 1], 1),
        );
        flatten(y) // [B, outputs·(side/2)²]
    }

    /// The gradient of the input, for that of the output: the transposed convolution.
    pub fn pull_back(&self, g: Tensor<2>) -> Tensor<2> {
        let output = ImageShape {
            channels: self.weight.shape[0],
            side: self.input.side / 2,
        };
        let options = ConvTransposeOptions::new([2, 2], [1, 1], [0, 0], [1, 1], 1);
        let x = conv_transpose2d(output.unflatten(g), self.effective_weight(), None, options);
        flatten(x)
    }
}
