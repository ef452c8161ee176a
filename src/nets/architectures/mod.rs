//! Pairs of generator and discriminator.

mod dcgan;
mod mlp;
mod mlp_2014;
mod mlp_small;

use burn::tensor::Device;

use super::Network;
use crate::rng::HostRng;

/// Generator and discriminator.
#[derive(Clone, Debug)]
pub struct NetPair {
    /// z `[batch, latent]` → images `[batch, 784]` in [-1, 1].
    pub generator: Network,
    /// Images `[batch, 784]` → raw scores `[batch, 1]`.
    pub discriminator: Network,
}

/// A pair of networks by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// One hidden layer of 128 each.
    MlpSmall,
    /// The common modern MLP.
    Mlp,
    /// Convolutions (1511.06434).
    Dcgan,
    /// ReLU and maxout (1406.2661).
    Mlp2014,
}

impl Architecture {
    /// Identifiers in the table of options.
    pub const IDS: &'static [&'static str] = &["mlp_small", "mlp", "dcgan", "mlp_2014"];

    /// All of them, in the order of [`Architecture::IDS`].
    pub const ALL: &'static [Self] = &[Self::MlpSmall, Self::Mlp, Self::Dcgan, Self::Mlp2014];

    /// The architecture with this identifier; the table of options has checked it.
    pub fn from_id(id: &str) -> Self {
        let index = Self::IDS.iter().position(|known| *known == id);
        index
            .and_then(|index| Self::ALL.get(index))
            .copied()
            .unwrap_or(Self::Mlp)
    }

    /// Fresh networks.
    pub fn build(self, latent: usize, rng: &mut HostRng, device: &Device) -> NetPair {
        match self {
            Self::MlpSmall => mlp_small::build(latent, rng, device),
            Self::Mlp => mlp::build(latent, rng, device),
            Self::Dcgan => dcgan::build(latent, rng, device),
            Self::Mlp2014 => mlp_2014::build(latent, rng, device),
        }
    }

    /// Whether dropout acts in it.
    pub fn has_dropout(self) -> bool {
        self == Self::Mlp2014
    }
}
