//! `cgan`: the class joined to z and to x.

use super::{Default, IMAGES_ONLY, Paper, Variant, View, adversarial};
use crate::options::table;

/// A condition for both players.
const CGAN: Paper = Paper {
    arxiv: "1411.1784",
    title: "Conditional Generative Adversarial Nets",
    authors: "Mirza, Osindero",
    year: 2014,
};

/// 1411.1784.
pub const VARIANT: Variant = Variant {
    id: "cgan",
    papers: &[CGAN],
    // Of seed 1, 97 % instead of 95 % of the samples are of the class that was asked for.
    defaults: &[(&table::EMA_DECAY, Default::Float(0.99))],
    fixed: &[IMAGES_ONLY],
    view: Some(View::Classes),
    needs_labels: true,
    build: adversarial::build_conditional,
    ..Variant::FULLY_CONNECTED
};
