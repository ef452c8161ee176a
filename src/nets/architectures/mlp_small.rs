//! `mlp_small`: starts in a second on any device.

use super::Trunk;
use crate::nets::Initializer;
use crate::nets::layers::{Activation, Layer, Linear};

const HIDDEN: usize = 128;

/// inputs → 128 → sample, LeakyReLU 0.2, tanh.
pub fn generator(inputs: usize, sample: usize, init: &mut Initializer) -> Vec<Layer> {
    vec![
        Layer::Linear(Linear::new(inputs, HIDDEN, true, init)),
        Layer::Activation(Activation::LEAKY_02),
        Layer::Linear(Linear::new(HIDDEN, sample, true, init)),
        Layer::Activation(Activation::Tanh),
    ]
}

/// inputs → 128, LeakyReLU 0.2.
pub fn trunk(inputs: usize, init: &mut Initializer) -> Trunk {
    Trunk {
        layers: vec![
            Layer::Linear(Linear::new(inputs, HIDDEN, true, init)),
            Layer::Activation(Activation::LEAKY_02),
        ],
        features: HIDDEN,
    }
}
