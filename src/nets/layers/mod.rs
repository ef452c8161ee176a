//! The layers. Each maps `[batch, inputs]` to `[batch, outputs]`; images are flattened row by row.

mod activation;
mod batch_norm;
mod condition_maps;
mod conv;
mod conv_transpose;
mod dropout;
mod latent_plane;
mod linear;
mod maxout;
mod minibatch;
mod mixture;
mod nested;
mod pixel_shuffle;
mod virtual_batch_norm;

pub use activation::Activation;
pub use batch_norm::BatchNorm;
pub use condition_maps::ConditionMaps;
pub use conv::{Conv2d, Kernel};
pub use conv_transpose::ConvTranspose2d;
pub use dropout::{Dropout, DropoutRate};
pub use latent_plane::LatentPlane;
pub use linear::Linear;
pub use maxout::Maxout;
pub use minibatch::{KERNEL_SIZE, MinibatchDiscrimination, minibatch_stddev};
pub use mixture::MixtureLatent;
pub use pixel_shuffle::PixelShuffle;
pub use virtual_batch_norm::VirtualBatchNorm;

use burn::tensor::Tensor;

pub(super) use nested::{state_in_row, through, transposed_in_row};

use super::network::Named;
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
    /// A latent vector as one more channel.
    LatentPlane(LatentPlane),
    /// Depth to space.
    PixelShuffle(PixelShuffle),
    /// `x + f(x)` (1512.03385).
    Residual(Vec<Layer>),
    /// The channels of x, then those of `f(x)`, which has the same side (1505.04597).
    Skip(Vec<Layer>),
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
            Self::LatentPlane(layer) => layer.forward(x),
            Self::PixelShuffle(layer) => layer.forward(x),
            Self::Residual(inner) => x.clone() + nested::through(inner, x, pass),
            Self::Skip(inner) => Tensor::cat(vec![x.clone(), nested::through(inner, x, pass)], 1),
        }
    }

    /// Whether an activation after it is part of its own pass.
    fn takes_activation(&self) -> bool {
        matches!(self, Self::Linear(_) | Self::BatchNorm(_))
    }

    /// The layer, with the activation after it where it takes one.
    fn forward_into(
        &mut self,
        x: Tensor<2>,
        activation: Option<Activation>,
        pass: &mut Pass,
    ) -> Tensor<2> {
        match self {
            Self::Linear(layer) => layer.forward_into(x, activation),
            Self::BatchNorm(layer) => layer.forward_into(x, activation, pass),
            other => other.forward(x, pass),
        }
    }

    /// Name and place of each tensor that training changes, in a fixed order.
    pub fn state_mut(&mut self) -> Vec<Named<State<'_>>> {
        match self {
            Self::Residual(inner) | Self::Skip(inner) => state_in_row(inner),
            leaf => leaf
                .own_state_mut()
                .into_iter()
                .map(|(name, state)| (name.to_owned(), state))
                .collect(),
        }
    }

    /// Without that of layers within it.
    fn own_state_mut(&mut self) -> Vec<(&'static str, State<'_>)> {
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
            | Self::LatentPlane(LatentPlane {
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
                state.extend(spectral_state(spectral));
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
                let mut state = vec![("weight", State::Param(&mut layer.weight))];
                state.extend(spectral_state(&mut layer.spectral));
                state
            }
            Self::MixtureLatent(layer) => vec![
                ("mean", State::Param(&mut layer.mean)),
                ("deviation", State::Param(&mut layer.deviation)),
            ],
            Self::Activation(_)
            | Self::Dropout(_)
            | Self::MinibatchStdDev
            | Self::ConditionMaps(_)
            | Self::Difference
            | Self::PixelShuffle(_)
            | Self::Residual(_)
            | Self::Skip(_) => Vec::new(),
        }
    }

    /// The weight that spectral normalisation acts on, with its vectors.
    fn spectral_mut(&mut self) -> Option<(&mut Param, &mut Option<Spectral>)> {
        match self {
            Self::Linear(layer) => Some((&mut layer.weight, &mut layer.spectral)),
            Self::Maxout(layer) => Some((&mut layer.linear.weight, &mut layer.linear.spectral)),
            Self::Conv2d(layer) => Some((&mut layer.weight, &mut layer.spectral)),
            Self::MinibatchDiscrimination(layer) => Some((&mut layer.weight, &mut layer.spectral)),
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
        match self {
            Self::BatchNorm(_)
            | Self::VirtualBatchNorm(_)
            | Self::MinibatchDiscrimination(_)
            | Self::MinibatchStdDev => true,
            Self::Residual(inner) | Self::Skip(inner) => inner.iter().any(Self::mixes_rows),
            _ => false,
        }
    }

    /// Names of the weights that are stored as `[inputs, outputs]`, where PyTorch stores `[outputs, inputs]`.
    pub fn transposed_weights(&mut self) -> Vec<String> {
        match self {
            Self::Linear(_) | Self::Maxout(_) | Self::LatentPlane(_) => vec!["weight".to_owned()],
            Self::Residual(inner) | Self::Skip(inner) => transposed_in_row(inner),
            _ => Vec::new(),
        }
    }
}

fn spectral_state(spectral: &mut Option<Spectral>) -> Vec<(&'static str, State<'_>)> {
    match spectral {
        Some(Spectral { u, v }) => vec![
            ("spectral_u", State::Buffer(u)),
            ("spectral_v", State::Buffer(v)),
        ],
        None => Vec::new(),
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
