//! Spectral normalisation (1802.05957): a weight divided by its largest singular value.

use burn::tensor::{Tensor, TensorData};

use super::{Initializer, Param};

/// Keeps a norm from being 0.
const EPSILON: f64 = 1e-12;

/// Estimates of the first singular vectors of a weight, seen as a matrix `[shape[0], rest]`.
#[derive(Clone, Debug)]
pub struct Spectral {
    /// Left, `[shape[0]]`.
    pub u: Tensor<1>,
    /// Right, `[rest]`.
    pub v: Tensor<1>,
}

impl Spectral {
    /// Random vectors for `weight`, one iteration on.
    pub fn new(weight: &Param, init: &mut Initializer) -> Self {
        let rows = weight.shape[0];
        let columns: usize = weight.shape[1..].iter().product();
        let u = TensorData::new(init.rng.normal(rows), [rows]);
        let mut spectral = Self {
            u: normalised(Tensor::from_data(u, init.device)),
            v: Tensor::zeros([columns], init.device),
        };
        spectral.iterate(weight);
        spectral
    }

    /// One power iteration: `v ← Wᵀu/‖Wᵀu‖`, `u ← Wv/‖Wv‖`.
    pub fn iterate(&mut self, weight: &Param) {
        let [rows, columns] = [self.u.dims()[0], self.v.dims()[0]];
        let w = weight.value().clone().reshape([rows, columns]);
        let u = self.u.clone().reshape([1, rows]);
        self.v = normalised(u.matmul(w.clone()).reshape([columns]));
        let v = self.v.clone().reshape([columns, 1]);
        self.u = normalised(w.matmul(v).reshape([rows]));
    }

    /// `W/σ` with `σ = uᵀWv`; u and v are constants, so that the gradient is that of 1802.05957, equation 12.
    pub fn apply<const D: usize>(&self, weight: Tensor<D>) -> Tensor<D> {
        let [rows, columns] = [self.u.dims()[0], self.v.dims()[0]];
        let outer = self.u.clone().reshape([rows, 1]) * self.v.clone().reshape([1, columns]);
        let sigma = (weight.clone().reshape([rows, columns]) * outer).sum();
        weight / sigma.reshape([1; D])
    }
}

fn normalised(x: Tensor<1>) -> Tensor<1> {
    let norm = (x.clone() * x.clone()).sum().sqrt().add_scalar(EPSILON);
    x / norm
}
