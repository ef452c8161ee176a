//! The training step: Algorithm 1 of 1406.2661.

use burn::tensor::{Tensor, TensorData};
use serde::{Deserialize, Serialize};

use super::history::History;
use super::state::{Trainer, drawn_params, params_of};
use crate::data::{Batch, Dataset, Distribution, Source};
use crate::error::{DatasetProblem, Result};
use crate::latent::LatentSpace;
use crate::nets::Pass;
use crate::optim::{self, Ema, Rule};
use crate::options::table;
use crate::penalties::Constraint;
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
            Step::Generator => self.generator_step(dataset),
            Step::Iteration => self.iteration(dataset),
        }
    }

    /// Algorithm 1: k discriminator steps, then one generator step.
    fn iteration(&mut self, dataset: &Dataset) -> Result<bool> {
        let k = self.settings.int(&table::D_STEPS) as u32;
        self.provide(k.saturating_sub(self.position.d_steps_done), dataset);
        while self.position.d_steps_done < k {
            if !self.discriminator_step(dataset)? {
                return Ok(false);
            }
        }
        self.generator_step(dataset)
    }

    /// Samples m latent vectors and m real samples, and descends the discriminator's loss.
    fn discriminator_step(&mut self, dataset: &Dataset) -> Result<bool> {
        if self.plays(Player::Discriminator) {
            let Some(real) = self.next_real(dataset)? else {
                return Ok(false);
            };
            let seen = real.samples.dims()[0] as u64;

            let loss = self.turn(Player::Discriminator, Some(real), dataset)?;
            self.pending.discriminator(loss);
            self.position.images_seen += seen;
        }
        self.position.d_steps_done += 1;
        Ok(true)
    }

    /// Samples m latent vectors, and descends the generator's loss; then the encoder's, where it has its own.
    fn generator_step(&mut self, dataset: &Dataset) -> Result<bool> {
        let encoder = self.plays(Player::Encoder);
        let mut real = [None, None];
        let start = self.batcher.position();
        for (real, player) in real.iter_mut().zip([Player::Generator, Player::Encoder]) {
            if self.plays(player) && self.game.needs_real(player, &self.settings) {
                *real = self.next_real(dataset)?;
                if real.is_none() {
                    self.batcher.seek(start);
                    return Ok(false);
                }
            }
        }
        let ahead = self.settings.int(&table::UNROLL_STEPS);
        let saved = if ahead > 0 {
            let Some(saved) = self.look_ahead(ahead, dataset)? else {
                self.batcher.seek(start);
                return Ok(false);
            };
            Some(saved)
        } else {
            None
        };
        let [for_generator, for_encoder] = real;
        if !self.plays(Player::Discriminator) {
            self.position.images_seen += self.settings.int(&table::BATCH_SIZE) as u64;
        }

        let loss = self.turn(Player::Generator, for_generator, dataset)?;
        if let Some(saved) = saved {
            self.take_back(saved);
        }
        if encoder {
            self.turn(Player::Encoder, for_encoder, dataset)?;
        }
        self.average()?;

        self.position.iteration += 1;
        self.position.d_steps_done = 0;
        self.pending.generator(self.position.iteration, loss);
        Ok(true)
    }

    /// The next minibatch of real samples; `None` while its images have not arrived.
    pub(super) fn next_real(&mut self, dataset: &Dataset) -> Result<Option<Batch>> {
        if let Some(batch) = self.provisions.real() {
            return Ok(Some(batch));
        }
        let Source::Toy(distribution) = self.source else {
            return Ok(self.batcher.next(dataset, &self.compute.device));
        };
        if distribution == Distribution::Drawn && self.drawn.is_empty() {
            return Err(DatasetProblem::NoPoints.into());
        }
        let count = self.settings.int(&table::BATCH_SIZE);
        let points = distribution.sample(count, &self.drawn, &mut self.toy_rng);
        let shape = [count, distribution.dimensions()];
        Ok(Some(Batch {
            samples: Tensor::from_data(TensorData::new(points, shape), &self.compute.device),
            labels: None,
        }))
    }

    /// Whether `player` has anything to train.
    pub(super) fn plays(&mut self, player: Player) -> bool {
        let networks = self.game.networks_mut();
        networks.iter().any(|(role, _)| role.player == player)
    }

    /// One descent of `player`'s loss.
    pub(super) fn turn(
        &mut self,
        player: Player,
        real: Option<Batch>,
        dataset: &Dataset,
    ) -> Result<Loss> {
        for (role, network) in self.game.networks_mut() {
            if role.player == player {
                network.iterate_spectral();
                network.track();
            }
        }
        let latent = self.provisions.latent().unwrap_or_else(|| {
            LatentSpace::from_settings(&self.settings).sample(
                self.settings.int(&table::BATCH_SIZE),
                &mut self.latent_rng,
                &self.compute.device,
            )
        });
        let input = StepInput {
            real,
            latent,
            noise: &mut self.noise_rng,
            iteration: self.position.iteration,
            dataset,
            pass: Pass::Training {
                rates: (
                    self.settings.float(&table::DROPOUT_INPUT),
                    self.settings.float(&table::DROPOUT_HIDDEN),
                ),
                dropout: &mut self.dropout_rng,
            },
            settings: &self.settings,
        };
        let loss = self.game.loss(player, input)?;
        self.descend(player, &loss)?;
        Ok(loss)
    }

    fn descend(&mut self, player: Player, loss: &Loss) -> Result<()> {
        let rule = Rule::from_settings(&self.settings, player);
        let params = params_of(self.game.as_mut(), player);
        let history = &mut self.histories[player as usize];
        let pull = self.settings.float(&table::HISTORICAL_AVERAGING);
        let mut value = loss.value.clone();
        if pull > 0.0 {
            let history = history.get_or_insert_with(|| History::new(&params));
            if let Some(penalty) = history.penalty(&params) {
                value = value + penalty.mul_scalar(pull);
            }
        } else {
            *history = None;
        }
        self.optimizers[player as usize].step(&rule, params, value.backward())?;

        if player == Player::Discriminator
            && Constraint::from_settings(&self.settings) == Constraint::Clip
        {
            let params = params_of(self.game.as_mut(), player);
            optim::clip(params, self.settings.float(&table::CLIP))?;
        }
        if let Some(history) = history {
            history.record(&mut params_of(self.game.as_mut(), player))?;
        }
        Ok(())
    }

    fn average(&mut self) -> Result<()> {
        let decay = self.settings.float(&table::EMA_DECAY);
        let mut params = drawn_params(self.game.as_mut());
        match &mut self.ema {
            _ if decay == 0.0 => self.ema = None,
            Some(ema) => ema.update(&mut params, decay)?,
            None => self.ema = Some(Ema::new(&params)),
        }
        Ok(())
    }
}
