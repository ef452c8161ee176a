//! The layers. Each maps `[batch, inputs]` to `[batch, outputs]`; images are flattened row by row.

mod activation;
mod batch_norm;
mod condition_maps;
mod conv;
mod conv_transpose;
mod dropout;
mod linear;
mod maxout;
mod minibatch;
mod mixture;
mod virtual_batch_norm;

pub use activation::Activation;
pub use batch_norm::BatchNorm;
pub use condition_maps::ConditionMaps;
pub use conv::Conv2d;
pub use conv_transpose::ConvTranspose2d;
pub use dropout::{Dropout, DropoutRate};
pub use linear::Linear;
pub use maxout::Maxout;
pub use minibatch::{MinibatchDiscrimination, minibatch_stddev};
pub use mixture::MixtureLatent;
pub use virtual_batch_norm::VirtualBatchNorm;

use burn::tensor::Tensor;

use super::{Initializer, Param, Pass, Spectral};

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
    /// Batch normalisation with a reference batch.
    VirtualBatchNorm(VirtualBatchNorm),
    /// Kernels that compare the samples of a minibatch.
    MinibatchDiscrimination(MinibatchDiscrimination),
    /// One number more: the deviation over the minibatch.
    MinibatchStdDev,
    /// A condition as constant channels.
    ConditionMaps(ConditionMaps),
    /// A latent space that is a mixture.
    MixtureLatent(MixtureLatent),
    /// `[batch, 2]` → `[batch, 1]`: the second number minus the first, which is the logit of a softmax over both.
    Difference,
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
            Self::VirtualBatchNorm(layer) => layer.forward(x),
            Self::MinibatchDiscrimination(layer) => layer.forward(x),
            Self::MinibatchStdDev => minibatch_stddev(x),
            Self::ConditionMaps(layer) => layer.forward(x),
            Self::MixtureLatent(layer) => layer.forward(x),
            Self::Difference => x.clone().narrow(1, 1, 1) - x.narrow(1, 0, 1),
        }
    }

    /// Name and place of each tensor that training changes, in a fixed order.
    pub fn state_mut(&mut self) -> Vec<(&'static str, State<'_>)> {
        match self {
            Self::Linear(Linear {
                weight,
                bias,
                spectral,
            })
            | Self::Maxout(Maxout {
                linear:
                    Linear {
                        weight,
                        bias,
                        spectral,
                    },
                ..
            })
            | Self::Conv2d(Conv2d {
                weight,
                bias,
                spectral,
                ..
            }) => {
                let mut state = weight_and_bias(weight, bias);
                if let Some(Spectral { u, v }) = spectral {
                    state.push(("spectral_u", State::Buffer(u)));
                    state.push(("spectral_v", State::Buffer(v)));
                }
                state
            }
            Self::ConvTranspose2d(ConvTranspose2d { weight, bias, .. }) => {
                weight_and_bias(weight, bias)
            }
            Self::BatchNorm(layer) => vec![
                ("weight", State::Param(&mut layer.weight)),
                ("bias", State::Param(&mut layer.bias)),
                ("running_mean", State::Buffer(&mut layer.running_mean)),
                ("running_var", State::Buffer(&mut layer.running_var)),
            ],
            Self::VirtualBatchNorm(layer) => vec![
                ("weight", State::Param(&mut layer.weight)),
                ("bias", State::Param(&mut layer.bias)),
            ],
            Self::MinibatchDiscrimination(layer) => {
                vec![("weight", State::Param(&mut layer.weight))]
            }
            Self::MixtureLatent(layer) => vec![
                ("mean", State::Param(&mut layer.mean)),
                ("deviation", State::Param(&mut layer.deviation)),
            ],
            Self::Activation(_)
            | Self::Dropout(_)
            | Self::MinibatchStdDev
            | Self::ConditionMaps(_)
            | Self::Difference => Vec::new(),
        }
    }

    /// The weight that spectral normalisation acts on, with its vectors.
    fn spectral_mut(&mut self) -> Option<(&mut Param, &mut Option<Spectral>)> {
        match self {
            Self::Linear(layer) => Some((&mut layer.weight, &mut layer.spectral)),
            Self::Maxout(layer) => Some((&mut layer.linear.weight, &mut layer.linear.spectral)),
            Self::Conv2d(layer) => Some((&mut layer.weight, &mut layer.spectral)),
            _ => None,
        }
    }

    /// Normalises the layer's weight from now on.
    pub fn normalise_spectrally(&mut self, init: &mut Initializer) {
        if let Some((weight, spectral)) = self.spectral_mut() {
            *spectral = Some(Spectral::new(weight, init));
        }
    }

    /// One power iteration.
    pub fn iterate_spectral(&mut self) {
        if let Some((weight, Some(spectral))) = self.spectral_mut() {
            spectral.iterate(weight);
        }
    }

    /// Whether the output of a sample depends on the other samples of its minibatch.
    pub fn mixes_rows(&self) -> bool {
        matches!(
            self,
            Self::BatchNorm(_)
                | Self::VirtualBatchNorm(_)
                | Self::MinibatchDiscrimination(_)
                | Self::MinibatchStdDev
        )
    }

    /// Whether `weight` is stored as `[inputs, outputs]`, where PyTorch stores `[outputs, inputs]`.
    pub fn weight_is_transposed(&self) -> bool {
        matches!(self, Self::Linear(_) | Self::Maxout(_))
    }
}

fn weight_and_bias<'a>(
    weight: &'a mut Param,
    bias: &'a mut Option<Param>,
) -> Vec<(&'static str, State<'a>)> {
    let mut state = vec![("weight", State::Param(weight))];
    state.extend(bias.as_mut().map(|bias| ("bias", State::Param(bias))));
    state
}
