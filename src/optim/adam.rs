//! Adam (1412.6980).

use crate::kernels::Step;

/// Added to the root of the second moment.
pub const EPSILON: f64 = 1e-8;

/// `m ← β₁m + (1−β₁)g`, `v ← β₂v + (1−β₂)g²`, `θ ← θ − lr·m̂ / (√v̂ + ε)`, m̂ and v̂ corrected for their start at 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// Learning rate.
    pub lr: f64,
    /// Decay of the first moment.
    pub beta1: f64,
    /// Decay of the second moment.
    pub beta2: f64,
}

impl Adam {
    /// Step size `lr / (1 − β₁ᵗ)` and root correction `1 / √(1 − β₂ᵗ)`.
    fn corrections(&self, t: u32) -> (f64, f64) {
        let power = |beta: f64| 1.0 - beta.powf(f64::from(t));
        (
            self.lr / power(self.beta1),
            power(self.beta2).sqrt().recip(),
        )
    }

    /// In step `t`.
    pub(super) fn at_step(&self, t: u32) -> Step {
        let (step, root) = self.corrections(t);
        Step::Adam {
            step,
            root,
            beta1: self.beta1,
            beta2: self.beta2,
            epsilon: EPSILON,
        }
    }
}
