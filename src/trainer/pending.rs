//! Figures of past iterations that still lie on the device: nothing is read back per step.

use burn::tensor::{Tensor, TensorData, Transaction};
use serde::{Deserialize, Serialize};

use super::state::Trainer;
use crate::error::{GantryError, Result};
use crate::variants::Loss;

/// The figures of one iteration.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Point {
    /// Which, from 1.
    pub iteration: u32,
    /// Loss of its last discriminator step; NaN if it had none.
    pub d_loss: f32,
    /// Loss of its generator step.
    pub g_loss: f32,
    /// Mean of D(x), the belief that a_r expresses, in the last discriminator step, 0 to 1.
    pub d_real: f32,
    /// Mean of D(G(z)) there, 0 to 1.
    pub d_fake: f32,
}

impl Point {
    /// Whether the losses are numbers that training can go on from.
    pub fn is_finite(&self) -> bool {
        self.g_loss.is_finite() && (self.d_loss.is_finite() || self.d_real.is_nan())
    }
}

/// Loss, a_r and a_f of a discriminator step, with what the scores mean.
#[derive(Debug)]
enum DiscriminatorFigures {
    Waiting([Tensor<1>; 3], fn(f32) -> f32),
    /// Loss, D(x) and D(G(z)).
    Read([f32; 3]),
}

#[derive(Debug)]
struct Figures {
    iteration: u32,
    d: Option<DiscriminatorFigures>,
    g_loss: Option<Tensor<1>>,
}

/// Figures that wait on the device.
#[derive(Debug, Default)]
pub(super) struct Pending {
    discriminator: Option<DiscriminatorFigures>,
    iterations: Vec<Figures>,
}

impl Pending {
    /// Keeps the loss and scores of a discriminator step.
    pub fn discriminator(&mut self, loss: Loss) {
        let flat = |scores: Tensor<2>| {
            let count = scores.dims()[0];
            scores.reshape([count])
        };
        let fake = flat(loss.fake_scores);
        let real = loss.real_scores.map_or_else(|| fake.clone(), flat);
        let tensors = [loss.value.inner(), real, fake];
        self.discriminator = Some(DiscriminatorFigures::Waiting(tensors, loss.belief));
    }

    /// Completes an iteration with the loss of its generator step.
    pub fn generator(&mut self, iteration: u32, loss: Loss) {
        self.iterations.push(Figures {
            iteration,
            d: self.discriminator.take(),
            g_loss: Some(loss.value.inner()),
        });
    }

    /// The discriminator's figures of the iteration that has begun, as a point without a generator's loss.
    pub fn begun(&self, iteration: u32) -> Option<Point> {
        match self.discriminator {
            Some(DiscriminatorFigures::Read([d_loss, d_real, d_fake])) => Some(Point {
                iteration,
                g_loss: f32::NAN,
                d_loss,
                d_real,
                d_fake,
            }),
            _ => None,
        }
    }

    /// Takes back what [`Pending::begun`] gave.
    pub fn begin(&mut self, point: &Point) {
        self.discriminator = Some(DiscriminatorFigures::Read([
            point.d_loss,
            point.d_real,
            point.d_fake,
        ]));
    }
}

impl Trainer {
    /// Reads the figures of all iterations since the last call, in one round trip, into the log, and returns them.
    ///
    /// # Errors
    /// [`GantryError::Device`] when the device fails.
    pub async fn read_points(&mut self) -> Result<&[Point]> {
        let start = self.log.len();
        let mut waiting = std::mem::take(&mut self.pending.iterations);
        waiting.extend(self.pending.discriminator.take().map(|d| Figures {
            iteration: self.position.iteration + 1,
            d: Some(d),
            g_loss: None,
        }));
        for point in read(waiting).await.map_err(|error| self.lost(&error))? {
            if point.iteration > self.position.iteration {
                self.pending.begin(&point);
            } else {
                self.log.push(point);
            }
        }
        Ok(&self.log[start..])
    }

    /// All figures that were read so far.
    pub fn log(&self) -> &[Point] {
        &self.log
    }

    pub(super) fn lost(&self, error: &dyn std::fmt::Display) -> GantryError {
        GantryError::Device {
            device: self.compute.kind.id(),
            problem: error.to_string(),
        }
    }
}

async fn read(
    waiting: Vec<Figures>,
) -> std::result::Result<Vec<Point>, burn::tensor::ExecutionError> {
    let mut transaction = Transaction::default();
    for tensor in waiting.iter().flat_map(|figures| {
        let d = match &figures.d {
            Some(DiscriminatorFigures::Waiting(tensors, _)) => tensors.as_slice(),
            _ => &[],
        };
        figures.g_loss.iter().chain(d)
    }) {
        transaction = transaction.register(tensor.clone());
    }
    let mut data = transaction.execute_async().await?.into_iter();
    let mut next = |map: fn(f32) -> f32| data.next().map_or(f32::NAN, |data| mean(&data, map));
    let mut points = Vec::with_capacity(waiting.len());
    for figures in waiting {
        let g_loss = figures.g_loss.map_or(f32::NAN, |_| next(|v| v));
        let [d_loss, d_real, d_fake] = match figures.d {
            Some(DiscriminatorFigures::Waiting(_, belief)) => {
                [next(|v| v), next(belief), next(belief)]
            }
            Some(DiscriminatorFigures::Read(values)) => values,
            None => [f32::NAN; 3],
        };
        points.push(Point {
            iteration: figures.iteration,
            d_loss,
            g_loss,
            d_real,
            d_fake,
        });
    }
    Ok(points)
}

fn mean(data: &TensorData, map: fn(f32) -> f32) -> f32 {
    let values = data.as_slice::<f32>().unwrap_or_default();
    values.iter().map(|&value| map(value)).sum::<f32>() / values.len() as f32
}
