//! The seeded host generator: every random number of a run comes from here, so that a seed is a run.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rand_distr::{Distribution, StandardNormal};
use serde::{Deserialize, Serialize};

/// What a random number is for. Each purpose is a stream of its own, so that drawing one more
/// latent vector does not move the order of the images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Initial weights.
    Weights,
    /// Latent vectors of the training steps.
    Latent,
    /// The fixed latent grid that is drawn through time.
    Grid,
    /// Dropout masks.
    Dropout,
    /// What else a step draws: classes, codes, points between real and fake, noise.
    Noise,
    /// Points of a toy distribution.
    Toy,
    /// Which images a semi-supervised run may see the labels of.
    Labelled,
    /// The order of the images in one epoch.
    Epoch(u32),
}

impl Stream {
    fn id(self) -> u64 {
        match self {
            Self::Weights => 0,
            Self::Latent => 1,
            Self::Grid => 2,
            Self::Dropout => 3,
            Self::Noise => 4,
            Self::Toy => 5,
            Self::Labelled => 6,
            Self::Epoch(epoch) => (1 << 32) | u64::from(epoch),
        }
    }
}

/// One stream of random numbers (ChaCha8, the same on every machine).
#[derive(Clone, Debug)]
pub struct HostRng(ChaCha8Rng);

/// Where a stream stands: enough to go on exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RngPosition {
    low: u64,
    high: u64,
}

impl HostRng {
    /// The `stream` of the run with this `seed`, at its start.
    pub fn new(seed: u64, stream: Stream) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream.id());
        Self(rng)
    }

    /// Where the stream stands now.
    pub fn position(&self) -> RngPosition {
        let words = self.0.get_word_pos();
        RngPosition {
            low: words as u64,
            high: (words >> 64) as u64,
        }
    }

    /// Goes on from `position`.
    pub fn seek(&mut self, position: RngPosition) {
        self.0
            .set_word_pos((u128::from(position.high) << 64) | u128::from(position.low));
    }

    /// `count` numbers from N(0, 1).
    pub fn normal(&mut self, count: usize) -> Vec<f32> {
        (0..count)
            .map(|_| {
                let value: f64 = StandardNormal.sample(&mut self.0);
                value as f32
            })
            .collect()
    }

    /// `count` numbers from U[-1, 1).
    pub fn uniform_pm1(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| 2.0 * self.unit() - 1.0).collect()
    }

    /// One number from U[0, 1), 24 bits of it.
    pub fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1u32 << 24) as f32
    }

    /// A whole number from `0..count`.
    pub fn below(&mut self, count: usize) -> usize {
        // The bias of a 64-bit product is below 2⁻³² for any count that fits in memory.
        ((u64::from(self.0.next_u32()) * count as u64) >> 32) as usize
    }

    /// A permutation of `0..count` (Fisher–Yates).
    pub fn permutation(&mut self, count: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..count as u32).collect();
        for last in (1..count).rev() {
            let pick = self.below(last + 1);
            order.swap(last, pick);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_independent_and_repeat() {
        let draw = |stream| HostRng::new(7, stream).normal(4);
        assert_eq!(draw(Stream::Latent), draw(Stream::Latent));
        assert_ne!(draw(Stream::Latent), draw(Stream::Grid));
        assert_ne!(draw(Stream::Epoch(0)), draw(Stream::Epoch(1)));
    }

    #[test]
    fn seek_goes_on_exactly() {
        let mut rng = HostRng::new(7, Stream::Latent);
        rng.normal(1001);
        let position = rng.position();
        let expected = rng.normal(100);
        let mut again = HostRng::new(7, Stream::Latent);
        again.seek(position);
        assert_eq!(again.normal(100), expected);
    }

    #[test]
    fn normal_has_the_moments_of_a_normal() {
        let values = HostRng::new(1, Stream::Weights).normal(100_000);
        let n = values.len() as f64;
        let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / n;
        let var = values
            .iter()
            .map(|&v| (f64::from(v) - mean).powi(2))
            .sum::<f64>()
            / n;
        assert!(mean.abs() < 0.01, "mean {mean}");
        assert!((var - 1.0).abs() < 0.02, "variance {var}");
    }

    #[test]
    fn permutation_holds_every_index_once() {
        let mut order = HostRng::new(3, Stream::Epoch(0)).permutation(1000);
        assert_ne!(order[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        order.sort_unstable();
        assert!(order.iter().enumerate().all(|(i, &v)| i == v as usize));
    }
}
