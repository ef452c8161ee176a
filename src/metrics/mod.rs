//! What is measured and drawn.

mod log;
mod sheet;

pub use log::csv;
pub use sheet::{Sheet, bytes_of};
