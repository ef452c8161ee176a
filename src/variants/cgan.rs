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
    defaults: &[(&table::ARCHITECTURE, Default::Text("mlp"))],
    fixed: &[IMAGES_ONLY],
    view: Some(View::Classes),
    needs_labels: true,
    build: adversarial::build_conditional,
    ..Variant::BASE
};
