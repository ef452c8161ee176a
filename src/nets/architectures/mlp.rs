//! `mlp`: the common modern MLP.

use super::Trunk;
use crate::nets::Initializer;
use crate::nets::layers::{Activation, BatchNorm, Layer, Linear};

/// inputs → 128 → 256 → 512 → 1024 → sample, BatchNorm on 256, 512 and 1024, LeakyReLU 0.2, tanh.
pub fn generator(inputs: usize, sample: usize, init: &mut Initializer) -> Vec<Layer> {
    let mut layers = vec![
        Layer::Linear(Linear::new(inputs, 128, true, init)),
        Layer::Activation(Activation::LEAKY_02),
    ];
    for (inputs, outputs) in [(128, 256), (256, 512), (512, 1024)] {
        layers.push(Layer::Linear(Linear::new(inputs, outputs, false, init)));
        layers.push(Layer::BatchNorm(BatchNorm::vector(outputs, init)));
        layers.push(Layer::Activation(Activation::LEAKY_02));
    }
    layers.push(Layer::Linear(Linear::new(1024, sample, true, init)));
    layers.push(Layer::Activation(Activation::Tanh));
    layers
}

/// inputs → 512 → 256, LeakyReLU 0.2.
pub fn trunk(inputs: usize, init: &mut Initializer) -> Trunk {
    Trunk {
        layers: vec![
            Layer::Linear(Linear::new(inputs, 512, true, init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Linear(Linear::new(512, 256, true, init)),
            Layer::Activation(Activation::LEAKY_02),
        ],
        features: 256,
    }
}
