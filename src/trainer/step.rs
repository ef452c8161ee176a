//! The training step: Algorithm 1 of 1406.2661.

use serde::{Deserialize, Serialize};

use super::state::{Trainer, params_of};
use crate::data::Dataset;
use crate::error::Result;
use crate::nets::Pass;
use crate::optim::{Ema, Rule};
use crate::options::table;
use crate::variants::{Loss, Player, StepInput};

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// One step of the discriminator.
    Discriminator,
    /// One step of the generator, which completes the iteration.
    Generator,
    /// What is left of the iteration: discriminator steps up to k, then the generator's.
    Iteration,
}

impl Trainer {
    /// Goes one step further; `false` when the step needs images that have not arrived, and nothing has changed
    /// (but for the discriminator steps of the iteration that were complete).
    ///
    /// # Errors
    /// When the device fails.
    pub fn step(&mut self, step: Step, dataset: &Dataset) -> Result<bool> {
        match step {
            Step::Discriminator => self.discriminator_step(dataset),
            Step::Generator => self.generator_step().map(|()| true),
            Step::Iteration => self.iteration(dataset),
        }
    }

    /// Algorithm 1: k discriminator steps, then one generator step.
    fn iteration(&mut self, dataset: &Dataset) -> Result<bool> {
        let k = self.settings.int(&table::D_STEPS) as u32;
        while self.position.d_steps_done < k {
            if !self.discriminator_step(dataset)? {
                return Ok(false);
            }
        }
        self.generator_step()?;
        Ok(true)
    }

    /// Samples m latent vectors and m images, and descends the discriminator's loss.
    fn discriminator_step(&mut self, dataset: &Dataset) -> Result<bool> {
        let Some(real) = self.batcher.next(dataset, &self.compute.device) else {
            return Ok(false);
        };
        let seen = real.images_pm1.dims()[0] as u64;

        self.track(Player::Discriminator);
        let loss = {
            let input = input!(self, Some(real));
            self.game.discriminator_loss(input)?
        };
        self.descend(Player::Discriminator, &loss)?;

        self.pending.discriminator(loss);
        self.position.d_steps_done += 1;
        self.position.images_seen += seen;
        Ok(true)
    }

    /// Samples m latent vectors, and descends the generator's loss.
    fn generator_step(&mut self) -> Result<()> {
        self.track(Player::Generator);
        let loss = {
            let input = input!(self, None);
            self.game.generator_loss(input)?
        };
        self.descend(Player::Generator, &loss)?;
        self.average();

        self.position.iteration += 1;
        self.position.d_steps_done = 0;
        self.pending.generator(self.position.iteration, loss);
        Ok(())
    }

    fn track(&mut self, player: Player) {
        for (role, network) in self.game.networks_mut() {
            if role.player == player {
                network.track();
            }
        }
    }

    fn descend(&mut self, player: Player, loss: &Loss) -> Result<()> {
        let gradients = loss.value.backward();
        let rule = Rule::from_settings(&self.settings, player);
        let optimizer = match player {
            Player::Discriminator => &mut self.d_optimizer,
            Player::Generator => &mut self.g_optimizer,
        };
        optimizer.step(&rule, params_of(self.game.as_mut(), player), gradients)
    }

    fn average(&mut self) {
        let decay = self.settings.float(&table::EMA_DECAY);
        let mut networks = self.game.networks_mut();
        let Some((_, generator)) = networks
            .iter_mut()
            .find(|(role, _)| role.name == "generator")
        else {
            return;
        };
        match &mut self.ema {
            _ if decay == 0.0 => self.ema = None,
            Some(ema) => ema.update(generator, decay),
            None => self.ema = Some(Ema::new(generator)),
        }
    }
}

/// The input of one step: z ~ p(z), and training mode.
macro_rules! input {
    ($trainer:ident, $real:expr) => {{
        let batch = $trainer.settings.int(&table::BATCH_SIZE);
        let latent = $trainer.latent_space().sample(
            batch,
            &mut $trainer.latent_rng,
            &$trainer.compute.device,
        );
        StepInput {
            real: $real,
            latent,
            pass: Pass::Training {
                rates: (
                    $trainer.settings.float(&table::DROPOUT_INPUT),
                    $trainer.settings.float(&table::DROPOUT_HIDDEN),
                ),
                dropout: &mut $trainer.dropout_rng,
            },
            settings: &$trainer.settings,
        }
    }};
}
use input;
