//! The plain game: one generator, one discriminator, a pair of losses on scores.

use burn::tensor::Device;

use super::game::{DISCRIMINATOR, GENERATOR, Game, Loss, Role, StepInput};
use crate::error::{GantryError, Result};
use crate::nets::{Architecture, NetPair, Network};
use crate::objectives::{self, Objective, Scores};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// Two networks against each other.
#[derive(Debug)]
struct Adversarial {
    nets: NetPair,
}

/// The networks that the settings ask for.
pub fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let architecture = Architecture::from_id(settings.choice(&table::ARCHITECTURE));
    let nets = architecture.build(settings.int(&table::LATENT_SIZE), rng, device);
    Ok(Box::new(Adversarial { nets }))
}

fn objective(settings: &Settings) -> Result<&'static Objective> {
    objectives::find(settings.choice(&table::OBJECTIVE))
}

impl Game for Adversarial {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.nets.generator),
            (DISCRIMINATOR, &mut self.nets.discriminator),
        ]
    }

    fn generator(&self) -> &Network {
        &self.nets.generator
    }

    fn discriminator_loss(&mut self, mut input: StepInput) -> Result<Loss> {
        let real = input.real.ok_or_else(|| GantryError::Dataset {
            problem: "the discriminator's step got no real images".to_owned(),
            remedy: "Load a data set first",
        })?;
        let objective = objective(input.settings)?;
        let pass = &mut input.pass;
        let fake = self.nets.generator.forward(input.latent, pass); // [B, 784]
        let scores = Scores {
            real: self.nets.discriminator.forward(real.images_pm1, pass), // [B, 1]
            fake: self.nets.discriminator.forward(fake, pass),            // [B, 1]
        };
        Ok(Loss {
            real_scores: Some(scores.real.clone().inner()),
            fake_scores: scores.fake.clone().inner(),
            belief: objective.belief,
            value: (objective.d_loss)(scores),
        })
    }

    fn generator_loss(&mut self, mut input: StepInput) -> Result<Loss> {
        let objective = objective(input.settings)?;
        let fake = self.nets.generator.forward(input.latent, &mut input.pass); // [B, 784]
        let score = self.nets.discriminator.forward(fake, &mut input.pass); // [B, 1]
        Ok(Loss {
            real_scores: None,
            fake_scores: score.clone().inner(),
            belief: objective.belief,
            value: (objective.g_loss)(score),
        })
    }
}
