//! `superres`: the residual generator and the discriminator of SRGAN (1609.04802, smaller).

use super::stack::Stack;
use crate::nets::layers::{Activation, Kernel};
use crate::nets::{Initializer, Network};

const CHANNELS: usize = 32;

/// 1×7×7 → 1×28×28: two residual blocks with a way around both, then two sub-pixel convolutions.
pub fn generator(init: &mut Initializer) -> Network {
    Stack::new(1, 7, init)
        .conv(Kernel::KEEPING, CHANNELS)
        .activation(Activation::LEAKY_02)
        .residual(|stack| {
            residual_block(residual_block(stack, CHANNELS), CHANNELS)
                .conv_norm(Kernel::KEEPING, CHANNELS)
        })
        .enlarge(CHANNELS)
        .activation(Activation::LEAKY_02)
        .enlarge(CHANNELS / 2)
        .activation(Activation::LEAKY_02)
        .conv(Kernel::KEEPING, 1)
        .activation(Activation::Tanh)
        .network()
}

/// `x + BN(w₂ * relu(BN(w₁ * x)))`.
pub fn residual_block<'a, 'b>(stack: Stack<'a, 'b>, channels: usize) -> Stack<'a, 'b> {
    stack.residual(|stack| {
        stack
            .conv_norm(Kernel::KEEPING, channels)
            .activation(Activation::Relu)
            .conv_norm(Kernel::KEEPING, channels)
    })
}

/// 1×28×28 → score.
pub fn discriminator(init: &mut Initializer) -> Network {
    Stack::new(1, 28, init)
        .conv(Kernel::HALVING, CHANNELS)
        .activation(Activation::LEAKY_02)
        .conv_norm(Kernel::HALVING, 2 * CHANNELS)
        .activation(Activation::LEAKY_02)
        .dense(1)
        .network()
}
