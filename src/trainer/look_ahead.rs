//! Looking ahead (1611.02163): the generator answers the discriminator as it will be k steps from now.
//!
//! The paper differentiates through the k steps. This is the first-order surrogate: the generator's loss is taken at
//! the discriminator of k steps ahead, held constant, which is then taken back.

use burn::tensor::Tensor;

use super::history::History;
use super::state::Trainer;
use crate::data::Dataset;
use crate::error::Result;
use crate::nets::layers::State;
use crate::optim::Optimizer;
use crate::variants::{Game, Player};

/// What the look-ahead will take back.
pub(super) struct Saved {
    tensors: Vec<Tensor<1>>,
    optimizer: Optimizer,
    history: Option<History>,
    counters: Vec<u32>,
}

impl Trainer {
    /// k steps of the discriminator; `None` while their images have not arrived, and nothing has changed.
    pub(super) fn look_ahead(&mut self, k: usize, dataset: &Dataset) -> Result<Option<Saved>> {
        let start = self.batcher.position();
        let mut batches = Vec::with_capacity(k);
        for _ in 0..k {
            match self.next_real(dataset)? {
                Some(batch) => batches.push(batch),
                None => {
                    self.batcher.seek(start);
                    return Ok(None);
                }
            }
        }
        let saved = Saved {
            tensors: discriminator_tensors(self.game.as_mut()),
            optimizer: self.optimizers[Player::Discriminator as usize].clone(),
            history: self.histories[Player::Discriminator as usize].clone(),
            counters: self.game.counters_mut().iter().map(|c| **c).collect(),
        };
        for batch in batches {
            if let Err(error) = self.turn(Player::Discriminator, Some(batch), dataset) {
                self.take_back(saved);
                return Err(error);
            }
        }
        Ok(Some(saved))
    }

    pub(super) fn take_back(&mut self, saved: Saved) {
        self.optimizers[Player::Discriminator as usize] = saved.optimizer;
        self.histories[Player::Discriminator as usize] = saved.history;
        for (counter, value) in self.game.counters_mut().into_iter().zip(saved.counters) {
            *counter = value;
        }
        let mut tensors = saved.tensors.into_iter();
        let parts = self.game.parts_mut();
        for (role, network) in parts.networks {
            if role.player == Player::Discriminator {
                for ((_, state), tensor) in network.state_mut().into_iter().zip(&mut tensors) {
                    match state {
                        State::Param(param) => param.set_value(tensor),
                        State::Buffer(buffer) => *buffer = tensor,
                    }
                }
            }
        }
        for ((_, present), tensor) in parts.tensors.into_iter().zip(tensors) {
            *present = tensor;
        }
    }
}

fn discriminator_tensors(game: &mut dyn Game) -> Vec<Tensor<1>> {
    let parts = game.parts_mut();
    let beside = parts.tensors.into_iter().map(|(_, tensor)| tensor.clone());
    let networks = parts.networks.into_iter();
    networks
        .filter(|(role, _)| role.player == Player::Discriminator)
        .flat_map(|(_, network)| network.state_mut())
        .map(|(_, state)| match state {
            State::Param(param) => param.value().clone(),
            State::Buffer(buffer) => buffer.clone(),
        })
        .chain(beside)
        .collect()
}
