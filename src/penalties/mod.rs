//! Constraints on the discriminator. The penalties are functions of ∇ₓD, which is a forward program of its own
//! ([`Network::input_gradient`]), so that one backward pass gives their exact gradient.

mod dragan;
mod gradient_penalty;
mod r1;

pub use dragan::{DRAGAN, dragan};
pub use gradient_penalty::{WGAN_GP, gradient_penalty};
pub use r1::{R1, r1};

use burn::tensor::Tensor;

use crate::error::Result;
use crate::nets::{Network, Pass};
use crate::options::{Settings, table};

/// Keeps the root differentiable at a vanishing gradient.
const EPSILON: f64 = 1e-12;

/// How the discriminator is kept from being too steep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Not at all.
    None,
    /// Every weight is clamped to ±c after each of its steps (1701.07875).
    Clip,
    /// 1704.00028.
    GradientPenalty,
    /// 1801.04406.
    R1,
    /// 1705.07215.
    Dragan,
    /// 1802.05957.
    SpectralNorm,
}

impl Constraint {
    /// Identifiers in the table of options.
    pub const IDS: &'static [&'static str] = &[
        "none",
        "clip",
        "gradient_penalty",
        "r1",
        "dragan",
        "spectral_norm",
    ];

    /// The constraint that the settings ask for.
    pub fn from_settings(settings: &Settings) -> Self {
        match settings.choice(&table::CONSTRAINT) {
            "clip" => Self::Clip,
            "gradient_penalty" => Self::GradientPenalty,
            "r1" => Self::R1,
            "dragan" => Self::Dragan,
            "spectral_norm" => Self::SpectralNorm,
            _ => Self::None,
        }
    }

    /// Whether it rules BatchNorm out: a penalty, since each score must depend on its own sample alone; spectral
    /// normalisation, since what it divides a weight by BatchNorm would multiply it by again.
    pub fn rules_out_batch_norm(self) -> bool {
        !matches!(self, Self::None | Self::Clip)
    }
}

/// A discriminator at the moment of a penalty.
#[derive(Debug)]
pub struct Critic<'a, 'b> {
    /// The network, tracked.
    pub network: &'a mut Network,
    /// Joined to each sample, `[batch, numbers]`, where there is a condition.
    pub condition: Option<Tensor<2>>,
    /// Training mode.
    pub pass: &'a mut Pass<'b>,
}

impl Critic<'_, '_> {
    /// `∇ₓD`, `[batch, sample]`, at constant samples of that shape.
    fn gradient(&mut self, samples: Tensor<2>) -> Result<Tensor<2>> {
        let width = samples.dims()[1];
        let input = match &self.condition {
            Some(condition) => Tensor::cat(vec![samples, condition.clone()], 1),
            None => samples,
        };
        let (_, gradient) = self.network.input_gradient(input, self.pass)?;
        Ok(gradient.narrow(1, 0, width))
    }

    /// `E(‖∇ₓD‖₂ − 1)²`, `[1]`.
    fn unit_slope(&mut self, samples: Tensor<2>) -> Result<Tensor<1>> {
        let gradient = self.gradient(samples)?;
        let square = (gradient.clone() * gradient).sum_dim(1); // [B, 1]
        let excess = square.add_scalar(EPSILON).sqrt().sub_scalar(1.0);
        Ok((excess.clone() * excess).mean())
    }
}
