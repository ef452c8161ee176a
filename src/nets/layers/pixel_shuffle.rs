//! Depth to space (1609.05158).

use burn::tensor::Tensor;

use super::ImageShape;

/// Every four channels become one of twice the side: the pixel at `(2h + i, 2w + j)` is that at `(h, w)` of channel
/// `2i + j`. A convolution and this are a transposed convolution without its kernels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelShuffle {
    /// What comes in; its channels are a multiple of 4.
    pub input: ImageShape,
}

impl PixelShuffle {
    /// What comes out.
    pub fn output(self) -> ImageShape {
        ImageShape {
            channels: self.input.channels / 4,
            side: self.input.side * 2,
        }
    }

    /// `[batch, channels·side²]` → `[batch, (channels/4)·(2·side)²]`.
    pub fn forward(self, x: Tensor<2>) -> Tensor<2> {
        let [batch, len] = x.dims();
        let ImageShape { channels, side } = self.input;
        x.reshape([batch * channels / 4, 2, 2, side, side])
            .permute([0, 3, 1, 4, 2]) // [B·C/4, side, 2, side, 2]
            .reshape([batch, len])
    }
}
