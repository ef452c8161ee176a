//! DRAGAN: a slope of one around the data.

use burn::tensor::{Tensor, TensorData};

use super::Critic;
use crate::error::Result;
use crate::rng::HostRng;
use crate::variants::Paper;

/// Where it comes from.
pub const DRAGAN: Paper = Paper {
    arxiv: "1705.07215",
    title: "On Convergence and Stability of GANs",
    authors: "Kodali, Abernethy, Hays, Kira",
    year: 2017,
};

/// Noise around the data, in deviations of the minibatch's numbers (the authors' code).
const SPREAD: f64 = 0.5;

/// `E(‖∇ₓD(x̂)‖₂ − 1)²`, `[1]`, with x̂ between a real sample and a noised copy of it: `x̂ = x + α·½·std(x)·u`,
/// α ~ U[0, 1) per sample, u ~ U[0, 1) per number (1705.07215, algorithm 1). `real` is constant, `[batch, sample]`.
///
/// # Errors
/// As [`crate::nets::Network::input_gradient`].
pub fn dragan(critic: &mut Critic, real: Tensor<2>, rng: &mut HostRng) -> Result<Tensor<1>> {
    let [batch, width] = real.dims();
    let mut noise = Vec::with_capacity(batch * width);
    for _ in 0..batch {
        let share = rng.unit();
        noise.extend((0..width).map(|_| share * rng.unit()));
    }
    let noise = Tensor::<2>::from_data(TensorData::new(noise, [batch, width]), &real.device());
    let centred = real.clone() - real.clone().mean().reshape([1, 1]);
    let deviation = (centred.clone() * centred).mean().sqrt().reshape([1, 1]);
    critic.unit_slope(real + noise * deviation.mul_scalar(SPREAD))
}
