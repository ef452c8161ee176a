//! Maxout (1302.4389), the hidden layer of the 2014 discriminator.

use burn::tensor::Tensor;

use super::Linear;
use crate::nets::Initializer;

/// `y_j = max_p (xW + b)_{j,p}` over `pieces` linear pieces.
#[derive(Clone, Debug)]
pub struct Maxout {
    /// All pieces at once: `[inputs, outputs × pieces]`, the pieces of one output side by side.
    pub linear: Linear,
    /// Pieces per output.
    pub pieces: usize,
}

impl Maxout {
    /// A layer with fresh weights.
    pub fn new(inputs: usize, outputs: usize, pieces: usize, init: &mut Initializer) -> Self {
        Self {
            linear: Linear::new(inputs, outputs * pieces, true, init),
            pieces,
        }
    }

    /// `[batch, inputs]` → `[batch, outputs]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        largest(self.pieces_of(x))
    }

    /// The same, with the slopes: 1 at the largest piece and 0 elsewhere, `[batch, outputs × pieces]`.
    pub fn forward_with_slope(&self, x: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
        let pieces = self.pieces_of(x); // [B, outputs, pieces]
        let [batch, outputs, count] = pieces.dims();
        let y = largest(pieces.clone());
        let top = y.clone().inner().reshape([batch, outputs, 1]);
        let slope = pieces
            .inner()
            .greater_equal(top.repeat_dim(2, count))
            .float();
        (y, slope.reshape([batch, outputs * count]))
    }

    /// The gradient of the input, for that of the output.
    pub fn pull_back(&self, g: Tensor<2>, slope: Tensor<2>) -> Tensor<2> {
        let [batch, outputs] = g.dims();
        let g = g
            .reshape([batch, outputs, 1])
            .repeat_dim(2, self.pieces)
            .reshape([batch, outputs * self.pieces]);
        self.linear.pull_back(g * slope)
    }

    /// `[batch, outputs, pieces]`.
    fn pieces_of(&self, x: Tensor<2>) -> Tensor<3> {
        let y = self.linear.forward(x);
        let [batch, all] = y.dims();
        y.reshape([batch, all / self.pieces, self.pieces])
    }
}

fn largest(pieces: Tensor<3>) -> Tensor<2> {
    let [batch, outputs, _] = pieces.dims();
    pieces.max_dim(2).reshape([batch, outputs])
}
