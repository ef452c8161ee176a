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
        (&table::DROPOUT_INPUT, Default::Float(0.2)),
        (&table::DROPOUT_HIDDEN, Default::Float(0.5)),
        // Without BatchNorm the generator has a long way to black, and shows one digit where it is slow.
        (&table::LR_D, Default::Float(5e-4)),
        (&table::LR_G, Default::Float(1e-3)),
        (&table::BETA1, Default::Float(0.0)),
        (&table::BETA2, Default::Float(0.99)),
    ],
    ..Variant::BASE
};
