//! The minimax objective (1406.2661, equation 1).

use burn::tensor::Tensor;

use super::bound::OF_CROSS_ENTROPY;
use super::terms::towards_fake;
use super::{D_LATEX, Objective, PAPER, PIECES, Pieces, cross_entropy_d_loss, sigmoid};

/// `s(−a_r) + s(a_f)` and `−s(a_f)`.
pub const OBJECTIVE: Objective = Objective {
    id: "minimax",
    d_loss: cross_entropy_d_loss,
    g_loss,
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

/// `−s(a_f)`: saturates early, since its slope is D(G(z)), which is near 0 while the fakes are bad.
fn g_loss(fake: Tensor<2>) -> Tensor<1> {
    towards_fake(fake).neg()
}
