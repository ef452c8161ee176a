//! `toy`: for points on a line or in the plane.

use super::Trunk;
use crate::nets::Initializer;
use crate::nets::layers::{Activation, Layer, Linear};

const HIDDEN: usize = 64;

/// inputs → 64 → 64 → point, ReLU; the points may lie anywhere, so nothing bounds them.
pub fn generator(inputs: usize, sample: usize, init: &mut Initializer) -> Vec<Layer> {
    let mut trunk = trunk(inputs, init);
    trunk
        .layers
        .push(Layer::Linear(Linear::new(HIDDEN, sample, true, init)));
    trunk.layers
}

/// inputs → 64 → 64, ReLU.
pub fn trunk(inputs: usize, init: &mut Initializer) -> Trunk {
    Trunk {
        layers: vec![
            Layer::Linear(Linear::new(inputs, HIDDEN, true, init)),
            Layer::Activation(Activation::Relu),
            Layer::Linear(Linear::new(HIDDEN, HIDDEN, true, init)),
            Layer::Activation(Activation::Relu),
        ],
        features: HIDDEN,
    }
}
