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
    pub(super) fn update_host(&self, theta: &mut [f32], grad: &[f32], m: &mut [f32]) {
        let (lr, momentum) = (self.lr as f32, self.momentum as f32);
        for ((theta, &g), m) in theta.iter_mut().zip(grad).zip(m) {
            *m = momentum * *m + g;
            *theta -= lr * *m;
        }
    }

    /// The same for a kernel.
    pub(super) fn kernel_step(&self) -> Step {
        Step::Sgd {
            lr: self.lr,
            momentum: self.momentum,
        }
    }
}
