//! Stochastic gradient descent with momentum.

use crate::kernels::Step;

/// `m ← μm + g`, `θ ← θ − lr·m`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// Learning rate.
    pub lr: f64,
    /// μ.
    pub momentum: f64,
}

impl Sgd {
    /// What a step does.
    pub(super) fn at_step(&self) -> Step {
        Step::Sgd {
            lr: self.lr,
            momentum: self.momentum,
        }
    }
}
