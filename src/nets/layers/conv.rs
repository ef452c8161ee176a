//! Convolution.

use burn::tensor::Tensor;
use burn::tensor::module::conv2d;
use burn::tensor::ops::ConvOptions;

use super::{ImageShape, flatten};
use crate::nets::{Initializer, Param};

/// Kernel 4×4, stride 2, padding 1: halves the side (1511.06434).
#[derive(Clone, Debug)]
pub struct Conv2d {
    /// `[outputs, inputs, 4, 4]`.
    pub weight: Param,
    /// `[outputs]`; left out where BatchNorm follows.
    pub bias: Option<Param>,
    /// What comes in.
    pub input: ImageShape,
}

impl Conv2d {
    /// A layer with fresh weights.
    pub fn new(input: ImageShape, outputs: usize, bias: bool, init: &mut Initializer) -> Self {
        let fan_in = input.channels * 16;
        Self {
            weight: init.weight(&[outputs, input.channels, 4, 4], fan_in),
            bias: bias.then(|| init.bias(outputs, fan_in)),
            input,
        }
    }

    /// `[batch, inputs·side²]` → `[batch, outputs·(side/2)²]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let x = self.input.unflatten(x); // [B, inputs, side, side]
        let bias = self.bias.as_ref().map(Param::tensor);
        let y = conv2d(
            x,
            self.weight.tensor(),
            bias,
            ConvOptions::new([2, 2], [1, 1], [1, 1], 1),
        );
        flatten(y) // [B, outputs·(side/2)²]
    }
}
