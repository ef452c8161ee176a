//! Modes captured and share of high-quality samples, for mixtures of Gaussians whose centres are known.

use serde::Serialize;

use crate::data::Distribution;

/// A sample is of high quality within so many deviations of a centre (1611.02163, 1705.07761).
const SIGMAS: f32 = 3.0;

/// How well points cover the modes of a mixture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct ModeReport {
    /// Modes of the distribution.
    pub modes: usize,
    /// Modes with at least one sample within three deviations.
    pub captured: usize,
    /// Share of the samples within three deviations of a mode, 0 to 1.
    pub high_quality: f32,
}

impl ModeReport {
    /// Of `points`, one after the other; none for a distribution without modes.
    pub fn of(distribution: Distribution, points: &[f32]) -> Option<Self> {
        let (modes, deviation) = distribution.modes()?;
        let limit = (SIGMAS * deviation).powi(2);
        let mut hit = vec![false; modes.len()];
        let mut good = 0;
        let dimensions = distribution.dimensions();
        for point in points.chunks_exact(dimensions) {
            let near = modes.iter().position(|mode| {
                let d2: f32 = mode.iter().zip(point).map(|(m, p)| (m - p).powi(2)).sum();
                d2 <= limit
            });
            if let Some(mode) = near {
                hit[mode] = true;
                good += 1;
            }
        }
        Some(Self {
            modes: modes.len(),
            captured: hit.iter().filter(|hit| **hit).count(),
            high_quality: good as f32 / (points.len() / dimensions).max(1) as f32,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_two_modes_and_one_far_away() {
        let points = [2.0, 0.0, 2.01, 0.0, -2.0, 0.0, 9.0, 9.0];
        let report = ModeReport::of(Distribution::Ring8, &points);
        assert_eq!(
            report,
            Some(ModeReport {
                modes: 8,
                captured: 2,
                high_quality: 0.75
            })
        );
        assert_eq!(ModeReport::of(Distribution::Spiral, &points), None);
    }
}
