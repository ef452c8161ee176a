//! The hinge objective (1705.02894).

use super::{Bound, Divergence, Objective, Pieces, sigmoid};
use crate::kernels::{Cost, Term};
use crate::variants::Paper;

/// `max(0, 1−a_r) + max(0, 1+a_f)` and `−a_f`.
pub const OBJECTIVE: Objective = Objective {
    id: "hinge",
    // Only scores inside the margin [−1, 1], or on the wrong side, still teach the discriminator.
    real: Term::of(Cost::HingeReal),
    fake: Term::of(Cost::HingeFake),
    generator: Term::of(Cost::Score).neg(),
    g_loss_alternative: None,
    belief: sigmoid,
    // At the best scores, ±1, the loss is ∫ 2 min(p, q).
    bound: Some(Bound {
        divergence: Divergence::TotalVariation,
        of_gain: |gain| 1.0 + 0.5 * gain,
    }),
    d_latex: r"\mathcal{L}_D = \mathbb{E}_{x}\left[\max(0, 1 - D(x))\right] + \mathbb{E}_{z}\left[\max(0, 1 + D(G(z)))\right]",
    g_latex: r"\mathcal{L}_G = -\mathbb{E}_{z}\left[D(G(z))\right]",
    pieces: Pieces {
        real: r"\max(0, 1 - @)",
        fake: r"\max(0, 1 + @)",
        generator: "-@",
    },
    paper: GEOMETRIC_GAN,
};

/// The margin of a support vector machine.
pub const GEOMETRIC_GAN: Paper = Paper {
    arxiv: "1705.02894",
    title: "Geometric GAN",
    authors: "Lim, Ye",
    year: 2017,
};
