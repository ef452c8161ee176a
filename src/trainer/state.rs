//! What a training run consists of.

use serde::{Deserialize, Serialize};

use super::history::History;
use super::pending::{Pending, Point};
use super::provisions::Provisions;
use crate::data::{Batcher, Dataset, Source};
use crate::device::Compute;
use crate::error::{DatasetProblem, GantryError, Result};
use crate::nets::Param;
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
    /// In the order of [`Player::ALL`].
    pub(super) optimizers: [Optimizer; 3],
    /// Mean weights for historical averaging, in the same order, while it is on.
    pub(super) histories: [Option<History>; 3],
    pub(super) ema: Option<Ema>,
    pub(super) source: Source,
    pub(super) batcher: Batcher,
    pub(super) provisions: Provisions,
    pub(super) drawn: Vec<f32>,
    pub(super) latent_rng: HostRng,
    pub(super) dropout_rng: HostRng,
    pub(super) noise_rng: HostRng,
    pub(super) toy_rng: HostRng,
    pub(super) position: Position,
    pub(super) pending: Pending,
    pub(super) log: Vec<Point>,
    /// How many of them [`Trainer::read_points`] has returned.
    pub(super) told: usize,
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
        let optimizers = Player::ALL.map(|player| {
            let params = params_of(game.as_mut(), player);
            Optimizer::new(&Rule::from_settings(&settings, player), &params, compute)
        });
        Ok(Self {
            optimizers,
            histories: [None, None, None],
            ema: None,
            source: Source::from_settings(&settings),
            drawn: Vec::new(),
            provisions: Provisions::default(),
            batcher: Batcher::new(seed, settings.int(&table::BATCH_SIZE)),
            latent_rng: HostRng::new(seed, Stream::Latent),
            dropout_rng: HostRng::new(seed, Stream::Dropout),
            noise_rng: HostRng::new(seed, Stream::Noise),
            toy_rng: HostRng::new(seed, Stream::Toy),
            position: Position::default(),
            pending: Pending::default(),
            log: Vec::new(),
            told: 0,
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
        self.settings.set_live(key, value)?;
        self.put_back();
        self.source = Source::from_settings(&self.settings);
        Ok(())
    }

    /// Whether it trains on images; else no data set is needed.
    pub fn needs_images(&self) -> bool {
        self.source == Source::Images
    }

    /// The points that a visitor drew, x and y in turn.
    pub fn drawn_points(&self) -> &[f32] {
        &self.drawn
    }

    /// The points that a visitor drew, x and y in turn: the data of `drawn`.
    pub fn set_drawn(&mut self, points: Vec<f32>) {
        self.drawn = points;
    }

    /// What the last column of the log means: a key of the catalogue, `measure.<id>`.
    pub fn measure(&self) -> Option<&'static str> {
        self.game.measure(&self.settings)
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
        self.put_back();
        self.batcher.seek(Default::default());
    }

    /// Checks that `dataset` holds at least one minibatch.
    ///
    /// # Errors
    /// [`GantryError::Dataset`] when it does not.
    pub fn check_dataset(&self, dataset: &Dataset) -> Result<()> {
        if !self.needs_images() {
            return Ok(());
        }
        let variant = variants::find(self.settings.choice(&table::VARIANT))?;
        if variant.needs_labels && dataset.labels().is_none() {
            return Err(GantryError::NeedsLabels);
        }
        let batch = self.settings.int(&table::BATCH_SIZE);
        if dataset.count() >= batch {
            return Ok(());
        }
        Err(DatasetProblem::TooSmall {
            name: dataset.name().to_owned(),
            images: dataset.count(),
            batch,
        }
        .into())
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

/// The parameters of what is drawn, which the moving average is of: all but the discriminators'.
pub(super) fn drawn_params(game: &mut dyn Game) -> Vec<&mut Param> {
    game.networks_mut()
        .into_iter()
        .filter(|(role, _)| role.player != Player::Discriminator)
        .flat_map(|(_, network)| network.params_mut())
        .map(|(_, param)| param)
        .collect()
}
