//! What is tested on the CPU device, natively. One program: each one more would link burn once more.
#![cfg(all(not(target_arch = "wasm32"), feature = "flex"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[cfg(feature = "cli")]
mod cli;
mod conflicts;
mod divergences;
mod effects;
mod errors;
mod examination;
mod export;
mod finite_differences;
mod golden;
mod golden_encoders;
mod golden_images;
mod golden_penalties;
#[cfg(feature = "cli")]
mod metrics;
#[path = "../support/mod.rs"]
mod support;
mod techniques;
mod training;
