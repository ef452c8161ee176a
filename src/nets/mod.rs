//! Networks: layers in a row, from `[batch, inputs]` to `[batch, outputs]`.

pub mod architectures;
mod blueprint;
#[cfg(feature = "flex")]
mod host;
mod init;
mod input_gradient;
pub mod layers;
mod network;
mod param;
mod spectral;

pub use architectures::Architecture;
pub use blueprint::Blueprint;
pub use init::{Init, Initializer};
pub use network::{Network, Pass};
pub use param::Param;
pub use spectral::Spectral;
