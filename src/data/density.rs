//! The density of a distribution of points.

use super::Distribution;
use super::toy::NOISE;
use crate::rng::HostRng;

/// Gaussians by which a curve is drawn: closer to each other than their deviation.
const BEADS: usize = 640;

/// Gaussians of equal shares and one deviation: what each distribution of points is, or nearly.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Of a point: 1 or 2.
    pub dimensions: usize,
    /// One after the other.
    pub centres: Vec<f32>,
    /// σ; 0 for points without extent, which have a density once they are blurred.
    pub deviation: f32,
}

impl Mixture {
    /// Points without extent.
    pub fn of_points(dimensions: usize, points: Vec<f32>) -> Self {
        Self {
            dimensions,
            centres: points,
            deviation: 0.0,
        }
    }

    /// Points from it, one after the other, of which each Gaussian has its share as exactly as can be.
    pub fn spread(&self, count: usize, rng: &mut HostRng) -> Vec<f32> {
        let centres = self.centres.len() / self.dimensions;
        let mut points = rng.normal(count * self.dimensions);
        for (index, point) in points.chunks_exact_mut(self.dimensions).enumerate() {
            let pick = if centres < count {
                index % centres
            } else {
                (2 * index + 1) * centres / (2 * count)
            };
            let centre = &self.centres[pick * self.dimensions..];
            for (number, centre) in point.iter_mut().zip(centre) {
                *number = centre + self.deviation * *number;
            }
        }
        points
    }
}

impl Distribution {
    /// Its density; `drawn` holds a visitor's points, and without any there is none.
    pub fn mixture(self, drawn: &[f32]) -> Option<Mixture> {
        let share = |bead: usize, of: usize| (bead as f32 + 0.5) / of as f32;
        let (centres, deviation) = match self {
            Self::Spiral => {
                let beads = (0..BEADS).flat_map(|bead| Self::on_spiral(share(bead, BEADS)));
                (beads.collect(), NOISE)
            }
            Self::TwoMoons => {
                let of = BEADS / 2;
                let beads =
                    (0..BEADS).flat_map(|bead| Self::on_moon(bead < of, share(bead % of, of)));
                (beads.collect(), NOISE)
            }
            Self::Segment(offset) => {
                let beads = (0..BEADS).flat_map(|bead| [offset, share(bead, BEADS)]);
                (beads.collect(), 0.0)
            }
            Self::Drawn => (drawn.to_vec(), NOISE),
            _ => {
                let (modes, deviation) = self.modes()?;
                (modes.concat(), deviation)
            }
        };
        (!centres.is_empty()).then_some(Mixture {
            dimensions: self.dimensions(),
            centres,
            deviation,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    /// Mean log-density of samples under a kernel estimate by other samples, less that under the mixture: 0 where the
    /// mixture is what the samples are drawn from.
    #[test]
    fn samples_are_as_likely_as_they_should_be() {
        let drawn = [0.5, 0.5, -1.0, 0.25, 1.5, -1.0];
        for distribution in [
            Distribution::Gaussian1d,
            Distribution::TwoGaussians1d,
            Distribution::Gaussian2d,
            Distribution::Ring8,
            Distribution::Grid25,
            Distribution::Spiral,
            Distribution::TwoMoons,
            Distribution::Drawn,
        ] {
            let d = distribution.dimensions();
            let mut rng = HostRng::new(5, Stream::Toy);
            let test = distribution.sample(400, &drawn, &mut rng);
            let others = Mixture::of_points(d, distribution.sample(20_000, &drawn, &mut rng));
            let mixture = distribution.mixture(&drawn).unwrap();
            let blur = 0.6 * mixture.deviation;
            let likelihood = |mixture: &Mixture| {
                let variance = f64::from(mixture.deviation.powi(2) + blur * blur);
                let log_density = |point: &[f32]| {
                    let sum: f64 = mixture
                        .centres
                        .chunks_exact(d)
                        .map(|centre| {
                            let d2 = centre.iter().zip(point).map(|(a, b)| (a - b).powi(2));
                            (-0.5 * f64::from(d2.sum::<f32>()) / variance).exp()
                        })
                        .sum();
                    let count = (mixture.centres.len() / d) as f64;
                    sum.ln()
                        - count.ln()
                        - 0.5 * d as f64 * (2.0 * std::f64::consts::PI * variance).ln()
                };
                test.chunks_exact(d).map(log_density).sum::<f64>() / 400.0
            };
            let gap = likelihood(&mixture) - likelihood(&others);
            assert!(gap.abs() < 0.06, "{distribution:?}: {gap}");
        }
    }

    #[test]
    fn spread_points_are_shared_evenly() {
        let mut rng = HostRng::new(5, Stream::Toy);
        let ring = Distribution::Ring8.mixture(&[]).unwrap();
        let near = |points: &[f32], centre: &[f32]| {
            let points = points.chunks_exact(2);
            let close = |p: &&[f32]| (p[0] - centre[0]).hypot(p[1] - centre[1]) < 0.1;
            points.filter(close).count()
        };
        let points = ring.spread(200, &mut rng);
        for centre in ring.centres.chunks_exact(2) {
            assert_eq!(near(&points, centre), 25);
        }
        let spiral = Distribution::Spiral.mixture(&[]).unwrap();
        let points = spiral.spread(200, &mut rng);
        assert!(near(&points, &spiral.centres[..2]) < 10);
        assert!((0..4).all(|i| near(&points, &spiral.centres[320 * i..][..2]) > 0));
    }

    #[test]
    fn nothing_drawn_has_no_density() {
        assert_eq!(Distribution::Drawn.mixture(&[]), None);
    }
}
