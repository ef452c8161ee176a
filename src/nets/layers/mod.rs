//! The layers. Each maps `[batch, inputs]` to `[batch, outputs]`; images are flattened row by row.

mod activation;
mod batch_norm;
mod conv;
mod conv_transpose;
mod dropout;
mod linear;
mod maxout;

pub use activation::Activation;
pub use batch_norm::BatchNorm;
pub use conv::Conv2d;
pub use conv_transpose::ConvTranspose2d;
pub use dropout::{Dropout, DropoutRate};
pub use linear::Linear;
pub use maxout::Maxout;

use burn::tensor::Tensor;

use super::{Param, Pass};

/// Channels, height and width of the images between convolution layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageShape {
    /// Channels.
    pub channels: usize,
    /// Height and width, in pixels.
    pub side: usize,
}

impl ImageShape {
    /// Numbers of one image.
    pub fn volume(self) -> usize {
        self.channels * self.side * self.side
    }

    /// `[batch, channels, side, side]`.
    pub(crate) fn unflatten(self, x: Tensor<2>) -> Tensor<4> {
        let batch = x.dims()[0];
        x.reshape([batch, self.channels, self.side, self.side])
    }
}

/// `[batch, len]`.
pub(crate) fn flatten(x: Tensor<4>) -> Tensor<2> {
    let [batch, channels, height, width] = x.dims();
    x.reshape([batch, channels * height * width])
}

/// A tensor that training changes.
#[derive(Debug)]
pub enum State<'a> {
    /// By its gradient.
    Param(&'a mut Param),
    /// Without one: running statistics.
    Buffer(&'a mut Tensor<1>),
}

/// One layer.
#[derive(Clone, Debug)]
pub enum Layer {
    /// y = xW + b.
    Linear(Linear),
    /// Largest of several linear pieces.
    Maxout(Maxout),
    /// Convolution.
    Conv2d(Conv2d),
    /// Transposed convolution.
    ConvTranspose2d(ConvTranspose2d),
    /// Batch normalisation.
    BatchNorm(BatchNorm),
    /// Pointwise nonlinearity.
    Activation(Activation),
    /// Dropout.
    Dropout(Dropout),
}

impl Layer {
    /// `[batch, inputs]` → `[batch, outputs]`.
    pub fn forward(&mut self, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        match self {
            Self::Linear(layer) => layer.forward(x),
            Self::Maxout(layer) => layer.forward(x),
            Self::Conv2d(layer) => layer.forward(x),
            Self::ConvTranspose2d(layer) => layer.forward(x),
            Self::BatchNorm(layer) => layer.forward(x, pass),
            Self::Activation(layer) => layer.forward(x),
            Self::Dropout(layer) => layer.forward(x, pass),
        }
    }

    /// Name and place of each tensor that training changes, in a fixed order.
    pub fn state_mut(&mut self) -> Vec<(&'static str, State<'_>)> {
        match self {
            Self::Linear(Linear { weight, bias })
            | Self::Maxout(Maxout {
                linear: Linear { weight, bias },
                ..
            })
            | Self::Conv2d(Conv2d { weight, bias, .. })
            | Self::ConvTranspose2d(ConvTranspose2d { weight, bias, .. }) => {
                let mut state = vec![("weight", State::Param(weight))];
                state.extend(bias.as_mut().map(|bias| ("bias", State::Param(bias))));
                state
            }
            Self::BatchNorm(layer) => vec![
                ("weight", State::Param(&mut layer.weight)),
                ("bias", State::Param(&mut layer.bias)),
                ("running_mean", State::Buffer(&mut layer.running_mean)),
                ("running_var", State::Buffer(&mut layer.running_var)),
            ],
            Self::Activation(_) | Self::Dropout(_) => Vec::new(),
        }
    }

    /// Whether `weight` is stored as `[inputs, outputs]`, where PyTorch stores `[outputs, inputs]`.
    pub fn weight_is_transposed(&self) -> bool {
        matches!(self, Self::Linear(_) | Self::Maxout(_))
    }
}
