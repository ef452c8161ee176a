//! `mlp_2014`: the MNIST networks of the first GAN (1406.2661).

use super::Trunk;
use crate::nets::layers::{Activation, Layer, Linear, Maxout};
use crate::nets::{Init, Initializer};

const PIECES: usize = 5;

/// inputs → 1200 → 1200 → sample, ReLU, sigmoid pixels. Weights from U(±0.05), as in the paper's code.
pub fn generator(inputs: usize, sample: usize, init: &mut Initializer) -> Vec<Layer> {
    init.init = Init::Uniform(0.05);
    vec![
        Layer::Linear(Linear::new(inputs, 1200, true, init)),
        Layer::Activation(Activation::Relu),
        Layer::Linear(Linear::new(1200, 1200, true, init)),
        Layer::Activation(Activation::Relu),
        Layer::Linear(Linear::new(1200, sample, true, init)),
        Layer::Activation(Activation::SigmoidPm1),
    ]
}

/// inputs → maxout 240×5 → maxout 240×5. Weights from U(±0.005).
pub fn trunk(inputs: usize, init: &mut Initializer) -> Trunk {
    init.init = Init::Uniform(0.005);
    Trunk {
        layers: vec![
            Layer::Maxout(Maxout::new(inputs, 240, PIECES, init)),
            Layer::Maxout(Maxout::new(240, 240, PIECES, init)),
        ],
        features: 240,
    }
}
