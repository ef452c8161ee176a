//! Loops over the numbers of a tensor, in the processor's memory: what a training step does there beside products of
//! matrices.
//!
//! Each takes and gives slices, and is one pass: where it sums over a channel, it goes on with that channel while the
//! cache still holds it. A long one is shared with the [`gemm::team`]. How it is cut does not change a bit of what comes
//! out: a sum is made by one thread, from its first term to its last.

mod batch_norm;
mod bias;
mod border;
mod cells;
mod channels;
mod fold;
mod lanes;
mod pass;
mod pointwise;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod update;

pub use batch_norm::{Norm, Normalised, Pulled, normalise, pull_back};
pub use bias::{add_bias, sums};
pub use border::{Frame, frame};
pub use channels::Shape;
pub use fold::{Fold, fold};
pub use pointwise::Pointwise;
pub use update::{Step, update};
