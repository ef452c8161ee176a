//! Nonlinearities in place. Of each, the way back needs its value alone.

use std::ops::Range;

use crate::cells::Cells;
use crate::lanes;
use crate::pass::{Loop, Pass, UNIT};

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
    /// Replaces each number by its value.
    pub fn apply(self, numbers: &mut [f32]) {
        let x = Cells::of(numbers);
        Pass::make(Apply { function: self, x });
    }

    /// Multiplies gradients by the slopes at the places with these values.
    ///
    /// # Panics
    /// When there are not as many values as gradients.
    pub fn pull_back(self, gradients: &mut [f32], values: &[f32]) {
        assert_eq!(values.len(), gradients.len(), "a value for each gradient");
        let g = Cells::of(gradients);
        Pass::make(ApplyBack {
            function: self,
            g,
            y: values,
        });
    }
}

/// See [`Pointwise::apply`].
pub struct Apply<'a> {
    function: Pointwise,
    x: Cells<'a>,
}

impl Loop for Apply<'_> {
    fn items(&self) -> usize {
        self.x.len()
    }

    fn work(&self) -> usize {
        match self.function {
            Pointwise::Bend { .. } => 1,
            // With a quotient of polynomials.
            Pointwise::Tanh { .. } => 8,
        }
    }

    fn unit(&self) -> usize {
        UNIT
    }

    unsafe fn run(&self, items: Range<usize>) {
        // SAFETY: as promised by the caller.
        let numbers = unsafe { self.x.part(items) };
        match self.function {
            Pointwise::Bend { slope } => {
                for x in numbers {
                    *x = if *x > 0.0 { *x } else { slope * *x };
                }
            }
            Pointwise::Tanh { factor } => {
                for x in numbers {
                    *x = lanes::tanh(factor * *x);
                }
            }
        }
    }
}

/// See [`Pointwise::pull_back`].
pub struct ApplyBack<'a> {
    function: Pointwise,
    g: Cells<'a>,
    y: &'a [f32],
}

impl Loop for ApplyBack<'_> {
    fn items(&self) -> usize {
        self.g.len()
    }

    fn work(&self) -> usize {
        2
    }

    fn unit(&self) -> usize {
        UNIT
    }

    unsafe fn run(&self, items: Range<usize>) {
        let values = &self.y[items.clone()];
        // SAFETY: as promised by the caller.
        let gradients = unsafe { self.g.part(items) };
        match self.function {
            Pointwise::Bend { slope } => {
                for (g, &y) in gradients.iter_mut().zip(values) {
                    *g *= if y > 0.0 { 1.0 } else { slope };
                }
            }
            Pointwise::Tanh { factor } => {
                for (g, &y) in gradients.iter_mut().zip(values) {
                    *g *= factor * (1.0 - y * y);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{close, noise};

    #[test]
    fn nonlinearities_and_their_slopes() {
        let x = noise(100, 1);
        let mut y = x.clone();
        Pointwise::Bend { slope: 0.2 }.apply(&mut y);
        let mut g = vec![1.0; x.len()];
        Pointwise::Bend { slope: 0.2 }.pull_back(&mut g, &y);
        for ((x, y), g) in x.iter().zip(y).zip(g) {
            assert_eq!((y, g), if *x > 0.0 { (*x, 1.0) } else { (0.2 * x, 0.2) });
        }
        let function = Pointwise::Tanh { factor: 0.5 };
        let (mut y, mut g) = (x.clone(), vec![1.0; x.len()]);
        function.apply(&mut y);
        function.pull_back(&mut g, &y);
        let tanh = |x: &f32| (0.5 * f64::from(*x)).tanh();
        close(&y, x.iter().map(tanh), "tanh");
        close(
            &g,
            x.iter().map(|x| 0.5 * (1.0 - tanh(x).powi(2))),
            "its slope",
        );
    }
}
