//! What is measured and drawn.

pub mod classifier;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod fidelity;
pub mod fit;
mod log;
mod modes;
mod sheet;

pub use classifier::Classifier;
pub use log::csv;
pub use modes::ModeReport;
pub use sheet::{Sheet, bytes_of};
