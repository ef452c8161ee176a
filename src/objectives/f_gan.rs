//! f-GAN (1606.00709): any f-divergence by its variational bound.
//!
//! `D` maximises `E[g(a_r)] − E[f*(g(a_f))]`, with the output activation `g` and the conjugate `f*` of tables 2 and 6.
//! At the optimum `g(v) = f′(p/q)`, from which the score tells p/q and with it the belief, p/(p + q).
//! Where the composition `f*∘g` has a simpler form, that is what stands here: it neither overflows nor cancels.

use burn::tensor::Tensor;

use super::bound::OF_CROSS_ENTROPY;
use super::{Alternative, Bound, Divergence, Objective, Pieces, Scores, sigmoid, softplus};
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

/// The negated loss bounds the divergence as it stands.
const fn itself(divergence: Divergence) -> Option<Bound> {
    Some(Bound {
        divergence,
        of_gain: |gain| gain,
    })
}

macro_rules! divergence {
    ($name:ident, $id:literal, |$v:ident| $g:expr, |$w:ident| $conjugate_of_g:expr, |$a:ident| $belief:expr, $bound:expr) => {
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
                belief: |$a| $belief,
                bound: $bound,
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
// p/q = exp(v − 1)
divergence!(
    kl,
    "f_gan_kl",
    |v| v,
    |v| v.sub_scalar(1.0).exp(),
    |a| sigmoid(a - 1.0),
    itself(Divergence::Kl)
);
// g(v) = −exp(v), f*(t) = −1 − log(−t)
// p/q = exp(−v)
divergence!(
    reverse_kl,
    "f_gan_reverse_kl",
    |v| v.exp().neg(),
    |v| v.neg().sub_scalar(1.0),
    |a| sigmoid(-a),
    itself(Divergence::ReverseKl)
);
// g(v) = v, f*(t) = t²/4 + t
// p/q = 1 + v/2
divergence!(
    pearson,
    "f_gan_pearson_chi_squared",
    |v| v,
    |v| (v.clone() * v.clone()).mul_scalar(0.25) + v,
    |a| {
        let ratio = (1.0 + 0.5 * a).max(0.0);
        ratio / (1.0 + ratio)
    },
    itself(Divergence::PearsonChiSquared)
);
// g(v) = 1 − exp(v), f*(t) = t / (1 − t)
// p/q = exp(−2v)
divergence!(
    squared_hellinger,
    "f_gan_squared_hellinger",
    |v| v.exp().neg().add_scalar(1.0),
    |v| v.neg().exp().sub_scalar(1.0),
    |a| sigmoid(-2.0 * a),
    itself(Divergence::SquaredHellinger)
);
// g(v) = log 2 − log(1 + e^(−v)), f*(t) = −log(2 − eᵗ)
// p/q = exp(v)
divergence!(
    jensen_shannon,
    "f_gan_jensen_shannon",
    |v| softplus(v.neg()).neg().add_scalar(std::f64::consts::LN_2),
    |v| softplus(v).sub_scalar(std::f64::consts::LN_2),
    |a| sigmoid(a),
    // The table's is twice the one with a mean of both relative entropies.
    Some(Bound {
        divergence: Divergence::JensenShannon,
        of_gain: |gain| 0.5 * gain,
    })
);
// g(v) = −log(1 + e^(−v)), f*(t) = −log(1 − eᵗ)
// p/q = exp(v)
divergence!(
    gan,
    "f_gan_gan",
    |v| softplus(v.neg()).neg(),
    |v| softplus(v),
    |a| sigmoid(a),
    OF_CROSS_ENTROPY
);
// g(v) = ½ tanh v, f*(t) = t
// The optimum tells no more than which of the two is denser: v = ±∞.
divergence!(
    total_variation,
    "f_gan_total_variation",
    |v| v.tanh().mul_scalar(0.5),
    |v| v.tanh().mul_scalar(0.5),
    |a| sigmoid(a),
    itself(Divergence::TotalVariation)
);
