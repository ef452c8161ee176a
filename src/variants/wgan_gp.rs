//! `wgan_gp`: the slope of the critic is held at one by a penalty.

use super::{Default, Variant};
use crate::objectives::WGAN;
use crate::options::table;
use crate::penalties::WGAN_GP;

/// 1704.00028, with the settings of its algorithm 1, and three times its learning rate for these small networks.
pub const VARIANT: Variant = Variant {
    id: "wgan_gp",
    papers: &[WGAN, WGAN_GP],
    defaults: &[
        (&table::OBJECTIVE, Default::Text("wasserstein")),
        (&table::CONSTRAINT, Default::Text("gradient_penalty")),
        (&table::LR_D, Default::Float(3e-4)),
        (&table::LR_G, Default::Float(3e-4)),
        (&table::BETA2, Default::Float(0.9)),
        (&table::D_STEPS, Default::Int(5)),
    ],
    iterations: 1000,
    ..Variant::FULLY_CONNECTED
};
