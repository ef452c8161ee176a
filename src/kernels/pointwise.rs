//! An activation by itself.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops};
use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::Curve;
use super::launch::{
    Bound, empty, groups_in_strides, launch, numbers, on_gpu, plain, record, tracked, wrap,
};
use super::program::Program;

/// `act(x)`.
pub fn activate(x: &Tensor<2>, curve: Curve) -> Option<Tensor<2>> {
    if !on_gpu(x) {
        return None;
    }
    if !x.is_autodiff() {
        return Some(wrap(forward(&plain(x)?, curve)));
    }
    let x = tracked(x)?;
    let y = forward(&numbers(&x), curve);
    Some(record(ActivateBack, [x.node()], (y.clone(), curve), y))
}

#[derive(Debug)]
struct ActivateBack;

impl Backward<CubeBackend, 1> for ActivateBack {
    type State = (CubeTensor, Curve);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let (y, curve) = ops.state;
        if let [Some(x)] = ops.parents {
            let dx = empty(&y, y.meta.shape().clone());
            let bound = [Bound::Read(&g), Bound::Read(&y), Bound::Write(&dx)];
            apply(Program::ActivateBack, &bound, &y, curve);
            gradients.register::<CubeBackend>(x.id, dx);
        }
    }
}

fn forward(x: &CubeTensor, curve: Curve) -> CubeTensor {
    let y = empty(x, x.meta.shape().clone());
    apply(
        Program::Activate,
        &[Bound::Read(x), Bound::Write(&y)],
        x,
        curve,
    );
    y
}

fn apply(program: Program, bound: &[Bound], like: &CubeTensor, curve: Curve) {
    let count = like.meta.num_elements();
    let [kind, slope] = curve.words();
    let words = [count as u32, kind, slope, 0];
    launch(program, bound, &words, groups_in_strides(count));
}
