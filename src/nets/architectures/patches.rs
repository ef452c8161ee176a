//! A discriminator that scores patches (1611.07004 §3.2.2).

use burn::tensor::Tensor;

use super::stack::Stack;
use crate::nets::layers::{Activation, Kernel};
use crate::nets::{Initializer, Network};

const CHANNELS: usize = 32;

/// channels×28×28 → 7×7 scores, each of a patch of 18×18 pixels.
pub fn discriminator(channels: usize, init: &mut Initializer) -> Network {
    Stack::new(channels, 28, init)
        .conv(Kernel::HALVING, CHANNELS)
        .activation(Activation::LEAKY_02)
        .conv_norm(Kernel::HALVING, 2 * CHANNELS)
        .activation(Activation::LEAKY_02)
        .conv(Kernel::KEEPING, 1)
        .network()
}

/// The scores of all patches of all images, `[batch, patches]` → `[batch·patches, 1]`.
pub fn in_column(scores: Tensor<2>) -> Tensor<2> {
    let [batch, patches] = scores.dims();
    scores.reshape([batch * patches, 1])
}
