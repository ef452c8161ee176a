//! `cycle`: the generator of CycleGAN (1703.10593 §7.1, smaller).

use super::stack::Stack;
use super::superres::residual_block;
use crate::nets::layers::{Activation, Kernel};
use crate::nets::{Initializer, Network};

const CHANNELS: usize = 16;

/// 1×28×28 → 1×28×28: down to 7×7, two residual blocks, up again.
pub fn generator(init: &mut Initializer) -> Network {
    let at_7 = Stack::new(1, 28, init)
        .conv_norm(Kernel::HALVING, CHANNELS)
        .activation(Activation::Relu)
        .conv_norm(Kernel::HALVING, 2 * CHANNELS)
        .activation(Activation::Relu);
    residual_block(residual_block(at_7, 2 * CHANNELS), 2 * CHANNELS)
        .enlarge(CHANNELS)
        .norm()
        .activation(Activation::Relu)
        .enlarge(CHANNELS / 2)
        .norm()
        .activation(Activation::Relu)
        .conv(Kernel::KEEPING, 1)
        .activation(Activation::Tanh)
        .network()
}
