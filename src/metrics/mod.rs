//! What is measured and drawn.

pub mod classifier;
pub mod divergences;
mod examination;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod fidelity;
pub mod fit;
mod log;
mod modes;
mod probe;
mod sheet;

pub use classifier::Classifier;
pub use examination::{Examination, Extent};
pub use log::csv;
pub use modes::ModeReport;
pub use probe::Probe;
pub use sheet::{Sheet, bytes_of};
