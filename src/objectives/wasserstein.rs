//! The Wasserstein objective (1701.07875). D is a critic: it needs a Lipschitz constraint.

use super::{Bound, Divergence, Objective, Pieces, sigmoid};
use crate::kernels::{Cost, Term};
use crate::variants::Paper;

/// Its identifier; its D loss is also an estimate of a distance.
pub const WASSERSTEIN_ID: &str = "wasserstein";

/// `a_f − a_r` and `−a_f`.
pub const OBJECTIVE: Objective = Objective {
    id: WASSERSTEIN_ID,
    real: Term::of(Cost::Score).neg(),
    fake: Term::of(Cost::Score),
    generator: Term::of(Cost::Score).neg(),
    g_loss_alternative: None,
    belief: sigmoid,
    // Where the constraint holds the slope at 1.
    bound: Some(Bound {
        divergence: Divergence::Wasserstein,
        of_gain: |gain| gain,
    }),
    d_latex: r"\mathcal{L}_D = \mathbb{E}_{z}\left[D(G(z))\right] - \mathbb{E}_{x}\left[D(x)\right]",
    g_latex: r"\mathcal{L}_G = -\mathbb{E}_{z}\left[D(G(z))\right]",
    pieces: Pieces {
        real: "-@",
        fake: "@",
        generator: "-@",
    },
    paper: WGAN,
};

/// The distance of earth movers.
pub const WGAN: Paper = Paper {
    arxiv: "1701.07875",
    title: "Wasserstein GAN",
    authors: "Arjovsky, Chintala, Bottou",
    year: 2017,
};
