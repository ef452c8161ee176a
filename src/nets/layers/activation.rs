//! Pointwise nonlinearities.

use burn::tensor::{Tensor, activation};

/// A pointwise nonlinearity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// `max(x, 0)`.
    Relu,
    /// `x` above 0, `slope·x` below.
    LeakyRelu {
        /// The slope below 0.
        slope: f64,
    },
    /// `tanh x`, whose range [-1, 1] is that of the images.
    Tanh,
    /// `2·sigmoid(x) − 1`: the sigmoid pixels of the 2014 nets, moved from [0, 1] to [-1, 1].
    SigmoidPm1,
}

impl Activation {
    /// The slope that GANs use since 1511.06434.
    pub const LEAKY_02: Self = Self::LeakyRelu { slope: 0.2 };

    /// `[batch, n]` → `[batch, n]`.
    pub fn forward(self, x: Tensor<2>) -> Tensor<2> {
        match self {
            Self::Relu => activation::relu(x),
            Self::LeakyRelu { slope } => activation::leaky_relu(x, slope),
            Self::Tanh => x.tanh(),
            // 2·sigmoid(x) − 1 = tanh(x / 2), without the cancellation near 0.
            Self::SigmoidPm1 => x.mul_scalar(0.5).tanh(),
        }
    }
}
