//! `mlp`: the common modern MLP.

use burn::tensor::Device;

use super::NetPair;
use crate::data::PIXELS;
use crate::nets::layers::{Activation, BatchNorm, Layer, Linear};
use crate::nets::{Init, Initializer, Network};
use crate::rng::HostRng;

/// G: latent → 128 → 256 → 512 → 1024 → 784, BatchNorm on 256, 512 and 1024, tanh.
/// D: 784 → 512 → 256 → 1. LeakyReLU 0.2.
pub fn build(latent: usize, rng: &mut HostRng, device: &Device) -> NetPair {
    let mut init = Initializer {
        init: Init::FanIn,
        rng,
        device,
    };
    let mut generator = vec![
        Layer::Linear(Linear::new(latent, 128, true, &mut init)),
        Layer::Activation(Activation::LEAKY_02),
    ];
    for (inputs, outputs) in [(128, 256), (256, 512), (512, 1024)] {
        generator.push(Layer::Linear(Linear::new(
            inputs, outputs, false, &mut init,
        )));
        generator.push(Layer::BatchNorm(BatchNorm::vector(outputs, &mut init)));
        generator.push(Layer::Activation(Activation::LEAKY_02));
    }
    generator.push(Layer::Linear(Linear::new(1024, PIXELS, true, &mut init)));
    generator.push(Layer::Activation(Activation::Tanh));
    NetPair {
        generator: Network::new(generator),
        discriminator: Network::new(vec![
            Layer::Linear(Linear::new(PIXELS, 512, true, &mut init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Linear(Linear::new(512, 256, true, &mut init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Linear(Linear::new(256, 1, true, &mut init)),
        ]),
    }
}
