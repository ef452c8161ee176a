//! Transposed convolution.

use burn::tensor::Tensor;
use burn::tensor::module::{conv_transpose2d, conv2d};
use burn::tensor::ops::{ConvOptions, ConvTransposeOptions};

#[cfg(feature = "flex")]
use super::Kernel;
use super::{ImageShape, flatten};
use crate::kernels::{self, Window};
#[cfg(feature = "flex")]
use crate::nets::host;
use crate::nets::{Initializer, Param};

/// Kernel 4×4, stride 2, padding 1: doubles the side (1511.06434).
#[derive(Clone, Debug)]
pub struct ConvTranspose2d {
    /// `[inputs, outputs, 4, 4]`.
    pub weight: Param,
    /// `[outputs]`; left out where BatchNorm follows.
    pub bias: Option<Param>,
    /// What comes in.
    pub input: ImageShape,
}

impl ConvTranspose2d {
    /// A layer with fresh weights.
    pub fn new(input: ImageShape, outputs: usize, bias: bool, init: &mut Initializer) -> Self {
        let fan_in = outputs * 16;
        Self {
            weight: init.weight(&[input.channels, outputs, 4, 4], fan_in),
            bias: bias.then(|| init.bias(outputs, fan_in)),
            input,
        }
    }

    fn output(&self) -> ImageShape {
        ImageShape {
            channels: self.weight.shape[1],
            side: self.input.side * 2,
        }
    }

    #[cfg(feature = "flex")]
    fn windows(&self, batch: usize) -> host::Windows {
        host::Windows {
            batch,
            large: self.output(),
            small: self.input,
            kernel: Kernel::HALVING,
        }
    }

    /// `[batch, inputs·side²]` → `[batch, outputs·(2·side)²]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        #[cfg(feature = "flex")]
        if host::holds(&x) {
            let windows = self.windows(x.dims()[0]);
            let y = host::up(x, self.weight.tensor(), windows);
            return host::add_bias(y, self.bias.as_ref());
        }
        let x = self.input.unflatten(x); // [B, inputs, side, side]
        let (weight, bias) = (self.weight.tensor(), self.bias.as_ref().map(Param::tensor));
        let (window, large) = (
            Window {
                stride: 2,
                padding: 1,
            },
            [2 * self.input.side; 2],
        );
        if let Some(y) = kernels::conv_transpose2d(&x, &weight, bias.as_ref(), window, large) {
            return flatten(y);
        }
        let options = ConvTransposeOptions::new([2, 2], [1, 1], [0, 0], [1, 1], 1);
        let y = conv_transpose2d(x, weight, bias, options);
        flatten(y) // [B, outputs·(2·side)²]
    }

    /// The gradient of the input, for that of the output: the convolution.
    pub fn pull_back(&self, g: Tensor<2>) -> Tensor<2> {
        #[cfg(feature = "flex")]
        if host::holds(&g) {
            let windows = self.windows(g.dims()[0]);
            return host::down(g, self.weight.tensor(), windows);
        }
        let options = ConvOptions::new([2, 2], [1, 1], [1, 1], 1);
        flatten(conv2d(
            self.output().unflatten(g),
            self.weight.tensor(),
            None,
            options,
        ))
    }
}
