//! What a discriminator knows of images that it has not been trained on, asked a few at a time.

use std::ops::Range;

use burn::tensor::{Tensor, TensorData};

use super::Probe;
use super::fit::{agreement, largest};
use crate::data::{Dataset, PIXELS, pm1};
use crate::device::Compute;
use crate::error::{GantryError, Result};
use crate::variants::Game;

/// What is looked at.
#[derive(Debug)]
enum Look {
    /// The logits of the discriminator's own classifier.
    OwnClasses(Box<dyn Game>),
    /// The discriminator's features.
    Features(Box<dyn Game>),
    /// The images themselves, for comparison.
    Pixels,
}

impl Look {
    fn at(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        match self {
            Self::OwnClasses(game) => game.classify(images),
            Self::Features(game) => game.features(images),
            Self::Pixels => Some(images),
        }
    }
}

/// How many images it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Training images that a linear classifier is fitted to.
    pub learned: usize,
    /// Test images that are asked.
    pub asked: usize,
    /// Images that are looked at in one go.
    pub at_once: usize,
}

/// An examination under way. It has networks of its own, so that training may go on meanwhile.
#[derive(Debug)]
pub struct Examination {
    look: Look,
    extent: Extent,
    /// Numbers that are seen of one image.
    width: usize,
    /// What was seen of the training images so far.
    rows: Vec<f32>,
    probe: Option<Probe>,
    predicted: Vec<u8>,
    compute: Compute,
}

impl Examination {
    /// Of the discriminator's own classifier; none where it has none.
    pub fn own_classes(game: Box<dyn Game>, extent: Extent, compute: &Compute) -> Option<Self> {
        Self::new(Look::OwnClasses(game), extent, compute)
    }

    /// Of a linear classifier on the discriminator's features; none where it has none.
    pub fn features(game: Box<dyn Game>, extent: Extent, compute: &Compute) -> Option<Self> {
        Self::new(Look::Features(game), extent, compute)
    }

    /// Of a linear classifier on pixels.
    pub fn pixels(extent: Extent, compute: &Compute) -> Option<Self> {
        Self::new(Look::Pixels, extent, compute)
    }

    fn new(mut look: Look, extent: Extent, compute: &Compute) -> Option<Self> {
        let blank = Tensor::zeros([1, PIXELS], &compute.device);
        Some(Self {
            width: look.at(blank)?.dims()[1],
            look,
            extent,
            rows: Vec::new(),
            probe: None,
            predicted: Vec::new(),
            compute: compute.clone(),
        })
    }

    /// Goes on by [`Extent::at_once`] images, or one pass of the fit; at the end, the share of the test images that
    /// were put in their class, 0 to 1.
    ///
    /// # Errors
    /// [`GantryError::NeedsLabels`], or when the device fails.
    pub async fn go_on(&mut self, train: &Dataset, test: &Dataset) -> Result<Option<f64>> {
        let train_labels = train.labels().ok_or(GantryError::NeedsLabels)?;
        let test_labels = test.labels().ok_or(GantryError::NeedsLabels)?;
        if !matches!(self.look, Look::OwnClasses(_)) {
            let Some(probe) = &mut self.probe else {
                let learned = self.extent.learned.min(train.loaded());
                self.learn(train, &train_labels[..learned]).await?;
                return Ok(None);
            };
            if !probe.is_fitted() {
                probe.fit()?;
                return Ok(None);
            }
        }
        let asked = self.extent.asked.min(test.loaded());
        self.ask(test, asked).await?;
        let is_done = self.predicted.len() >= asked;
        Ok(is_done.then(|| agreement(&self.predicted, &test_labels[..asked])))
    }

    /// To the end, without a break.
    ///
    /// # Errors
    /// As [`Examination::go_on`].
    pub async fn finish(mut self, train: &Dataset, test: &Dataset) -> Result<f64> {
        loop {
            if let Some(accuracy) = self.go_on(train, test).await? {
                return Ok(accuracy);
            }
        }
    }

    async fn learn(&mut self, train: &Dataset, labels: &[u8]) -> Result<()> {
        self.rows
            .reserve_exact(labels.len() * self.width - self.rows.len());
        let done = self.rows.len() / self.width;
        let end = (done + self.extent.at_once).min(labels.len());
        let seen = self.look_at(train, done..end);
        self.rows.extend(self.compute.read(seen).await?);
        if end == labels.len() {
            let rows = std::mem::take(&mut self.rows);
            self.probe = Some(Probe::new(rows, self.width, labels, &self.compute));
        }
        Ok(())
    }

    async fn ask(&mut self, test: &Dataset, asked: usize) -> Result<()> {
        let done = self.predicted.len();
        let end = (done + self.extent.at_once).min(asked);
        let mut logits = self.look_at(test, done..end);
        if let Some(probe) = &mut self.probe {
            logits = probe.classify(logits); // [images, 10]
        }
        self.predicted
            .extend(largest(&self.compute.read(logits).await?));
        Ok(())
    }

    /// `[images, width]` of these images.
    fn look_at(&mut self, dataset: &Dataset, images: Range<usize>) -> Tensor<2> {
        let shape = [images.len(), PIXELS];
        let bytes = images.flat_map(|index| dataset.image(index)).copied();
        let values: Vec<f32> = bytes.map(pm1).collect();
        let x = Tensor::from_data(TensorData::new(values, shape), &self.compute.device);
        // That there is something to see was tried at the beginning.
        self.look.at(x.clone()).unwrap_or(x)
    }
}
