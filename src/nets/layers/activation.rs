//! Pointwise nonlinearities.

use burn::tensor::{Tensor, activation};

use crate::kernels::{self, Curve};
#[cfg(feature = "flex")]
use crate::nets::host;

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
    /// `1/(1 + e⁻ˣ)`.
    Sigmoid,
    /// `2·sigmoid(x) − 1`: the sigmoid pixels of the 2014 nets, moved from [0, 1] to [-1, 1].
    SigmoidPm1,
}

impl Activation {
    /// The slope that GANs use since 1511.06434.
    pub const LEAKY_02: Self = Self::LeakyRelu { slope: 0.2 };

    /// `[batch, n]` → `[batch, n]`.
    pub fn forward(self, x: Tensor<2>) -> Tensor<2> {
        if let Some(y) = kernels::activate(&x, self.into()) {
            return y;
        }
        #[cfg(feature = "flex")]
        if let Some(function) = self.on_host()
            && host::holds(&x)
        {
            return host::bend(x, function);
        }
        match self {
            Self::Relu => activation::relu(x),
            Self::LeakyRelu { slope } => activation::leaky_relu(x, slope),
            Self::Tanh => x.tanh(),
            Self::Sigmoid => activation::sigmoid(x),
            // 2·sigmoid(x) − 1 = tanh(x / 2), without the cancellation near 0.
            Self::SigmoidPm1 => x.mul_scalar(0.5).tanh(),
        }
    }

    /// The form in which the processor does it in one pass.
    #[cfg(feature = "flex")]
    fn on_host(self) -> Option<host::Pointwise> {
        match self {
            Self::Relu => Some(host::Pointwise::Bend { slope: 0.0 }),
            Self::LeakyRelu { slope } if slope >= 0.0 => Some(host::Pointwise::Bend {
                slope: slope as f32,
            }),
            Self::Tanh => Some(host::Pointwise::Tanh { factor: 1.0 }),
            Self::SigmoidPm1 => Some(host::Pointwise::Tanh { factor: 0.5 }),
            Self::LeakyRelu { .. } | Self::Sigmoid => None,
        }
    }

    /// The same, with the slopes `[batch, n]`: constants for the piecewise linear ones, and for the others
    /// functions of y that gradients pass through.
    pub fn forward_with_slope(self, x: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
        let positive = |x: Tensor<2>| x.inner().greater_elem(0.0).float();
        match self {
            Self::Relu => (self.forward(x.clone()), positive(x)),
            Self::LeakyRelu { slope } => {
                let slopes = positive(x.clone())
                    .mul_scalar(1.0 - slope)
                    .add_scalar(slope);
                (self.forward(x), slopes)
            }
            Self::Tanh => {
                let y = self.forward(x);
                (y.clone(), (y.clone() * y).neg().add_scalar(1.0))
            }
            Self::Sigmoid => {
                let y = self.forward(x);
                (y.clone(), y.clone() - y.clone() * y)
            }
            Self::SigmoidPm1 => {
                let y = self.forward(x);
                let slopes = (y.clone() * y.clone())
                    .neg()
                    .add_scalar(1.0)
                    .mul_scalar(0.5);
                (y, slopes)
            }
        }
    }
}

impl From<Activation> for Curve {
    fn from(activation: Activation) -> Self {
        match activation {
            Activation::Relu => Self::Leaky(0.0),
            Activation::LeakyRelu { slope } => Self::Leaky(slope),
            Activation::Tanh => Self::Tanh,
            Activation::Sigmoid => Self::Sigmoid,
            Activation::SigmoidPm1 => Self::HalfTanh,
        }
    }
}

/// The curve of an activation, or none.
pub(super) fn curve_of(activation: Option<Activation>) -> Curve {
    activation.map_or(Curve::Identity, Curve::from)
}
