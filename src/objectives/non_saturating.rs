//! The non-saturating objective (1406.2661 §3), the default.

use super::bound::OF_CROSS_ENTROPY;
use super::term::{FAKE, REAL};
use super::{D_LATEX, Objective, PAPER, PIECES, sigmoid};

/// `s(−a_r) + s(a_f)` and `s(−a_f)`.
pub const OBJECTIVE: Objective = Objective {
    id: "non_saturating",
    real: REAL,
    fake: FAKE,
    // Its gradient stays large where the discriminator is sure that it sees a fake.
    generator: REAL,
    g_loss_alternative: None,
    belief: sigmoid,
    bound: OF_CROSS_ENTROPY,
    d_latex: D_LATEX,
    g_latex: r"\mathcal{L}_G = -\mathbb{E}_{z}\left[\log D(G(z))\right]",
    pieces: PIECES,
    paper: PAPER,
};
