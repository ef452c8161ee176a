//! Convolution layers one after another, each made for what the one before it gives.

use crate::nets::layers::{
    Activation, BatchNorm, Conv2d, ImageShape, Kernel, LatentPlane, Layer, Linear, PixelShuffle,
};
use crate::nets::{Initializer, Network};

/// Layers, and the shape of what comes out of them.
#[derive(Debug)]
pub struct Stack<'a, 'b> {
    layers: Vec<Layer>,
    shape: ImageShape,
    init: &'a mut Initializer<'b>,
}

impl<'a, 'b> Stack<'a, 'b> {
    /// No layer yet, for images of this shape.
    pub fn new(channels: usize, side: usize, init: &'a mut Initializer<'b>) -> Self {
        Self {
            layers: Vec::new(),
            shape: ImageShape { channels, side },
            init,
        }
    }

    /// A latent vector comes in behind the image, and becomes one more channel of it.
    pub fn latent_plane(mut self, numbers: usize) -> Self {
        let layer = LatentPlane::new(self.shape.volume(), numbers, self.init);
        self.layers.push(Layer::LatentPlane(layer));
        self.shape.channels += 1;
        self
    }

    /// Convolution.
    pub fn conv(self, kernel: Kernel, outputs: usize) -> Self {
        self.convolution(kernel, outputs, true)
    }

    /// Convolution and BatchNorm.
    pub fn conv_norm(self, kernel: Kernel, outputs: usize) -> Self {
        self.convolution(kernel, outputs, false).norm()
    }

    fn convolution(mut self, kernel: Kernel, outputs: usize, bias: bool) -> Self {
        let layer = Conv2d::with_kernel(kernel, self.shape, outputs, bias, self.init);
        self.shape = layer.output();
        self.layers.push(Layer::Conv2d(layer));
        self
    }

    /// BatchNorm.
    pub fn norm(mut self) -> Self {
        let layer = BatchNorm::new(self.shape, self.init);
        self.layers.push(Layer::BatchNorm(layer));
        self
    }

    /// Sub-pixel convolution: doubles the side.
    pub fn enlarge(self, outputs: usize) -> Self {
        let mut wide = self.conv(Kernel::KEEPING, 4 * outputs);
        let layer = PixelShuffle { input: wide.shape };
        wide.shape = layer.output();
        wide.layers.push(Layer::PixelShuffle(layer));
        wide
    }

    /// Pointwise nonlinearity.
    pub fn activation(mut self, activation: Activation) -> Self {
        self.layers.push(Layer::Activation(activation));
        self
    }

    /// `x + f(x)`.
    pub fn residual(self, f: impl FnOnce(Self) -> Self) -> Self {
        let (mut outer, inner, _) = self.branch(f);
        outer.layers.push(Layer::Residual(inner));
        outer
    }

    /// The channels of x, then those of `f(x)`.
    pub fn skip(self, f: impl FnOnce(Self) -> Self) -> Self {
        let (mut outer, inner, shape) = self.branch(f);
        outer.shape.channels += shape.channels;
        outer.layers.push(Layer::Skip(inner));
        outer
    }

    fn branch(self, f: impl FnOnce(Self) -> Self) -> (Self, Vec<Layer>, ImageShape) {
        let Self {
            layers,
            shape,
            init,
        } = self;
        let inner = f(Self {
            layers: Vec::new(),
            shape,
            init,
        });
        let outer = Self {
            layers,
            shape,
            init: inner.init,
        };
        (outer, inner.layers, inner.shape)
    }

    /// Fully connected.
    pub fn dense(mut self, outputs: usize) -> Self {
        let layer = Linear::new(self.shape.volume(), outputs, true, self.init);
        self.layers.push(Layer::Linear(layer));
        self.shape = ImageShape {
            channels: outputs,
            side: 1,
        };
        self
    }

    /// The network.
    pub fn network(self) -> Network {
        Network::new(self.layers)
    }
}
