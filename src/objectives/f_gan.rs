//! f-GAN (1606.00709): any f-divergence by its variational bound.
//!
//! `D` maximises `E[g(a_r)] − E[f*(g(a_f))]`, with the output activation `g` and the conjugate `f*` of tables 2 and 6.
//! At the optimum `g(v) = f′(p/q)`, from which the score tells p/q and with it the belief, p/(p + q).
//! Where the composition `f*∘g` has a simpler form, that is what stands here: it neither overflows nor cancels.

use std::f64::consts::{E, LN_2};

use super::bound::OF_CROSS_ENTROPY;
use super::term::{FAKE, REAL};
use super::{Alternative, Bound, Divergence, Objective, Pieces, sigmoid};
use crate::kernels::{Cost, Term};
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

/// A divergence by `E g(a)` and `E f*(g(a))`. The generator's loss is `−f*(g(a_f))`, or `−g(a_f)`, the trick of §3.2.
const fn divergence(
    id: &'static str,
    [g, conjugate_of_g]: [Term; 2],
    belief: fn(f32) -> f32,
    bound: Option<Bound>,
) -> Objective {
    Objective {
        id,
        real: g.neg(),
        fake: conjugate_of_g,
        generator: conjugate_of_g.neg(),
        g_loss_alternative: Some(Alternative {
            generator: g.neg(),
            latex: TRICK_LATEX,
            piece: "-g(@)",
        }),
        belief,
        bound,
        d_latex: D_LATEX,
        g_latex: G_LATEX,
        pieces: PIECES,
        paper: F_GAN,
    }
}

const SCORE: Term = Term::of(Cost::Score);

/// g(v) = v, f*(t) = exp(t − 1); p/q = exp(v − 1).
pub const KL: Objective = divergence(
    "f_gan_kl",
    [SCORE, Term::of(Cost::Exp).times(1.0 / E)],
    |a| sigmoid(a - 1.0),
    itself(Divergence::Kl),
);

/// g(v) = −exp(v), f*(t) = −1 − log(−t); p/q = exp(−v).
pub const REVERSE_KL: Objective = divergence(
    "f_gan_reverse_kl",
    [Term::of(Cost::Exp).neg(), SCORE.neg().plus(-1.0)],
    |a| sigmoid(-a),
    itself(Divergence::ReverseKl),
);

/// g(v) = v, f*(t) = t²/4 + t; p/q = 1 + v/2.
pub const PEARSON: Objective = divergence(
    "f_gan_pearson_chi_squared",
    [SCORE, Term::of(Cost::QuarterSquare)],
    |a| {
        let ratio = (1.0 + 0.5 * a).max(0.0);
        ratio / (1.0 + ratio)
    },
    itself(Divergence::PearsonChiSquared),
);

/// g(v) = 1 − exp(v), f*(t) = t / (1 − t); p/q = exp(−2v).
pub const SQUARED_HELLINGER: Objective = divergence(
    "f_gan_squared_hellinger",
    [
        Term::of(Cost::Exp).neg().plus(1.0),
        Term::of(Cost::ExpNeg).plus(-1.0),
    ],
    |a| sigmoid(-2.0 * a),
    itself(Divergence::SquaredHellinger),
);

/// g(v) = log 2 − log(1 + e^(−v)), f*(t) = −log(2 − eᵗ); p/q = exp(v). The table's divergence is twice the one with a
/// mean of both relative entropies.
pub const JENSEN_SHANNON: Objective = divergence(
    "f_gan_jensen_shannon",
    [REAL.neg().plus(LN_2), FAKE.plus(-LN_2)],
    sigmoid,
    Some(Bound {
        divergence: Divergence::JensenShannon,
        of_gain: |gain| 0.5 * gain,
    }),
);

/// g(v) = −log(1 + e^(−v)), f*(t) = −log(1 − eᵗ); p/q = exp(v).
pub const GAN: Objective = divergence("f_gan_gan", [REAL.neg(), FAKE], sigmoid, OF_CROSS_ENTROPY);

/// g(v) = ½ tanh v, f*(t) = t. The optimum, v = ±∞, tells no more than which of the two is denser.
pub const TOTAL_VARIATION: Objective = divergence(
    "f_gan_total_variation",
    [Term::of(Cost::HalfTanh), Term::of(Cost::HalfTanh)],
    sigmoid,
    itself(Divergence::TotalVariation),
);
