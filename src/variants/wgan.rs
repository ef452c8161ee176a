//! `wgan`: the critic estimates a distance, its weights clipped.

use super::{Default, Variant};
use crate::objectives::WGAN;
use crate::options::table;

/// 1701.07875, with the settings of its algorithm 1 but for the learning rates: with its 5e-5 the samples are still a
/// blur after 300 iterations.
pub const VARIANT: Variant = Variant {
    id: "wgan",
    papers: &[WGAN],
    defaults: &[
        (&table::OBJECTIVE, Default::Text("wasserstein")),
        (&table::CONSTRAINT, Default::Text("clip")),
        (&table::OPTIMIZER, Default::Text("rmsprop")),
        (&table::LR_D, Default::Float(2e-4)),
        (&table::LR_G, Default::Float(5e-4)),
        (&table::D_STEPS, Default::Int(5)),
    ],
    iterations: 1000,
    ..Variant::FULLY_CONNECTED
};
