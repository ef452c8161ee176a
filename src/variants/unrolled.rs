//! `unrolled`: the generator looks k steps of the discriminator ahead.

use super::{Default, Paper, Variant};
use crate::options::table;

/// Where it comes from.
const UNROLLED: Paper = Paper {
    arxiv: "1611.02163",
    title: "Unrolled Generative Adversarial Networks",
    authors: "Metz, Poole, Pfau, Sohl-Dickstein",
    year: 2016,
};

/// 1611.02163, as the first-order surrogate that `trainer::look_ahead` describes.
pub const VARIANT: Variant = Variant {
    id: "unrolled",
    papers: &[UNROLLED],
    defaults: &[(&table::UNROLL_STEPS, Default::Int(5))],
    iterations: 1000,
    ..Variant::FULLY_CONNECTED
};
