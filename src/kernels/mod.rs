//! Kernels of our own for WebGPU, where what a small network costs is the number of launches: a layer with its bias
//! and activation, batch normalisation, a loss and an optimiser's update are one launch each.
//!
//! Each function answers `None` where its tensors are not on the GPU, and the caller goes on with burn's operations.
//! The arithmetic is that of those operations; the tests compare the two.

mod activation;
mod cost;

#[cfg(feature = "webgpu")]
mod batch_norm;
#[cfg(feature = "webgpu")]
mod classes;
#[cfg(feature = "webgpu")]
mod conv;
#[cfg(feature = "webgpu")]
mod dense;
#[cfg(feature = "webgpu")]
mod join;
#[cfg(feature = "webgpu")]
mod launch;
#[cfg(feature = "webgpu")]
mod loss;
#[cfg(feature = "webgpu")]
mod pointwise;
#[cfg(feature = "webgpu")]
mod program;
#[cfg(feature = "webgpu")]
mod update;

#[cfg(not(feature = "webgpu"))]
mod absent;

pub use activation::Curve;
pub use cost::{Cost, Term};

#[cfg(not(feature = "webgpu"))]
pub use absent::{
    activate, batch_norm, conv_transpose2d, conv2d, cross_entropy, dense, join, log_sum_exp, loss,
    on_gpu, update,
};
#[cfg(feature = "webgpu")]
pub use batch_norm::batch_norm;
#[cfg(feature = "webgpu")]
pub use classes::{cross_entropy, log_sum_exp};
#[cfg(feature = "webgpu")]
pub use conv::{conv_transpose2d, conv2d};
#[cfg(feature = "webgpu")]
pub use dense::dense;
#[cfg(feature = "webgpu")]
pub use join::join;
#[cfg(feature = "webgpu")]
pub use launch::on_gpu;
#[cfg(feature = "webgpu")]
pub use loss::loss;
#[cfg(feature = "webgpu")]
pub use pointwise::activate;
#[cfg(feature = "webgpu")]
pub use update::update;

use burn::tensor::Tensor;

/// How a convolution's window moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Zeros around the image, in pixels.
    pub padding: usize,
}

/// What a batch normalisation in training needs to know.
#[derive(Debug)]
pub struct Norm<'a> {
    /// γ, `[channels]`.
    pub gamma: &'a Tensor<1>,
    /// β, `[channels]`.
    pub beta: &'a Tensor<1>,
    /// `[channels]`, outside any graph.
    pub running_mean: &'a Tensor<1>,
    /// `[channels]`, outside any graph.
    pub running_var: &'a Tensor<1>,
    /// Added to the variance.
    pub epsilon: f64,
    /// Weight of the new batch in the running statistics.
    pub momentum: f64,
}

/// What comes out of it.
#[derive(Debug)]
pub struct Normed {
    /// `[batch, len]`, after the activation.
    pub y: Tensor<2>,
    /// The running mean from now on.
    pub running_mean: Tensor<1>,
    /// The running variance from now on.
    pub running_var: Tensor<1>,
}

/// An optimiser's rule as numbers, with its corrections for this step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// `m ← β₁m + (1−β₁)g`, `v ← β₂v + (1−β₂)g²`, `θ ← θ − step·m / (√v·root + ε)`.
    Adam {
        /// `lr / (1 − β₁ᵗ)`.
        step: f64,
        /// `1 / √(1 − β₂ᵗ)`.
        root: f64,
        /// β₁.
        beta1: f64,
        /// β₂.
        beta2: f64,
        /// ε.
        epsilon: f64,
    },
    /// `v ← αv + (1−α)g²`, `θ ← θ − lr·g / (√v + ε)`.
    RmsProp {
        /// Learning rate.
        lr: f64,
        /// α.
        decay: f64,
        /// ε.
        epsilon: f64,
    },
    /// `m ← μm + g`, `θ ← θ − lr·m`.
    Sgd {
        /// Learning rate.
        lr: f64,
        /// μ.
        momentum: f64,
    },
    /// `θ ← kθ + (1−k)g`: no step, but an average that follows `g`.
    Blend {
        /// k.
        kept: f64,
    },
    /// `θ ← min(max(θ, −c), c)`.
    Clip {
        /// c.
        c: f64,
    },
}

/// A parameter, its gradient and its moments.
#[derive(Debug)]
pub struct Moved {
    /// θ, flat.
    pub theta: Tensor<1>,
    /// Its gradient, where the rule has one.
    pub gradient: Option<Tensor<1>>,
    /// As many as the rule keeps.
    pub moments: Vec<Tensor<1>>,
}
