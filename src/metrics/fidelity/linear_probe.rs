//! How well a linear classifier reads digits from features (1511.06434 §5.1).

use burn::tensor::{Tensor, TensorData};

use super::Features;
use crate::data::CLASSES;
use crate::device::Compute;
use crate::error::Result;
use crate::metrics::classifier::host;
use crate::metrics::fit::{Fit, Labelled, agreement, largest};
use crate::nets::layers::{Layer, Linear};
use crate::nets::{Init, Initializer, Network, Pass};
use crate::rng::{HostRng, Stream};

/// A softmax instead of the paper's support vector machine: both are linear.
const FIT: Fit = Fit {
    epochs: 15,
    batch: 100,
    lr: 3e-3,
    decay: 1e-3,
    seed: 1,
};

/// Share of `test` that a linear classifier fitted to `train` has right; `train` and `test` are scaled to mean 0 and
/// deviation 1 over `train`.
///
/// # Errors
/// When the device fails.
pub fn linear_accuracy(
    (mut train, train_labels): (Features, &[u8]),
    (mut test, test_labels): (Features, &[u8]),
    compute: &Compute,
) -> Result<f64> {
    let width = train.width;
    standardise(&mut train, &mut test);
    let init = &mut Initializer {
        init: Init::FanIn,
        rng: &mut HostRng::new(FIT.seed, Stream::Weights),
        device: &compute.device,
    };
    let mut network = Network::new(vec![Layer::Linear(Linear::new(width, CLASSES, true, init))]);
    let samples = Labelled {
        labels: train_labels,
        width,
        append: &|index, row| row.extend(&train.values[index * width..(index + 1) * width]),
    };
    FIT.run(&mut network, samples, compute, |_, _| {})?;
    let shape = [test.count(), width];
    let x = Tensor::from_data(TensorData::new(test.values, shape), &compute.device);
    let logits = host(network.forward(x, &mut Pass::Evaluation));
    Ok(agreement(&largest(&logits), test_labels))
}

fn standardise(train: &mut Features, test: &mut Features) {
    let width = train.width;
    let count = train.count().max(1) as f64;
    let mut means = vec![0.0_f64; width];
    let mut squares = vec![0.0_f64; width];
    for row in train.values.chunks_exact(width) {
        for ((mean, square), &value) in means.iter_mut().zip(&mut squares).zip(row) {
            *mean += f64::from(value) / count;
            *square += f64::from(value).powi(2) / count;
        }
    }
    let scales: Vec<f64> = means
        .iter()
        .zip(squares)
        .map(|(mean, square)| {
            let deviation = (square - mean * mean).max(0.0).sqrt();
            // What never changes says nothing, and must not be blown up.
            if deviation > 1e-6 {
                deviation.recip()
            } else {
                0.0
            }
        })
        .collect();
    for features in [train, test] {
        for row in features.values.chunks_exact_mut(width) {
            for ((value, mean), scale) in row.iter_mut().zip(&means).zip(&scales) {
                *value = ((f64::from(*value) - mean) * scale) as f32;
            }
        }
    }
}
