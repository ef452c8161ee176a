//! R₁: no slope where the data is.

use burn::tensor::Tensor;

use super::Critic;
use crate::error::Result;
use crate::variants::Paper;

/// Where it comes from.
pub const R1: Paper = Paper {
    arxiv: "1801.04406",
    title: "Which Training Methods for GANs do actually Converge?",
    authors: "Mescheder, Geiger, Nowozin",
    year: 2018,
};

/// `½E‖∇ₓD(x)‖²`, `[1]`, on real samples (1801.04406, equation 9); `real` is constant, `[batch, sample]`.
///
/// # Errors
/// As [`crate::nets::Network::input_gradient`].
pub fn r1(critic: &mut Critic, real: Tensor<2>) -> Result<Tensor<1>> {
    let gradient = critic.gradient(real)?;
    Ok((gradient.clone() * gradient)
        .sum_dim(1)
        .mean()
        .mul_scalar(0.5))
}
