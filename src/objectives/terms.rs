//! Terms that losses are made of. Rows are samples; batch means are taken.

use std::f64::consts::PI;

use burn::tensor::{Tensor, activation};

use super::term;
use crate::kernels;

/// `s(a) = log(1 + eᵃ) = −log sigmoid(−a)`, stable at both ends.
pub fn softplus(a: Tensor<2>) -> Tensor<2> {
    activation::log_sigmoid(a.neg()).neg()
}

/// `E s(−a)`: what scores cost that should say “real”, `[1]`.
pub fn towards_real(scores: Tensor<2>) -> Tensor<1> {
    term::mean(term::REAL, scores)
}

/// `E s(a)`: what scores cost that should say “fake”, `[1]`.
pub fn towards_fake(scores: Tensor<2>) -> Tensor<1> {
    term::mean(term::FAKE, scores)
}

/// `−log softmax(logits)` at the one of the one-hot rows, which are constant, `[1]`.
pub fn cross_entropy(logits: Tensor<2>, one_hot: Tensor<2>) -> Tensor<1> {
    kernels::cross_entropy(&logits, &one_hot).unwrap_or_else(|| {
        (activation::log_softmax(logits, 1) * one_hot)
            .sum_dim(1)
            .mean()
            .neg()
    })
}

/// Share of rows whose largest logit is at the one of the one-hot rows, `[1]`; not differentiable.
pub fn accuracy(logits: Tensor<2>, one_hot: Tensor<2>) -> Tensor<1> {
    let logits = logits.inner();
    let at_target = (logits.clone() * one_hot).sum_dim(1);
    at_target.greater_equal(logits.max_dim(1)).float().mean()
}

/// `log Σ eˡ` over the columns, `[batch, 1]`.
pub fn log_sum_exp(logits: Tensor<2>) -> Tensor<2> {
    kernels::log_sum_exp(&logits).unwrap_or_else(|| {
        let largest = logits.clone().inner().max_dim(1);
        (logits - largest.clone()).exp().sum_dim(1).log() + largest
    })
}

/// `½(x − μ)² + ½ log 2π`, summed over the columns: −log N(x; μ, 1), `[1]`.
pub fn unit_gaussian_nll(x: Tensor<2>, mean: Tensor<2>) -> Tensor<1> {
    let gap = x - mean;
    let columns = gap.dims()[1] as f64;
    (gap.clone() * gap)
        .sum_dim(1)
        .mean()
        .mul_scalar(0.5)
        .add_scalar(0.5 * columns * (2.0 * PI).ln())
}

/// `KL(N(μ, e^{log σ²}) ‖ N(0, 1))`, summed over the columns, `[1]` (1312.6114, appendix B).
pub fn kl_to_unit_gaussian(mean: Tensor<2>, log_variance: Tensor<2>) -> Tensor<1> {
    let terms = mean.clone() * mean + log_variance.clone().exp() - log_variance.add_scalar(1.0);
    terms.sum_dim(1).mean().mul_scalar(0.5)
}

/// `Σ −[x log x̂ + (1−x) log(1−x̂)]` of pixels in [-1, 1], taken as shares of ink in [0, 1], summed over the
/// columns, `[1]`.
pub fn bernoulli_nll(images_pm1: Tensor<2>, reconstructions_pm1: Tensor<2>) -> Tensor<1> {
    let share = |pm1: Tensor<2>| pm1.add_scalar(1.0).mul_scalar(0.5);
    let x = share(images_pm1);
    let y = share(reconstructions_pm1).clamp(1e-6, 1.0 - 1e-6);
    let ink = x.clone() * y.clone().log();
    let blank = x.neg().add_scalar(1.0) * y.neg().add_scalar(1.0).log();
    (ink + blank).sum_dim(1).mean().neg()
}

/// Mean absolute difference of the numbers, `[1]`.
pub fn mean_absolute(a: Tensor<2>, b: Tensor<2>) -> Tensor<1> {
    (a - b).abs().mean()
}

/// `½‖a − b‖²` of each row, `[1]`: −log N(a; b, 1) without its constant.
pub fn half_square_distance(a: Tensor<2>, b: Tensor<2>) -> Tensor<1> {
    let gap = a - b;
    (gap.clone() * gap).sum_dim(1).mean().mul_scalar(0.5)
}

/// Mean squared difference of the numbers, `[1]`.
pub fn mean_square(a: Tensor<2>, b: Tensor<2>) -> Tensor<1> {
    let gap = a - b;
    (gap.clone() * gap).mean()
}
