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
        let y = self.linear.forward(x);
        let [batch, all] = y.dims();
        let outputs = all / self.pieces;
        y.reshape([batch, outputs, self.pieces]) // [B, outputs, pieces]
            .max_dim(2) // [B, outputs, 1]
            .reshape([batch, outputs])
    }
}
