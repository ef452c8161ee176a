//! Historical averaging (1606.03498 §3.3): `‖θ − (1/t) Σ θᵢ‖²` keeps the players from running in circles.

use burn::tensor::Tensor;

use crate::error::Result;
use crate::nets::Param;
use crate::optim::blend;

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
    ///
    /// # Errors
    /// [`GantryError::Device`](crate::GantryError::Device) when the device's memory cannot be reached.
    pub fn record(&mut self, params: &mut [&mut Param]) -> Result<()> {
        self.steps += 1;
        let share = 1.0 / f64::from(self.steps);
        blend(&mut self.means, params, 1.0 - share)
    }
}

#[cfg(all(test, feature = "flex"))]
mod tests {
    use burn::tensor::{Device, TensorData};

    use super::*;

    #[test]
    fn the_penalty_pulls_towards_the_mean_of_all_steps() {
        let device = Device::flex();
        let at = |values: [f32; 2]| Tensor::<1>::from_data(TensorData::from(values), &device);
        let read = |tensor: Tensor<1>| tensor.into_data().try_into_vec::<f32>().unwrap();
        let mut param = Param::new(&[2], at([1.0, -2.0]));
        let mut history = History::new(&[&mut param]);
        for values in [[2.0, 0.0], [6.0, -1.0]] {
            param.set_value(at(values));
            history.record(&mut [&mut param]).unwrap();
        }
        // The mean of (1, −2), (2, 0) and (6, −1) is (3, −1).
        let mean = read(history.means[0].clone());
        assert!((mean[0] - 3.0).abs() < 1e-6 && (mean[1] + 1.0).abs() < 1e-6);

        param.set_value(at([5.0, -4.0]));
        param.track();
        let penalty = history.penalty(&[&mut param]).unwrap();
        let gradients = penalty.backward();
        assert!((read(penalty.inner())[0] - (4.0 + 9.0)).abs() < 1e-4);
        let gradient = read(param.gradient(&gradients).unwrap());
        assert!((gradient[0] - 4.0).abs() < 1e-5 && (gradient[1] + 6.0).abs() < 1e-5);
    }
}
