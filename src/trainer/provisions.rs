//! What the steps of an iteration will take, brought to the GPU together: a write to its memory ends the commands
//! that are queued, so that three writes between the steps would be three submits.

use std::collections::VecDeque;

use burn::tensor::{Tensor, TensorData};

use super::state::Trainer;
use crate::data::{Batch, DataPosition, Dataset, PIXELS, Source};
use crate::latent::LatentSpace;
use crate::options::table;
use crate::rng::RngPosition;
use crate::variants::Player;

/// Minibatches that lie ready, each with where its source stood before it.
#[derive(Debug, Default)]
pub(super) struct Provisions {
    latent: VecDeque<(RngPosition, Tensor<2>)>,
    real: VecDeque<(DataPosition, Batch)>,
}

impl Provisions {
    /// The next latent vectors, if they lie ready.
    pub fn latent(&mut self) -> Option<Tensor<2>> {
        self.latent.pop_front().map(|(_, latent)| latent)
    }

    /// The next real samples, if they lie ready.
    pub fn real(&mut self) -> Option<Batch> {
        self.real.pop_front().map(|(_, batch)| batch)
    }
}

impl Trainer {
    /// Brings the minibatches of `d_steps` discriminator steps and of what completes the iteration to the GPU, unless
    /// some have not arrived, or lie ready.
    pub(super) fn provide(&mut self, d_steps: u32, dataset: &Dataset) {
        let ready = !(self.provisions.latent.is_empty() && self.provisions.real.is_empty());
        let ahead = self.settings.int(&table::UNROLL_STEPS) > 0;
        if self.compute.is_host() || self.source != Source::Images || ready || ahead {
            return;
        }
        let d_steps = if self.plays(Player::Discriminator) {
            d_steps as usize
        } else {
            0
        };
        let others = [Player::Generator, Player::Encoder];
        let turns = d_steps + others.into_iter().filter(|p| self.plays(*p)).count();

        let start = self.batcher.position();
        let (mut numbers, mut real, mut latent) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..d_steps {
            let position = self.batcher.position();
            let Some(batch) = self.batcher.next_pixels(dataset) else {
                self.batcher.seek(start);
                return;
            };
            real.push((position, batch.labels));
            numbers.extend(batch.pixels_pm1);
        }
        let space = LatentSpace::from_settings(&self.settings);
        let rows = self.settings.int(&table::BATCH_SIZE);
        for _ in 0..turns {
            latent.push(self.latent_rng.position());
            numbers.extend(space.numbers(rows, &mut self.latent_rng));
        }

        let count = numbers.len();
        let all = TensorData::new(numbers, [count]);
        let all = Tensor::<1>::from_data(all, &self.compute.device);
        let mut taken = 0;
        let mut next = |columns: usize| {
            let part = all.clone().narrow(0, taken, rows * columns);
            taken += rows * columns;
            part.reshape([rows, columns])
        };
        for (position, labels) in real {
            let samples = next(PIXELS);
            let batch = Batch { samples, labels };
            self.provisions.real.push_back((position, batch));
        }
        for position in latent {
            self.provisions
                .latent
                .push_back((position, next(space.size)));
        }
    }

    /// Puts back what lies ready, as if it had not been drawn.
    pub(super) fn put_back(&mut self) {
        if let Some((position, _)) = self.provisions.latent.front() {
            self.latent_rng.seek(*position);
        }
        if let Some((position, _)) = self.provisions.real.front() {
            self.batcher.seek(*position);
        }
        self.provisions = Provisions::default();
    }
}
