//! Figures of merit of images: how near samples are to the test set, on the features of a small classifier.

mod evaluate;
mod features;
mod figures;
mod frechet;
mod kernel_distance;
mod neighbours;
mod reference;

pub use evaluate::{Images, evaluate, evaluate_training_set, sample_bytes};
pub use features::Features;
pub use figures::{FIGURES, Figure, Figures, Format};
pub use frechet::frechet_distance;
pub use kernel_distance::kernel_distance;
pub use neighbours::{Balls, Overlap};
pub use reference::{Reference, WEIGHTS, classes_present};
