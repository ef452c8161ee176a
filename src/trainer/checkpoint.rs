//! A run as bytes: safetensors, with the rest of the state as JSON in its metadata.

use std::collections::{BTreeMap, HashMap};

use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use serde::{Deserialize, Serialize};

use super::history::History;
use super::pending::Point;
use super::snapshot::HostTensor;
use super::state::{Position, Trainer, drawn_params, params_of};
use crate::data::{DataPosition, Dataset, Source};
use crate::device::Compute;
use crate::error::{CheckpointProblem, GantryError, Result};
use crate::optim::Ema;
use crate::options::{Settings, Value, table};
use crate::rng::RngPosition;
use crate::variants::Player;

/// Counted up when an older reader would misread, or an older file would be misread.
const FORMAT: u32 = 3;
/// The last in which dropout was of `mlp_2014` alone, and its rates stood in the file of any run.
const DROPOUT_OF_ONE_ARCHITECTURE: u32 = 2;
const METADATA_KEY: &str = "gantry";
const DRAWN: &str = "drawn";
const LOG: &str = "log";
const LOG_COLUMNS: usize = 6;

/// What a checkpoint holds beside tensors.
#[derive(Debug, Serialize, Deserialize)]
struct Metadata {
    format: u32,
    settings: BTreeMap<String, Value>,
    position: Position,
    data: DataPosition,
    dataset: Option<DatasetId>,
    latent_rng: RngPosition,
    dropout_rng: RngPosition,
    noise_rng: RngPosition,
    toy_rng: RngPosition,
    optimizer_steps: [u32; 3],
    history_steps: [Option<u32>; 3],
    counters: Vec<u32>,
    ema: bool,
}

impl Metadata {
    /// Rates of dropout that had no effect would have one now.
    fn without_idle_dropout(&mut self) {
        let architecture = self.settings.get(table::ARCHITECTURE.key);
        if architecture == Some(&Value::Text("mlp_2014".to_owned())) {
            return;
        }
        for spec in [&table::DROPOUT_INPUT, &table::DROPOUT_HIDDEN] {
            let none = Value::Float(0.0);
            self.settings.insert(spec.key.to_owned(), none);
        }
    }
}

/// Which images the data position counts in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DatasetId {
    name: String,
    count: usize,
}

impl From<&Dataset> for DatasetId {
    fn from(dataset: &Dataset) -> Self {
        Self {
            name: dataset.name().to_owned(),
            count: dataset.count(),
        }
    }
}

impl Trainer {
    /// The whole run as bytes: restoring them and going on gives the same numbers as never having stopped.
    ///
    /// # Errors
    /// [`GantryError::Device`] when the device fails.
    pub async fn checkpoint(&mut self, dataset: Option<&Dataset>) -> Result<Vec<u8>> {
        self.put_back();
        self.log_points().await?;
        let mut tensors = self.read_tensors().await?;
        tensors.push((LOG.to_owned(), self.log_tensor()));
        let drawn = HostTensor {
            shape: vec![self.drawn.len()],
            values: self.drawn.clone(),
        };
        tensors.push((DRAWN.to_owned(), drawn));
        let metadata = Metadata {
            format: FORMAT,
            settings: self.settings.to_changes(),
            position: self.position,
            data: self.batcher.position(),
            dataset: dataset.filter(|_| self.needs_images()).map(DatasetId::from),
            latent_rng: self.latent_rng.position(),
            dropout_rng: self.dropout_rng.position(),
            noise_rng: self.noise_rng.position(),
            toy_rng: self.toy_rng.position(),
            optimizer_steps: self.optimizers.each_ref().map(|optimizer| optimizer.steps),
            history_steps: self
                .histories
                .each_ref()
                .map(|history| history.as_ref().map(|history| history.steps)),
            counters: self.game.counters_mut().iter().map(|c| **c).collect(),
            ema: self.ema.is_some(),
        };
        let json = serde_json::to_string(&metadata).map_err(GantryError::unreadable)?;
        to_safetensors(&tensors, Some(json))
    }

    /// The run that these bytes describe, on `compute`; the data it continues with is `dataset`.
    ///
    /// # Errors
    /// [`GantryError::Checkpoint`] when the bytes are truncated, of another version, or do not fit.
    pub fn restore(bytes: &[u8], dataset: Option<&Dataset>, compute: &Compute) -> Result<Self> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(GantryError::unreadable)?;
        let json = header
            .metadata()
            .as_ref()
            .and_then(|metadata| metadata.get(METADATA_KEY))
            .ok_or(CheckpointProblem::NotARun)?;
        let mut metadata: Metadata = serde_json::from_str(json).map_err(GantryError::unreadable)?;
        if metadata.format == DROPOUT_OF_ONE_ARCHITECTURE {
            metadata.without_idle_dropout();
        } else if metadata.format != FORMAT {
            let (found, understood) = (metadata.format, FORMAT);
            return Err(CheckpointProblem::Format { found, understood }.into());
        }
        let settings = Settings::resolve(&metadata.settings)?;
        let on_images = Source::from_settings(&settings) == Source::Images;
        if let (Some(saved), Some(present)) = (&metadata.dataset, dataset.map(DatasetId::from))
            && on_images
            && *saved != present
        {
            return Err(CheckpointProblem::OtherData {
                saved: saved.name.clone(),
                saved_count: saved.count,
                loaded: present.name,
                loaded_count: present.count,
            }
            .into());
        }
        let mut tensors = from_safetensors(bytes)?;
        let mut trainer = Self::new(settings, compute)?;
        if metadata.ema {
            trainer.ema = Some(Ema::new(&drawn_params(trainer.game.as_mut())));
        }
        for (player, steps) in Player::ALL.into_iter().zip(metadata.history_steps) {
            trainer.histories[player as usize] = steps.map(|steps| History {
                steps,
                ..History::new(&params_of(trainer.game.as_mut(), player))
            });
        }
        trainer.drawn = tensors
            .remove(DRAWN)
            .map_or_else(Vec::new, |drawn| drawn.values);
        trainer.log = tensors
            .remove(LOG)
            .map(|log| points(&log))
            .unwrap_or_default();
        trainer.write_tensors(tensors)?;
        trainer.position = metadata.position;
        if let Some(begun) = trainer
            .log
            .pop_if(|point| point.iteration > metadata.position.iteration)
        {
            trainer.pending.begin(&begun);
        }
        trainer.told = trainer.log.len();
        trainer.batcher.seek(metadata.data);
        trainer.latent_rng.seek(metadata.latent_rng);
        trainer.dropout_rng.seek(metadata.dropout_rng);
        trainer.noise_rng.seek(metadata.noise_rng);
        trainer.toy_rng.seek(metadata.toy_rng);
        for (optimizer, steps) in trainer.optimizers.iter_mut().zip(metadata.optimizer_steps) {
            optimizer.steps = steps;
        }
        for (counter, value) in trainer
            .game
            .counters_mut()
            .into_iter()
            .zip(metadata.counters)
        {
            *counter = value;
        }
        Ok(trainer)
    }

    /// The weights and running statistics of what is drawn (the generator, and encoders if there are any), in
    /// PyTorch's layout and names (`generator.0.weight` is `[outputs, inputs]`), as safetensors.
    ///
    /// # Errors
    /// [`GantryError::Device`] when the device fails.
    pub async fn generator_safetensors(&mut self) -> Result<Vec<u8>> {
        let mut tensors = Vec::new();
        for (role, mut network) in self.drawn_networks() {
            let transposed = network.transposed_weights();
            for (name, tensor) in self.read_network(role, &mut network).await? {
                let weight = name
                    .strip_prefix(role)
                    .and_then(|name| name.strip_prefix('.'));
                let tensor = if transposed
                    .iter()
                    .any(|known| Some(known.as_str()) == weight)
                {
                    transpose(&tensor)
                } else {
                    tensor
                };
                tensors.push((name, tensor));
            }
        }
        to_safetensors(&tensors, None)
    }

    fn log_tensor(&self) -> HostTensor {
        let row = |p: &Point| {
            [
                p.iteration as f32,
                p.d_loss,
                p.g_loss,
                p.d_real,
                p.d_fake,
                p.measure,
            ]
        };
        let begun = self.pending.begun(self.position.iteration + 1);
        let points = self.log.iter().copied().chain(begun);
        let values: Vec<f32> = points.flat_map(|point| row(&point)).collect();
        HostTensor {
            shape: vec![values.len() / LOG_COLUMNS, LOG_COLUMNS],
            values,
        }
    }
}

fn points(log: &HostTensor) -> Vec<Point> {
    log.values
        .chunks_exact(LOG_COLUMNS)
        .map(|row| Point {
            iteration: row[0] as u32,
            d_loss: row[1],
            g_loss: row[2],
            d_real: row[3],
            d_fake: row[4],
            measure: row[5],
        })
        .collect()
}

fn transpose(tensor: &HostTensor) -> HostTensor {
    let (rows, columns) = (tensor.shape[0], tensor.shape[1]);
    let values = (0..columns)
        .flat_map(|column| (0..rows).map(move |row| row * columns + column))
        .map(|index| tensor.values[index])
        .collect();
    HostTensor {
        shape: vec![columns, rows],
        values,
    }
}

/// Named tensors as a file, with one entry of metadata.
pub(crate) fn to_safetensors(
    tensors: &[(String, HostTensor)],
    metadata: Option<String>,
) -> Result<Vec<u8>> {
    let views = tensors
        .iter()
        .map(|(name, tensor)| {
            let bytes = bytemuck::cast_slice(&tensor.values);
            TensorView::new(Dtype::F32, tensor.shape.clone(), bytes)
                .map(|view| (name.as_str(), view))
        })
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(GantryError::unreadable)?;
    let metadata = metadata.map(|json| [(METADATA_KEY.to_owned(), json)].into_iter().collect());
    serialize(views, metadata).map_err(GantryError::unreadable)
}

/// The tensors of a file, by their names.
pub(crate) fn from_safetensors(bytes: &[u8]) -> Result<HashMap<String, HostTensor>> {
    let file = SafeTensors::deserialize(bytes).map_err(GantryError::unreadable)?;
    file.iter()
        .map(|(name, view)| {
            if view.dtype() != Dtype::F32 {
                return Err(CheckpointProblem::TensorUnfit {
                    tensor: name.to_owned(),
                    found: format!("{:?}", view.dtype()),
                    needed: format!("{:?}", Dtype::F32),
                }
                .into());
            }
            let values = view
                .data()
                .chunks_exact(4)
                .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
                .collect();
            let shape = view.shape().to_vec();
            Ok((name.to_owned(), HostTensor { shape, values }))
        })
        .collect()
}
