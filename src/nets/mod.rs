//! Networks: layers in a row, from `[batch, inputs]` to `[batch, outputs]`.

pub mod architectures;
mod init;
pub mod layers;
mod network;
mod param;

pub use architectures::{Architecture, NetPair};
pub use init::{Init, Initializer};
pub use network::{Network, Pass};
pub use param::Param;
