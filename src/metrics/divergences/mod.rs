//! How far generated points are from a distribution whose density is known.

mod grid;
mod transport;

pub use grid::Grid;
pub use transport::wasserstein;

use serde::Serialize;

use crate::data::Mixture;
use crate::objectives::Divergence;
use crate::rng::{HostRng, Stream};

/// Those that are always told; more where the discriminator's loss bounds another.
const ALWAYS: [Divergence; 3] = [
    Divergence::Kl,
    Divergence::JensenShannon,
    Divergence::Wasserstein,
];
/// Cells on the line within one that is shown; odd, so that one of them is in its middle.
const FINE: usize = 9;
/// Deviation of the blur on the line, as a share of the extent.
const BLUR_ON_LINE: f32 = 0.02;
/// The same in the plane, as a share of a cell.
const BLUR_IN_PLANE: f32 = 0.9;
/// Points in the plane that are paired: the pairing takes the cube of them in steps.
const PAIRED: usize = 200;

/// A divergence, as it is and as the discriminator has it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(
    all(feature = "web", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(missing_as_null)
)]
pub struct Measured {
    /// Which.
    pub divergence: Divergence,
    /// Of both distributions, blurred a little but for the Wasserstein distance; infinite where the generated points miss a
    /// part.
    pub value: f32,
    /// What D's loss says of it, without a blur: a lower bound, near to it as far as D has learned; none where the loss
    /// says nothing of it.
    pub estimate: Option<f32>,
}

/// What the theory says of generated points.
#[derive(Clone, Debug, PartialEq)]
pub struct Theory {
    /// D*, 0 to 1, in each cell.
    pub optimal: Vec<f32>,
    /// The divergences.
    pub divergences: Vec<Measured>,
}

impl Theory {
    /// Of points that are to be as if from `p`. `cells` along each side over ±`extent` are shown, and `estimate` is what
    /// the discriminator says of a divergence.
    pub fn new(
        p: &Mixture,
        generated: &[f32],
        (cells, extent): (usize, f32),
        estimate: Option<(Divergence, f32)>,
    ) -> Self {
        let q = Mixture::of_points(p.dimensions, generated.to_vec());
        let on_line = p.dimensions == 1;
        let grid = if on_line {
            Grid::new(p, &q, cells * FINE, extent, BLUR_ON_LINE * extent)
        } else {
            let blur = BLUR_IN_PLANE * 2.0 * extent / cells as f32;
            Grid::new(p, &q, cells, extent, blur)
        };
        let carried = || {
            if on_line {
                let quantiles = quantiles(p, generated.len(), cells * FINE, extent);
                wasserstein(1, &quantiles, generated)
            } else {
                let some = &generated[..generated.len().min(2 * PAIRED)];
                let mut rng = HostRng::new(0, Stream::Grid);
                wasserstein(2, &p.spread(some.len() / 2, &mut rng), some)
            }
        };
        let mut told = ALWAYS.to_vec();
        told.extend(
            estimate
                .map(|(divergence, _)| divergence)
                .filter(|divergence| !ALWAYS.contains(divergence)),
        );
        let measured = |divergence| Measured {
            divergence,
            value: grid.divergence(divergence).unwrap_or_else(carried) as f32,
            estimate: estimate
                .filter(|(known, _)| *known == divergence)
                .map(|(_, value)| value),
        };
        let optimal = grid.optimal();
        Self {
            optimal: if on_line {
                optimal
                    .chunks_exact(FINE)
                    .map(|fine| fine[FINE / 2])
                    .collect()
            } else {
                optimal
            },
            divergences: told.into_iter().map(measured).collect(),
        }
    }
}

/// As many points as `count`, each at the middle of an equal share of a distribution on the line.
fn quantiles(p: &Mixture, count: usize, cells: usize, extent: f32) -> Vec<f32> {
    let side = 2.0 * extent / cells as f32;
    let nothing = Mixture::of_points(1, Vec::new());
    let grid = Grid::new(p, &nothing, cells, extent, 0.0);
    let mut points = Vec::with_capacity(count);
    let mut below = 0.0;
    for (cell, mass) in grid.p[..cells].iter().enumerate() {
        while points.len() < count {
            let into = (points.len() as f64 + 0.5) / count as f64 - below;
            if into > *mass {
                break;
            }
            let share = if *mass > 0.0 { into / mass } else { 0.5 };
            points.push(side * (cell as f32 + share as f32) - extent);
        }
        below += mass;
    }
    points.resize(count, extent);
    points
}

#[cfg(test)]
mod tests {
    use std::f32::consts::LN_2;

    use super::*;
    use crate::data::Distribution;

    const SHOWN: (usize, f32) = (48, 6.0);

    fn theory(distribution: Distribution, generated: &[f32]) -> Theory {
        let p = distribution.mixture(&[]).unwrap();
        Theory::new(&p, generated, SHOWN, None)
    }

    fn of(theory: &Theory, divergence: Divergence) -> f32 {
        let found = theory
            .divergences
            .iter()
            .find(|m| m.divergence == divergence);
        found.unwrap().value
    }

    #[test]
    fn the_same_distribution_is_near_and_one_mode_of_two_is_not() {
        let distribution = Distribution::TwoGaussians1d;
        let good = distribution.sample(2048, &[], &mut HostRng::new(2, Stream::Toy));
        let all = theory(distribution, &good);
        assert!(of(&all, Divergence::JensenShannon) < 0.01);
        assert!(of(&all, Divergence::Wasserstein) < 0.3);
        // D* is at a loss where the points are.
        let around = all.optimal[5..=11].iter().chain(&all.optimal[37..=43]);
        for d in around {
            assert!((0.3..0.7).contains(d), "{d}");
        }

        let one: Vec<f32> = good.iter().map(|x| x.abs()).collect();
        let half = theory(distribution, &one);
        // JS(½a + ½b, a) of a and b that have nothing in common.
        let expected = 0.75 * (4.0_f32 / 3.0).ln();
        assert!((of(&half, Divergence::JensenShannon) - expected).abs() < 0.01);
        assert_eq!(of(&half, Divergence::Kl), f32::INFINITY);
        assert!((of(&half, Divergence::Wasserstein) - 4.0).abs() < 0.1);
        assert!(half.optimal[8] > 0.95, "what is missing is surely real");
    }

    #[test]
    fn in_the_plane_as_well() {
        let distribution = Distribution::Ring8;
        let good = distribution.sample(2048, &[], &mut HostRng::new(2, Stream::Toy));
        let all = theory(distribution, &good);
        assert!(of(&all, Divergence::JensenShannon) < 0.01);
        let aside: Vec<f32> = good.iter().map(|x| x + 3.5).collect();
        let apart = theory(distribution, &aside);
        assert!(of(&apart, Divergence::JensenShannon) > 0.8 * LN_2);
        let far = of(&apart, Divergence::Wasserstein);
        assert!((far - 3.5 * 2.0_f32.sqrt()).abs() < 0.5, "{far}");
    }

    #[test]
    fn what_the_loss_bounds_is_told_beside_the_others() {
        let p = Distribution::Gaussian1d.mixture(&[]).unwrap();
        let points = [1.0_f32, 0.5, 1.5];
        let estimate = Some((Divergence::TotalVariation, 0.25));
        let theory = Theory::new(&p, &points, SHOWN, estimate);
        let told: Vec<_> = theory.divergences.iter().map(|m| m.divergence).collect();
        assert_eq!(told.len(), 4);
        assert_eq!(theory.divergences[3].estimate, Some(0.25));
        assert_eq!(theory.divergences[0].estimate, None);
    }
}
