//! The plain game: one generator, one discriminator, a pair of losses on scores; with or without a condition, with
//! any constraint and technique.

use burn::tensor::{Device, Tensor};

use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::{condition, disturbed, join, of_draw, of_step, random_classes};
use crate::data::CLASSES;
use crate::error::{GantryError, Result};
use crate::nets::{Architecture, Blueprint, Network, Pass};
use crate::objectives::{self, Scores};
use crate::options::{Settings, table};
use crate::penalties::{Constraint, Critic, dragan, gradient_penalty, r1};
use crate::rng::HostRng;

/// Two networks against each other.
#[derive(Clone, Debug)]
struct Adversarial {
    generator: Network,
    discriminator: Network,
    /// Classes that are joined to z and to x; 0 without a condition.
    classes: usize,
    /// What a 1 of the condition counts beside z and beside x.
    weights: ConditionWeights,
    /// Components of the latent mixture.
    components: usize,
    /// Discriminator steps so far, for a penalty that is not computed in each.
    d_steps: u32,
}

/// The networks that the settings ask for.
pub fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    Ok(Box::new(Adversarial::new(settings, 0, rng, device)))
}

/// The same with the class joined to z and to x.
pub fn build_conditional(
    settings: &Settings,
    rng: &mut HostRng,
    device: &Device,
) -> Result<Box<dyn Game>> {
    Ok(Box::new(Adversarial::new(settings, CLASSES, rng, device)))
}

impl Adversarial {
    fn new(settings: &Settings, classes: usize, rng: &mut HostRng, device: &Device) -> Self {
        let mut blueprint = Blueprint::new(settings, rng, device);
        let weights = ConditionWeights::new(settings, blueprint.latent, blueprint.sample);
        Self {
            generator: blueprint.weighed_generator(classes, weights.z),
            discriminator: blueprint.discriminator(classes, 1),
            components: settings.int(&table::MIXTURE_COMPONENTS),
            classes,
            weights,
            d_steps: 0,
        }
    }

    /// G(z), with the condition it was made for: `classes`, or random ones.
    fn fakes(
        &mut self,
        classes: Option<&[u8]>,
        input: &mut StepInput,
    ) -> (Tensor<2>, Option<Tensor<2>>) {
        let z = of_step(input);
        let y = if self.classes > 0 {
            let picks = match classes {
                Some(classes) => classes.to_vec(),
                None => random_classes(input, self.classes),
            };
            condition(&picks, self.classes, &input.device())
        } else {
            None
        };
        let conditioned = join(z, self.weights.beside_z(y.clone()));
        let fake = self.generator.forward(conditioned, &mut input.pass);
        (fake, self.weights.beside_x(y))
    }

    fn discriminator_loss(&mut self, mut input: StepInput) -> Result<Loss> {
        let real = input.take_real()?;
        let labels = real.labels.unwrap_or_default();
        if self.classes > 0 && labels.is_empty() {
            return Err(GantryError::NeedsLabels);
        }
        let y_real = condition(&labels, self.classes, &input.device());
        let y_real = self.weights.beside_x(y_real);
        // What lies between a real and a fake sample is one class's only where both are.
        let between = Constraint::from_settings(input.settings) == Constraint::GradientPenalty;
        let (fake, y_fake) = self.fakes(between.then_some(labels.as_slice()), &mut input);
        let x = disturbed(real.samples, &mut input);
        let fake = disturbed(fake, &mut input);

        let objective = objectives::find(input.settings.choice(&table::OBJECTIVE))?;
        let a = self.discriminator.forward_both(
            join(x.clone(), y_real.clone()),
            join(fake.clone(), y_fake),
            &mut input.pass,
        ); // [B, 1] each
        let scores = Scores {
            real: a.one,
            fake: a.other,
            real_label: input.settings.float(&table::REAL_LABEL),
            joined: a.joined,
        };
        let (real_scores, fake_scores) = (scores.real.clone().inner(), scores.fake.clone().inner());
        let mut value = objective.d_loss(scores);
        if let Some(penalty) = self.penalty(x, fake, y_real, &mut input)? {
            value = value + penalty;
        }
        self.d_steps += 1;
        let gap = (objective.id == objectives::WASSERSTEIN_ID)
            .then(|| real_scores.clone().mean() - fake_scores.clone().mean());
        Ok(Loss {
            value,
            real_scores: Some(real_scores),
            fake_scores: Some(fake_scores),
            belief: objective.belief,
            measure: gap,
        })
    }

    fn penalty(
        &mut self,
        real: Tensor<2>,
        fake: Tensor<2>,
        condition: Option<Tensor<2>>,
        input: &mut StepInput,
    ) -> Result<Option<Tensor<1>>> {
        let weight = input.settings.float(&table::PENALTY_WEIGHT);
        let mut critic = Critic {
            network: &mut self.discriminator,
            condition,
            pass: &mut input.pass,
        };
        let (penalty, times) = match Constraint::from_settings(input.settings) {
            Constraint::GradientPenalty => {
                (gradient_penalty(&mut critic, real, fake, input.noise)?, 1)
            }
            Constraint::Dragan => (dragan(&mut critic, real, input.noise)?, 1),
            Constraint::R1 => {
                let every = input.settings.int(&table::R1_EVERY) as u32;
                if !self.d_steps.is_multiple_of(every) {
                    return Ok(None);
                }
                (r1(&mut critic, real)?, every)
            }
            _ => return Ok(None),
        };
        Ok(Some(penalty.mul_scalar(weight * f64::from(times))))
    }

    fn generator_loss(&mut self, mut input: StepInput) -> Result<Loss> {
        let objective = objectives::find(input.settings.choice(&table::OBJECTIVE))?;
        let (fake, y) = self.fakes(None, &mut input);
        let fake = disturbed(fake, &mut input);
        let (features, score) = self
            .discriminator
            .forward_with_features(join(fake, y), &mut input.pass);
        let value = if input.settings.bool(&table::FEATURE_MATCHING) {
            self.feature_distance(features, &mut input)?
        } else {
            objective.g_loss(score.clone(), input.settings.bool(&table::F_GAN_TRICK))
        };
        let weight = input.settings.float(&table::MIXTURE_WIDTH_WEIGHT);
        let value = match self.generator.mixture_latent() {
            Some(mixture) if weight > 0.0 => value + mixture.width_penalty().mul_scalar(weight),
            _ => value,
        };
        Ok(Loss {
            fake_scores: Some(score.inner()),
            belief: objective.belief,
            ..Loss::new(value)
        })
    }

    /// Feature matching (1606.03498 §3.1): `‖E f(x) − E f(G(z))‖²`.
    fn feature_distance(&mut self, fake: Tensor<2>, input: &mut StepInput) -> Result<Tensor<1>> {
        let real = input.take_real()?;
        let labels = real.labels.unwrap_or_default();
        if self.classes > 0 && labels.is_empty() {
            return Err(GantryError::NeedsLabels);
        }
        let y = condition(&labels, self.classes, &input.device());
        let y = self.weights.beside_x(y);
        let x = disturbed(real.samples, input);
        let (features, _) = self
            .discriminator
            .forward_with_features(join(x, y), &mut input.pass);
        let gap = features.mean_dim(0) - fake.mean_dim(0); // [1, features]
        Ok((gap.clone() * gap).sum())
    }
}

/// What a 1 of a condition counts beside the numbers that it stands with: a plain 1 among 784 pixels would be
/// overlooked for thousands of steps.
#[derive(Clone, Copy, Debug)]
struct ConditionWeights {
    z: f64,
    x: f64,
}

impl ConditionWeights {
    /// Beside z, a number of the condition varies about as much as one of z. Beside x, the condition is as long as the
    /// `sample` numbers are, or where it comes as maps, a 1 is as white as a pixel. Beside z, as long as z was measured
    /// too: of the samples of `cgan`, 82 % instead of 95 % were of the class that was asked for.
    fn new(settings: &Settings, latent: usize, sample: usize) -> Self {
        let maps = Architecture::from_id(settings.choice(&table::ARCHITECTURE)).is_convolutional();
        Self {
            z: (latent as f64 / CLASSES as f64).sqrt(),
            x: if maps { 1.0 } else { (sample as f64).sqrt() },
        }
    }

    fn beside_z(self, condition: Option<Tensor<2>>) -> Option<Tensor<2>> {
        condition.map(|y| y.mul_scalar(self.z))
    }

    fn beside_x(self, condition: Option<Tensor<2>>) -> Option<Tensor<2>> {
        condition.map(|y| y.mul_scalar(self.x))
    }
}

impl Game for Adversarial {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (DISCRIMINATOR, &mut self.discriminator),
        ]
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn needs_real(&self, player: Player, settings: &Settings) -> bool {
        player == Player::Discriminator || settings.bool(&table::FEATURE_MATCHING)
    }

    fn measure(&self, settings: &Settings) -> Option<&'static str> {
        (settings.choice(&table::OBJECTIVE) == objectives::WASSERSTEIN_ID).then_some("wasserstein")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        let z = of_draw(&draw, self.components);
        let y = self
            .weights
            .beside_z(condition(&draw.classes, self.classes, &z.device()));
        Ok(self.generator.forward(join(z, y), &mut Pass::Evaluation))
    }

    fn score(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        (self.classes == 0).then(|| self.discriminator.forward(samples, &mut Pass::Evaluation))
    }

    fn features(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        let d = &mut self.discriminator;
        (self.classes == 0).then(|| d.forward_with_features(samples, &mut Pass::Evaluation).0)
    }

    fn loss(&mut self, player: Player, input: StepInput) -> Result<Loss> {
        match player {
            Player::Discriminator => self.discriminator_loss(input),
            _ => self.generator_loss(input),
        }
    }

    fn counters_mut(&mut self) -> Vec<&mut u32> {
        vec![&mut self.d_steps]
    }
}
