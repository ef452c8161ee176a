//! Points and what the discriminator believes of the plane around them.

use serde::Serialize;

use crate::data::{Dataset, Distribution, Source};
use crate::error::Result;
use crate::metrics::ModeReport;
use crate::metrics::divergences::{Measured, Theory};
use crate::options::table;
use crate::rng::{HostRng, Stream};
use crate::trainer::Trainer;

/// Points of each kind.
const POINTS: usize = 512;
/// Generated points that the theory is told of.
const MANY: usize = 2048;
/// Cells of the map along one side.
const CELLS: usize = 48;
/// Half the side of what is shown.
const EXTENT: f32 = 3.0;
/// The same for the distributions that reach further.
const WIDE_EXTENT: f32 = 6.0;

/// What a run on points shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    all(feature = "web", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(missing_as_null)
)]
pub struct Scatter {
    /// 1 or 2 numbers per point.
    pub dimensions: usize,
    /// Generated points, one after the other.
    pub generated: Vec<f32>,
    /// Real points.
    pub real: Vec<f32>,
    /// D's belief, 0 to 1: `cells` × `cells` from the top left, or `cells` on the line; none without a
    /// discriminator of points.
    pub belief: Option<Vec<f32>>,
    /// D*(x) = p_data/(p_data + p_g) in the same cells, from the known density of the data and that of the generated
    /// points, both blurred by about a cell; none where nothing has been drawn.
    pub optimal: Option<Vec<f32>>,
    /// How far the two distributions are from each other, and what D's loss says of it.
    pub divergences: Vec<Measured>,
    /// Cells of the map along one side.
    pub cells: usize,
    /// The map covers ± this.
    pub extent: f32,
    /// How the generated points cover the modes, where there are modes.
    pub modes: Option<ModeReport>,
}

impl Scatter {
    /// Of `trainer`; none where the data is images.
    ///
    /// # Errors
    /// [`crate::GantryError::Device`] when the device fails.
    pub async fn read(trainer: &Trainer) -> Result<Option<Self>> {
        let Source::Toy(distribution) = Source::from_settings(trainer.settings()) else {
            return Ok(None);
        };
        let seed = trainer.settings().int(&table::SEED) as u64;
        let mut rng = HostRng::new(seed, Stream::Grid);
        let many = trainer.generate(MANY, &mut rng, &Dataset::none())?;
        let many = trainer.read(many).await?;
        let dimensions = distribution.dimensions();
        let generated = many[..POINTS * dimensions].to_vec();
        let real = trainer.real_points(POINTS);
        let wide = matches!(
            distribution,
            Distribution::Grid25 | Distribution::TwoGaussians1d
        );
        let extent = if wide { WIDE_EXTENT } else { EXTENT };
        let theory = match distribution.mixture(trainer.drawn_points()) {
            Some(p) => {
                let estimate = trainer.divergence_estimate(&real, &generated).await?;
                Some(Theory::new(&p, &many, (CELLS, extent), estimate))
            }
            None => None,
        };
        let (optimal, divergences) = theory.map_or((None, Vec::new()), |theory| {
            (Some(theory.optimal), theory.divergences)
        });
        Ok(Some(Self {
            dimensions,
            real,
            belief: trainer.belief_map(CELLS, extent).await?,
            optimal,
            divergences,
            cells: CELLS,
            extent,
            modes: ModeReport::of(distribution, &generated),
            generated,
        }))
    }
}
