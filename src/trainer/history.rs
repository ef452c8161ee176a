//! Historical averaging (1606.03498 §3.3): `‖θ − (1/t) Σ θᵢ‖²` keeps the players from running in circles.

use burn::tensor::Tensor;

use crate::nets::Param;

/// The mean of a player's weights over the steps since it was switched on.
#[derive(Clone, Debug)]
pub struct History {
    /// In the order of the parameters.
    pub means: Vec<Tensor<1>>,
    /// Steps.
    pub steps: u32,
}

impl History {
    /// Starts at the present weights.
    pub fn new(params: &[&mut Param]) -> Self {
        Self {
            means: params.iter().map(|param| param.value().clone()).collect(),
            steps: 1,
        }
    }

    /// The penalty, `[1]`, on tracked parameters; none without parameters.
    pub fn penalty(&self, params: &[&mut Param]) -> Option<Tensor<1>> {
        let terms = params.iter().zip(&self.means).map(|(param, mean)| {
            let gap = param.flat() - mean.clone();
            (gap.clone() * gap).sum()
        });
        terms.reduce(|sum, term| sum + term)
    }

    /// Takes the weights after a step into the mean.
    pub fn record(&mut self, params: &[&mut Param]) {
        self.steps += 1;
        let share = 1.0 / f64::from(self.steps);
        for (mean, param) in self.means.iter_mut().zip(params) {
            *mean = mean.clone().mul_scalar(1.0 - share) + param.value().clone().mul_scalar(share);
        }
    }
}
