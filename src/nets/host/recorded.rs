//! The operations recorded by autodiff, and their ways back.

use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Flex, TensorMetadata};

use super::ops::{HostOps, bend_back, channel_sums, correlate, normalise_back, product_back};
use super::{Pointwise, Windows};

/// The output of an operation, with what its way back needs where it will be gone.
macro_rules! record {
    ($operation:expr, [$($node:ident),+], $state:expr, $output:expr) => {
        match $operation.prepare::<C>([$($node),+]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => prep.finish($state, $output),
            OpsKind::UnTracked(prep) => prep.finish($output),
        }
    };
}

impl<C: CheckpointStrategy> HostOps for Autodiff<Flex, C> {
    fn product(x: FloatTensor<Self>, w: FloatTensor<Self>) -> FloatTensor<Self> {
        let ((x, of_x), (w, of_w)) = (x.into_parts(), w.into_parts());
        let y = Flex::product(x.clone(), w.clone());
        record!(Product, [of_x, of_w], (x, w), y)
    }

    fn slide_down(
        large: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        windows: Windows,
    ) -> FloatTensor<Self> {
        let ((large, of_large), (weight, of_weight)) = (large.into_parts(), weight.into_parts());
        let small = Flex::slide_down(large.clone(), weight.clone(), windows);
        record!(Down, [of_large, of_weight], (large, weight, windows), small)
    }

    fn slide_up(
        small: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        windows: Windows,
    ) -> FloatTensor<Self> {
        let ((small, of_small), (weight, of_weight)) = (small.into_parts(), weight.into_parts());
        let large = Flex::slide_up(small.clone(), weight.clone(), windows);
        record!(Up, [of_small, of_weight], (small, weight, windows), large)
    }

    fn add_per_channel(x: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self> {
        let ((x, of_x), (bias, of_bias)) = (x.into_parts(), bias.into_parts());
        let channels = bias.shape().num_elements();
        let y = Flex::add_per_channel(x, bias);
        record!(AddPerChannel, [of_x, of_bias], channels, y)
    }

    fn bend(x: FloatTensor<Self>, function: Pointwise) -> FloatTensor<Self> {
        let (x, of_x) = x.into_parts();
        let y = Flex::bend(x, function);
        record!(Bend, [of_x], (y.clone(), function), y)
    }

    fn normalise(
        x: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>) {
        let (x, of_x) = x.into_parts();
        let ((gamma, of_gamma), (beta, of_beta)) = (gamma.into_parts(), beta.into_parts());
        let (y, mean, variance) = Flex::normalise(x.clone(), gamma.clone(), beta, epsilon);
        let state = (x, [gamma, mean.clone(), variance.clone()], epsilon);
        let y = record!(Normalise, [of_x, of_gamma, of_beta], state, y);
        (
            y,
            FloatTensor::<Self>::new(mean),
            FloatTensor::<Self>::new(variance),
        )
    }
}

#[derive(Debug)]
struct Product;

impl Backward<Flex, 2> for Product {
    type State = (FlexTensor, FlexTensor);

    fn backward(self, ops: Ops<Self::State, 2>, grads: &mut Gradients, _: &mut Checkpointer) {
        let grad = grads.consume::<Flex>(&ops.node);
        let ((x, w), parents) = (ops.state, ops.parents);
        let wanted = [parents[0].is_some(), parents[1].is_some()];
        for (node, grad) in parents.into_iter().zip(product_back(grad, x, w, wanted)) {
            if let (Some(node), Some(grad)) = (node, grad) {
                grads.register::<Flex>(node.id, grad);
            }
        }
    }
}

#[derive(Debug)]
struct Down;

impl Backward<Flex, 2> for Down {
    type State = (FlexTensor, FlexTensor, Windows);

    fn backward(self, ops: Ops<Self::State, 2>, grads: &mut Gradients, _: &mut Checkpointer) {
        let grad = grads.consume::<Flex>(&ops.node);
        let ((large, weight, windows), [of_large, of_weight]) = (ops.state, ops.parents);
        if let Some(node) = of_weight {
            grads.register::<Flex>(node.id, correlate(grad.clone(), large, windows));
        }
        if let Some(node) = of_large {
            grads.register::<Flex>(node.id, Flex::slide_up(grad, weight, windows));
        }
    }
}

#[derive(Debug)]
struct Up;

impl Backward<Flex, 2> for Up {
    type State = (FlexTensor, FlexTensor, Windows);

    fn backward(self, ops: Ops<Self::State, 2>, grads: &mut Gradients, _: &mut Checkpointer) {
        let grad = grads.consume::<Flex>(&ops.node);
        let ((small, weight, windows), [of_small, of_weight]) = (ops.state, ops.parents);
        if let Some(node) = of_weight {
            grads.register::<Flex>(node.id, correlate(small, grad.clone(), windows));
        }
        if let Some(node) = of_small {
            grads.register::<Flex>(node.id, Flex::slide_down(grad, weight, windows));
        }
    }
}

#[derive(Debug)]
struct AddPerChannel;

impl Backward<Flex, 2> for AddPerChannel {
    type State = usize;

    fn backward(self, ops: Ops<usize, 2>, grads: &mut Gradients, _: &mut Checkpointer) {
        let grad = grads.consume::<Flex>(&ops.node);
        let (channels, [of_x, of_bias]) = (ops.state, ops.parents);
        if let Some(node) = of_bias {
            grads.register::<Flex>(node.id, channel_sums(grad.clone(), channels));
        }
        if let Some(node) = of_x {
            grads.register::<Flex>(node.id, grad);
        }
    }
}

#[derive(Debug)]
struct Bend;

impl Backward<Flex, 1> for Bend {
    type State = (FlexTensor, Pointwise);

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let grad = grads.consume::<Flex>(&ops.node);
        let ((y, function), [of_x]) = (ops.state, ops.parents);
        if let Some(node) = of_x {
            grads.register::<Flex>(node.id, bend_back(grad, y, function));
        }
    }
}

#[derive(Debug)]
struct Normalise;

impl Backward<Flex, 3> for Normalise {
    type State = (FlexTensor, [FlexTensor; 3], f32);

    fn backward(self, ops: Ops<Self::State, 3>, grads: &mut Gradients, _: &mut Checkpointer) {
        let grad = grads.consume::<Flex>(&ops.node);
        let (x, channels, epsilon) = ops.state;
        let all = normalise_back(grad, x, channels, epsilon);
        for (node, grad) in ops.parents.into_iter().zip(all) {
            if let Some(node) = node {
                grads.register::<Flex>(node.id, grad);
            }
        }
    }
}
