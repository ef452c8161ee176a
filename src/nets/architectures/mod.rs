//! Pairs of generator and discriminator.

pub mod cycle;
mod dcgan;
pub mod lapgan;
mod mlp;
mod mlp_2014;
mod mlp_small;
pub mod patches;
mod stack;
pub mod superres;
mod toy;
pub mod u_net;

use super::Initializer;
use super::layers::Layer;

/// A pair of networks by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// One hidden layer of 128 each.
    MlpSmall,
    /// The common modern MLP.
    Mlp,
    /// Convolutions (1511.06434).
    Dcgan,
    /// The same with two outputs and a softmax instead of one and a sigmoid.
    DcganSoftmax,
    /// ReLU and maxout (1406.2661).
    Mlp2014,
    /// Two hidden layers of 64 each, for points.
    Toy,
}

/// What comes into a discriminator: a sample, and a condition joined to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Numbers of the sample.
    pub sample: usize,
    /// Numbers of the condition.
    pub condition: usize,
}

impl Inputs {
    fn total(self) -> usize {
        self.sample + self.condition
    }
}

/// A discriminator or encoder without its last layer.
#[derive(Clone, Debug)]
pub struct Trunk {
    /// The layers.
    pub layers: Vec<Layer>,
    /// Numbers that come out of them.
    pub features: usize,
}

impl Architecture {
    /// Identifiers in the table of options.
    pub const IDS: &'static [&'static str] = &[
        "mlp_small",
        "mlp",
        "dcgan",
        "dcgan_softmax",
        "mlp_2014",
        "toy",
    ];

    /// All of them, in the order of [`Architecture::IDS`].
    pub const ALL: &'static [Self] = &[
        Self::MlpSmall,
        Self::Mlp,
        Self::Dcgan,
        Self::DcganSoftmax,
        Self::Mlp2014,
        Self::Toy,
    ];

    /// The architecture with this identifier; the table of options has checked it.
    pub fn from_id(id: &str) -> Self {
        let index = Self::IDS.iter().position(|known| *known == id);
        index
            .and_then(|index| Self::ALL.get(index))
            .copied()
            .unwrap_or(Self::Mlp)
    }

    /// Whether its discriminator takes a condition as maps beside the image.
    pub fn is_convolutional(self) -> bool {
        matches!(self, Self::Dcgan | Self::DcganSoftmax)
    }

    /// The generator's layers: `inputs` numbers → `sample` numbers.
    pub(super) fn generator(
        self,
        inputs: usize,
        sample: usize,
        init: &mut Initializer,
    ) -> Vec<Layer> {
        match self {
            Self::MlpSmall => mlp_small::generator(inputs, sample, init),
            Self::Mlp => mlp::generator(inputs, sample, init),
            Self::Dcgan | Self::DcganSoftmax => dcgan::generator(inputs, init),
            Self::Mlp2014 => mlp_2014::generator(inputs, sample, init),
            Self::Toy => toy::generator(inputs, sample, init),
        }
    }

    /// The discriminator without its last layer; with BatchNorm where the architecture has it and `batch_norm`.
    pub(super) fn trunk(self, inputs: Inputs, batch_norm: bool, init: &mut Initializer) -> Trunk {
        match self {
            Self::MlpSmall => mlp_small::trunk(inputs.total(), init),
            Self::Mlp => mlp::trunk(inputs.total(), init),
            Self::Dcgan | Self::DcganSoftmax => dcgan::trunk(inputs, batch_norm, init),
            Self::Mlp2014 => mlp_2014::trunk(inputs.total(), init),
            Self::Toy => toy::trunk(inputs.total(), init),
        }
    }
}
