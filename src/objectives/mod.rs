//! Objectives: pairs of losses, pure functions on raw scores. All are minimised; batch means are implied.

mod f_gan;
mod hinge;
mod least_squares;
mod minimax;
mod non_saturating;

pub use hinge::GEOMETRIC_GAN;
pub use least_squares::LSGAN;

use burn::tensor::{Tensor, activation};

use crate::error::{GantryError, Result};
use crate::variants::{GAN_2014, Paper};

/// The raw scores of one discriminator pass, before any sigmoid, `[batch, 1]` each.
#[derive(Clone, Debug)]
pub struct Scores {
    /// a_r = D(x).
    pub real: Tensor<2>,
    /// a_f = D(G(z)).
    pub fake: Tensor<2>,
}

/// What the two players minimise.
#[derive(Clone, Copy, Debug)]
pub struct Objective {
    /// Identifier in the table of options.
    pub id: &'static str,
    /// Loss of the discriminator, `[1]`.
    pub d_loss: fn(Scores) -> Tensor<1>,
    /// Loss of the generator on a_f, `[1]`.
    pub g_loss: fn(Tensor<2>) -> Tensor<1>,
    /// What a raw score says of the chance that the image is real, 0 to 1, for the curves.
    pub belief: fn(f32) -> f32,
    /// The discriminator's loss in LaTeX.
    pub d_latex: &'static str,
    /// The generator's loss in LaTeX.
    pub g_latex: &'static str,
    /// Where it comes from.
    pub paper: Paper,
}

/// All objectives.
pub const OBJECTIVES: &[Objective] = &[
    non_saturating::OBJECTIVE,
    minimax::OBJECTIVE,
    least_squares::OBJECTIVE,
    hinge::OBJECTIVE,
    f_gan::kl::OBJECTIVE,
    f_gan::reverse_kl::OBJECTIVE,
    f_gan::pearson::OBJECTIVE,
    f_gan::squared_hellinger::OBJECTIVE,
    f_gan::jensen_shannon::OBJECTIVE,
    f_gan::gan::OBJECTIVE,
    f_gan::total_variation::OBJECTIVE,
];

/// Their identifiers, in the same order.
pub const OBJECTIVE_IDS: &[&str] = &[
    "non_saturating",
    "minimax",
    "least_squares",
    "hinge",
    "f_gan_kl",
    "f_gan_reverse_kl",
    "f_gan_pearson_chi_squared",
    "f_gan_squared_hellinger",
    "f_gan_jensen_shannon",
    "f_gan_gan",
    "f_gan_total_variation",
];

/// The objective with this identifier.
///
/// # Errors
/// [`GantryError::OptionValue`] when there is none.
pub fn find(id: &str) -> Result<&'static Objective> {
    OBJECTIVES
        .iter()
        .find(|objective| objective.id == id)
        .ok_or_else(|| GantryError::OptionValue {
            key: "objective".to_owned(),
            value: format!("`{id}`"),
            expected: format!("it takes one of {}", OBJECTIVE_IDS.join(", ")),
        })
}

const D_LATEX: &str = r"\mathcal{L}_D = -\mathbb{E}_{x}\left[\log D(x)\right] - \mathbb{E}_{z}\left[\log\left(1 - D(G(z))\right)\right]";

const PAPER: Paper = GAN_2014;

/// `s(−a_r) + s(a_f)`: cross-entropy of real against fake, the ascent step of Algorithm 1 as a loss.
fn cross_entropy_d_loss(scores: Scores) -> Tensor<1> {
    softplus(scores.real.neg()).mean() + softplus(scores.fake).mean()
}

/// `s(a) = log(1 + eᵃ) = −log sigmoid(−a)`, stable at both ends.
fn softplus(a: Tensor<2>) -> Tensor<2> {
    activation::log_sigmoid(a.neg()).neg()
}

/// `1 / (1 + e⁻ᵃ)`: the belief of a discriminator that is trained on logits.
fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_table() {
        let ids: Vec<_> = OBJECTIVES.iter().map(|objective| objective.id).collect();
        assert_eq!(ids, OBJECTIVE_IDS);
    }
}
