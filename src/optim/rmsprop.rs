//! RMSProp (Tieleman and Hinton, 2012).

use crate::kernels::Step;

/// Added to the root.
pub const EPSILON: f64 = 1e-8;

/// `v ← αv + (1−α)g²`, `θ ← θ − lr·g / (√v + ε)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsProp {
    /// Learning rate.
    pub lr: f64,
    /// α.
    pub decay: f64,
}

impl RmsProp {
    /// What a step does.
    pub(super) fn at_step(&self) -> Step {
        Step::RmsProp {
            lr: self.lr,
            decay: self.decay,
            epsilon: EPSILON,
        }
    }
}
