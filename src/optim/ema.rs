//! Exponential moving average of the generator's weights: what is drawn is calmer than what is trained.

use burn::tensor::Tensor;

use super::blend;
use crate::error::Result;
use crate::nets::Param;

/// `θ̄ ← dθ̄ + (1−d)θ` over a list of parameters.
#[derive(Clone, Debug)]
pub struct Ema {
    /// The averages, in the order of the parameters.
    pub averages: Vec<Tensor<1>>,
}

impl Ema {
    /// Starts at the present weights.
    pub fn new(params: &[&mut Param]) -> Self {
        let averages = params.iter().map(|param| param.value().clone()).collect();
        Self { averages }
    }

    /// Moves the averages towards the weights.
    ///
    /// # Errors
    /// [`GantryError::Device`](crate::GantryError::Device) when the device's memory cannot be reached.
    pub fn update(&mut self, params: &mut [&mut Param], decay: f64) -> Result<()> {
        blend(&mut self.averages, params, decay)
    }

    /// Puts the averages in the place of the weights.
    pub fn apply(&self, params: Vec<&mut Param>) {
        for (param, average) in params.into_iter().zip(&self.averages) {
            param.set_value(average.clone());
        }
    }
}
