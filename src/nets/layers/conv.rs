//! Convolution.

use burn::tensor::Tensor;
use burn::tensor::module::{conv_transpose2d, conv2d};
use burn::tensor::ops::{ConvOptions, ConvTransposeOptions};

use super::{ImageShape, flatten};
use crate::kernels::{self, Window};
#[cfg(feature = "flex")]
use crate::nets::host;
use crate::nets::{Initializer, Param, Spectral};

/// The window of a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel {
    /// Height and width, in pixels.
    pub side: usize,
    /// Pixels from one window to the next.
    pub stride: usize,
    /// Zeros around the image, in pixels.
    pub padding: usize,
}

impl Kernel {
    /// 4×4 in steps of 2: halves the side (1511.06434).
    pub const HALVING: Self = Self {
        side: 4,
        stride: 2,
        padding: 1,
    };
    /// 3×3 in steps of 1: keeps the side.
    pub const KEEPING: Self = Self {
        side: 3,
        stride: 1,
        padding: 1,
    };
}

/// `y = w * x + b`.
#[derive(Clone, Debug)]
pub struct Conv2d {
    /// `[outputs, inputs, kernel, kernel]`.
    pub weight: Param,
    /// `[outputs]`; left out where BatchNorm follows.
    pub bias: Option<Param>,
    /// What comes in.
    pub input: ImageShape,
    /// Its window.
    pub kernel: Kernel,
    /// Divides the weight by its largest singular value.
    pub spectral: Option<Spectral>,
}

impl Conv2d {
    /// A layer with fresh weights that halves the side.
    pub fn new(input: ImageShape, outputs: usize, bias: bool, init: &mut Initializer) -> Self {
        Self::with_kernel(Kernel::HALVING, input, outputs, bias, init)
    }

    /// A layer with fresh weights.
    pub fn with_kernel(
        kernel: Kernel,
        input: ImageShape,
        outputs: usize,
        bias: bool,
        init: &mut Initializer,
    ) -> Self {
        let fan_in = input.channels * kernel.side * kernel.side;
        let shape = [outputs, input.channels, kernel.side, kernel.side];
        Self {
            weight: init.weight(&shape, fan_in),
            bias: bias.then(|| init.bias(outputs, fan_in)),
            input,
            kernel,
            spectral: None,
        }
    }

    /// What comes out.
    pub fn output(&self) -> ImageShape {
        let Kernel {
            side,
            stride,
            padding,
        } = self.kernel;
        ImageShape {
            channels: self.weight.shape[0],
            side: (self.input.side + 2 * padding - side) / stride + 1,
        }
    }

    fn effective_weight(&self) -> Tensor<4> {
        let weight = self.weight.tensor();
        match &self.spectral {
            Some(spectral) => spectral.apply(weight),
            None => weight,
        }
    }

    #[cfg(feature = "flex")]
    fn windows(&self, batch: usize) -> host::Windows {
        host::Windows {
            batch,
            large: self.input,
            small: self.output(),
            kernel: self.kernel,
        }
    }

    /// `[batch, inputs·side²]` → `[batch, outputs·side'²]`, with the side of [`Conv2d::output`].
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        #[cfg(feature = "flex")]
        if host::holds(&x) {
            let windows = self.windows(x.dims()[0]);
            let y = host::down(x, self.effective_weight(), windows);
            return host::add_bias(y, self.bias.as_ref());
        }
        let x = self.input.unflatten(x); // [B, inputs, side, side]
        let (weight, bias) = (
            self.effective_weight(),
            self.bias.as_ref().map(Param::tensor),
        );
        let (stride, padding) = (self.kernel.stride, self.kernel.padding);
        let (window, small) = (Window { stride, padding }, [self.output().side; 2]);
        if let Some(y) = kernels::conv2d(&x, &weight, bias.as_ref(), window, small) {
            return flatten(y);
        }
        let options = ConvOptions::new([stride; 2], [padding; 2], [1, 1], 1);
        flatten(conv2d(x, weight, bias, options)) // [B, outputs·side'²]
    }

    /// The gradient of the input, for that of the output: the transposed convolution.
    pub fn pull_back(&self, g: Tensor<2>) -> Tensor<2> {
        #[cfg(feature = "flex")]
        if host::holds(&g) {
            let windows = self.windows(g.dims()[0]);
            return host::up(g, self.effective_weight(), windows);
        }
        let output = self.output();
        let Kernel {
            side,
            stride,
            padding,
        } = self.kernel;
        // Pixels at the far edge that no window began at.
        let left_over = self.input.side + 2 * padding - side - (output.side - 1) * stride;
        let options =
            ConvTransposeOptions::new([stride; 2], [padding; 2], [left_over; 2], [1, 1], 1);
        let x = conv_transpose2d(output.unflatten(g), self.effective_weight(), None, options);
        flatten(x)
    }
}
