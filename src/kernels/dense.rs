//! A fully connected layer with its activation: one launch there, two back.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops};
use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::Curve;
use super::launch::{
    Bound, empty, groups_of, launch, numbers, on_gpu, plain, record, tracked, wrap,
};
use super::program::Program;

/// Rows and columns of what one unit computes.
const TILE: usize = 4;

/// `act(xW + b)`: x `[batch, inputs]`, W `[inputs, outputs]`, b `[outputs]`.
pub fn dense(
    x: &Tensor<2>,
    w: &Tensor<2>,
    b: Option<&Tensor<1>>,
    curve: Curve,
) -> Option<Tensor<2>> {
    if !on_gpu(x) {
        return None;
    }
    if !(x.is_autodiff() || w.is_autodiff() || b.is_some_and(Tensor::is_autodiff)) {
        let b = b.map(plain);
        let b = if let Some(b) = b { Some(b?) } else { None };
        return Some(wrap(forward(&plain(x)?, &plain(w)?, b.as_ref(), curve)));
    }
    let (x, w) = (tracked(x)?, tracked(w)?);
    let b = if let Some(b) = b {
        Some(tracked(b)?)
    } else {
        None
    };
    // Without a bias its place in the graph is taken by W once more, and gets no gradient.
    let nodes = [x.node(), w.node(), b.as_ref().unwrap_or(&w).node()];
    let (x, w, b) = (numbers(&x), numbers(&w), b.as_ref().map(numbers));
    let y = forward(&x, &w, b.as_ref(), curve);
    let state = Passed {
        x,
        w,
        y: y.clone(),
        bias: b.is_some(),
        curve,
    };
    Some(record(DenseBack, nodes, state, y))
}

/// What the way back needs to know of the way there.
#[derive(Clone, Debug)]
struct Passed {
    x: CubeTensor,
    w: CubeTensor,
    y: CubeTensor,
    bias: bool,
    curve: Curve,
}

#[derive(Debug)]
struct DenseBack;

impl Backward<CubeBackend, 3> for DenseBack {
    type State = Passed;

    fn backward(self, ops: Ops<Passed, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let passed = ops.state;
        let [x, w, b] = ops.parents;
        if let Some(x) = x {
            gradients.register::<CubeBackend>(x.id, input_gradient(&g, &passed));
        }
        let b = b.filter(|_| passed.bias);
        if w.is_some() || b.is_some() {
            let (dw, db) = weight_gradients(&g, &passed);
            if let Some(w) = w {
                gradients.register::<CubeBackend>(w.id, dw);
            }
            if let (Some(b), Some(db)) = (b, db) {
                gradients.register::<CubeBackend>(b.id, db);
            }
        }
    }
}

fn forward(x: &CubeTensor, w: &CubeTensor, b: Option<&CubeTensor>, curve: Curve) -> CubeTensor {
    let shape = Shape::of(x, w);
    let y = empty(x, [shape.rows, shape.outputs]);
    let mut bound = vec![Bound::Read(x), Bound::Read(w), Bound::Write(&y)];
    bound.extend(b.map(Bound::Read));
    let program = Program::Dense {
        aligned: shape.aligned(),
        bias: b.is_some(),
    };
    let units = tiles(shape.rows, shape.outputs);
    launch(program, &bound, &shape.words(curve), groups_of(units));
    y
}

fn input_gradient(g: &CubeTensor, Passed { x, w, y, curve, .. }: &Passed) -> CubeTensor {
    let shape = Shape::of(x, w);
    let dx = empty(x, [shape.rows, shape.inputs]);
    let bound = [
        Bound::Read(g),
        Bound::Read(y),
        Bound::Read(w),
        Bound::Write(&dx),
    ];
    let program = Program::DenseInput {
        aligned: shape.aligned(),
    };
    let units = tiles(shape.rows, shape.inputs);
    launch(program, &bound, &shape.words(*curve), groups_of(units));
    dx
}

fn weight_gradients(g: &CubeTensor, passed: &Passed) -> (CubeTensor, Option<CubeTensor>) {
    let Passed { x, w, y, .. } = passed;
    let shape = Shape::of(x, w);
    let dw = empty(x, [shape.inputs, shape.outputs]);
    let db = passed.bias.then(|| empty(x, [shape.outputs]));
    let mut bound = vec![
        Bound::Read(g),
        Bound::Read(y),
        Bound::Read(x),
        Bound::Write(&dw),
    ];
    bound.extend(db.as_ref().map(Bound::Write));
    let program = Program::DenseWeights {
        aligned: shape.aligned(),
        bias: passed.bias,
    };
    let units = tiles(shape.inputs, shape.outputs);
    launch(
        program,
        &bound,
        &shape.words(passed.curve),
        groups_of(units),
    );
    (dw, db)
}

fn tiles(rows: usize, columns: usize) -> usize {
    rows.div_ceil(TILE) * columns.div_ceil(TILE)
}

struct Shape {
    rows: usize,
    inputs: usize,
    outputs: usize,
}

impl Shape {
    fn of(x: &CubeTensor, w: &CubeTensor) -> Self {
        let (x, w) = (x.meta.shape(), w.meta.shape());
        Self {
            rows: x[0],
            inputs: w[0],
            outputs: w[1],
        }
    }

    fn aligned(&self) -> bool {
        self.inputs.is_multiple_of(TILE) && self.outputs.is_multiple_of(TILE)
    }

    fn words(&self, curve: Curve) -> [u32; 8] {
        let [kind, slope] = curve.words();
        let [rows, inputs, outputs] = [self.rows, self.inputs, self.outputs].map(|n| n as u32);
        [rows, inputs, outputs, kind, slope, 0, 0, 0]
    }
}
