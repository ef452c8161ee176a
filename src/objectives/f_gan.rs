//! f-GAN (1606.00709): any f-divergence by its variational bound.
//!
//! `D` maximises `E[g(a_r)] − E[f*(g(a_f))]`, with the output activation `g` and the conjugate `f*` of tables 2 and 6.
//! Where the composition `f*∘g` has a simpler form, that is what stands here: it neither overflows nor cancels.

use burn::tensor::Tensor;

use super::{Alternative, Objective, Pieces, Scores, sigmoid, softplus};
use crate::variants::Paper;

/// A bound for every divergence.
pub const F_GAN: Paper = Paper {
    arxiv: "1606.00709",
    title: "f-GAN: Training Generative Neural Samplers using Variational Divergence Minimization",
    authors: "Nowozin, Cseke, Tomioka",
    year: 2016,
};

const D_LATEX: &str = r"\mathcal{L}_D = -\mathbb{E}_{x}\left[g(D(x))\right] + \mathbb{E}_{z}\left[f^{*}\!\left(g(D(G(z)))\right)\right]";
const G_LATEX: &str = r"\mathcal{L}_G = -\mathbb{E}_{z}\left[f^{*}\!\left(g(D(G(z)))\right)\right]";
const TRICK_LATEX: &str = r"\mathcal{L}_G = -\mathbb{E}_{z}\left[g(D(G(z)))\right]";
const PIECES: Pieces = Pieces {
    real: "-g(@)",
    fake: r"f^{*}\!\left(g(@)\right)",
    generator: r"-f^{*}\!\left(g(@)\right)",
};

macro_rules! divergence {
    ($name:ident, $id:literal, |$v:ident| $g:expr, |$w:ident| $conjugate_of_g:expr) => {
        /// One divergence.
        pub mod $name {
            use super::*;

            /// Its bound.
            pub const OBJECTIVE: Objective = Objective {
                id: $id,
                d_loss,
                g_loss,
                g_loss_alternative: Some(Alternative {
                    loss: g_loss_alternative,
                    latex: TRICK_LATEX,
                    piece: "-g(@)",
                }),
                belief: sigmoid,
                d_latex: D_LATEX,
                g_latex: G_LATEX,
                pieces: PIECES,
                paper: F_GAN,
            };

            fn g($v: Tensor<2>) -> Tensor<2> {
                $g
            }

            fn conjugate_of_g($w: Tensor<2>) -> Tensor<2> {
                $conjugate_of_g
            }

            fn d_loss(scores: Scores) -> Tensor<1> {
                conjugate_of_g(scores.fake).mean() - g(scores.real).mean()
            }

            fn g_loss(fake: Tensor<2>) -> Tensor<1> {
                conjugate_of_g(fake).mean().neg()
            }

            /// `−g(a_f)`, the trick of §3.2.
            fn g_loss_alternative(fake: Tensor<2>) -> Tensor<1> {
                g(fake).mean().neg()
            }
        }
    };
}

// g(v) = v, f*(t) = exp(t − 1)
divergence!(kl, "f_gan_kl", |v| v, |v| v.sub_scalar(1.0).exp());
// g(v) = −exp(v), f*(t) = −1 − log(−t)
divergence!(reverse_kl, "f_gan_reverse_kl", |v| v.exp().neg(), |v| v
    .neg()
    .sub_scalar(1.0));
// g(v) = v, f*(t) = t²/4 + t
divergence!(pearson, "f_gan_pearson_chi_squared", |v| v, |v| (v.clone()
    * v.clone())
.mul_scalar(0.25)
    + v);
// g(v) = 1 − exp(v), f*(t) = t / (1 − t)
divergence!(
    squared_hellinger,
    "f_gan_squared_hellinger",
    |v| v.exp().neg().add_scalar(1.0),
    |v| v.neg().exp().sub_scalar(1.0)
);
// g(v) = log 2 − log(1 + e^(−v)), f*(t) = −log(2 − eᵗ)
divergence!(
    jensen_shannon,
    "f_gan_jensen_shannon",
    |v| softplus(v.neg()).neg().add_scalar(std::f64::consts::LN_2),
    |v| softplus(v).sub_scalar(std::f64::consts::LN_2)
);
// g(v) = −log(1 + e^(−v)), f*(t) = −log(1 − eᵗ)
divergence!(gan, "f_gan_gan", |v| softplus(v.neg()).neg(), |v| softplus(
    v
));
// g(v) = ½ tanh v, f*(t) = t
divergence!(
    total_variation,
    "f_gan_total_variation",
    |v| v.tanh().mul_scalar(0.5),
    |v| v.tanh().mul_scalar(0.5)
);
