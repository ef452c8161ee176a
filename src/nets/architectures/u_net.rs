//! `u_net`: down and up again, with a way across at each size (1505.04597, as in 1611.07004).

use super::stack::Stack;
use crate::nets::layers::{Activation, Kernel};
use crate::nets::{Initializer, Network};

const CHANNELS: usize = 16;

/// 1×28×28 → 1×28×28, by way of 14×14 and 7×7.
pub fn generator(init: &mut Initializer) -> Network {
    Stack::new(1, 28, init)
        .skip(|at_28| {
            at_28
                .conv(Kernel::HALVING, CHANNELS)
                .activation(Activation::LEAKY_02)
                .skip(|at_14| {
                    at_14
                        .conv_norm(Kernel::HALVING, 2 * CHANNELS)
                        .activation(Activation::LEAKY_02)
                        .conv_norm(Kernel::KEEPING, 2 * CHANNELS)
                        .activation(Activation::Relu)
                        .enlarge(CHANNELS)
                        .norm()
                        .activation(Activation::Relu)
                })
                .enlarge(CHANNELS / 2)
                .norm()
                .activation(Activation::Relu)
        })
        .conv(Kernel::KEEPING, 1)
        .activation(Activation::Tanh)
        .network()
}
