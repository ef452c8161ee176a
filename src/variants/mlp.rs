//! `mlp`: the same game with today's fully connected networks.

use super::{GAN_2014, Variant};

/// BatchNorm, LeakyReLU and Adam on the game of 1406.2661.
pub const VARIANT: Variant = Variant {
    id: "mlp",
    papers: &[GAN_2014],
    ..Variant::FULLY_CONNECTED
};
