//! Activations as the kernels know them.

/// A pointwise function whose slope follows from its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Curve {
    /// `x`.
    Identity,
    /// `x` above 0, `slope·x` below, `0 ≤ slope < 1`.
    Leaky(f64),
    /// `tanh x`.
    Tanh,
    /// `1/(1 + e⁻ˣ)`.
    Sigmoid,
    /// `tanh(x/2)`.
    HalfTanh,
}

#[cfg(feature = "webgpu")]
impl Curve {
    /// The two words that the kernels read: which one, and its slope below 0.
    pub(super) fn words(self) -> [u32; 2] {
        let (kind, slope) = match self {
            Self::Identity => (0, 0.0),
            Self::Leaky(slope) => (1, slope),
            Self::Tanh => (2, 0.0),
            Self::Sigmoid => (3, 0.0),
            Self::HalfTanh => (4, 0.0),
        };
        [kind, (slope as f32).to_bits()]
    }
}
