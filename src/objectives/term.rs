//! Terms of scores: one launch on the GPU, a few operations of burn's on the processor.

use burn::tensor::{Tensor, activation};

use super::terms::softplus;
use crate::kernels::{self, Cost, Term};

/// `E s(−a)`: what scores cost that should say “real”.
pub const REAL: Term = Term::of(Cost::CrossEntropy).with(1.0);
/// `E s(a)`: what scores cost that should say “fake”.
pub const FAKE: Term = Term::of(Cost::CrossEntropy);

/// The term of these scores, `[1]`.
pub fn mean(term: Term, scores: Tensor<2>) -> Tensor<1> {
    let count = scores.shape().num_elements();
    kernels::loss(&scores, count, term, term).unwrap_or_else(|| on_host(term, scores))
}

fn on_host(term: Term, a: Tensor<2>) -> Tensor<1> {
    let p = term.param;
    let mean = match term.cost {
        Cost::CrossEntropy if p == 1.0 => softplus(a.neg()).mean(),
        Cost::CrossEntropy if p == 0.0 => softplus(a).mean(),
        Cost::CrossEntropy => {
            softplus(a.clone().neg()).mean().mul_scalar(p) + softplus(a).mean().mul_scalar(1.0 - p)
        }
        Cost::HalfSquare => {
            let gap = a.sub_scalar(p);
            (gap.clone() * gap).mean().mul_scalar(0.5)
        }
        Cost::HingeReal => activation::relu(a.neg().add_scalar(1.0)).mean(),
        Cost::HingeFake => activation::relu(a.add_scalar(1.0)).mean(),
        Cost::Score => a.mean(),
        Cost::Exp => a.exp().mean(),
        Cost::ExpNeg => a.neg().exp().mean(),
        Cost::QuarterSquare => ((a.clone() * a.clone()).mul_scalar(0.25) + a).mean(),
        Cost::HalfTanh => a.tanh().mean().mul_scalar(0.5),
    };
    let scaled = match term.scale {
        1.0 => mean,
        scale => mean.mul_scalar(scale),
    };
    match term.offset {
        0.0 => scaled,
        offset => scaled.add_scalar(offset),
    }
}
