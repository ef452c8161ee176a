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
    pub(super) fn update_host(&self, theta: &mut [f32], grad: &[f32], v: &mut [f32]) {
        let (lr, epsilon) = (self.lr as f32, EPSILON as f32);
        let (decay, fresh) = (self.decay as f32, (1.0 - self.decay) as f32);
        for ((theta, &g), v) in theta.iter_mut().zip(grad).zip(v) {
            *v = decay * *v + fresh * g * g;
            *theta -= lr * g / (v.sqrt() + epsilon);
        }
    }

    /// The same for a kernel.
    pub(super) fn kernel_step(&self) -> Step {
        Step::RmsProp {
            lr: self.lr,
            decay: self.decay,
            epsilon: EPSILON,
        }
    }
}
