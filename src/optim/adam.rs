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

    pub(super) fn update_host(
        &self,
        t: u32,
        theta: &mut [f32],
        grad: &[f32],
        m: &mut [f32],
        v: &mut [f32],
    ) {
        let (step, root) = self.corrections(t);
        let (step, root, epsilon) = (step as f32, root as f32, EPSILON as f32);
        let (beta1, beta2) = (self.beta1 as f32, self.beta2 as f32);
        let (fresh1, fresh2) = ((1.0 - self.beta1) as f32, (1.0 - self.beta2) as f32);
        for (((theta, &g), m), v) in theta.iter_mut().zip(grad).zip(m).zip(v) {
            *m = beta1 * *m + fresh1 * g;
            *v = beta2 * *v + fresh2 * g * g;
            *theta -= step * *m / (v.sqrt() * root + epsilon);
        }
    }

    /// The same for a kernel, in step `t`.
    pub(super) fn kernel_step(&self, t: u32) -> Step {
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
