//! The loss of raw scores: one launch there, one back.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops};
use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::Term;
use super::launch::{
    Bound, empty, groups_of, launch, numbers, on_gpu, plain, record, tracked, wrap,
};
use super::program::Program;

/// The term `first` of the first `count` scores plus the term `rest` of the others, `[1]`.
pub fn loss(scores: &Tensor<2>, count: usize, first: Term, rest: Term) -> Option<Tensor<1>> {
    if !on_gpu(scores) {
        return None;
    }
    let shape = Shape::new(scores.shape().num_elements(), count, first, rest);
    if !scores.is_autodiff() {
        return Some(wrap(forward(&plain(scores)?, &shape)));
    }
    let scores = tracked(scores)?;
    let node = scores.node();
    let scores = numbers(&scores);
    let loss = forward(&scores, &shape);
    Some(record(LossBack, [node], (scores, shape), loss))
}

#[derive(Clone, Debug)]
struct Shape {
    terms: [Term; 2],
    words: [u32; 8],
}

impl Shape {
    fn new(scores: usize, count: usize, first: Term, rest: Term) -> Self {
        let counts = [count, scores - count];
        let terms = [first, rest];
        let of = |number: f64| (number as f32).to_bits();
        let used = terms.iter().zip(counts).filter(|(_, count)| *count > 0);
        let constant = used.map(|(term, _)| term.offset).sum();
        Self {
            terms,
            words: [
                counts[0] as u32,
                counts[1] as u32,
                of(first.param),
                of(rest.param),
                of(first.scale),
                of(rest.scale),
                of(constant),
                0,
            ],
        }
    }

    fn costs(&self) -> [super::Cost; 2] {
        self.terms.map(|term| term.cost)
    }
}

#[derive(Debug)]
struct LossBack;

impl Backward<CubeBackend, 1> for LossBack {
    type State = (CubeTensor, Shape);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let (scores, shape) = ops.state;
        if let [Some(parent)] = ops.parents {
            let gradient = empty(&scores, scores.meta.shape().clone());
            let bound = [
                Bound::Read(&scores),
                Bound::Read(&g),
                Bound::Write(&gradient),
            ];
            let groups = groups_of(scores.meta.num_elements());
            let program = Program::LossBack(shape.costs());
            launch(program, &bound, &shape.words, groups);
            gradients.register::<CubeBackend>(parent.id, gradient);
        }
    }
}

fn forward(scores: &CubeTensor, shape: &Shape) -> CubeTensor {
    let loss = empty(scores, [1]);
    let bound = [Bound::Read(scores), Bound::Write(&loss)];
    launch(Program::Loss(shape.costs()), &bound, &shape.words, 1);
    loss
}
