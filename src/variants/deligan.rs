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
    defaults: &[
        (&table::MIXTURE_COMPONENTS, Default::Int(50)),
        // Of seed 1, recall is 0 % without it, 4 % at the ⅓ of the paper's code, 10 % at 1, 20 % at 5 and 29 % here.
        (&table::MIXTURE_WIDTH_WEIGHT, Default::Float(20.0)),
    ],
    ..Variant::FULLY_CONNECTED
};
