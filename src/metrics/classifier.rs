//! The classifier whose features the figures of merit are taken on.

use burn::tensor::{Tensor, TensorData};

use super::fit::{Fit, Labelled, agreement, largest};
use crate::data::{CLASSES, Dataset, PIXELS, SIDE, pm1};
use crate::device::Compute;
use crate::error::{CheckpointProblem, GantryError, Result};
use crate::nets::layers::{Activation, Conv2d, ImageShape, Layer, Linear};
use crate::nets::{Init, Initializer, Network, Pass};
use crate::rng::{HostRng, Stream};
use crate::trainer::{HostTensor, from_safetensors, to_safetensors};

/// Numbers of what is seen of one image.
pub const FEATURES: usize = 64;
/// Images that one pass looks at.
const BATCH: usize = 500;

/// What a classifier sees in images.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// What comes into its last layer, [`FEATURES`] numbers for each image.
    pub features: Vec<f32>,
    /// The class that it predicts, for each image.
    pub classes: Vec<u8>,
}

/// Image `[batch, 784]` in [-1, 1] → 16×14×14 → 32×7×7 → 64 features → 10 classes, ReLU between.
#[derive(Clone, Debug)]
pub struct Classifier {
    network: Network,
    compute: Compute,
}

impl Classifier {
    /// With fresh weights.
    pub fn new(seed: u64, compute: &Compute) -> Self {
        let init = &mut Initializer {
            init: Init::FanIn,
            rng: &mut HostRng::new(seed, Stream::Weights),
            device: &compute.device,
        };
        let shape = |channels, side| ImageShape { channels, side };
        let (image, half, quarter) = (shape(1, SIDE), shape(16, SIDE / 2), shape(32, SIDE / 4));
        let network = Network::new(vec![
            Layer::Conv2d(Conv2d::new(image, half.channels, true, init)),
            Layer::Activation(Activation::Relu),
            Layer::Conv2d(Conv2d::new(half, quarter.channels, true, init)),
            Layer::Activation(Activation::Relu),
            Layer::Linear(Linear::new(quarter.volume(), FEATURES, true, init)),
            Layer::Activation(Activation::Relu),
            Layer::Linear(Linear::new(FEATURES, CLASSES, true, init)),
        ]);
        Self {
            network,
            compute: compute.clone(),
        }
    }

    /// With the weights of a file that [`Classifier::to_safetensors`] wrote.
    ///
    /// # Errors
    /// When they do not fit.
    pub fn from_safetensors(bytes: &[u8], compute: &Compute) -> Result<Self> {
        let mut classifier = Self::new(0, compute);
        let mut tensors = from_safetensors(bytes)?;
        for (name, param) in classifier.network.params_mut() {
            let tensor = tensors
                .remove(&name)
                .filter(|tensor| tensor.shape == param.shape)
                .ok_or(CheckpointProblem::TensorMissing { tensor: name })?;
            let count = tensor.values.len();
            let values = TensorData::new(tensor.values, [count]);
            param.set_value(Tensor::from_data(values, &compute.device));
        }
        Ok(classifier)
    }

    /// Its weights, in the layout of the layers.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn to_safetensors(&mut self) -> Result<Vec<u8>> {
        let mut tensors = Vec::new();
        for (name, param) in self.network.params_mut() {
            let shape = param.shape.clone();
            let values = self.compute.read_now(param.value().clone())?;
            tensors.push((name, HostTensor { shape, values }));
        }
        to_safetensors(&tensors, None)
    }

    /// Learns the labels of `dataset`; `after_epoch` gets the epoch and the loss.
    ///
    /// # Errors
    /// [`GantryError::NeedsLabels`], or when the device fails.
    pub fn train(
        &mut self,
        dataset: &Dataset,
        fit: &Fit,
        after_epoch: impl FnMut(u32, f32),
    ) -> Result<()> {
        let samples = Labelled {
            labels: dataset.labels().ok_or(GantryError::NeedsLabels)?,
            width: PIXELS,
            append: &|index, row| row.extend(dataset.image(index).iter().copied().map(pm1)),
        };
        fit.run(&mut self.network, samples, &self.compute, after_epoch)
    }

    /// What it sees in images of 28×28 bytes each.
    ///
    /// # Errors
    /// When the device fails.
    pub fn look(&mut self, pixels: &[u8]) -> Result<Seen> {
        let mut seen = Seen::default();
        for images in pixels.chunks(BATCH * PIXELS) {
            let values: Vec<f32> = images.iter().copied().map(pm1).collect();
            let shape = [images.len() / PIXELS, PIXELS];
            let x = Tensor::from_data(TensorData::new(values, shape), &self.compute.device);
            let (features, logits) = self.network.forward_with_features(x, &mut Pass::Evaluation);
            seen.features.extend(self.compute.read_now(features)?);
            seen.classes
                .extend(largest(&self.compute.read_now(logits)?));
        }
        Ok(seen)
    }

    /// Share of the images of `dataset` whose label it predicts, 0 to 1.
    ///
    /// # Errors
    /// [`GantryError::NeedsLabels`], or when the device fails.
    pub fn accuracy(&mut self, dataset: &Dataset) -> Result<f64> {
        let labels = dataset.labels().ok_or(GantryError::NeedsLabels)?;
        Ok(agreement(&self.look(dataset.pixels())?.classes, labels))
    }
}

#[cfg(all(test, feature = "flex"))]
mod tests {
    use super::*;
    use crate::data::IdxImages;

    #[test]
    fn weights_survive_a_file_and_a_foreign_file_is_refused() {
        let compute = Compute::cpu();
        let mut first = Classifier::new(3, &compute);
        let bytes = first.to_safetensors().unwrap();
        let mut again = Classifier::from_safetensors(&bytes, &compute).unwrap();
        let image: Vec<u8> = (0..PIXELS).map(|i| (i % 251) as u8).collect();
        let seen = first.look(&image).unwrap();
        assert_eq!(seen, again.look(&image).unwrap());
        let other = Classifier::new(4, &compute).look(&image).unwrap();
        assert_ne!(seen, other);
        let foreign = to_safetensors(&[], None).unwrap();
        assert!(Classifier::from_safetensors(&foreign, &compute).is_err());
    }

    #[test]
    fn it_learns_what_can_be_told_apart() {
        let images = 60;
        let labels: Vec<u8> = (0..images as u8).map(|i| i % 3).collect();
        let pixels: Vec<u8> = labels
            .iter()
            .flat_map(|&label| {
                (0..PIXELS).map(move |i| if i % 3 == usize::from(label) { 200 } else { 0 })
            })
            .collect();
        let images = IdxImages {
            count: images,
            side: SIDE,
            pixels: &pixels,
        };
        let dataset = Dataset::whole("stripes", &images, Some(&labels)).unwrap();
        let mut classifier = Classifier::new(1, &Compute::cpu());
        let fit = Fit {
            epochs: 8,
            batch: 10,
            lr: 1e-3,
            decay: 0.0,
            seed: 1,
        };
        classifier.train(&dataset, &fit, |_, _| {}).unwrap();
        assert_eq!(classifier.accuracy(&dataset).unwrap(), 1.0);
    }
}
