//! Exponential moving average of the generator's weights: what is drawn is calmer than what is trained.

use burn::tensor::Tensor;

use crate::nets::Network;

/// `θ̄ ← dθ̄ + (1−d)θ` over the parameters of a network.
#[derive(Clone, Debug)]
pub struct Ema {
    /// The averages, in the order of the parameters.
    pub averages: Vec<Tensor<1>>,
}

impl Ema {
    /// Starts at the network's present weights.
    pub fn new(network: &mut Network) -> Self {
        let averages = network
            .params_mut()
            .iter()
            .map(|(_, param)| param.value().clone())
            .collect();
        Self { averages }
    }

    /// Moves the averages towards the network's weights.
    pub fn update(&mut self, network: &mut Network, decay: f64) {
        for (average, (_, param)) in self.averages.iter_mut().zip(network.params_mut()) {
            *average =
                average.clone().mul_scalar(decay) + param.value().clone().mul_scalar(1.0 - decay);
        }
    }

    /// A copy of `network` with the averaged weights.
    pub fn applied_to(&self, network: &Network) -> Network {
        let mut averaged = network.clone();
        for ((_, param), average) in averaged.params_mut().into_iter().zip(&self.averages) {
            param.set_value(average.clone());
        }
        averaged
    }
}
