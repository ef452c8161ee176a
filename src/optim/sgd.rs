//! Stochastic gradient descent with momentum.

use burn::tensor::Tensor;

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

    pub(super) fn update_device(
        &self,
        theta: Tensor<1>,
        grad: Tensor<1>,
        m: Tensor<1>,
    ) -> (Tensor<1>, Vec<Tensor<1>>) {
        let m = m.mul_scalar(self.momentum) + grad;
        (theta - m.clone().mul_scalar(self.lr), vec![m])
    }
}
