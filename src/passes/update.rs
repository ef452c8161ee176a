//! What an optimiser does to a parameter.

use std::ops::Range;

use crate::cells::Cells;
use crate::pass::{Loop, Pass, UNIT};

/// A rule as numbers, with its corrections for this step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// `m ← β₁m + (1−β₁)g`, `v ← β₂v + (1−β₂)g²`, `θ ← θ − step·m / (√v·root + ε)`.
    Adam {
        /// `lr / (1 − β₁ᵗ)`.
        step: f32,
        /// `1 / √(1 − β₂ᵗ)`.
        root: f32,
        /// β₁ and β₂.
        kept: [f32; 2],
        /// 1 − β₁ and 1 − β₂.
        fresh: [f32; 2],
        /// ε.
        epsilon: f32,
    },
    /// `v ← αv + (1−α)g²`, `θ ← θ − lr·g / (√v + ε)`.
    RmsProp {
        /// Learning rate.
        lr: f32,
        /// α.
        kept: f32,
        /// 1 − α.
        fresh: f32,
        /// ε.
        epsilon: f32,
    },
    /// `m ← μm + g`, `θ ← θ − lr·m`.
    Sgd {
        /// Learning rate.
        lr: f32,
        /// μ.
        momentum: f32,
    },
    /// `θ ← kθ + (1−k)g`: no step, but an average that follows `g`.
    Blend {
        /// k.
        kept: f32,
        /// 1 − k.
        fresh: f32,
    },
    /// `θ ← min(max(θ, −c), c)`.
    Clip {
        /// c.
        c: f32,
    },
}

impl Step {
    /// How many moments it keeps, and whether it reads a gradient.
    fn reads(&self) -> (usize, bool) {
        match self {
            Self::Adam { .. } => (2, true),
            Self::RmsProp { .. } | Self::Sgd { .. } => (1, true),
            Self::Blend { .. } => (0, true),
            Self::Clip { .. } => (0, false),
        }
    }
}

/// Moves `theta` and its moments along `gradient`.
///
/// # Panics
/// When there are other moments than the rule keeps, not as many numbers of each as of θ, or no c from 0 on.
pub fn update(step: Step, theta: &mut [f32], gradient: &[f32], moments: &mut [&mut [f32]]) {
    let (kept, reads) = step.reads();
    assert_eq!(moments.len(), kept, "the moments of {step:?}");
    let lengths = moments.iter().map(|moment| moment.len());
    for length in lengths.chain(reads.then_some(gradient.len())) {
        assert_eq!(length, theta.len(), "one for each number of θ");
    }
    if let Step::Clip { c } = step {
        assert!(c >= 0.0, "nothing is between {c} and {}", -c);
    }
    let mut both = moments.iter_mut().map(|moment| Cells::of(moment));
    let mut next = || both.next().unwrap_or_else(|| Cells::of(&mut []));
    let moments = [next(), next()];
    Pass::make(Update {
        step,
        theta: Cells::of(theta),
        gradient,
        moments,
    });
}

/// See [`update`].
pub struct Update<'a> {
    step: Step,
    theta: Cells<'a>,
    gradient: &'a [f32],
    moments: [Cells<'a>; 2],
}

impl Loop for Update<'_> {
    fn items(&self) -> usize {
        self.theta.len()
    }

    fn work(&self) -> usize {
        let (moments, reads) = self.step.reads();
        1 + moments + usize::from(reads)
    }

    fn unit(&self) -> usize {
        UNIT
    }

    unsafe fn run(&self, items: Range<usize>) {
        // SAFETY: as promised by the caller.
        let theta = unsafe { self.theta.part(items.clone()) };
        let gradient = || self.gradient[items.clone()].iter();
        // SAFETY: as promised by the caller.
        let moment = |at: usize| unsafe { self.moments[at].part(items.clone()) };
        match self.step {
            Step::Adam {
                step,
                root,
                kept: [beta1, beta2],
                fresh: [fresh1, fresh2],
                epsilon,
            } => {
                let moments = moment(0).iter_mut().zip(moment(1));
                for ((theta, &g), (m, v)) in theta.iter_mut().zip(gradient()).zip(moments) {
                    *m = beta1 * *m + fresh1 * g;
                    *v = beta2 * *v + fresh2 * g * g;
                    *theta -= step * *m / (v.sqrt() * root + epsilon);
                }
            }
            Step::RmsProp {
                lr,
                kept,
                fresh,
                epsilon,
            } => {
                for ((theta, &g), v) in theta.iter_mut().zip(gradient()).zip(moment(0)) {
                    *v = kept * *v + fresh * g * g;
                    *theta -= lr * g / (v.sqrt() + epsilon);
                }
            }
            Step::Sgd { lr, momentum } => {
                for ((theta, &g), m) in theta.iter_mut().zip(gradient()).zip(moment(0)) {
                    *m = momentum * *m + g;
                    *theta -= lr * *m;
                }
            }
            Step::Blend { kept, fresh } => {
                for (theta, &g) in theta.iter_mut().zip(gradient()) {
                    *theta = kept * *theta + fresh * g;
                }
            }
            Step::Clip { c } => {
                for theta in theta {
                    *theta = theta.clamp(-c, c);
                }
            }
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::samples::{close, noise};

    pub const ADAM: Step = Step::Adam {
        step: 0.02,
        root: 1.5,
        kept: [0.5, 0.9],
        fresh: [0.5, 0.1],
        epsilon: 0.1,
    };

    pub const RMS_PROP: Step = Step::RmsProp {
        lr: 0.01,
        kept: 0.9,
        fresh: 0.1,
        epsilon: 0.1,
    };

    pub const SGD: Step = Step::Sgd {
        lr: 0.01,
        momentum: 0.9,
    };

    pub const BLEND: Step = Step::Blend {
        kept: 0.75,
        fresh: 0.25,
    };

    pub const CLIP: Step = Step::Clip { c: 0.5 };

    /// θ and the moments after a step.
    pub fn moved(step: Step, theta: &[f32], gradient: &[f32]) -> Vec<Vec<f32>> {
        let (kept, _) = step.reads();
        let square = |x: &f32| x * x;
        let mut all = vec![theta.to_vec()];
        all.extend((0..kept).map(|_| gradient.iter().map(square).collect()));
        let mut slices = all.iter_mut().map(Vec::as_mut_slice);
        let theta = slices.next().unwrap();
        update(step, theta, gradient, &mut slices.collect::<Vec<_>>());
        all
    }

    #[test]
    fn rules_are_what_they_say() {
        let (theta, g) = (noise(50, 1), noise(50, 2));
        let old: Vec<f32> = g.iter().map(|g| g * g).collect();
        let wide = |numbers: &[f32]| numbers.iter().map(|&x| f64::from(x)).collect::<Vec<_>>();
        let (start, g64, old) = (wide(&theta), wide(&g), wide(&old));
        let each = |of: fn(f64, f64, f64) -> f64| {
            let numbers = start.iter().zip(&g64).zip(&old);
            numbers
                .map(|((t, g), m)| of(*t, *g, *m))
                .collect::<Vec<_>>()
        };
        let adam = moved(ADAM, &theta, &g);
        close(&adam[1], each(|_, g, m| 0.5 * m + 0.5 * g), "m");
        close(&adam[2], each(|_, g, v| 0.9 * v + 0.1 * g * g), "v");
        let of_theta = each(|t, g, m| {
            let (m, v) = (0.5 * m + 0.5 * g, 0.9 * m + 0.1 * g * g);
            t - 0.02 * m / (v.sqrt() * 1.5 + 0.1)
        });
        close(&adam[0], of_theta, "Adam");
        let rms_prop = moved(RMS_PROP, &theta, &g);
        let of_theta = each(|t, g, v| t - 0.01 * g / ((0.9 * v + 0.1 * g * g).sqrt() + 0.1));
        close(&rms_prop[0], of_theta, "RMSProp");
        let sgd = moved(SGD, &theta, &g);
        close(&sgd[0], each(|t, g, m| t - 0.01 * (0.9 * m + g)), "SGD");
        close(
            &moved(BLEND, &theta, &g)[0],
            each(|t, g, _| 0.75 * t + 0.25 * g),
            "average",
        );
        close(
            &moved(CLIP, &theta, &[])[0],
            each(|t, _, _| t.clamp(-0.5, 0.5)),
            "clipped",
        );
    }

    #[test]
    #[should_panic(expected = "one for each number")]
    fn a_gradient_that_does_not_fit_is_refused() {
        update(BLEND, &mut [0.0; 3], &[0.0; 2], &mut []);
    }
}
