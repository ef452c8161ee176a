//! `dcgan`: convolutions without pooling (1511.06434), for 28×28.

use burn::tensor::Device;

use super::NetPair;
use crate::nets::layers::{
    Activation, BatchNorm, Conv2d, ConvTranspose2d, ImageShape, Layer, Linear,
};
use crate::nets::{Init, Initializer, Network};
use crate::rng::HostRng;

const IMAGE: ImageShape = ImageShape {
    channels: 1,
    side: 28,
};
const HALF: ImageShape = ImageShape {
    channels: 64,
    side: 14,
};
const QUARTER: ImageShape = ImageShape {
    channels: 128,
    side: 7,
};

/// G: z → 128×7×7 → 64×14×14 → 1×28×28, BatchNorm and ReLU between, tanh.
/// D: 1×28×28 → 64×14×14 → 128×7×7 → 1, LeakyReLU 0.2, BatchNorm on the second. Weights from N(0, 0.02).
pub fn build(latent: usize, rng: &mut HostRng, device: &Device) -> NetPair {
    let mut init = Initializer {
        init: Init::Dcgan,
        rng,
        device,
    };
    NetPair {
        generator: Network::new(vec![
            Layer::Linear(Linear::new(latent, QUARTER.volume(), false, &mut init)),
            Layer::BatchNorm(BatchNorm::new(QUARTER, &mut init)),
            Layer::Activation(Activation::Relu),
            Layer::ConvTranspose2d(ConvTranspose2d::new(
                QUARTER,
                HALF.channels,
                false,
                &mut init,
            )),
            Layer::BatchNorm(BatchNorm::new(HALF, &mut init)),
            Layer::Activation(Activation::Relu),
            Layer::ConvTranspose2d(ConvTranspose2d::new(HALF, IMAGE.channels, true, &mut init)),
            Layer::Activation(Activation::Tanh),
        ]),
        discriminator: Network::new(vec![
            Layer::Conv2d(Conv2d::new(IMAGE, HALF.channels, true, &mut init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Conv2d(Conv2d::new(HALF, QUARTER.channels, false, &mut init)),
            Layer::BatchNorm(BatchNorm::new(QUARTER, &mut init)),
            Layer::Activation(Activation::LEAKY_02),
            Layer::Linear(Linear::new(QUARTER.volume(), 1, true, &mut init)),
        ]),
    }
}
