//! Objectives: pairs of losses, pure functions on raw scores. All are minimised; batch means are implied.

mod bound;
mod f_gan;
mod hinge;
mod least_squares;
mod minimax;
pub mod mmd;
mod non_saturating;
mod term;
pub mod terms;
mod wasserstein;

pub use bound::{Bound, Divergence};
pub use f_gan::F_GAN;
pub use hinge::GEOMETRIC_GAN;
pub use least_squares::LSGAN;
pub use wasserstein::{WASSERSTEIN_ID, WGAN};

use burn::tensor::Tensor;

use crate::error::{Expected, GantryError, Result};
use crate::kernels::{self, Term};
use crate::variants::{GAN_2014, Paper};

/// The raw scores of one discriminator pass, before any sigmoid, `[batch, 1]` each.
#[derive(Clone, Debug)]
pub struct Scores {
    /// a_r = D(x).
    pub real: Tensor<2>,
    /// a_f = D(G(z)).
    pub fake: Tensor<2>,
    /// The target for real samples, where the loss has one; below 1 is one-sided label smoothing (1606.03498 §3.4).
    pub real_label: f64,
    /// Both in one tensor, the real ones first, where they went through D together.
    pub joined: Option<Tensor<2>>,
}

/// What the two players minimise.
#[derive(Clone, Copy, Debug)]
pub struct Objective {
    /// Identifier in the table of options.
    pub id: &'static str,
    /// The part of D's loss that is of a_r; its p is the target of real samples, which may be smoothed.
    pub real: Term,
    /// The part of D's loss that is of a_f.
    pub fake: Term,
    /// The generator's loss on a_f.
    pub generator: Term,
    /// Another one that does not saturate, where the paper gives it.
    pub g_loss_alternative: Option<Alternative>,
    /// What a raw score says of the chance that the image is real, 0 to 1, for the curves.
    pub belief: fn(f32) -> f32,
    /// The divergence that its negated loss of D bounds from below, where it is one that has a name here.
    pub bound: Option<Bound>,
    /// The discriminator's loss in LaTeX.
    pub d_latex: &'static str,
    /// The generator's loss in LaTeX.
    pub g_latex: &'static str,
    /// What stands for it within the losses of larger games.
    pub pieces: Pieces,
    /// Where it comes from.
    pub paper: Paper,
}

/// A loss of the generator beside the one of the game.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// On a_f.
    pub generator: Term,
    /// In LaTeX.
    pub latex: &'static str,
    /// [`Pieces::generator`] of it.
    pub piece: &'static str,
}

/// What an objective makes of one raw score, `@`, in LaTeX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pieces {
    /// Of a real sample's, for the discriminator.
    pub real: &'static str,
    /// Of a fake's, for the discriminator.
    pub fake: &'static str,
    /// Of a fake's, for the generator.
    pub generator: &'static str,
}

impl Objective {
    /// The discriminator's loss, `[1]`.
    pub fn d_loss(&self, scores: Scores) -> Tensor<1> {
        // A label of 1 is each objective's own target.
        let real = match scores.real_label {
            1.0 => self.real,
            label => self.real.with(label),
        };
        let count = scores.real.shape().num_elements();
        if let Some(joined) = &scores.joined
            && let Some(loss) = kernels::loss(joined, count, real, self.fake)
        {
            return loss;
        }
        term::mean(real, scores.real) + term::mean(self.fake, scores.fake)
    }

    /// The generator's loss on a_f, `[1]`; the alternative one if it is asked for and there is one.
    pub fn g_loss(&self, fake: Tensor<2>, alternative: bool) -> Tensor<1> {
        match self.g_loss_alternative {
            Some(other) if alternative => term::mean(other.generator, fake),
            _ => term::mean(self.generator, fake),
        }
    }

    /// The same in LaTeX.
    pub fn g_latex(&self, alternative: bool) -> &'static str {
        match self.g_loss_alternative {
            Some(other) if alternative => other.latex,
            _ => self.g_latex,
        }
    }

    /// The pieces, with those of the alternative loss if it is asked for and there is one.
    pub fn pieces(&self, alternative: bool) -> Pieces {
        match self.g_loss_alternative {
            Some(other) if alternative => Pieces {
                generator: other.piece,
                ..self.pieces
            },
            _ => self.pieces,
        }
    }
}

/// All objectives.
pub const OBJECTIVES: &[Objective] = &[
    non_saturating::OBJECTIVE,
    minimax::OBJECTIVE,
    least_squares::OBJECTIVE,
    hinge::OBJECTIVE,
    wasserstein::OBJECTIVE,
    f_gan::KL,
    f_gan::REVERSE_KL,
    f_gan::PEARSON,
    f_gan::SQUARED_HELLINGER,
    f_gan::JENSEN_SHANNON,
    f_gan::GAN,
    f_gan::TOTAL_VARIATION,
];

/// Their identifiers, in the same order.
pub const OBJECTIVE_IDS: &[&str] = &[
    "non_saturating",
    "minimax",
    "least_squares",
    "hinge",
    "wasserstein",
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
            value: id.to_owned(),
            expected: Expected::one_of(OBJECTIVE_IDS),
        })
}

const D_LATEX: &str = r"\mathcal{L}_D = -\mathbb{E}_{x}\left[\log D(x)\right] - \mathbb{E}_{z}\left[\log\left(1 - D(G(z))\right)\right]";

/// Of the cross-entropy, with `s(a) = log(1 + eᵃ)`.
const PIECES: Pieces = Pieces {
    real: "s(-@)",
    fake: "s(@)",
    generator: "s(-@)",
};

const PAPER: Paper = GAN_2014;

/// `1 / (1 + e⁻ᵃ)`: the belief of a discriminator that is trained on logits.
pub fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where real samples have a share p of the density, the best score is the one that minimises
    /// `p·ℓ(a) + (1−p)·ℓ′(a)`, ℓ and ℓ′ being the loss of a real and of a fake score.
    #[cfg(feature = "flex")]
    #[test]
    #[allow(clippy::unwrap_used)]
    fn the_best_score_is_read_as_the_share_of_the_real_samples() {
        use burn::tensor::{Device, TensorData};
        let scores: Vec<f32> = (-900..=900).map(|i| i as f32 / 100.0).collect();
        let column = |values: Vec<f32>| {
            let rows = values.len();
            Tensor::<2>::from_data(TensorData::new(values, [rows, 1]), &Device::flex())
        };
        let loss = |objective: &Objective, real: f32, fake: f32| {
            let (real, fake) = (column(vec![real]), column(vec![fake]));
            let (real_label, joined) = (1.0, None);
            let loss = objective.d_loss(Scores {
                real,
                fake,
                real_label,
                joined,
            });
            f64::from(loss.into_data().try_into_vec::<f32>().unwrap()[0])
        };
        // Without an optimum in between: only the sign or the order of the scores tells something.
        let bounded = ["hinge", "wasserstein", "f_gan_total_variation"];
        for objective in OBJECTIVES.iter().filter(|o| !bounded.contains(&o.id)) {
            let of_real: Vec<f64> = scores.iter().map(|&a| loss(objective, a, 0.0)).collect();
            let of_fake: Vec<f64> = scores.iter().map(|&a| loss(objective, 0.0, a)).collect();
            for p in [0.2, 0.5, 0.8] {
                let cost = |i: usize| p * of_real[i] + (1.0 - p) * of_fake[i];
                let best = (0..scores.len())
                    .min_by(|&i, &j| cost(i).total_cmp(&cost(j)))
                    .unwrap();
                let belief = f64::from((objective.belief)(scores[best]));
                assert!(
                    (belief - p).abs() < 5e-3,
                    "{}: {belief} for {p}",
                    objective.id
                );
            }
        }
    }

    #[test]
    fn ids_are_those_of_the_table() {
        let ids: Vec<_> = OBJECTIVES.iter().map(|objective| objective.id).collect();
        assert_eq!(ids, OBJECTIVE_IDS);
    }
}
