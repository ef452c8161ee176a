//! Points and what the discriminator believes of the plane around them.

use serde::Serialize;

use crate::data::{Dataset, Source};
use crate::error::Result;
use crate::metrics::ModeReport;
use crate::options::table;
use crate::rng::{HostRng, Stream};
use crate::trainer::Trainer;

/// Points of each kind.
const POINTS: usize = 512;
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
        let generated = trainer.generate(POINTS, &mut rng, &Dataset::none())?;
        let generated = trainer.read(generated).await?;
        let wide = matches!(
            trainer.settings().choice(&table::DATASET),
            "grid25" | "two_gaussians_1d"
        );
        let extent = if wide { WIDE_EXTENT } else { EXTENT };
        Ok(Some(Self {
            dimensions: distribution.dimensions(),
            real: trainer.real_points(POINTS),
            belief: trainer.belief_map(CELLS, extent).await?,
            cells: CELLS,
            extent,
            modes: ModeReport::of(distribution, &generated),
            generated,
        }))
    }
}
