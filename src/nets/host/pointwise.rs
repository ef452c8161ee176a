//! Nonlinearities in place. Of each, the way back needs its value alone.

use super::lanes;

/// A nonlinearity whose slope is a function of its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pointwise {
    /// x above 0, the slope times x below, which is not negative.
    Bend {
        /// Below 0.
        slope: f32,
    },
    /// `tanh(factor·x)`.
    Tanh {
        /// 1, or ½ for a sigmoid between -1 and 1.
        factor: f32,
    },
}

impl Pointwise {
    pub fn apply(self, numbers: &mut [f32]) {
        match self {
            Self::Bend { slope } => {
                for x in numbers {
                    *x = if *x > 0.0 { *x } else { slope * *x };
                }
            }
            Self::Tanh { factor } => {
                for x in numbers {
                    *x = lanes::tanh(factor * *x);
                }
            }
        }
    }

    /// Multiplies gradients by the slopes at the places with these values.
    pub fn pull_back(self, gradients: &mut [f32], values: &[f32]) {
        match self {
            Self::Bend { slope } => {
                for (g, &y) in gradients.iter_mut().zip(values) {
                    *g *= if y > 0.0 { 1.0 } else { slope };
                }
            }
            Self::Tanh { factor } => {
                for (g, &y) in gradients.iter_mut().zip(values) {
                    *g *= factor * (1.0 - y * y);
                }
            }
        }
    }
}
