//! `lapgan`: a pair of networks per level of a pyramid (1506.05751, smaller).

use super::stack::Stack;
use crate::nets::layers::{Activation, Kernel};
use crate::nets::{Initializer, Network};

const HIDDEN: usize = 256;
const CHANNELS: usize = 32;

/// The coarsest level: z → side², by two hidden layers.
pub fn base_generator(latent: usize, side: usize, init: &mut Initializer) -> Network {
    Stack::new(latent, 1, init)
        .dense(HIDDEN)
        .norm()
        .activation(Activation::LEAKY_02)
        .dense(HIDDEN)
        .norm()
        .activation(Activation::LEAKY_02)
        .dense(side * side)
        .activation(Activation::Tanh)
        .network()
}

/// side² → score, by two hidden layers.
pub fn base_discriminator(side: usize, init: &mut Initializer) -> Network {
    Stack::new(1, side, init)
        .dense(HIDDEN)
        .activation(Activation::LEAKY_02)
        .dense(HIDDEN)
        .activation(Activation::LEAKY_02)
        .dense(1)
        .network()
}

/// A finer level: the coarse image side² and z → what must be added to it at twice the side, by three convolutions of
/// which the last is sub-pixel. (1506.05751 enlarges first; the numbers are the same, and four times as many.)
pub fn detail_generator(latent: usize, side: usize, init: &mut Initializer) -> Network {
    Stack::new(1, side, init)
        .latent_plane(latent)
        .conv_norm(Kernel::KEEPING, CHANNELS)
        .activation(Activation::Relu)
        .conv_norm(Kernel::KEEPING, CHANNELS)
        .activation(Activation::Relu)
        .enlarge(1)
        .network()
}

/// An image and the enlarged coarse one → score.
pub fn detail_discriminator(side: usize, init: &mut Initializer) -> Network {
    Stack::new(2, side, init)
        .conv(Kernel::HALVING, CHANNELS)
        .activation(Activation::LEAKY_02)
        .conv(Kernel::HALVING, 2 * CHANNELS)
        .activation(Activation::LEAKY_02)
        .dense(1)
        .network()
}
