//! The penalty of WGAN-GP.

use burn::tensor::{Tensor, TensorData};

use super::Critic;
use crate::error::Result;
use crate::rng::HostRng;
use crate::variants::Paper;

/// Where it comes from.
pub const WGAN_GP: Paper = Paper {
    arxiv: "1704.00028",
    title: "Improved Training of Wasserstein GANs",
    authors: "Gulrajani, Ahmed, Arjovsky, Dumoulin, Courville",
    year: 2017,
};

/// `E(‖∇ₓD(x̂)‖₂ − 1)²`, `[1]`, with x̂ uniform on the segment between a real and a fake sample (1704.00028,
/// equation 3). `real` and `fake` are constants, `[batch, sample]`.
///
/// # Errors
/// As [`crate::nets::Network::input_gradient`].
pub fn gradient_penalty(
    critic: &mut Critic,
    real: Tensor<2>,
    fake: Tensor<2>,
    rng: &mut HostRng,
) -> Result<Tensor<1>> {
    let batch = real.dims()[0];
    let share: Vec<f32> = (0..batch).map(|_| rng.unit()).collect();
    let share = Tensor::from_data(TensorData::new(share, [batch, 1]), &real.device());
    let between = fake.clone() + share * (real - fake);
    critic.unit_slope(between)
}
