//! Figures of past iterations that still lie on the device: nothing is read back per step.

use burn::tensor::{Tensor, Transaction};
use serde::{Deserialize, Serialize};

use super::state::Trainer;
use crate::error::Result;
use crate::kernels;
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
    /// The variant's own figure ([`crate::trainer::Trainer::measure`]); NaN if it has none.
    pub measure: f32,
}

impl Point {
    /// Whether the losses are numbers that training can go on from.
    pub fn is_finite(&self) -> bool {
        self.g_loss.is_finite() && (self.d_loss.is_finite() || self.d_real.is_nan())
    }
}

/// Figures of one player's step that still lie on the device.
#[derive(Debug)]
struct Waiting {
    loss: Tensor<1>,
    real: Option<Tensor<2>>,
    fake: Option<Tensor<2>>,
    belief: fn(f32) -> f32,
    measure: Option<Tensor<1>>,
}

impl From<Loss> for Waiting {
    fn from(loss: Loss) -> Self {
        Self {
            loss: loss.value.inner(),
            real: loss.real_scores,
            fake: loss.fake_scores,
            belief: loss.belief,
            measure: loss.measure,
        }
    }
}

/// Loss, D(x), D(G(z)) and the variant's own figure.
type Read = [f32; 4];

#[derive(Debug)]
enum Figures {
    Waiting(Waiting),
    Read(Read),
}

#[derive(Debug)]
struct Iteration {
    number: u32,
    d: Option<Figures>,
    g: Option<Waiting>,
}

/// Figures that wait on the device.
#[derive(Debug, Default)]
pub(super) struct Pending {
    discriminator: Option<Figures>,
    iterations: Vec<Iteration>,
}

impl Pending {
    /// Keeps the loss and scores of a discriminator step.
    pub fn discriminator(&mut self, loss: Loss) {
        self.discriminator = Some(Figures::Waiting(loss.into()));
    }

    /// Completes an iteration with the loss of its generator step.
    pub fn generator(&mut self, number: u32, loss: Loss) {
        self.iterations.push(Iteration {
            number,
            d: self.discriminator.take(),
            g: Some(loss.into()),
        });
    }

    /// The discriminator's figures of the iteration that has begun, as a point without a generator's loss.
    pub fn begun(&self, iteration: u32) -> Option<Point> {
        match self.discriminator {
            Some(Figures::Read([d_loss, d_real, d_fake, measure])) => Some(Point {
                iteration,
                g_loss: f32::NAN,
                d_loss,
                d_real,
                d_fake,
                measure,
            }),
            _ => None,
        }
    }

    /// Takes back what [`Pending::begun`] gave.
    pub fn begin(&mut self, point: &Point) {
        self.discriminator = Some(Figures::Read([
            point.d_loss,
            point.d_real,
            point.d_fake,
            point.measure,
        ]));
    }
}

impl Trainer {
    /// Reads the figures of all iterations since the last call, in one round trip, into the log, and returns them.
    ///
    /// # Errors
    /// [`crate::GantryError::Device`] when the device fails.
    pub async fn read_points(&mut self) -> Result<&[Point]> {
        self.log_points().await?;
        let start = std::mem::replace(&mut self.told, self.log.len());
        Ok(&self.log[start..])
    }

    /// Reads them into the log, for whoever asks next.
    pub(super) async fn log_points(&mut self) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.pending.iterations);
        waiting.extend(self.pending.discriminator.take().map(|d| Iteration {
            number: self.position.iteration + 1,
            d: Some(d),
            g: None,
        }));
        let points = read(waiting).await;
        for point in points.map_err(|error| self.compute.lost(&error))? {
            if point.iteration > self.position.iteration {
                self.pending.begin(&point);
            } else {
                self.log.push(point);
            }
        }
        Ok(())
    }

    /// All figures that were read so far.
    pub fn log(&self) -> &[Point] {
        &self.log
    }
}

async fn read(waiting: Vec<Iteration>) -> std::result::Result<Vec<Point>, String> {
    let tensors: Vec<Tensor<1>> = waiting
        .iter()
        .flat_map(Iteration::waiting)
        .flat_map(Waiting::tensors)
        .collect();
    let mut numbers = read_together(tensors).await?.into_iter();
    let points = waiting
        .into_iter()
        .map(|iteration| iteration.point(&mut numbers));
    Ok(points.collect())
}

/// The numbers of each tensor, in one round trip.
async fn read_together(tensors: Vec<Tensor<1>>) -> std::result::Result<Vec<Vec<f32>>, String> {
    let lost = || "the figures did not come back whole".to_owned();
    let counts: Vec<usize> = tensors.iter().map(|tensor| tensor.dims()[0]).collect();
    if let Some(joined) = kernels::join(&tensors, [counts.iter().sum()]) {
        let data = joined.into_data_async().await;
        let data = data.map_err(|error| error.to_string())?;
        let mut rest = data.as_slice::<f32>().map_err(|error| error.to_string())?;
        let split = counts.into_iter().map(|count| {
            let (numbers, after) = rest.split_at_checked(count).ok_or_else(lost)?;
            rest = after;
            Ok(numbers.to_vec())
        });
        return split.collect();
    }
    let transaction = tensors
        .into_iter()
        .fold(Transaction::default(), Transaction::register);
    let data = transaction.execute_async().await;
    let data = data.map_err(|error| error.to_string())?;
    if data.len() != counts.len() {
        return Err(lost());
    }
    data.into_iter()
        .map(|data| data.try_into_vec().map_err(|error| error.to_string()))
        .collect()
}

impl Iteration {
    /// In the order in which they are read.
    fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        let d = match &self.d {
            Some(Figures::Waiting(waiting)) => Some(waiting),
            _ => None,
        };
        self.g.iter().chain(d)
    }

    fn point(self, numbers: &mut impl Iterator<Item = Vec<f32>>) -> Point {
        let g = self.g.map(|waiting| waiting.read(numbers));
        let d = match self.d {
            Some(Figures::Waiting(waiting)) => waiting.read(numbers),
            Some(Figures::Read(values)) => values,
            // Without a discriminator's step, D(G(z)) is the one that the generator met.
            None => [f32::NAN, f32::NAN, g.map_or(f32::NAN, |g| g[2]), f32::NAN],
        };
        let g_measure = g.map_or(f32::NAN, |g| g[3]);
        Point {
            iteration: self.number,
            d_loss: d[0],
            g_loss: g.map_or(f32::NAN, |g| g[0]),
            d_real: d[1],
            d_fake: d[2],
            measure: if d[3].is_nan() { g_measure } else { d[3] },
        }
    }
}

impl Waiting {
    /// What is read, in the order in which it is read.
    fn tensors(&self) -> impl Iterator<Item = Tensor<1>> {
        let flat = |scores: &Tensor<2>| scores.clone().flatten(0, 1);
        let single = [Some(self.loss.clone()), self.measure.clone()];
        let scores = [&self.real, &self.fake].map(|scores| scores.as_ref().map(flat));
        single.into_iter().chain(scores).flatten()
    }

    fn read(self, numbers: &mut impl Iterator<Item = Vec<f32>>) -> Read {
        let mut next = |there: bool, map: fn(f32) -> f32| {
            if !there {
                return f32::NAN;
            }
            numbers
                .next()
                .map_or(f32::NAN, |numbers| mean(&numbers, map))
        };
        let loss = next(true, |v| v);
        let measure = next(self.measure.is_some(), |v| v);
        let real = next(self.real.is_some(), self.belief);
        let fake = next(self.fake.is_some(), self.belief);
        [loss, real, fake, measure]
    }
}

fn mean(values: &[f32], map: fn(f32) -> f32) -> f32 {
    values.iter().map(|&value| map(value)).sum::<f32>() / values.len() as f32
}
