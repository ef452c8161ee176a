//! The types that the page and the worker exchange; their TypeScript is generated from here.

mod exam;
mod registry;
mod report;
mod scatter;

pub use exam::{Examiner, Mark};
pub use registry::{OptionEntry, Registry, VariantEntry};
pub use report::{DatasetInfo, DeviceInfo, Report};
pub use scatter::Scatter;
