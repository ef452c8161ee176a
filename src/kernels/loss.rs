//! Cross-entropy of raw scores: one launch there, one back.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops};
use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::launch::{
    Bound, empty, groups_of, launch, numbers, on_gpu, plain, record, tracked, wrap,
};
use super::program::Program;

/// `E[r·s(−a) + (1−r)·s(a)]` over the first `real` scores, and `E s(a)` over the others, with
/// `s(a) = log(1 + eᵃ)` and the label r, `[1]`.
pub fn cross_entropy(scores: &Tensor<2>, real: usize, label: f64) -> Option<Tensor<1>> {
    if !on_gpu(scores) {
        return None;
    }
    let fake = scores.shape().num_elements() - real;
    let words = [real as u32, fake as u32, (label as f32).to_bits(), 0];
    if !scores.is_autodiff() {
        return Some(wrap(forward(&plain(scores)?, &words)));
    }
    let scores = tracked(scores)?;
    let node = scores.node();
    let scores = numbers(&scores);
    let loss = forward(&scores, &words);
    Some(record(CrossEntropyBack, [node], (scores, words), loss))
}

#[derive(Debug)]
struct CrossEntropyBack;

impl Backward<CubeBackend, 1> for CrossEntropyBack {
    type State = (CubeTensor, [u32; 4]);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let (scores, words) = ops.state;
        if let [Some(parent)] = ops.parents {
            let gradient = empty(&scores, scores.meta.shape().clone());
            let bound = [
                Bound::Read(&scores),
                Bound::Read(&g),
                Bound::Write(&gradient),
            ];
            let groups = groups_of(scores.meta.num_elements());
            launch(Program::CrossEntropyBack, &bound, &words, groups);
            gradients.register::<CubeBackend>(parent.id, gradient);
        }
    }
}

fn forward(scores: &CubeTensor, words: &[u32; 4]) -> CubeTensor {
    let loss = empty(scores, [1]);
    let bound = [Bound::Read(scores), Bound::Write(&loss)];
    launch(Program::CrossEntropy, &bound, words, 1);
    loss
}
