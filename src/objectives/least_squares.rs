//! The least-squares objective (1611.04076).

use burn::tensor::Tensor;

use super::{Objective, Pieces, Scores};
use crate::variants::Paper;

/// `½(a_r−1)² + ½a_f²` and `½(a_f−1)²`.
pub const OBJECTIVE: Objective = Objective {
    id: "least_squares",
    d_loss,
    g_loss,
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

/// The scores are fitted to 1 (or the smoothed target) and 0, without a sigmoid.
fn d_loss(scores: Scores) -> Tensor<1> {
    half_square(scores.real.sub_scalar(scores.real_label)) + half_square(scores.fake)
}

/// A fake far beyond the boundary, on either side, is pulled back: the penalty grows with the distance.
fn g_loss(fake: Tensor<2>) -> Tensor<1> {
    half_square(fake.sub_scalar(1.0))
}

fn half_square(a: Tensor<2>) -> Tensor<1> {
    (a.clone() * a).mean().mul_scalar(0.5)
}
