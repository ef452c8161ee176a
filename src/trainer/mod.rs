//! Algorithm 1 as a state machine that can be paused, saved and restored anywhere.

mod checkpoint;
mod pending;
mod snapshot;
mod state;
mod step;

pub use pending::Point;
pub use state::{Position, Trainer};
pub use step::Step;
