//! The minimax objective (1406.2661, equation 1).

use super::bound::OF_CROSS_ENTROPY;
use super::term::{FAKE, REAL};
use super::{D_LATEX, Objective, PAPER, PIECES, Pieces, sigmoid};

/// `s(−a_r) + s(a_f)` and `−s(a_f)`.
pub const OBJECTIVE: Objective = Objective {
    id: "minimax",
    real: REAL,
    fake: FAKE,
    // Saturates early, since its slope is D(G(z)), which is near 0 while the fakes are bad.
    generator: FAKE.neg(),
    g_loss_alternative: None,
    belief: sigmoid,
    bound: OF_CROSS_ENTROPY,
    d_latex: D_LATEX,
    g_latex: r"\mathcal{L}_G = \mathbb{E}_{z}\left[\log\left(1 - D(G(z))\right)\right]",
    pieces: Pieces {
        generator: "-s(@)",
        ..PIECES
    },
    paper: PAPER,
};
