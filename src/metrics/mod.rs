//! What is measured and drawn.

mod log;
mod modes;
mod sheet;

pub use log::csv;
pub use modes::ModeReport;
pub use sheet::{Sheet, bytes_of};
