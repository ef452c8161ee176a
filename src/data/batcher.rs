//! Minibatches in a seeded order that does not depend on when the data arrives.

use burn::tensor::{Device, Tensor, TensorData};
use serde::{Deserialize, Serialize};

use super::{Dataset, PIXELS, pm1};
use crate::rng::{HostRng, Stream};

/// Images per shard. The first epoch shuffles within each shard, in the order of the shards, so that
/// training can start when the first one is in and a seed still gives the same run on a slow network.
pub const SHARD_IMAGES: usize = 10_000;

/// Where the batcher stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPosition {
    /// Passes through the whole data set that are complete.
    pub epoch: u32,
    /// Images of the current epoch that were handed out.
    pub cursor: u32,
}

/// One minibatch.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Images `[batch, 784]` in [-1, 1], or points `[batch, dimensions]`.
    pub samples: Tensor<2>,
    /// One label per image, where there are labels.
    pub labels: Option<Vec<u8>>,
}

/// One minibatch in host memory.
#[derive(Clone, Debug)]
pub struct Pixels {
    /// Images one after another, in [-1, 1].
    pub pixels_pm1: Vec<f32>,
    /// One label per image, where there are labels.
    pub labels: Option<Vec<u8>>,
}

/// Hands out minibatches; the last partial one of an epoch is dropped, since fixed shapes are what a GPU caches.
#[derive(Clone, Debug)]
pub struct Batcher {
    seed: u64,
    batch_size: usize,
    position: DataPosition,
    order: Vec<u32>,
    order_of: Option<(u32, usize)>,
}

impl Batcher {
    /// A batcher at the start of the run with this seed.
    pub fn new(seed: u64, batch_size: usize) -> Self {
        Self {
            seed,
            batch_size,
            position: DataPosition::default(),
            order: Vec::new(),
            order_of: None,
        }
    }

    /// Where it stands.
    pub fn position(&self) -> DataPosition {
        self.position
    }

    /// Goes on from `position`.
    pub fn seek(&mut self, position: DataPosition) {
        self.position = position;
    }

    /// The next minibatch, or `None` while its images have not arrived (or the data set is smaller than one batch).
    pub fn next(&mut self, dataset: &Dataset, device: &Device) -> Option<Batch> {
        let Pixels { pixels_pm1, labels } = self.next_pixels(dataset)?;
        let data = TensorData::new(pixels_pm1, [self.batch_size, PIXELS]);
        Some(Batch {
            samples: Tensor::from_data(data, device),
            labels,
        })
    }

    /// The same in host memory.
    pub fn next_pixels(&mut self, dataset: &Dataset) -> Option<Pixels> {
        let count = dataset.count();
        if count < self.batch_size {
            return None;
        }
        let mut position = self.position;
        // A damaged checkpoint may say anything of either number: no sum here may overflow.
        if position.cursor as usize > count - self.batch_size {
            position = DataPosition {
                epoch: position.epoch.wrapping_add(1),
                cursor: 0,
            };
        }
        self.shuffle(position.epoch, count);
        let start = position.cursor as usize;
        let picks = &self.order[start..start + self.batch_size];
        if picks.iter().any(|&pick| pick as usize >= dataset.loaded()) {
            return None;
        }
        let mut pixels = Vec::with_capacity(self.batch_size * PIXELS);
        for &pick in picks {
            pixels.extend(dataset.image(pick as usize).iter().copied().map(pm1));
        }
        let labels = dataset
            .labels()
            .map(|labels| picks.iter().map(|&pick| labels[pick as usize]).collect());
        self.position = DataPosition {
            cursor: (start + self.batch_size) as u32,
            ..position
        };
        Some(Pixels {
            pixels_pm1: pixels,
            labels,
        })
    }

    fn shuffle(&mut self, epoch: u32, count: usize) {
        if self.order_of == Some((epoch, count)) {
            return;
        }
        let mut rng = HostRng::new(self.seed, Stream::Epoch(epoch));
        self.order = if epoch == 0 {
            (0..count)
                .step_by(SHARD_IMAGES)
                .flat_map(|start| {
                    let shard = rng.permutation(SHARD_IMAGES.min(count - start));
                    shard.into_iter().map(move |index| index + start as u32)
                })
                .collect()
        } else {
            rng.permutation(count)
        };
        self.order_of = Some((epoch, count));
    }
}

#[cfg(feature = "flex")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{CLASSES, IdxImages};

    /// Images whose pixels are their index, so that a batch tells which ones it holds.
    fn dataset(announced: usize, loaded: usize) -> Dataset {
        let mut dataset = Dataset::streamed("test", announced).unwrap();
        let pixels: Vec<u8> = (0..loaded).flat_map(|i| [i as u8; PIXELS]).collect();
        let labels: Vec<u8> = (0..loaded).map(label).collect();
        let images = IdxImages {
            count: loaded,
            side: 28,
            pixels: &pixels,
        };
        dataset.push_shard(&images, Some(&labels)).unwrap();
        dataset
    }

    fn label(index: usize) -> u8 {
        (index % CLASSES) as u8
    }

    fn picks(batcher: &mut Batcher, dataset: &Dataset) -> Option<Vec<u8>> {
        let batch = batcher.next_pixels(dataset)?;
        let first = |image: &[f32]| ((image[0] + 1.0) * 127.5).round() as u8;
        let picks: Vec<u8> = batch.pixels_pm1.chunks_exact(PIXELS).map(first).collect();
        let labels: Vec<u8> = picks.iter().map(|&pick| label(pick.into())).collect();
        assert_eq!(batch.labels, Some(labels));
        Some(picks)
    }

    #[test]
    fn an_epoch_shows_each_image_once_and_the_next_in_another_order() {
        let dataset = dataset(20, 20);
        let mut batcher = Batcher::new(1, 5);
        let epoch = |batcher: &mut Batcher| -> Vec<u8> {
            (0..4)
                .flat_map(|_| picks(batcher, &dataset).unwrap())
                .collect()
        };
        let (first, second) = (epoch(&mut batcher), epoch(&mut batcher));
        assert_ne!(first, second);
        for mut seen in [first, second] {
            seen.sort_unstable();
            assert_eq!(seen, (0..20).collect::<Vec<u8>>());
        }
        assert_eq!(batcher.position().epoch, 1);
    }

    #[test]
    fn waiting_for_data_changes_nothing() {
        let mut batcher = Batcher::new(1, 5);
        assert_eq!(picks(&mut batcher, &dataset(20, 0)), None);
        assert_eq!(batcher.position(), DataPosition::default());
        let mut fresh = Batcher::new(1, 5);
        assert_eq!(
            picks(&mut batcher, &dataset(20, 20)),
            picks(&mut fresh, &dataset(20, 20))
        );
    }

    #[test]
    fn seek_goes_on_exactly() {
        let dataset = dataset(23, 23);
        let mut batcher = Batcher::new(1, 5);
        for _ in 0..6 {
            picks(&mut batcher, &dataset);
        }
        let mut again = Batcher::new(1, 5);
        again.seek(batcher.position());
        for _ in 0..9 {
            assert_eq!(picks(&mut batcher, &dataset), picks(&mut again, &dataset));
        }
    }

    #[test]
    fn a_position_beyond_all_data_goes_on_with_the_next_epoch() {
        let dataset = dataset(20, 20);
        let mut batcher = Batcher::new(1, 5);
        batcher.seek(DataPosition {
            epoch: u32::MAX,
            cursor: u32::MAX - 2,
        });
        assert_eq!(picks(&mut batcher, &dataset).unwrap().len(), 5);
        assert_eq!(
            batcher.position(),
            DataPosition {
                epoch: 0,
                cursor: 5
            }
        );
    }

    #[test]
    fn a_batch_is_made_of_rows() {
        let batch = Batcher::new(1, 2)
            .next(&dataset(2, 2), &Device::flex())
            .unwrap();
        assert_eq!(batch.samples.dims(), [2, PIXELS]);
        let values = batch.samples.into_data().try_into_vec::<f32>().unwrap();
        let mut firsts = [values[0], values[PIXELS]];
        firsts.sort_by(f32::total_cmp);
        assert_eq!(firsts, [0, 1].map(pm1));
    }
}
