//! The adversarial part of games that have more to say: the losses of one discriminator and its generator.

use burn::tensor::Tensor;

use super::game::Loss;
use crate::error::Result;
use crate::objectives::{self, Scores};
use crate::options::{Settings, table};

/// The discriminator's loss on scores `[any, 1]`.
pub fn d_loss(settings: &Settings, real: Tensor<2>, fake: Tensor<2>) -> Result<Loss> {
    let objective = objectives::find(settings.choice(&table::OBJECTIVE))?;
    let (real_scores, fake_scores) = (real.clone().inner(), fake.clone().inner());
    let scores = Scores {
        real,
        fake,
        real_label: settings.float(&table::REAL_LABEL),
        joined: None,
    };
    Ok(Loss {
        real_scores: Some(real_scores),
        fake_scores: Some(fake_scores),
        belief: objective.belief,
        ..Loss::new(objective.d_loss(scores))
    })
}

/// The generator's loss on scores `[any, 1]`.
pub fn g_loss(settings: &Settings, fake: Tensor<2>) -> Result<Loss> {
    let objective = objectives::find(settings.choice(&table::OBJECTIVE))?;
    let trick = settings.bool(&table::F_GAN_TRICK);
    Ok(Loss {
        fake_scores: Some(fake.clone().inner()),
        belief: objective.belief,
        ..Loss::new(objective.g_loss(fake, trick))
    })
}

/// `adversarial_weight · fooling + reconstruction_weight · distance`.
pub fn weighted(settings: &Settings, fooling: Loss, distance: Tensor<1>) -> Loss {
    let adversarial = settings.float(&table::ADVERSARIAL_WEIGHT);
    let reconstruction = settings.float(&table::RECONSTRUCTION_WEIGHT);
    Loss {
        value: fooling.value.mul_scalar(adversarial) + distance.mul_scalar(reconstruction),
        ..fooling
    }
}

/// The sum of the losses of two games side by side, with the scores of both.
pub fn sum(one: Loss, other: Loss) -> Loss {
    let join = |a: Option<Tensor<2>>, b: Option<Tensor<2>>| match (a, b) {
        (Some(a), Some(b)) => Some(Tensor::cat(vec![a, b], 0)),
        (a, b) => a.or(b),
    };
    Loss {
        value: one.value + other.value,
        real_scores: join(one.real_scores, other.real_scores),
        fake_scores: join(one.fake_scores, other.fake_scores),
        ..one
    }
}
