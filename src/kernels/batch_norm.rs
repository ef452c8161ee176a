//! Batch normalisation in training, with its activation and running statistics: one launch there, one back.

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
use super::{Curve, Norm, Normed};

/// `act(γ·(x − mean)/√(var + ε) + β)` for x `[batch, channels·pixels]`.
pub fn batch_norm(x: &Tensor<2>, channels: usize, norm: &Norm, curve: Curve) -> Option<Normed> {
    if !on_gpu(x) {
        return None;
    }
    let running = [plain(norm.running_mean)?, plain(norm.running_var)?];
    let parts = [norm.gamma, norm.beta];
    if !(x.is_autodiff() || parts.iter().any(|part| part.is_autodiff())) {
        let x = plain(x)?;
        let shape = Shape::new(&x, channels, norm, curve);
        let (y, stats) = forward(&x, &plain(parts[0])?, &plain(parts[1])?, &running, &shape);
        return Some(shape.normed(wrap(y), &stats));
    }
    let (x, gamma, beta) = (tracked(x)?, tracked(parts[0])?, tracked(parts[1])?);
    let nodes = [x.node(), gamma.node(), beta.node()];
    let (x, gamma) = (numbers(&x), numbers(&gamma));
    let shape = Shape::new(&x, channels, norm, curve);
    let (y, stats) = forward(&x, &gamma, &numbers(&beta), &running, &shape);
    let state = Passed {
        x,
        gamma,
        y: y.clone(),
        stats: stats.clone(),
        shape,
    };
    Some(shape.normed(record(NormBack, nodes, state, y), &stats))
}

/// What the way back needs to know of the way there.
#[derive(Clone, Debug)]
struct Passed {
    x: CubeTensor,
    gamma: CubeTensor,
    y: CubeTensor,
    stats: CubeTensor,
    shape: Shape,
}

#[derive(Debug)]
struct NormBack;

impl Backward<CubeBackend, 3> for NormBack {
    type State = Passed;

    fn backward(self, ops: Ops<Passed, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let Passed {
            x,
            gamma,
            y,
            stats,
            shape,
        } = ops.state;
        let dx = empty(&x, x.meta.shape().clone());
        let [dgamma, dbeta] = [(); 2].map(|()| empty(&x, [shape.channels]));
        let bound = [
            Bound::Read(&g),
            Bound::Read(&x),
            Bound::Read(&y),
            Bound::Read(&gamma),
            Bound::Read(&stats),
            Bound::Write(&dx),
            Bound::Write(&dgamma),
            Bound::Write(&dbeta),
        ];
        let program = Program::NormBack {
            grouped: shape.grouped(),
        };
        launch(program, &bound, &shape.words, shape.groups());
        for (parent, gradient) in ops.parents.into_iter().zip([dx, dgamma, dbeta]) {
            if let Some(parent) = parent {
                gradients.register::<CubeBackend>(parent.id, gradient);
            }
        }
    }
}

fn forward(
    x: &CubeTensor,
    gamma: &CubeTensor,
    beta: &CubeTensor,
    running: &[CubeTensor; 2],
    shape: &Shape,
) -> (CubeTensor, CubeTensor) {
    let y = empty(x, x.meta.shape().clone());
    let stats = empty(x, [4 * shape.channels]);
    let bound = [
        Bound::Read(x),
        Bound::Read(gamma),
        Bound::Read(beta),
        Bound::Read(&running[0]),
        Bound::Read(&running[1]),
        Bound::Write(&y),
        Bound::Write(&stats),
    ];
    let program = Program::Norm {
        grouped: shape.grouped(),
    };
    launch(program, &bound, &shape.words, shape.groups());
    (y, stats)
}

#[derive(Clone, Copy, Debug)]
struct Shape {
    channels: usize,
    pixels: usize,
    words: [u32; 8],
}

impl Shape {
    fn new(x: &CubeTensor, channels: usize, norm: &Norm, curve: Curve) -> Self {
        let (batch, len) = (x.meta.shape()[0], x.meta.shape()[1]);
        let pixels = len / channels;
        let [kind, slope] = curve.words();
        let [epsilon, momentum] = [norm.epsilon, norm.momentum].map(|v| (v as f32).to_bits());
        let [batch, channels_word, pixels_word] = [batch, channels, pixels].map(|n| n as u32);
        Self {
            channels,
            pixels,
            words: [
                batch,
                channels_word,
                pixels_word,
                kind,
                slope,
                epsilon,
                momentum,
                0,
            ],
        }
    }

    /// Images have enough numbers to each channel for a whole workgroup.
    fn grouped(&self) -> bool {
        self.pixels > 1
    }

    fn groups(&self) -> usize {
        if self.grouped() {
            self.channels
        } else {
            groups_of(self.channels)
        }
    }

    /// The running statistics follow those of the batch in `stats`.
    fn normed(&self, y: Tensor<2>, stats: &CubeTensor) -> Normed {
        let c = self.channels;
        let running = |at: usize| {
            wrap(kernel::slice(
                stats.clone(),
                std::slice::from_ref(&(at..at + c)),
            ))
        };
        Normed {
            y,
            running_mean: running(2 * c),
            running_var: running(3 * c),
        }
    }
}
