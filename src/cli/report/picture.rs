//! The picture of a run: its samples, or its view where that shows what they come from.

use crate::cli::pictures::Gray;
use crate::data::{CLASSES, Dataset};
use crate::error::Result;
use crate::metrics::fidelity::sample_bytes;
use crate::metrics::{Sheet, bytes_of};
use crate::options::table;
use crate::rng::{HostRng, Stream};
use crate::trainer::{Request, Trainer};
use crate::variants::{self, View};

/// Images per column of a sheet, whose columns are the classes.
const ROWS: usize = 4;
/// Points of a scatter.
const POINTS: usize = 1000;
/// Height and width of a scatter, in pixels.
const SIDE: usize = 160;
/// Real points and samples.
const REAL: u8 = 200;
const FAKE: u8 = 0;

/// The picture of `trainer`.
///
/// # Errors
/// When drawing fails.
pub fn of(trainer: &Trainer, dataset: &Dataset) -> Result<Gray> {
    if let Some(dimensions) = trainer.dimensions() {
        return scatter(trainer, dimensions);
    }
    let variant = variants::find(trainer.settings().choice(&table::VARIANT))?;
    let tells_more = matches!(
        variant.view,
        Some(View::Reconstructions | View::Translations | View::Pyramid)
    );
    let sheet = if tells_more {
        let picture = trainer.view(Request::default(), dataset)?;
        let images = pollster::block_on(trainer.read(picture.images))?;
        Sheet::with_columns(&bytes_of(&images), picture.columns)
    } else {
        let pixels = sample_bytes(trainer, ROWS * CLASSES, dataset)?;
        Sheet::with_columns(&pixels, CLASSES)
    };
    Ok(Gray::from(&sheet))
}

/// Real points in grey, samples in black over them; points on a line are spread over the height by their order.
fn scatter(trainer: &Trainer, dimensions: usize) -> Result<Gray> {
    let real = trainer.real_points(POINTS);
    let mut rng = HostRng::new(trainer.settings().int(&table::SEED) as u64, Stream::Grid);
    let fake = trainer.generate(POINTS, &mut rng, &Dataset::none())?;
    let fake = pollster::block_on(trainer.read(fake))?;
    let extent = 1.2
        * real
            .iter()
            .fold(0.1_f32, |most, value| most.max(value.abs()));
    let mut picture = Gray {
        width: SIDE,
        height: SIDE,
        pixels: vec![255; SIDE * SIDE],
    };
    for (points, ink) in [(real, REAL), (fake, FAKE)] {
        for (index, point) in points.chunks_exact(dimensions).enumerate() {
            let spread = extent * (2.0 * index as f32 / POINTS as f32 - 1.0);
            let at = |value: f32| ((value / extent + 1.0) * 0.5 * SIDE as f32).floor();
            let (x, y) = (at(point[0]), at(-point.get(1).copied().unwrap_or(spread)));
            if (0.0..SIDE as f32).contains(&x) && (0.0..SIDE as f32).contains(&y) {
                picture.pixels[y as usize * SIDE + x as usize] = ink;
            }
        }
    }
    Ok(picture)
}
