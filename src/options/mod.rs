//! The one table of options, and the settings of a run that are made from it.

pub mod conflicts;
mod settings;
mod spec;
pub mod table;

pub use settings::{Changes, Settings};
pub use spec::{Default, Group, Kind, OptionSpec, Scale, Value, When};
