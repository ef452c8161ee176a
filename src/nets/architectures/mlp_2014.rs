//! `mlp_2014`: the MNIST networks of the first GAN (1406.2661).

use burn::tensor::Device;

use super::NetPair;
use crate::data::PIXELS;
use crate::nets::layers::{Activation, Dropout, DropoutRate, Layer, Linear, Maxout};
use crate::nets::{Init, Initializer, Network};
use crate::rng::HostRng;

const PIECES: usize = 5;

/// G: z → 1200 → 1200 → 784, ReLU, sigmoid pixels.
/// D: maxout 240×5 → maxout 240×5 → 1, with dropout on the input and on the hidden units.
/// Weights from U(±0.05) in G and U(±0.005) in D, as in the paper's code.
pub fn build(latent: usize, rng: &mut HostRng, device: &Device) -> NetPair {
    let mut init = Initializer {
        init: Init::Uniform(0.05),
        rng,
        device,
    };
    let generator = Network::new(vec![
        Layer::Linear(Linear::new(latent, 1200, true, &mut init)),
        Layer::Activation(Activation::Relu),
        Layer::Linear(Linear::new(1200, 1200, true, &mut init)),
        Layer::Activation(Activation::Relu),
        Layer::Linear(Linear::new(1200, PIXELS, true, &mut init)),
        Layer::Activation(Activation::SigmoidPm1),
    ]);
    init.init = Init::Uniform(0.005);
    let discriminator = Network::new(vec![
        Layer::Dropout(Dropout {
            rate: DropoutRate::Input,
        }),
        Layer::Maxout(Maxout::new(PIXELS, 240, PIECES, &mut init)),
        Layer::Dropout(Dropout {
            rate: DropoutRate::Hidden,
        }),
        Layer::Maxout(Maxout::new(240, 240, PIECES, &mut init)),
        Layer::Dropout(Dropout {
            rate: DropoutRate::Hidden,
        }),
        Layer::Linear(Linear::new(240, 1, true, &mut init)),
    ]);
    NetPair {
        generator,
        discriminator,
    }
}
