//! The operations as burn's processor backend does them.

use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, Flex, TensorMetadata, backend_extension};
use burn::tensor::TensorData;
use gemm::Rows;
use passes::{Norm, Shape};

use super::{Pointwise, Windows};

/// See the functions of [`super`].
#[backend_extension(Flex, Autodiff)]
pub trait HostOps: Backend {
    /// A product of matrices. (burn's first writes zeros where the product will be, and copies them to where floats
    /// may lie.)
    fn product(x: FloatTensor<Self>, w: FloatTensor<Self>) -> FloatTensor<Self>;

    /// Convolution.
    fn slide_down(
        large: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        windows: Windows,
    ) -> FloatTensor<Self>;

    /// Transposed convolution.
    fn slide_up(
        small: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        windows: Windows,
    ) -> FloatTensor<Self>;

    /// `[batch, channels·pixels] + [channels]`.
    fn add_per_channel(x: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self>;

    /// A nonlinearity.
    fn bend(x: FloatTensor<Self>, function: Pointwise) -> FloatTensor<Self>;

    /// `[batch, channels·pixels]` with mean 0 and variance 1 in each channel, times γ, plus β; with mean and variance.
    fn normalise(
        x: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>);
}

impl HostOps for Flex {
    fn product(x: FlexTensor, w: FlexTensor) -> FlexTensor {
        let (x, w) = (whole(x), whole(w));
        multiplied(rows(&x), rows(&w), [x.shape()[0], w.shape()[1]])
    }

    fn slide_down(large: FlexTensor, weight: FlexTensor, windows: Windows) -> FlexTensor {
        let (large, weight) = (whole(large), whole(weight));
        let small = windows.down(large.storage(), weight.storage());
        tensor(small, [windows.batch, windows.small.volume()])
    }

    fn slide_up(small: FlexTensor, weight: FlexTensor, windows: Windows) -> FlexTensor {
        let (small, weight) = (whole(small), whole(weight));
        let large = windows.up(small.storage(), weight.storage());
        tensor(large, [windows.batch, windows.large.volume()])
    }

    fn add_per_channel(x: FlexTensor, bias: FlexTensor) -> FlexTensor {
        let (mut x, bias) = (whole(x), whole(bias));
        let shape = shape(&x, count(&bias));
        passes::add_bias(x.storage_mut(), bias.storage(), shape);
        x
    }

    fn bend(x: FlexTensor, function: Pointwise) -> FlexTensor {
        let mut x = whole(x);
        function.apply(x.storage_mut());
        x
    }

    fn normalise(
        x: FlexTensor,
        gamma: FlexTensor,
        beta: FlexTensor,
        epsilon: f32,
    ) -> (FlexTensor, FlexTensor, FlexTensor) {
        let (x, gamma, beta) = (whole(x), whole(gamma), whole(beta));
        let shape = shape(&x, count(&gamma));
        let norm = Norm {
            gamma: gamma.storage(),
            epsilon,
        };
        let all = passes::normalise(x.storage(), norm, beta.storage(), shape);
        let [mean, variance] =
            [all.mean, all.variance].map(|numbers| tensor(numbers, [shape.channels]));
        (tensor(all.y, x.shape().dims::<2>()), mean, variance)
    }
}

/// The gradients of both factors, as far as they are wanted.
pub fn product_back(
    gradient: FlexTensor,
    x: FlexTensor,
    w: FlexTensor,
    [of_x, of_w]: [bool; 2],
) -> [Option<FlexTensor>; 2] {
    let (gradient, x, w) = (whole(gradient), whole(x), whole(w));
    let (sizes_of_x, sizes_of_w) = (x.shape().dims::<2>(), w.shape().dims::<2>());
    [
        of_x.then(|| multiplied(rows(&gradient), rows(&w).transposed(), sizes_of_x)),
        of_w.then(|| multiplied(rows(&x).transposed(), rows(&gradient), sizes_of_w)),
    ]
}

fn rows(tensor: &FlexTensor) -> Rows<'_> {
    Rows::new(tensor.storage(), tensor.shape()[1])
}

fn multiplied(lhs: Rows, rhs: Rows, sizes: [usize; 2]) -> FlexTensor {
    tensor(gemm::product(lhs, rhs), sizes)
}

/// The gradient of the weight.
pub fn correlate(small: FlexTensor, large: FlexTensor, windows: Windows) -> FlexTensor {
    let (small, large) = (whole(small), whole(large));
    let weight = windows.correlate(small.storage(), large.storage());
    let side = windows.kernel.side;
    tensor(
        weight,
        [windows.small.channels, windows.large.channels, side, side],
    )
}

/// The gradient of the bias.
pub fn channel_sums(gradient: FlexTensor, channels: usize) -> FlexTensor {
    let gradient = whole(gradient);
    let sums = passes::sums(gradient.storage(), shape(&gradient, channels));
    tensor(sums, [channels])
}

/// The gradient of x, where y is the value of `function`.
pub fn bend_back(gradient: FlexTensor, y: FlexTensor, function: Pointwise) -> FlexTensor {
    let (mut gradient, y) = (whole(gradient), whole(y));
    function.pull_back(gradient.storage_mut(), y.storage());
    gradient
}

/// The gradients of x, γ and β.
pub fn normalise_back(
    gradient: FlexTensor,
    x: FlexTensor,
    [gamma, mean, variance]: [FlexTensor; 3],
    epsilon: f32,
) -> [FlexTensor; 3] {
    let (mut gradient, x, gamma) = (whole(gradient), whole(x), whole(gamma));
    let shape = shape(&x, count(&gamma));
    let norm = Norm {
        gamma: gamma.storage(),
        epsilon,
    };
    let moments = [mean.storage(), variance.storage()];
    let pulled = passes::pull_back(gradient.storage_mut(), x.storage(), moments, norm, shape);
    let [gamma, beta] = [pulled.gamma, pulled.beta].map(|all| tensor(all, [shape.channels]));
    [gradient, gamma, beta]
}

fn shape(x: &FlexTensor, channels: usize) -> Shape {
    let numbers = x.shape()[1];
    assert!(
        numbers.is_multiple_of(channels),
        "{numbers} numbers are no {channels} channels"
    );
    Shape {
        channels,
        pixels: numbers / channels,
    }
}

fn count(per_channel: &FlexTensor) -> usize {
    per_channel.shape().num_elements()
}

/// The tensor with its numbers in order, in memory that holds nothing else.
fn whole(tensor: FlexTensor) -> FlexTensor {
    let bytes = tensor.shape().num_elements() * size_of::<f32>();
    if tensor.is_contiguous() && tensor.bytes().len() == bytes {
        tensor
    } else {
        tensor.to_contiguous()
    }
}

fn tensor<const D: usize>(numbers: Vec<f32>, shape: [usize; D]) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(numbers, shape))
}
