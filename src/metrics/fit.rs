//! Fitting a classifier: cross-entropy, descended by Adam.

use burn::tensor::{Device, Tensor, TensorData};

use crate::data::{CLASSES, one_hot};
use crate::device::Compute;
use crate::error::Result;
use crate::nets::{Network, Param, Pass};
use crate::objectives::terms;
use crate::optim::{Adam, Optimizer, Rule};
use crate::rng::{HostRng, Stream};

/// Samples with a label each.
#[derive(Clone, Copy)]
pub struct Labelled<'a> {
    /// One label per sample.
    pub labels: &'a [u8],
    /// Numbers of one sample.
    pub width: usize,
    /// Appends the numbers of one sample.
    pub append: &'a dyn Fn(usize, &mut Vec<f32>),
}

impl std::fmt::Debug for Labelled<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} samples of {}", self.labels.len(), self.width)
    }
}

impl Labelled<'_> {
    /// The samples with these indices, `[count, width]`.
    pub fn rows(&self, picks: impl Iterator<Item = usize>, device: &Device) -> Tensor<2> {
        let mut values = Vec::new();
        picks.for_each(|pick| (self.append)(pick, &mut values));
        let shape = [values.len() / self.width, self.width];
        Tensor::from_data(TensorData::new(values, shape), device)
    }
}

/// How a classifier is fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Passes through the samples.
    pub epochs: u32,
    /// Samples per minibatch.
    pub batch: usize,
    /// Learning rate at the start; it falls linearly to 0.
    pub lr: f64,
    /// λ of `½λ‖θ‖²`.
    pub decay: f64,
    /// Seed of the order of the samples.
    pub seed: u64,
}

impl Fit {
    /// Descends `−E log softmax(network(x))_y + ½λ‖θ‖²`; says after each epoch what the mean loss of its last
    /// minibatch was.
    ///
    /// # Errors
    /// When the device fails.
    pub fn run(
        &self,
        network: &mut Network,
        samples: Labelled,
        compute: &Compute,
        mut after_epoch: impl FnMut(u32, f32),
    ) -> Result<()> {
        let mut optimizer = self.optimizer(network, compute);
        for epoch in 0..self.epochs {
            let last = self.epoch(epoch, network, &mut optimizer, samples, compute)?;
            let value = match last {
                Some(loss) => compute.read_now(loss)?.first().copied(),
                None => None,
            };
            after_epoch(epoch, value.unwrap_or(f32::NAN));
        }
        Ok(())
    }

    /// An optimiser at its start, for [`Fit::epoch`].
    pub fn optimizer(&self, network: &mut Network, compute: &Compute) -> Optimizer {
        Optimizer::new(&self.rule(1.0), &params(network), compute)
    }

    /// One pass through the samples; the loss `[1]` of its last minibatch.
    ///
    /// # Errors
    /// When the device fails.
    pub fn epoch(
        &self,
        epoch: u32,
        network: &mut Network,
        optimizer: &mut Optimizer,
        samples: Labelled,
        compute: &Compute,
    ) -> Result<Option<Tensor<1>>> {
        let batch = self.batch.min(samples.labels.len()).max(1);
        let per_epoch = samples.labels.len() / batch;
        let total = self.epochs as usize * per_epoch;
        let order = HostRng::new(self.seed, Stream::Epoch(epoch)).permutation(samples.labels.len());
        let mut last = None;
        for (index, picks) in order.chunks_exact(batch).enumerate() {
            let done = (epoch as usize * per_epoch + index) as f64 / total as f64;
            let x = samples.rows(picks.iter().map(|&pick| pick as usize), &compute.device);
            let labels: Vec<u8> = picks
                .iter()
                .map(|&pick| samples.labels[pick as usize])
                .collect();
            network.track();
            let logits = network.forward(x, &mut Pass::Evaluation); // [batch, classes]
            let mut loss = terms::cross_entropy(logits, one_hot(&labels, CLASSES, &compute.device));
            if self.decay > 0.0 {
                for param in params(network) {
                    let theta = param.flat();
                    let square = (theta.clone() * theta).sum();
                    loss = loss + square.mul_scalar(0.5 * self.decay);
                }
            }
            last = Some(loss.clone().inner());
            let rule = self.rule(1.0 - done);
            optimizer.step(&rule, params(network), loss.backward())?;
        }
        Ok(last)
    }

    fn rule(&self, share: f64) -> Rule {
        Rule::Adam(Adam {
            lr: self.lr * share,
            beta1: 0.9,
            beta2: 0.999,
        })
    }
}

fn params(network: &mut Network) -> Vec<&mut Param> {
    network
        .params_mut()
        .into_iter()
        .map(|(_, param)| param)
        .collect()
}

/// The index of the largest logit of each row.
pub fn largest(logits: &[f32]) -> Vec<u8> {
    logits
        .chunks_exact(CLASSES)
        .map(|row| {
            let best = row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
            best.map_or(0, |(class, _)| class as u8)
        })
        .collect()
}

/// Share of places where two lists agree, 0 to 1.
pub fn agreement(a: &[u8], b: &[u8]) -> f64 {
    let same = a.iter().zip(b).filter(|(a, b)| a == b).count();
    same as f64 / a.len().max(1) as f64
}
