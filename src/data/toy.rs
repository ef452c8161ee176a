//! Toy distributions on the line and in the plane, whose density is known.

use std::f32::consts::{PI, TAU};

use crate::options::{Settings, table};
use crate::rng::HostRng;

/// Where the real samples come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source {
    /// Images: MNIST, or a visitor's own.
    Images,
    /// Points.
    Toy(Distribution),
}

impl Source {
    /// Identifiers in the table of options.
    pub const IDS: &'static [&'static str] = &[
        "mnist",
        "gaussian_1d",
        "two_gaussians_1d",
        "gaussian_2d",
        "ring8",
        "grid25",
        "spiral",
        "two_moons",
        "segments",
        "drawn",
    ];

    /// Those of points.
    pub const TOYS: &'static [&'static str] = Self::IDS.split_at(1).1;

    /// The source that the settings ask for.
    pub fn from_settings(settings: &Settings) -> Self {
        Self::Toy(match settings.choice(&table::DATASET) {
            "gaussian_1d" => Distribution::Gaussian1d,
            "two_gaussians_1d" => Distribution::TwoGaussians1d,
            "gaussian_2d" => Distribution::Gaussian2d,
            "ring8" => Distribution::Ring8,
            "grid25" => Distribution::Grid25,
            "spiral" => Distribution::Spiral,
            "two_moons" => Distribution::TwoMoons,
            "segments" => Distribution::Segment(settings.float(&table::SEGMENT_OFFSET) as f32),
            "drawn" => Distribution::Drawn,
            _ => return Self::Images,
        })
    }
}

/// A distribution of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// N(1, ½²) on the line.
    Gaussian1d,
    /// N(±4, ½²) on the line: so far apart that the Jensen–Shannon divergence of the halves is log 2.
    TwoGaussians1d,
    /// N((1, 1), ½²) in the plane.
    Gaussian2d,
    /// Eight Gaussians of deviation 0.02 on a circle of radius 2 (1611.02163).
    Ring8,
    /// 25 Gaussians of deviation 0.05 on a 5×5 grid with spacing 2 (1705.07761).
    Grid25,
    /// Two turns of a spiral, with noise.
    Spiral,
    /// Two interleaved half circles, with noise.
    TwoMoons,
    /// `(θ, u)` with u ~ U[0, 1): the segments of 1701.07875, example 1.
    Segment(f32),
    /// Points that a visitor drew.
    Drawn,
}

/// Deviation of the noise around what is not a Gaussian.
pub(super) const NOISE: f32 = 0.05;

impl Distribution {
    /// 1 or 2.
    pub fn dimensions(self) -> usize {
        match self {
            Self::Gaussian1d | Self::TwoGaussians1d => 1,
            _ => 2,
        }
    }

    /// `count` points, one after the other; `drawn` holds the visitor's.
    pub fn sample(self, count: usize, drawn: &[f32], rng: &mut HostRng) -> Vec<f32> {
        let mut points = Vec::with_capacity(count * self.dimensions());
        for _ in 0..count {
            self.draw(drawn, rng, &mut points);
        }
        points
    }

    fn draw(self, drawn: &[f32], rng: &mut HostRng, points: &mut Vec<f32>) {
        if let Some((modes, deviation)) = self.modes() {
            let pick = rng.below(modes.len());
            let noise = rng.normal(self.dimensions());
            points.extend(
                modes[pick]
                    .iter()
                    .zip(noise)
                    .map(|(m, n)| m + deviation * n),
            );
            return;
        }
        let (x, y, noise) = match self {
            Self::Spiral => {
                let [x, y] = Self::on_spiral(rng.unit());
                (x, y, NOISE)
            }
            Self::TwoMoons => {
                let upper = rng.below(2) == 0;
                let [x, y] = Self::on_moon(upper, rng.unit());
                (x, y, NOISE)
            }
            Self::Segment(offset) => (offset, rng.unit(), 0.0),
            _ => {
                let pick = rng.below((drawn.len() / 2).max(1));
                let at = |index| drawn.get(2 * pick + index).copied().unwrap_or(0.0);
                (at(0), at(1), NOISE)
            }
        };
        let jitter = rng.normal(2);
        points.extend([x + noise * jitter[0], y + noise * jitter[1]]);
    }

    /// A place of the spiral, for a uniform number.
    pub(super) fn on_spiral(u: f32) -> [f32; 2] {
        let t = u.sqrt();
        let (sin, cos) = (2.0 * TAU * t).sin_cos();
        [2.0 * t * cos, 2.0 * t * sin]
    }

    /// A place of one of the moons, for a uniform number.
    pub(super) fn on_moon(upper: bool, u: f32) -> [f32; 2] {
        let (sin, cos) = (PI * u).sin_cos();
        if upper {
            [cos - 0.5, sin - 0.25]
        } else {
            [0.5 - cos, 0.25 - sin]
        }
    }

    /// The centres of a mixture of Gaussians with equal weights, and their common deviation; none for the others.
    pub fn modes(self) -> Option<(Vec<Vec<f32>>, f32)> {
        match self {
            Self::Gaussian1d => Some((vec![vec![1.0]], 0.5)),
            Self::TwoGaussians1d => Some((vec![vec![-4.0], vec![4.0]], 0.5)),
            Self::Gaussian2d => Some((vec![vec![1.0, 1.0]], 0.5)),
            Self::Ring8 => {
                let on_circle = |i: u8| {
                    let (sin, cos) = (TAU * f32::from(i) / 8.0).sin_cos();
                    vec![2.0 * cos, 2.0 * sin]
                };
                Some(((0..8).map(on_circle).collect(), 0.02))
            }
            Self::Grid25 => {
                let at = |i: u8| f32::from(i) * 2.0 - 4.0;
                let centres = (0..25).map(|i| vec![at(i % 5), at(i / 5)]).collect();
                Some((centres, 0.05))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    fn rng() -> HostRng {
        HostRng::new(3, Stream::Toy)
    }

    #[test]
    fn mixtures_have_their_modes_and_deviation() {
        for distribution in [
            Distribution::Gaussian1d,
            Distribution::TwoGaussians1d,
            Distribution::Gaussian2d,
            Distribution::Ring8,
            Distribution::Grid25,
        ] {
            let (modes, deviation) = distribution.modes().unwrap();
            let dimensions = distribution.dimensions();
            let points = distribution.sample(5000, &[], &mut rng());
            assert_eq!(points.len(), 5000 * dimensions);
            let mut hits = vec![0; modes.len()];
            let mut square = 0.0_f64;
            for point in points.chunks_exact(dimensions) {
                let distance = |mode: &Vec<f32>| -> f32 {
                    mode.iter().zip(point).map(|(m, p)| (m - p).powi(2)).sum()
                };
                let (nearest, d2) = modes
                    .iter()
                    .map(distance)
                    .enumerate()
                    .min_by(|a, b| a.1.total_cmp(&b.1))
                    .unwrap();
                hits[nearest] += 1;
                square += f64::from(d2);
            }
            let expected = 5000 / modes.len();
            assert!(
                hits.iter().all(|&h| h > expected / 2),
                "{distribution:?}: {hits:?}"
            );
            let measured = (square / (5000 * dimensions) as f64).sqrt();
            assert!(
                (measured / f64::from(deviation) - 1.0).abs() < 0.05,
                "{distribution:?}: {measured}"
            );
        }
    }

    #[test]
    fn a_segment_stands_at_its_offset() {
        let points = Distribution::Segment(0.7).sample(100, &[], &mut rng());
        assert!(
            points
                .chunks_exact(2)
                .all(|p| p[0] == 0.7 && (0.0..1.0).contains(&p[1]))
        );
    }

    #[test]
    fn drawn_points_come_back_with_a_little_noise() {
        let points = Distribution::Drawn.sample(200, &[1.0, 2.0, -1.0, 0.5], &mut rng());
        let near = |p: &[f32], x: f32, y: f32| (p[0] - x).hypot(p[1] - y) < 6.0 * NOISE;
        let firsts = points.chunks_exact(2).filter(|p| near(p, 1.0, 2.0)).count();
        let seconds = points
            .chunks_exact(2)
            .filter(|p| near(p, -1.0, 0.5))
            .count();
        assert!(
            firsts > 50 && firsts + seconds == 200,
            "{firsts}, {seconds}"
        );
    }
}
