//! `gan`: the first one, with its MNIST networks of 2014.

use super::{Default, GAN_2014, Variant};
use crate::options::table;

/// Maxout against ReLU (1406.2661).
pub const VARIANT: Variant = Variant {
    id: "gan",
    papers: &[GAN_2014],
    defaults: &[
        (&table::ARCHITECTURE, Default::Text("mlp_2014")),
        (&table::LATENT_DISTRIBUTION, Default::Text("uniform")),
    ],
    ..Variant::BASE
};
