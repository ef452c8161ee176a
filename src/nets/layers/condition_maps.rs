//! A condition for convolutions: each number of it becomes a constant channel beside the image.

use burn::tensor::Tensor;

/// `[batch, pixels + numbers]` → `[batch, (1 + numbers)·pixels]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionMaps {
    /// Pixels of the image.
    pub pixels: usize,
    /// Numbers of the condition.
    pub numbers: usize,
}

impl ConditionMaps {
    /// See the type.
    pub fn forward(self, x: Tensor<2>) -> Tensor<2> {
        let batch = x.dims()[0];
        let image = x.clone().narrow(1, 0, self.pixels);
        let maps = x
            .narrow(1, self.pixels, self.numbers)
            .reshape([batch, self.numbers, 1])
            .repeat_dim(2, self.pixels)
            .reshape([batch, self.numbers * self.pixels]);
        Tensor::cat(vec![image, maps], 1)
    }

    /// The gradient of the input, for that of the output.
    pub fn pull_back(self, g: Tensor<2>) -> Tensor<2> {
        let batch = g.dims()[0];
        let image = g.clone().narrow(1, 0, self.pixels);
        let numbers = g
            .narrow(1, self.pixels, self.numbers * self.pixels)
            .reshape([batch, self.numbers, self.pixels])
            .sum_dim(2)
            .reshape([batch, self.numbers]);
        Tensor::cat(vec![image, numbers], 1)
    }
}
