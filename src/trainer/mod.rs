//! Algorithm 1 as a state machine that can be paused, saved and restored anywhere.

mod checkpoint;
mod draw;
mod history;
mod look_ahead;
mod pending;
mod provisions;
mod rehearsal;
mod snapshot;
mod state;
mod step;

pub(crate) use checkpoint::{from_safetensors, to_safetensors};
pub(crate) use snapshot::HostTensor;

pub use draw::{Picture, Request};
pub use pending::Point;
pub use state::{Position, Trainer};
pub use step::Step;
