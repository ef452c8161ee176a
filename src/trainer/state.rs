//! What a training run consists of.

use serde::{Deserialize, Serialize};

use super::pending::{Pending, Point};
use crate::data::{Batcher, Dataset};
use crate::device::Compute;
use crate::error::{GantryError, Result};
use crate::latent::{LatentDistribution, LatentSpace};
use crate::nets::{Network, Param, Pass};
use crate::optim::{Ema, Optimizer, Rule};
use crate::options::{Settings, Value, table};
use crate::rng::{HostRng, Stream};
use crate::variants::{self, Game, Player};

/// Where a run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Complete iterations (k discriminator steps and one generator step).
    pub iteration: u32,
    /// Discriminator steps since the last generator step.
    pub d_steps_done: u32,
    /// Real images seen.
    pub images_seen: u64,
}

/// A training run: networks, optimisers, random streams, position.
#[derive(Debug)]
pub struct Trainer {
    pub(super) settings: Settings,
    pub(super) compute: Compute,
    pub(super) game: Box<dyn Game>,
    pub(super) d_optimizer: Optimizer,
    pub(super) g_optimizer: Optimizer,
    pub(super) ema: Option<Ema>,
    pub(super) batcher: Batcher,
    pub(super) latent_rng: HostRng,
    pub(super) dropout_rng: HostRng,
    pub(super) position: Position,
    pub(super) pending: Pending,
    pub(super) log: Vec<Point>,
}

impl Trainer {
    /// A run at its start.
    ///
    /// # Errors
    /// When the settings name what does not exist.
    pub fn new(settings: Settings, compute: &Compute) -> Result<Self> {
        let seed = settings.int(&table::SEED) as u64;
        let variant = variants::find(settings.choice(&table::VARIANT))?;
        let mut weights = HostRng::new(seed, Stream::Weights);
        let mut game = (variant.build)(&settings, &mut weights, &compute.device)?;
        let mut optimizer = |player| {
            let params = params_of(game.as_mut(), player);
            Optimizer::new(&Rule::from_settings(&settings, player), &params, compute)
        };
        Ok(Self {
            d_optimizer: optimizer(Player::Discriminator),
            g_optimizer: optimizer(Player::Generator),
            ema: None,
            batcher: Batcher::new(seed, settings.int(&table::BATCH_SIZE)),
            latent_rng: HostRng::new(seed, Stream::Latent),
            dropout_rng: HostRng::new(seed, Stream::Dropout),
            position: Position::default(),
            pending: Pending::default(),
            log: Vec::new(),
            compute: compute.clone(),
            settings,
            game,
        })
    }

    /// The run's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes an option while training.
    ///
    /// # Errors
    /// When the option or value is wrong, or takes effect only at the start; nothing has changed then.
    pub fn set_option(&mut self, key: &str, value: &Value) -> Result<()> {
        self.settings.set_live(key, value)
    }

    /// Where the run stands.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Passes through the data set that are complete.
    pub fn epoch(&self) -> u32 {
        self.batcher.position().epoch
    }

    /// Starts the data order again, for a data set that has been exchanged.
    pub fn restart_data(&mut self) {
        self.batcher.seek(Default::default());
    }

    /// Checks that `dataset` holds at least one minibatch.
    ///
    /// # Errors
    /// [`GantryError::Dataset`] when it does not.
    pub fn check_dataset(&self, dataset: &Dataset) -> Result<()> {
        let batch = self.settings.int(&table::BATCH_SIZE);
        if dataset.count() >= batch {
            return Ok(());
        }
        Err(GantryError::Dataset {
            problem: format!(
                "{} holds {} images, and a minibatch is {batch}",
                dataset.name(),
                dataset.count()
            ),
            remedy: "Choose a larger file, or a smaller batch size",
        })
    }

    /// Images `[count, 784]` in [-1, 1] of the fixed latent grid: the same z through time, in evaluation
    /// mode, with the averaged weights if there are any.
    pub fn grid(&self, count: usize) -> burn::tensor::Tensor<2> {
        let seed = self.settings.int(&table::SEED) as u64;
        self.generate(count, &mut HostRng::new(seed, Stream::Grid))
    }

    /// `count` images `[count, 784]` in [-1, 1] from latent vectors drawn from `rng`.
    pub fn generate(&self, count: usize, rng: &mut HostRng) -> burn::tensor::Tensor<2> {
        let z = self.latent_space().sample(count, rng, &self.compute.device);
        self.generator().forward(z, &mut Pass::Evaluation)
    }

    /// The generator that is drawn and exported: averaged if there is an average.
    pub fn generator(&self) -> Network {
        match &self.ema {
            Some(ema) => ema.applied_to(self.game.generator()),
            None => self.game.generator().clone(),
        }
    }

    pub(super) fn latent_space(&self) -> LatentSpace {
        LatentSpace {
            size: self.settings.int(&table::LATENT_SIZE),
            distribution: LatentDistribution::from_id(
                self.settings.choice(&table::LATENT_DISTRIBUTION),
            ),
        }
    }
}

/// The parameters that `player` trains, in a fixed order.
pub(super) fn params_of(game: &mut dyn Game, player: Player) -> Vec<&mut Param> {
    game.networks_mut()
        .into_iter()
        .filter(|(role, _)| role.player == player)
        .flat_map(|(_, network)| network.params_mut())
        .map(|(_, param)| param)
        .collect()
}
