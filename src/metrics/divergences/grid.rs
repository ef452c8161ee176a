//! Two densities side by side, on cells.

use std::f64::consts::PI;

use crate::data::Mixture;
use crate::objectives::Divergence;

/// A Gaussian is nothing beyond so many deviations.
const REACH: f32 = 6.0;
/// Of p's mass: so much where q is nothing at all makes KL(p ‖ q) infinite, less is left out.
const NEGLIGIBLE: f64 = 1e-3;
/// Of the density that one point has, spread over all that is shown: where p and q together have less, nobody can tell.
const DUST: f64 = 0.01;

/// Both distributions, blurred alike, as the mass in each cell and, in the end, outside of all.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Of the data.
    pub p: Vec<f64>,
    /// Of what is generated.
    pub q: Vec<f64>,
}

impl Grid {
    /// `cells` along each side, over ±`extent`; row by row from the top. `blur` is the deviation of the Gaussian that
    /// both are blurred with, so that points have a density; it should not be much less than a cell.
    pub fn new(p: &Mixture, q: &Mixture, cells: usize, extent: f32, blur: f32) -> Self {
        let on = |mixture: &Mixture| masses(mixture, cells, extent, blur);
        Self { p: on(p), q: on(q) }
    }

    /// `p/(p + q)` in each cell: what the best discriminator of the cross-entropy believes (1406.2661, proposition 1).
    /// ½ where there is nothing of either.
    pub fn optimal(&self) -> Vec<f32> {
        let cells = self.p.len() - 1;
        let dust = DUST / cells as f64;
        let pairs = self.p.iter().zip(&self.q).take(cells);
        pairs
            .map(|(p, q)| ((p + 0.5 * dust) / (p + q + dust)) as f32)
            .collect()
    }

    /// The divergence; none of those that are no integral over a function of both densities.
    pub fn divergence(&self, divergence: Divergence) -> Option<f64> {
        let sum = |term: fn(f64, f64) -> f64| -> f64 {
            self.p.iter().zip(&self.q).map(|(&p, &q)| term(p, q)).sum()
        };
        Some(match divergence {
            Divergence::Kl => relative_entropy(&self.p, &self.q),
            Divergence::ReverseKl => relative_entropy(&self.q, &self.p),
            Divergence::JensenShannon => {
                0.5 * sum(|p, q| {
                    let half = |x: f64| {
                        if x > 0.0 {
                            x * (2.0 * x / (p + q)).ln()
                        } else {
                            0.0
                        }
                    };
                    half(p) + half(q)
                })
            }
            Divergence::PearsonChiSquared => {
                if mass_without(&self.p, &self.q) > NEGLIGIBLE {
                    return Some(f64::INFINITY);
                }
                sum(|p, q| if q > 0.0 { (p - q).powi(2) / q } else { 0.0 })
            }
            Divergence::SquaredHellinger => sum(|p, q| (p.sqrt() - q.sqrt()).powi(2)),
            Divergence::TotalVariation => 0.5 * sum(|p, q| (p - q).abs()),
            Divergence::Wasserstein => return None,
        })
    }
}

/// `Σ a log(a/b)`.
fn relative_entropy(a: &[f64], b: &[f64]) -> f64 {
    if mass_without(a, b) > NEGLIGIBLE {
        return f64::INFINITY;
    }
    let both = a.iter().zip(b).filter(|(a, b)| **a > 0.0 && **b > 0.0);
    both.map(|(a, b)| a * (a / b).ln()).sum()
}

/// How much of `a` lies where there is nothing of `b`.
fn mass_without(a: &[f64], b: &[f64]) -> f64 {
    let alone = a.iter().zip(b).filter(|(_, b)| **b <= 0.0);
    alone.map(|(a, _)| a).sum()
}

fn masses(mixture: &Mixture, cells: usize, extent: f32, blur: f32) -> Vec<f64> {
    let d = mixture.dimensions;
    let deviation = mixture.deviation.hypot(blur);
    let side = 2.0 * extent / cells as f32;
    let share = (mixture.centres.len() / d).max(1) as f64;
    let mut masses = vec![0.0; cells.pow(d as u32) + 1];
    // The part of a Gaussian in each cell of a line that it reaches, from the first such cell on.
    let along = |centre: f32| -> (usize, Vec<f64>) {
        let cell_of = |x: f32| ((x + extent) / side).clamp(0.0, cells as f32) as usize;
        let (from, to) = (
            cell_of(centre - REACH * deviation),
            (cell_of(centre + REACH * deviation) + 1).min(cells),
        );
        let part = |cell: usize| {
            let x = side * (cell as f32 + 0.5) - extent;
            let z = f64::from((x - centre) / deviation);
            f64::from(side / deviation) * (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
        };
        (from, (from..to).map(part).collect())
    };
    for centre in mixture.centres.chunks_exact(d) {
        let (left, xs) = along(centre[0]);
        match centre.get(1) {
            None => {
                for (i, x) in xs.iter().enumerate() {
                    masses[left + i] += x / share;
                }
            }
            Some(y) => {
                // From the top.
                let (top, ys) = along(-y);
                for (j, y) in ys.iter().enumerate() {
                    let row = &mut masses[(top + j) * cells + left..];
                    for (mass, x) in row.iter_mut().zip(&xs) {
                        *mass += x * y / share;
                    }
                }
            }
        }
    }
    let inside: f64 = masses.iter().sum();
    if let Some(outside) = masses.last_mut() {
        *outside = (1.0 - inside).max(0.0);
    }
    masses
}

#[cfg(test)]
mod tests {
    use std::f64::consts::LN_2;

    use super::*;

    const SHIFT: f32 = 0.4;
    const BLUR: f32 = 0.1;

    fn gaussian(centre: &[f32]) -> Mixture {
        Mixture {
            dimensions: centre.len(),
            centres: centre.to_vec(),
            deviation: 0.5,
        }
    }

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!(
            (found / expected - 1.0).abs() < 2e-3,
            "{found} for {expected}"
        );
    }

    #[test]
    fn gaussians_have_the_divergences_of_the_textbook() {
        let variance = f64::from(0.5_f32.hypot(BLUR).powi(2));
        let square = f64::from(SHIFT * SHIFT);
        for (p, q, cells) in [
            (gaussian(&[0.3]), gaussian(&[0.3 + SHIFT]), 400),
            (gaussian(&[0.3, -0.2]), gaussian(&[0.3 + SHIFT, -0.2]), 60),
        ] {
            let grid = Grid::new(&p, &q, cells, 4.0, BLUR);
            let kl = square / (2.0 * variance);
            near(grid.divergence(Divergence::Kl), kl);
            near(grid.divergence(Divergence::ReverseKl), kl);
            let hellinger = 2.0 - 2.0 * (-square / (8.0 * variance)).exp();
            near(grid.divergence(Divergence::SquaredHellinger), hellinger);
            let pearson = (square / variance).exp() - 1.0;
            near(grid.divergence(Divergence::PearsonChiSquared), pearson);
            assert_eq!(grid.divergence(Divergence::Wasserstein), None);
        }
    }

    #[test]
    fn far_apart_they_are_as_different_as_can_be() {
        let grid = Grid::new(&gaussian(&[-7.0]), &gaussian(&[7.0]), 400, 12.0, BLUR);
        near(grid.divergence(Divergence::JensenShannon), LN_2);
        near(grid.divergence(Divergence::TotalVariation), 1.0);
        assert_eq!(grid.divergence(Divergence::Kl), Some(f64::INFINITY));
        let beyond = Grid::new(&gaussian(&[0.0]), &gaussian(&[30.0]), 100, 3.0, BLUR);
        near(beyond.divergence(Divergence::JensenShannon), LN_2);
    }

    #[test]
    fn the_best_discriminator_believes_the_share_of_the_density() {
        let (p, q) = (gaussian(&[0.0, 0.0]), gaussian(&[1.0, 0.0]));
        let grid = Grid::new(&p, &q, 49, 3.0, BLUR);
        let optimal = grid.optimal();
        // The middle row; in the middle between both they are alike.
        let at = |x: f64| optimal[24 * 49 + ((x / 6.0 + 0.5) * 49.0) as usize];
        let variance = f64::from(0.5_f32.hypot(BLUR).powi(2));
        let cell = (24.0 + 0.5) / 49.0 * 6.0 - 3.0;
        let expected = 1.0 / (1.0 + ((cell - 0.5) / variance).exp());
        assert!((f64::from(at(cell)) - expected).abs() < 0.01);
        assert!((at(0.52) - 0.5).abs() < 0.06);
        assert!((optimal[0] - 0.5).abs() < 1e-3, "a corner where nothing is");
    }
}
