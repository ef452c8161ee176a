//! Why data cannot be used for training.

use thiserror::Error;

use super::Params;

/// Why data cannot be used for training.
#[derive(Debug, Error)]
pub enum DatasetProblem {
    /// No images are announced, or too many.
    #[error(
        "a data set of {count} images was announced; 1 to {most} are possible. Build the site's data again"
    )]
    Count {
        /// How many were announced.
        count: usize,
        /// How many are possible.
        most: usize,
    },
    /// More images than were announced.
    #[error(
        "{count} images were announced, and more than that arrived. Reload the page, or build the site's data again"
    )]
    TooMany {
        /// How many were announced.
        count: usize,
    },
    /// Not one label for each image.
    #[error(
        "there are {labels} labels for {images} images. Choose the labels file that belongs to the images"
    )]
    LabelCount {
        /// How many labels.
        labels: usize,
        /// How many images.
        images: usize,
    },
    /// A label that is none of the classes.
    #[error(
        "there is a label {found}, and the classes are 0 to {last}. Choose labels of these classes, or the images without a labels file: they train every variant that needs no labels"
    )]
    UnknownClass {
        /// The largest label.
        found: u8,
        /// The last class.
        last: usize,
    },
    /// Less than one minibatch.
    #[error(
        "{name} holds {images} images, and a minibatch is {batch}. Choose a larger file, or a smaller batch size"
    )]
    TooSmall {
        /// What the data set is called.
        name: String,
        /// How many images it holds.
        images: usize,
        /// How many a step takes.
        batch: usize,
    },
    /// The download has not brought anything yet.
    #[error("no images have arrived. Wait for the first ones")]
    NoImages,
    /// The visitor has not drawn anything yet.
    #[error("no points have been drawn. Draw some, or choose another data set")]
    NoPoints,
    /// A step or a drawing needs data, and there is none.
    #[error("there is no data to learn from. Load a data set first")]
    Missing,
    /// The evaluation of a run on images was given none (native only).
    #[error("this run is of images. Say with --data where MNIST's files are")]
    NotGiven,
}

impl DatasetProblem {
    pub(super) fn params(&self) -> Params {
        let reason = Params::reason;
        match self {
            Self::Count { count, most } => {
                reason("count").with("count", *count).with("most", *most)
            }
            Self::TooMany { count } => reason("too_many").with("count", *count),
            Self::LabelCount { labels, images } => reason("label_count")
                .with("labels", *labels)
                .with("images", *images),
            Self::UnknownClass { found, last } => reason("unknown_class")
                .with("found", u32::from(*found))
                .with("last", *last),
            Self::TooSmall {
                name,
                images,
                batch,
            } => reason("too_small")
                .with("name", name.as_str())
                .with("images", *images)
                .with("batch", *batch),
            Self::NoImages => reason("no_images"),
            Self::NoPoints => reason("no_points"),
            Self::Missing => reason("missing"),
            Self::NotGiven => reason("not_given"),
        }
    }
}
