//! Initial weights, drawn on the host.

use burn::tensor::{Device, Tensor, TensorData};

use super::Param;
use crate::rng::HostRng;

/// How the weights of a network start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// Weights and biases from U(±1/√fan_in), the default of PyTorch's `Linear` and `Conv2d`.
    FanIn,
    /// Weights from N(0, 0.02), BatchNorm scales from N(1, 0.02), biases 0 (1511.06434).
    Dcgan,
    /// Weights from U(±range), biases 0 (the code of 1406.2661).
    Uniform(f32),
}

/// Makes parameters from the stream of initial weights.
#[derive(Debug)]
pub struct Initializer<'a> {
    /// How.
    pub init: Init,
    /// From which stream.
    pub rng: &'a mut HostRng,
    /// Where to.
    pub device: &'a Device,
}

impl Initializer<'_> {
    /// A weight of a linear or convolution layer.
    pub fn weight(&mut self, shape: &[usize], fan_in: usize) -> Param {
        let count = shape.iter().product();
        let values = match self.init {
            Init::FanIn => self.uniform(count, 1.0 / (fan_in as f32).sqrt()),
            Init::Dcgan => self.normal(count, 0.0, 0.02),
            Init::Uniform(range) => self.uniform(count, range),
        };
        self.param(shape, values)
    }

    /// The bias of a linear or convolution layer, `[count]`.
    pub fn bias(&mut self, count: usize, fan_in: usize) -> Param {
        let values = match self.init {
            Init::FanIn => self.uniform(count, 1.0 / (fan_in as f32).sqrt()),
            Init::Dcgan | Init::Uniform(_) => vec![0.0; count],
        };
        self.param(&[count], values)
    }

    /// The scale γ of BatchNorm, `[count]`.
    pub fn scale(&mut self, count: usize) -> Param {
        let values = match self.init {
            Init::Dcgan => self.normal(count, 1.0, 0.02),
            Init::FanIn | Init::Uniform(_) => vec![1.0; count],
        };
        self.param(&[count], values)
    }

    /// The shift β of BatchNorm, `[count]`.
    pub fn shift(&mut self, count: usize) -> Param {
        self.param(&[count], vec![0.0; count])
    }

    fn param(&self, shape: &[usize], values: Vec<f32>) -> Param {
        let count = values.len();
        let value = Tensor::from_data(TensorData::new(values, [count]), self.device);
        Param::new(shape, value)
    }

    fn uniform(&mut self, count: usize, range: f32) -> Vec<f32> {
        let mut values = self.rng.uniform_pm1(count);
        values.iter_mut().for_each(|v| *v *= range);
        values
    }

    fn normal(&mut self, count: usize, mean: f32, deviation: f32) -> Vec<f32> {
        let mut values = self.rng.normal(count);
        values.iter_mut().for_each(|v| *v = mean + deviation * *v);
        values
    }
}
