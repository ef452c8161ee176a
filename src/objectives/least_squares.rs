//! The least-squares objective (1611.04076).

use super::{Objective, Pieces};
use crate::kernels::{Cost, Term};
use crate::variants::Paper;

/// `½(a_r−1)² + ½a_f²` and `½(a_f−1)²`.
pub const OBJECTIVE: Objective = Objective {
    id: "least_squares",
    // The scores are fitted to the targets 1 and 0, without a sigmoid. A fake far beyond the boundary, on either side,
    // is pulled back: the penalty grows with the distance.
    real: Term::of(Cost::HalfSquare).with(1.0),
    fake: Term::of(Cost::HalfSquare),
    generator: Term::of(Cost::HalfSquare).with(1.0),
    g_loss_alternative: None,
    belief: |score| score.clamp(0.0, 1.0),
    bound: None,
    d_latex: r"\mathcal{L}_D = \tfrac12\,\mathbb{E}_{x}\left[(D(x) - 1)^2\right] + \tfrac12\,\mathbb{E}_{z}\left[D(G(z))^2\right]",
    g_latex: r"\mathcal{L}_G = \tfrac12\,\mathbb{E}_{z}\left[(D(G(z)) - 1)^2\right]",
    pieces: Pieces {
        real: r"\tfrac12\,(@ - 1)^2",
        fake: r"\tfrac12\,@^2",
        generator: r"\tfrac12\,(@ - 1)^2",
    },
    paper: LSGAN,
};

/// Least squares instead of cross-entropy.
pub const LSGAN: Paper = Paper {
    arxiv: "1611.04076",
    title: "Least Squares Generative Adversarial Networks",
    authors: "Mao et al.",
    year: 2016,
};
