//! `dragan`: a slope of one around the data, and no Wasserstein distance.

use super::{Default, Paper, Variant};
use crate::options::table;
use crate::penalties::DRAGAN;

/// The penalty on the non-saturating game.
const MANY_PATHS: Paper = Paper {
    arxiv: "1710.08446",
    title: "Many Paths to Equilibrium: GANs Do Not Need to Decrease a Divergence At Every Step",
    authors: "Fedus et al.",
    year: 2017,
};

/// 1705.07215, on the non-saturating game (1710.08446).
pub const VARIANT: Variant = Variant {
    id: "dragan",
    papers: &[DRAGAN, MANY_PATHS],
    defaults: &[
        (&table::CONSTRAINT, Default::Text("dragan")),
        // With the paper's weight of 10 and one step, the discriminator is too slow for its generator.
        (&table::PENALTY_WEIGHT, Default::Float(1.0)),
        (&table::D_STEPS, Default::Int(3)),
        (&table::LR_D, Default::Float(1e-3)),
        (&table::LR_G, Default::Float(5e-4)),
    ],
    ..Variant::FULLY_CONNECTED
};
