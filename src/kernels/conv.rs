//! Convolution and its transpose: one launch there, two back.

use burn::backend::autodiff::NodeId;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops};
use burn::backend::ops::FloatTensorOps;
use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::Window;
use super::launch::{
    Bound, empty, groups_of, launch, numbers, on_gpu, plain, record, tracked, wrap,
};
use super::program::Program;

/// Planes and pixels of what one unit computes.
const TILE: usize = 4;

/// Which way through the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// From the large images to the small ones.
    Down,
    /// From the small images to the large ones: the transpose.
    Up,
}

/// `w * x + b`: x `[batch, inputs, height, width]`, w `[outputs, inputs, side, side]`, b `[outputs]`; `small` are the
/// height and width of what comes out.
pub fn conv2d(
    x: &Tensor<4>,
    w: &Tensor<4>,
    b: Option<&Tensor<1>>,
    window: Window,
    small: [usize; 2],
) -> Option<Tensor<4>> {
    let [batch, _, height, width] = x.dims();
    let shape = Shape::new(batch, w.dims(), [height, width], small, window);
    through(Way::Down, x, w, b, shape)
}

/// The transpose, x `[batch, inputs, height, width]`, w `[inputs, outputs, side, side]`, b `[outputs]`; `large` are the
/// height and width of what comes out.
pub fn conv_transpose2d(
    x: &Tensor<4>,
    w: &Tensor<4>,
    b: Option<&Tensor<1>>,
    window: Window,
    large: [usize; 2],
) -> Option<Tensor<4>> {
    let [batch, _, height, width] = x.dims();
    let shape = Shape::new(batch, w.dims(), large, [height, width], window);
    through(Way::Up, x, w, b, shape)
}

fn through(
    way: Way,
    x: &Tensor<4>,
    w: &Tensor<4>,
    b: Option<&Tensor<1>>,
    shape: Shape,
) -> Option<Tensor<4>> {
    if !on_gpu(x) {
        return None;
    }
    if !(x.is_autodiff() || w.is_autodiff() || b.is_some_and(Tensor::is_autodiff)) {
        let b = if let Some(b) = b {
            Some(plain(b)?)
        } else {
            None
        };
        return Some(wrap(shape.pass(way, &plain(x)?, &plain(w)?, b.as_ref())));
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
    let y = shape.pass(way, &x, &w, b.as_ref());
    let state = Passed {
        way,
        x,
        w,
        bias: b.is_some(),
        shape,
    };
    Some(record(ConvBack, nodes, state, y))
}

/// What the way back needs to know of the way there.
#[derive(Clone, Debug)]
struct Passed {
    way: Way,
    x: CubeTensor,
    w: CubeTensor,
    bias: bool,
    shape: Shape,
}

#[derive(Debug)]
struct ConvBack;

impl Backward<CubeBackend, 3> for ConvBack {
    type State = Passed;

    fn backward(self, ops: Ops<Passed, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let g = kernel::into_contiguous(gradients.consume::<CubeBackend>(&ops.node));
        let Passed {
            way,
            x,
            w,
            bias,
            shape,
        } = ops.state;
        let [of_x, of_w, of_b] = ops.parents.map(|parent| parent.map(|parent| parent.id));
        let of_b = of_b.filter(|_| bias);
        let mut register = |id: Option<NodeId>, gradient: Option<CubeTensor>| {
            if let (Some(id), Some(gradient)) = (id, gradient) {
                gradients.register::<CubeBackend>(id, gradient);
            }
        };
        if of_x.is_some() {
            register(of_x, Some(shape.pass(way.back(), &g, &w, None)));
        }
        if of_w.is_some() || of_b.is_some() {
            let (large, small) = match way {
                Way::Down => (&x, &g),
                Way::Up => (&g, &x),
            };
            let (dw, sums) = shape.weights(large, small, bias && way == Way::Down);
            register(of_w, Some(dw));
            // The bias of the transpose is added to the large images.
            let sums = sums.or_else(|| bias.then(|| plane_sums(&g)));
            register(of_b, sums);
        }
    }
}

impl Way {
    fn back(self) -> Self {
        match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }
}

/// The sum over each plane of all images, `[planes]`.
fn plane_sums(images: &CubeTensor) -> CubeTensor {
    let planes = images.meta.shape()[1];
    let sums = CubeBackend::float_sum_dims(images.clone(), &[0, 2, 3]);
    CubeBackend::float_reshape(sums, [planes].into())
}

/// A convolution from the planes of large images to those of small ones.
#[derive(Clone, Copy, Debug)]
struct Shape {
    batch: usize,
    /// `[small planes, large planes, side, side]`.
    weight: [usize; 4],
    large: [usize; 2],
    small: [usize; 2],
    window: Window,
}

impl Shape {
    fn new(
        batch: usize,
        weight: [usize; 4],
        large: [usize; 2],
        small: [usize; 2],
        window: Window,
    ) -> Self {
        Self {
            batch,
            weight,
            large,
            small,
            window,
        }
    }

    fn words(&self) -> [u32; 12] {
        let [outputs, inputs, side, _] = self.weight;
        let ([tall, wide], [low, thin]) = (self.large, self.small);
        let Window { stride, padding } = self.window;
        let words = [
            self.batch, inputs, outputs, side, tall, wide, low, thin, stride, padding,
        ];
        std::array::from_fn(|index| words.get(index).map_or(0, |word| *word as u32))
    }

    /// One way through the window.
    fn pass(&self, way: Way, x: &CubeTensor, w: &CubeTensor, b: Option<&CubeTensor>) -> CubeTensor {
        let [outputs, inputs, _, _] = self.weight;
        let ([tall, wide], [low, thin]) = (self.large, self.small);
        let bias = b.is_some();
        let (shape, units, program) = match way {
            Way::Down => (
                [self.batch, outputs, low, thin],
                outputs.div_ceil(TILE) * (self.batch * low * thin).div_ceil(TILE),
                Program::Conv { bias },
            ),
            Way::Up => (
                [self.batch, inputs, tall, wide],
                inputs.div_ceil(TILE)
                    * (self.batch * tall * self.window.stride)
                    * wide.div_ceil(TILE * self.window.stride),
                Program::ConvTransposed { bias },
            ),
        };
        let y = empty(x, shape);
        let mut bound = vec![Bound::Read(x), Bound::Read(w)];
        bound.extend(b.map(Bound::Read));
        bound.push(Bound::Write(&y));
        launch(program, &bound, &self.words(), groups_of(units));
        y
    }

    /// The gradient of the weight, and with `sums` the sum over each plane of the small images.
    fn weights(
        &self,
        large: &CubeTensor,
        small: &CubeTensor,
        sums: bool,
    ) -> (CubeTensor, Option<CubeTensor>) {
        let [outputs, inputs, side, _] = self.weight;
        let dw = empty(large, self.weight);
        let sums = sums.then(|| empty(large, [outputs]));
        let mut bound = vec![Bound::Read(small), Bound::Read(large), Bound::Write(&dw)];
        bound.extend(sums.as_ref().map(Bound::Write));
        let program = Program::ConvWeights {
            bias: sums.is_some(),
        };
        let groups = outputs.div_ceil(TILE) * (inputs * side * side).div_ceil(TILE);
        launch(program, &bound, &self.words(), groups);
        (dw, sums)
    }
}
