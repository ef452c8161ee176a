//! `dcgan`: convolutions without pooling (1511.06434), for 28×28. Weights from N(0, 0.02).

use super::{Inputs, Trunk};
use crate::nets::layers::{
    Activation, BatchNorm, ConditionMaps, Conv2d, ConvTranspose2d, ImageShape, Layer, Linear,
};
use crate::nets::{Init, Initializer};

const HALF: ImageShape = ImageShape {
    channels: 64,
    side: 14,
};
const QUARTER: ImageShape = ImageShape {
    channels: 128,
    side: 7,
};

/// inputs → 128×7×7 → 64×14×14 → 1×28×28, BatchNorm and ReLU between, tanh.
pub fn generator(inputs: usize, init: &mut Initializer) -> Vec<Layer> {
    init.init = Init::Dcgan;
    vec![
        Layer::Linear(Linear::new(inputs, QUARTER.volume(), false, init)),
        Layer::BatchNorm(BatchNorm::new(QUARTER, init)),
        Layer::Activation(Activation::Relu),
        Layer::ConvTranspose2d(ConvTranspose2d::new(QUARTER, HALF.channels, false, init)),
        Layer::BatchNorm(BatchNorm::new(HALF, init)),
        Layer::Activation(Activation::Relu),
        Layer::ConvTranspose2d(ConvTranspose2d::new(HALF, 1, true, init)),
        Layer::Activation(Activation::Tanh),
    ]
}

/// 1×28×28 → 64×14×14 → 128×7×7, LeakyReLU 0.2, BatchNorm on the second where `batch_norm`. A condition comes in
/// as constant channels.
pub fn trunk(inputs: Inputs, batch_norm: bool, init: &mut Initializer) -> Trunk {
    init.init = Init::Dcgan;
    let image = ImageShape {
        channels: 1 + inputs.condition,
        side: 28,
    };
    let mut layers = Vec::new();
    if inputs.condition > 0 {
        layers.push(Layer::ConditionMaps(ConditionMaps {
            pixels: inputs.sample,
            numbers: inputs.condition,
        }));
    }
    layers.extend([
        Layer::Conv2d(Conv2d::new(image, HALF.channels, true, init)),
        Layer::Activation(Activation::LEAKY_02),
        Layer::Conv2d(Conv2d::new(HALF, QUARTER.channels, !batch_norm, init)),
    ]);
    if batch_norm {
        layers.push(Layer::BatchNorm(BatchNorm::new(QUARTER, init)));
    }
    layers.push(Layer::Activation(Activation::LEAKY_02));
    Trunk {
        layers,
        features: QUARTER.volume(),
    }
}
