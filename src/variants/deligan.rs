//! `deligan`: a latent space that is a mixture of Gaussians.

use super::{Default, Paper, Variant};
use crate::options::table;

/// Where it comes from.
const DELIGAN: Paper = Paper {
    arxiv: "1706.02071",
    title: "DeLiGAN: Generative Adversarial Networks for Diverse and Limited Data",
    authors: "Gurumurthy, Sarvadevabhatla, Babu",
    year: 2017,
};

/// 1706.02071.
pub const VARIANT: Variant = Variant {
    id: "deligan",
    papers: &[DELIGAN],
    defaults: &[(&table::MIXTURE_COMPONENTS, Default::Int(50))],
    ..Variant::FULLY_CONNECTED
};
