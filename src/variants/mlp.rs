//! `mlp`: the same game with today's fully connected networks.

use super::{Default, GAN_2014, Variant};
use crate::options::table;

/// BatchNorm, LeakyReLU and Adam on the game of 1406.2661.
pub const VARIANT: Variant = Variant {
    id: "mlp",
    papers: &[GAN_2014],
    defaults: &[(&table::ARCHITECTURE, Default::Text("mlp"))],
    ..Variant::BASE
};
