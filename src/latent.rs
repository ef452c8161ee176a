//! The latent space: what z is drawn from.

use burn::tensor::{Device, Tensor, TensorData};

use crate::options::{Settings, table};
use crate::rng::HostRng;

/// The distribution of z.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatentDistribution {
    /// N(0, 1) per coordinate.
    Normal,
    /// U[-1, 1) per coordinate, as in the 2014 paper.
    Uniform,
}

impl LatentDistribution {
    /// Identifiers in the table of options.
    pub const IDS: &'static [&'static str] = &["normal", "uniform"];

    /// The distribution with this identifier; the table of options has checked it.
    pub fn from_id(id: &str) -> Self {
        match id {
            "uniform" => Self::Uniform,
            _ => Self::Normal,
        }
    }
}

/// A latent space of `size` coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatentSpace {
    /// Coordinates of one z.
    pub size: usize,
    /// What each is drawn from.
    pub distribution: LatentDistribution,
}

impl LatentSpace {
    /// The latent space of the run that `settings` describe.
    pub fn from_settings(settings: &Settings) -> Self {
        Self {
            size: settings.int(&table::LATENT_SIZE),
            distribution: LatentDistribution::from_id(settings.choice(&table::LATENT_DISTRIBUTION)),
        }
    }

    /// A minibatch of `batch` latent vectors, `[batch, size]`.
    pub fn sample(&self, batch: usize, rng: &mut HostRng, device: &Device) -> Tensor<2> {
        let values = self.numbers(batch, rng);
        Tensor::from_data(TensorData::new(values, [batch, self.size]), device)
    }

    /// The same as numbers, row by row.
    pub fn numbers(&self, batch: usize, rng: &mut HostRng) -> Vec<f32> {
        let count = batch * self.size;
        match self.distribution {
            LatentDistribution::Normal => rng.normal(count),
            LatentDistribution::Uniform => rng.uniform_pm1(count),
        }
    }
}
