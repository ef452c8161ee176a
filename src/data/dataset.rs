//! The training images in memory: bytes on the host, that arrive shard by shard.

use super::{CLASSES, IdxImages, PIXELS, rescale_to_28};
use crate::error::{DatasetProblem, Result};

/// The most images that a data set may hold (0.8 GB at 28×28).
pub const MAX_IMAGES: usize = 1_000_000;

/// Images and labels, of which the first `loaded()` have arrived.
#[derive(Clone, Debug)]
pub struct Dataset {
    name: String,
    count: usize,
    pixels: Vec<u8>,
    labels: Option<Vec<u8>>,
}

impl Dataset {
    /// A data set of `count` images, of which none has arrived.
    ///
    /// # Errors
    /// [`GantryError::Dataset`](crate::GantryError::Dataset) when `count` is 0 or above [`MAX_IMAGES`].
    pub fn streamed(name: &str, count: usize) -> Result<Self> {
        if count == 0 || count > MAX_IMAGES {
            let most = MAX_IMAGES;
            return Err(DatasetProblem::Count { count, most }.into());
        }
        Ok(Self {
            name: name.to_owned(),
            count,
            pixels: Vec::new(),
            labels: Some(Vec::new()),
        })
    }

    /// No images: for runs whose data is points.
    pub fn none() -> Self {
        Self {
            name: String::new(),
            count: 0,
            pixels: Vec::new(),
            labels: None,
        }
    }

    /// A whole data set of one pair of files.
    ///
    /// # Errors
    /// As [`Dataset::push_shard`].
    pub fn whole(name: &str, images: &IdxImages, labels: Option<&[u8]>) -> Result<Self> {
        let mut dataset = Self::streamed(name, images.count)?;
        dataset.push_shard(images, labels)?;
        Ok(dataset)
    }

    /// Appends a shard: images, rescaled to 28×28, and their labels. A shard without labels makes the
    /// whole data set one without labels.
    ///
    /// # Errors
    /// [`GantryError::Dataset`](crate::GantryError::Dataset) when there are more images than announced, not one label
    /// for each image, or labels of other classes than the networks have; nothing is appended then.
    pub fn push_shard(&mut self, images: &IdxImages, labels: Option<&[u8]>) -> Result<()> {
        if self.loaded() + images.count > self.count {
            return Err(DatasetProblem::TooMany { count: self.count }.into());
        }
        if let Some(labels) = labels {
            check_labels(labels, images.count)?;
        }
        rescale_to_28(images.side, images.pixels, &mut self.pixels);
        match (&mut self.labels, labels) {
            (Some(all), Some(labels)) => all.extend(labels),
            _ => self.labels = None,
        }
        Ok(())
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many images there will be.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many images have arrived.
    pub fn loaded(&self) -> usize {
        self.pixels.len() / PIXELS
    }

    /// The label of every image that has arrived, if there are labels.
    pub fn labels(&self) -> Option<&[u8]> {
        self.labels.as_deref()
    }

    /// The pixels of all images that have arrived, 0 is black.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The pixels of one image, 0 is black.
    pub fn image(&self, index: usize) -> &[u8] {
        &self.pixels[index * PIXELS..(index + 1) * PIXELS]
    }
}

fn check_labels(labels: &[u8], images: usize) -> Result<()> {
    if labels.len() != images {
        let labels = labels.len();
        return Err(DatasetProblem::LabelCount { labels, images }.into());
    }
    let largest = labels.iter().copied().max();
    if let Some(found) = largest.filter(|label| usize::from(*label) >= CLASSES) {
        let last = CLASSES - 1;
        return Err(DatasetProblem::UnknownClass { found, last }.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMAGES: IdxImages = IdxImages {
        count: 2,
        side: 28,
        pixels: &[9; 2 * PIXELS],
    };

    #[test]
    fn shards_add_up_and_no_more_than_announced() {
        let mut dataset = Dataset::streamed("mnist", 4).unwrap();
        dataset.push_shard(&IMAGES, Some(&[1, 2])).unwrap();
        dataset.push_shard(&IMAGES, Some(&[3, 4])).unwrap();
        assert_eq!(
            (dataset.loaded(), dataset.labels()),
            (4, Some(&[1, 2, 3, 4][..]))
        );
        assert_eq!(
            dataset.push_shard(&IMAGES, None).unwrap_err().code(),
            "dataset_unusable"
        );
        assert_eq!(dataset.loaded(), 4);
    }

    #[test]
    fn labels_must_match() {
        let error = Dataset::whole("own", &IMAGES, Some(&[1])).unwrap_err();
        assert!(
            error.to_string().contains("1 labels for 2 images"),
            "{error}"
        );
        assert_eq!(Dataset::whole("own", &IMAGES, None).unwrap().labels(), None);
    }

    #[test]
    fn labels_beyond_the_classes_are_refused_and_nothing_is_appended() {
        let mut dataset = Dataset::streamed("letters", 2).unwrap();
        let error = dataset.push_shard(&IMAGES, Some(&[9, 26])).unwrap_err();
        assert_eq!(error.code(), "dataset_unusable");
        assert!(error.to_string().contains("label 26"), "{error}");
        let labels = dataset.labels().map(<[u8]>::len);
        assert_eq!((dataset.loaded(), labels), (0, Some(0)));
        dataset.push_shard(&IMAGES, Some(&[9, 0])).unwrap();
    }
}
