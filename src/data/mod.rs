//! Samples in: toy distributions; IDX files, rescaling, the data set in memory, minibatches.

mod batcher;
mod dataset;
mod density;
mod idx;
mod one_hot;
mod outlines;
mod pm1;
mod pyramid;
mod rescale;
mod slant;
mod toy;

pub use batcher::{Batch, Batcher, DataPosition, Pixels, SHARD_IMAGES};
pub use dataset::{Dataset, MAX_IMAGES};
pub use density::Mixture;
pub use idx::{IdxImages, parse_images, parse_labels, write_images, write_labels};
pub use one_hot::{CLASSES, one_hot};
pub use outlines::outlines;
pub use pm1::pm1;
pub use pyramid::{doubled, halved};
pub use rescale::rescale_to_28;
pub use slant::Slant;
pub use toy::{Distribution, Source};

/// Height and width of every image that the networks see, in pixels.
pub const SIDE: usize = 28;
/// Pixels of one image.
pub const PIXELS: usize = SIDE * SIDE;
