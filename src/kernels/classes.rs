//! What rows of logits say of classes: one launch there, one back.

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

/// `−Σ y log softmax(l)`, its mean over the rows, `[1]`; y `[batch, classes]` is constant.
pub fn cross_entropy(logits: &Tensor<2>, y: &Tensor<2>) -> Option<Tensor<1>> {
    if !on_gpu(logits) {
        return None;
    }
    if !logits.is_autodiff() {
        return Some(wrap(mean(&plain(logits)?, &plain(y)?)));
    }
    let (logits, y) = (tracked(logits)?, numbers(&tracked(y)?));
    let node = logits.node();
    let logits = numbers(&logits);
    let loss = mean(&logits, &y);
    Some(record(CrossEntropyBack, [node], (logits, y), loss))
}

/// `log Σ eˡ` of each row, `[batch, 1]`.
pub fn log_sum_exp(logits: &Tensor<2>) -> Option<Tensor<2>> {
    if !on_gpu(logits) {
        return None;
    }
    if !logits.is_autodiff() {
        return Some(wrap(of_rows(&plain(logits)?)));
    }
    let logits = tracked(logits)?;
    let node = logits.node();
    let logits = numbers(&logits);
    let sums = of_rows(&logits);
    Some(record(LogSumExpBack, [node], logits, sums))
}

fn mean(logits: &CubeTensor, y: &CubeTensor) -> CubeTensor {
    let loss = empty(logits, [1]);
    let bound = [Bound::Read(logits), Bound::Read(y), Bound::Write(&loss)];
    launch(Program::CrossEntropy, &bound, &words(logits), 1);
    loss
}

fn of_rows(logits: &CubeTensor) -> CubeTensor {
    let [rows, ..] = words(logits);
    let sums = empty(logits, [rows as usize, 1]);
    let bound = [Bound::Read(logits), Bound::Write(&sums)];
    let groups = groups_of(rows as usize);
    launch(Program::LogSumExp, &bound, &words(logits), groups);
    sums
}

/// Rows and columns.
fn words(logits: &CubeTensor) -> [u32; 4] {
    let [rows, columns] = logits.meta.shape().dims::<2>();
    [rows as u32, columns as u32, 0, 0]
}

/// The gradient of logits, where a unit has a row.
fn back(program: Program, logits: &CubeTensor, others: &[&CubeTensor]) -> CubeTensor {
    let gradient = empty(logits, logits.meta.shape().clone());
    let mut bound = vec![Bound::Read(logits)];
    bound.extend(others.iter().map(|other| Bound::Read(other)));
    bound.push(Bound::Write(&gradient));
    let [rows, ..] = words(logits);
    launch(program, &bound, &words(logits), groups_of(rows as usize));
    gradient
}

#[derive(Debug)]
struct CrossEntropyBack;

impl Backward<CubeBackend, 1> for CrossEntropyBack {
    type State = (CubeTensor, CubeTensor);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let (logits, y) = ops.state;
        if let [Some(parent)] = ops.parents {
            let gradient = back(Program::CrossEntropyBack, &logits, &[&y, &g]);
            gradients.register::<CubeBackend>(parent.id, gradient);
        }
    }
}

#[derive(Debug)]
struct LogSumExpBack;

impl Backward<CubeBackend, 1> for LogSumExpBack {
    type State = CubeTensor;

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let logits = ops.state;
        if let [Some(parent)] = ops.parents {
            let gradient = back(Program::LogSumExpBack, &logits, &[&g]);
            gradients.register::<CubeBackend>(parent.id, gradient);
        }
    }
}
