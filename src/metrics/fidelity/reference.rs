//! Samples against the test set, through the eyes of the classifier.

use super::{Balls, Features, Figures, Overlap, frechet_distance, kernel_distance};
use crate::data::{CLASSES, Dataset};
use crate::device::Compute;
use crate::error::Result;
use crate::metrics::Classifier;
use crate::metrics::classifier::{FEATURES, Seen};
use crate::metrics::fit::agreement;

/// The trained classifier (`gantry classifier train`).
pub const WEIGHTS: &[u8] = include_bytes!("../classifier.safetensors");

/// A class is present when it has this share of the samples: about a tenth of what it has in MNIST.
const PRESENT: f64 = 0.01;

/// The test set as the classifier sees it; features are scaled so that their mean square over it is 1.
#[derive(Debug)]
pub struct Reference {
    classifier: Classifier,
    compute: Compute,
    /// What every feature is divided by.
    scale: f32,
    features: Features,
    balls: Balls,
}

impl Reference {
    /// Of the images of `test`.
    ///
    /// # Errors
    /// When the classifier's weights do not fit this build, or the device fails.
    pub fn new(test: &Dataset, compute: &Compute) -> Result<Self> {
        let mut classifier = Classifier::from_safetensors(WEIGHTS, compute)?;
        let seen = classifier.look(test.pixels())?.features;
        // The kernel's 1 presupposes x·y/d near 1.
        let square: f64 = seen.iter().map(|&v| f64::from(v).powi(2)).sum();
        let scale = (square / seen.len().max(1) as f64).sqrt() as f32;
        let features = of_seen(seen, scale);
        Ok(Self {
            scale,
            balls: Balls::around(&features, compute)?,
            compute: compute.clone(),
            classifier,
            features,
        })
    }

    /// The figures of merit of samples, 28×28 bytes each; `asked` are the classes that they were asked for.
    ///
    /// # Errors
    /// When the device fails.
    pub fn figures(&mut self, pixels: &[u8], asked: Option<&[u8]>) -> Result<Figures> {
        let Seen { features, classes } = self.classifier.look(pixels)?;
        let features = of_seen(features, self.scale);
        let compute = &self.compute;
        let overlap = Overlap::of(&self.features, &self.balls, &features, compute)?;
        let kernel = kernel_distance(&self.features, &features, compute)?;
        let mut figures = Figures::default();
        figures.set("frechet", frechet_distance(&self.features, &features));
        figures.set("kernel", kernel);
        figures.set("precision", overlap.precision);
        figures.set("recall", overlap.recall);
        figures.set("coverage", overlap.coverage);
        figures.set("classes", classes_present(&classes) as f64);
        if let Some(asked) = asked {
            figures.set("agreement", agreement(&classes, asked));
        }
        Ok(figures)
    }
}

fn of_seen(values: Vec<f32>, scale: f32) -> Features {
    Features {
        values: values.into_iter().map(|value| value / scale).collect(),
        width: FEATURES,
    }
}

/// How many classes at least one in a hundred of `predicted` is of.
pub fn classes_present(predicted: &[u8]) -> usize {
    let mut counts = [0_usize; CLASSES];
    for &class in predicted {
        counts[usize::from(class)] += 1;
    }
    let least = PRESENT * predicted.len() as f64;
    let present = |&count: &usize| count > 0 && count as f64 >= least;
    counts.iter().filter(|count| present(count)).count()
}
