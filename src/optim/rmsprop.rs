//! RMSProp (Tieleman and Hinton, 2012).

use burn::tensor::Tensor;

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

    pub(super) fn update_device(
        &self,
        theta: Tensor<1>,
        grad: Tensor<1>,
        v: Tensor<1>,
    ) -> (Tensor<1>, Vec<Tensor<1>>) {
        let square = grad.clone().mul(grad.clone());
        let v = v.mul_scalar(self.decay) + square.mul_scalar(1.0 - self.decay);
        let theta = theta - grad.mul_scalar(self.lr) / v.clone().sqrt().add_scalar(EPSILON);
        (theta, vec![v])
    }
}
