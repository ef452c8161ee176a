//! How well a linear classifier reads digits from features (1511.06434 §5.1).

use burn::tensor::{Tensor, TensorData};

use super::fit::{Fit, Labelled};
use crate::data::CLASSES;
use crate::device::Compute;
use crate::error::Result;
use crate::nets::layers::{Layer, Linear};
use crate::nets::{Init, Initializer, Network, Pass};
use crate::optim::Optimizer;
use crate::rng::{HostRng, Stream};

/// A softmax instead of the paper's support vector machine: both are linear.
const FIT: Fit = Fit {
    epochs: 15,
    batch: 100,
    lr: 3e-3,
    decay: 1e-3,
    seed: 1,
};

/// A linear classifier that is fitted to rows of features, one pass at a time.
#[derive(Debug)]
pub struct Probe {
    network: Network,
    optimizer: Optimizer,
    epochs: u32,
    rows: Vec<f32>,
    labels: Vec<u8>,
    width: usize,
    /// `[1, width]`: mean, and reciprocal deviation.
    scaling: [Tensor<2>; 2],
    compute: Compute,
}

impl Probe {
    /// An unfitted one, for `rows` of `width` numbers each, which are scaled to mean 0 and deviation 1.
    pub fn new(mut rows: Vec<f32>, width: usize, labels: &[u8], compute: &Compute) -> Self {
        let scaling = standardise(&mut rows, width);
        let init = &mut Initializer {
            init: Init::FanIn,
            rng: &mut HostRng::new(FIT.seed, Stream::Weights),
            device: &compute.device,
        };
        let linear = Linear::new(width, CLASSES, true, init);
        let mut network = Network::new(vec![Layer::Linear(linear)]);
        Self {
            optimizer: FIT.optimizer(&mut network, compute),
            network,
            epochs: 0,
            rows,
            labels: labels.to_vec(),
            width,
            scaling: scaling.map(|values| {
                Tensor::from_data(TensorData::new(values, [1, width]), &compute.device)
            }),
            compute: compute.clone(),
        }
    }

    /// Whether all passes are made.
    pub fn is_fitted(&self) -> bool {
        self.epochs >= FIT.epochs
    }

    /// Makes one more pass through the rows.
    ///
    /// # Errors
    /// When the device fails.
    pub fn fit(&mut self) -> Result<()> {
        let (rows, width) = (&self.rows, self.width);
        let samples = Labelled {
            labels: &self.labels,
            width,
            append: &|index, row| row.extend(&rows[index * width..(index + 1) * width]),
        };
        let (network, optimizer) = (&mut self.network, &mut self.optimizer);
        FIT.epoch(self.epochs, network, optimizer, samples, &self.compute)?;
        self.epochs += 1;
        Ok(())
    }

    /// Logits `[count, 10]` of `features`, `[count, width]`, as they were before the scaling.
    pub fn classify(&mut self, features: Tensor<2>) -> Tensor<2> {
        let [mean, scale] = self.scaling.clone();
        self.network
            .forward((features - mean) * scale, &mut Pass::Evaluation)
    }
}

/// Mean, and reciprocal deviation, of each column, by which the rows are scaled.
fn standardise(rows: &mut [f32], width: usize) -> [Vec<f32>; 2] {
    let count = (rows.len() / width).max(1) as f64;
    let mut means = vec![0.0_f64; width];
    let mut squares = vec![0.0_f64; width];
    for row in rows.chunks_exact(width) {
        for ((mean, square), &value) in means.iter_mut().zip(&mut squares).zip(row) {
            *mean += f64::from(value) / count;
            *square += f64::from(value).powi(2) / count;
        }
    }
    let scales = means.iter().zip(squares).map(|(mean, square)| {
        let deviation = (square - mean * mean).max(0.0).sqrt();
        // What never changes says nothing, and must not be blown up.
        if deviation > 1e-6 {
            deviation.recip() as f32
        } else {
            0.0
        }
    });
    let scales: Vec<f32> = scales.collect();
    let means: Vec<f32> = means.into_iter().map(|mean| mean as f32).collect();
    for row in rows.chunks_exact_mut(width) {
        for ((value, mean), scale) in row.iter_mut().zip(&means).zip(&scales) {
            *value = (*value - mean) * scale;
        }
    }
    [means, scales]
}
