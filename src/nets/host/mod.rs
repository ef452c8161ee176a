//! Operations of our own on the processor, where burn's general ones copy more than they compute. Each is one pass
//! forward and one back; tensors on another device never come here.

mod ops;
mod recorded;
mod windows;

use burn::backend::{Dispatch, DispatchDevice};
use burn::tensor::Tensor;

use super::Param;
use ops::HostOps;
pub use passes::Pointwise;
pub use windows::Windows;

/// Whether `x` lies in the processor's memory. A build for the processor alone knows that it does, and carries no
/// code for what would be otherwise.
pub fn holds<const D: usize>(x: &Tensor<D>) -> bool {
    if cfg!(not(feature = "webgpu")) {
        return true;
    }
    let device = x.device().without_autodiff();
    matches!(device.as_dispatch(), DispatchDevice::Flex(_))
}

/// `x·w`, `[batch, inputs]` → `[batch, outputs]`.
pub fn product(x: Tensor<2>, w: Tensor<2>) -> Tensor<2> {
    Tensor::from_dispatch(Dispatch::product(x.into_dispatch(), w.into_dispatch()))
}

/// Convolution: `[batch, large]` → `[batch, small]`, with a weight `[small.channels, large.channels, side, side]`.
pub fn down(large: Tensor<2>, weight: Tensor<4>, windows: Windows) -> Tensor<2> {
    let (large, weight) = (large.into_dispatch(), weight.into_dispatch());
    Tensor::from_dispatch(Dispatch::slide_down(large, weight, windows))
}

/// Transposed convolution: `[batch, small]` → `[batch, large]`.
pub fn up(small: Tensor<2>, weight: Tensor<4>, windows: Windows) -> Tensor<2> {
    let (small, weight) = (small.into_dispatch(), weight.into_dispatch());
    Tensor::from_dispatch(Dispatch::slide_up(small, weight, windows))
}

/// `x + b` per channel, in place where nobody else needs x.
pub fn add_bias(x: Tensor<2>, bias: Option<&Param>) -> Tensor<2> {
    let Some(bias) = bias else { return x };
    let bias = bias.flat().into_dispatch();
    Tensor::from_dispatch(Dispatch::add_per_channel(x.into_dispatch(), bias))
}

/// A nonlinearity, in place where nobody else needs x.
pub fn bend(x: Tensor<2>, function: Pointwise) -> Tensor<2> {
    Tensor::from_dispatch(Dispatch::bend(x.into_dispatch(), function))
}

/// `γ·(x − mean)/√(variance + ε) + β` per channel, with mean and (biased) variance, which are constants.
pub fn normalise(
    x: Tensor<2>,
    gamma: Tensor<1>,
    beta: Tensor<1>,
    epsilon: f64,
) -> (Tensor<2>, Tensor<1>, Tensor<1>) {
    let (x, gamma, beta) = (
        x.into_dispatch(),
        gamma.into_dispatch(),
        beta.into_dispatch(),
    );
    let (y, mean, variance) = Dispatch::normalise(x, gamma, beta, epsilon as f32);
    let [mean, variance] =
        [mean, variance].map(|per_channel| Tensor::<1>::from_dispatch(per_channel).inner());
    (Tensor::from_dispatch(y), mean, variance)
}
