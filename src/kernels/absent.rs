//! A build without WebGPU has no kernels.

use burn::tensor::Tensor;

use super::{Curve, Moved, Norm, Normed, Step, Term, Window};

/// None.
pub fn dense(_: &Tensor<2>, _: &Tensor<2>, _: Option<&Tensor<1>>, _: Curve) -> Option<Tensor<2>> {
    None
}

/// None.
pub fn conv2d(
    _: &Tensor<4>,
    _: &Tensor<4>,
    _: Option<&Tensor<1>>,
    _: Window,
    _: [usize; 2],
) -> Option<Tensor<4>> {
    None
}

/// None.
pub fn conv_transpose2d(
    _: &Tensor<4>,
    _: &Tensor<4>,
    _: Option<&Tensor<1>>,
    _: Window,
    _: [usize; 2],
) -> Option<Tensor<4>> {
    None
}

/// None.
pub fn activate(_: &Tensor<2>, _: Curve) -> Option<Tensor<2>> {
    None
}

/// None.
pub fn batch_norm(_: &Tensor<2>, _: usize, _: &Norm, _: Curve) -> Option<Normed> {
    None
}

/// None.
pub fn cross_entropy(_: &Tensor<2>, _: &Tensor<2>) -> Option<Tensor<1>> {
    None
}

/// None.
pub fn log_sum_exp(_: &Tensor<2>) -> Option<Tensor<2>> {
    None
}

/// None.
pub fn loss(_: &Tensor<2>, _: usize, _: Term, _: Term) -> Option<Tensor<1>> {
    None
}

/// None.
pub fn update(_: Step, _: Vec<Moved>) -> Option<Vec<Moved>> {
    None
}

/// None.
pub fn join<const D: usize, const E: usize>(_: &[Tensor<D>], _: [usize; E]) -> Option<Tensor<E>> {
    None
}

/// No.
pub fn on_gpu<const D: usize>(_: &Tensor<D>) -> bool {
    false
}
