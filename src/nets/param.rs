//! A trainable tensor.

use burn::tensor::{Gradients, Tensor};

/// A trainable tensor, stored flat so that optimiser, moving average and checkpoint are one loop over a
/// list whatever the ranks are; the layers see it in its shape.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its shape, as the layer uses it.
    pub shape: Vec<usize>,
    value: Tensor<1>,
    leaf: Option<Tensor<1>>,
}

impl Param {
    /// A parameter of this shape with these values (row-major).
    pub fn new(shape: &[usize], value: Tensor<1>) -> Self {
        Self {
            shape: shape.to_vec(),
            value,
            leaf: None,
        }
    }

    /// The values, flat, outside any autodiff graph.
    pub fn value(&self) -> &Tensor<1> {
        &self.value
    }

    /// Replaces the values.
    pub fn set_value(&mut self, value: Tensor<1>) {
        self.value = value;
    }

    /// Takes the values out for an update in place; [`Param::set_value`] must follow.
    pub fn take_value(&mut self) -> Tensor<1> {
        let device = self.value.device();
        std::mem::replace(&mut self.value, Tensor::empty([0], &device))
    }

    /// In its shape, for a forward pass; tracked by autodiff between [`Param::track`] and [`Param::untrack`].
    pub fn tensor<const D: usize>(&self) -> Tensor<D> {
        let flat = self.flat();
        let mut shape = [1; D];
        for (to, from) in shape.iter_mut().zip(&self.shape) {
            *to = *from;
        }
        flat.reshape(shape)
    }

    /// Flat, tracked like [`Param::tensor`].
    pub fn flat(&self) -> Tensor<1> {
        self.leaf.as_ref().unwrap_or(&self.value).clone()
    }

    /// Forward passes from now on record what is needed for this parameter's gradient.
    pub fn track(&mut self) {
        self.leaf = Some(self.value.clone().autodiff().require_grad());
    }

    /// The gradient in `gradients`, while this parameter is tracked.
    pub fn gradient(&self, gradients: &Gradients) -> Option<Tensor<1>> {
        self.leaf.as_ref().and_then(|leaf| leaf.grad(gradients))
    }

    /// Ends tracking and takes the gradient out of `gradients`; none if the loss does not depend on it.
    pub fn untrack(&mut self, gradients: &mut Gradients) -> Option<Tensor<1>> {
        self.leaf
            .take()
            .and_then(|leaf| leaf.grad_remove(gradients))
    }
}
