//! The non-saturating objective (1406.2661 §3), the default.

use burn::tensor::Tensor;

use super::bound::OF_CROSS_ENTROPY;
use super::terms::towards_real;
use super::{D_LATEX, Objective, PAPER, PIECES, cross_entropy_d_loss, sigmoid};

/// `s(−a_r) + s(a_f)` and `s(−a_f)`.
pub const OBJECTIVE: Objective = Objective {
    id: "non_saturating",
    d_loss: cross_entropy_d_loss,
    g_loss,
    g_loss_alternative: None,
    belief: sigmoid,
    bound: OF_CROSS_ENTROPY,
    d_latex: D_LATEX,
    g_latex: r"\mathcal{L}_G = -\mathbb{E}_{z}\left[\log D(G(z))\right]",
    pieces: PIECES,
    paper: PAPER,
};

/// `s(−a_f)`: the gradient stays large where the discriminator is sure that it sees a fake.
fn g_loss(fake: Tensor<2>) -> Tensor<1> {
    towards_real(fake)
}
