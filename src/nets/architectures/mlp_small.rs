//! `mlp_small`: starts in a second on any device.

use burn::tensor::Device;

use super::NetPair;
use crate::data::PIXELS;
use crate::nets::layers::{Activation, Layer, Linear};
use crate::nets::{Init, Initializer, Network};
use crate::rng::HostRng;

const HIDDEN: usize = 128;

/// G: latent → 128 → 784. D: 784 → 128 → 1. LeakyReLU 0.2, tanh.
pub fn build(latent: usize, rng: &mut HostRng, device: &Device) -> NetPair {
    let mut init = Initializer {
        init: Init::FanIn,
        rng,
        device,
    };
    NetPair {
        generator: Network::new(vec![
            Layer::Linear(Linear::new(latent, HIDDEN, true, &mut init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Linear(Linear::new(HIDDEN, PIXELS, true, &mut init)),
            Layer::Activation(Activation::Tanh),
        ]),
        discriminator: Network::new(vec![
            Layer::Linear(Linear::new(PIXELS, HIDDEN, true, &mut init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Linear(Linear::new(HIDDEN, 1, true, &mut init)),
        ]),
    }
}
