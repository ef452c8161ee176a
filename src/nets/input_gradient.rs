//! The gradient of a score with respect to its input, as a forward program.
//!
//! burn differentiates once. A penalty on ∇ₓD needs the gradient of a gradient; but ∇ₓD of a network in a row is
//! itself a short forward program: the layers' transposes in reverse order, each times the slope of its activation.
//! One ordinary backward pass through that program is exact.

use burn::tensor::{Tensor, TensorData};

use super::layers::Layer;
use super::{Network, Pass};
use crate::error::{Mismatch, Result};

/// What the way back needs to know of the way there.
enum Slope {
    /// The layer is linear.
    Linear,
    /// The slope at each number.
    Pointwise(Tensor<2>),
}

impl Network {
    /// The first column `[batch, 1]` of the output for constant `x`, and its gradient `∇ₓ` `[batch, inputs]`,
    /// which the parameters' gradients pass through.
    ///
    /// # Errors
    /// [`GantryError::Incompatible`](crate::GantryError::Incompatible) when a layer mixes the samples of a batch: then a sample has no gradient of its own.
    pub fn input_gradient(
        &mut self,
        x: Tensor<2>,
        pass: &mut Pass,
    ) -> Result<(Tensor<2>, Tensor<2>)> {
        let mut y = x;
        let mut slopes = Vec::with_capacity(self.layers.len());
        for layer in &mut self.layers {
            let slope;
            (y, slope) = there(layer, y, pass)?;
            slopes.push(slope);
        }
        let [batch, outputs] = y.dims();
        let mut first = vec![0.0_f32; batch * outputs];
        first.iter_mut().step_by(outputs).for_each(|v| *v = 1.0);
        let device = y.device().inner();
        let mut g = Tensor::from_data(TensorData::new(first, [batch, outputs]), &device);
        for (layer, slope) in self.layers.iter().zip(slopes).rev() {
            g = back(layer, g, slope)?;
        }
        Ok((y.narrow(1, 0, 1), g))
    }
}

fn there(layer: &mut Layer, x: Tensor<2>, pass: &mut Pass) -> Result<(Tensor<2>, Slope)> {
    Ok(match layer {
        Layer::Activation(activation) => {
            let (y, slope) = activation.forward_with_slope(x);
            (y, Slope::Pointwise(slope))
        }
        Layer::Maxout(maxout) => {
            let (y, slope) = maxout.forward_with_slope(x);
            (y, Slope::Pointwise(slope))
        }
        Layer::Dropout(dropout) => match dropout.mask(&x, pass) {
            Some(mask) => (x * mask.clone(), Slope::Pointwise(mask)),
            None => (x, Slope::Linear),
        },
        Layer::Linear(_)
        | Layer::Conv2d(_)
        | Layer::ConvTranspose2d(_)
        | Layer::ConditionMaps(_)
        | Layer::Difference => (layer.forward(x, pass), Slope::Linear),
        _ => return Err(Mismatch::MixedSamples.into()),
    })
}

fn back(layer: &Layer, g: Tensor<2>, slope: Slope) -> Result<Tensor<2>> {
    Ok(match (layer, slope) {
        (Layer::Maxout(layer), Slope::Pointwise(slope)) => layer.pull_back(g, slope),
        (_, Slope::Pointwise(slope)) => g * slope,
        (Layer::Linear(layer), _) => layer.pull_back(g),
        (Layer::Conv2d(layer), _) => layer.pull_back(g),
        (Layer::ConvTranspose2d(layer), _) => layer.pull_back(g),
        (Layer::ConditionMaps(layer), _) => layer.pull_back(g),
        (Layer::Difference, _) => Tensor::cat(vec![g.clone().neg(), g], 1),
        (Layer::Dropout(_), _) => g,
        _ => return Err(Mismatch::MixedSamples.into()),
    })
}
