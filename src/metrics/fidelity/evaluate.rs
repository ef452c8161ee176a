//! The figures of merit of a run.

use burn::tensor::{Tensor, TensorData};

use super::{Figures, Reference};
use crate::data::{CLASSES, Dataset, Distribution, IdxImages, PIXELS, SIDE, Source, pm1};
use crate::device::Compute;
use crate::error::{DatasetProblem, Result};
use crate::metrics::{Examination, Extent, ModeReport, bytes_of};
use crate::options::table;
use crate::rng::{HostRng, Stream};
use crate::trainer::Trainer;
use crate::variants::{self, Game, View};

/// Samples that one pass makes, and images that one pass reads.
const BATCH: usize = 500;
/// All test images are asked, and the linear classifier learns from as many.
const EXTENT: Extent = Extent {
    learned: 10_000,
    asked: usize::MAX,
    at_once: BATCH,
};

/// The images that a run is measured against: none for points.
#[derive(Debug)]
pub struct Images<'a> {
    /// Training images.
    pub train: &'a Dataset,
    /// Test images.
    pub test: &'a Dataset,
    /// The test images as the classifier sees them.
    pub reference: &'a mut Reference,
}

/// The figures of merit of `count` samples of `trainer`.
///
/// # Errors
/// When the run is of images and there are none, or when the device fails.
pub fn evaluate(
    trainer: &Trainer,
    count: usize,
    images: Option<Images>,
    compute: &Compute,
) -> Result<Figures> {
    if let Source::Toy(distribution) = Source::from_settings(trainer.settings()) {
        return evaluate_points(trainer, distribution, count);
    }
    let images = images.ok_or(DatasetProblem::NotGiven)?;
    let variant = variants::find(trainer.settings().choice(&table::VARIANT))?;
    let pixels = sample_bytes(trainer, count, images.train)?;
    let asked: Vec<u8> = asked(0..count).collect();
    let conditional = variant.view == Some(View::Classes);
    let mut figures = images
        .reference
        .figures(&pixels, conditional.then_some(asked.as_slice()))?;
    let game = || trainer.drawn_game();
    if let Some(error) = restoring_error(game().as_mut(), images.test.pixels(), compute)? {
        figures.set("reconstruction", error);
    }
    let examinations = [
        (
            "accuracy",
            Examination::own_classes(game(), EXTENT, compute),
        ),
        ("linear", Examination::features(game(), EXTENT, compute)),
    ];
    for (key, examination) in examinations {
        examine(&mut figures, key, examination, &images)?;
    }
    Ok(figures)
}

/// Sets the figure `key`, where there is something to examine and the labels for it.
fn examine(
    figures: &mut Figures,
    key: &str,
    examination: Option<Examination>,
    images: &Images,
) -> Result<()> {
    let labelled = images.train.labels().is_some() && images.test.labels().is_some();
    if let Some(examination) = examination.filter(|_| labelled) {
        let finished = examination.finish(images.train, images.test);
        figures.set(key, pollster::block_on(finished)?);
    }
    Ok(())
}

/// The same figures of the first `count` training images in the place of samples: what a perfect generator would
/// score. The linear classifier is on pixels.
///
/// # Errors
/// When the device fails.
pub fn evaluate_training_set(count: usize, images: Images, compute: &Compute) -> Result<Figures> {
    let labels = images.train.labels();
    let pixels = head(images.train, count);
    let shown = labels.map(|labels| &labels[..pixels.len() / PIXELS]);
    let mut figures = images.reference.figures(pixels, shown)?;
    let examination = Examination::pixels(EXTENT, compute);
    examine(&mut figures, "linear", examination, &images)?;
    Ok(figures)
}

/// `count` samples of 28×28 bytes each, in the domain of the data set; classes take turns. A variant that starts from
/// real images gets other ones in each pass.
///
/// # Errors
/// As [`Trainer::generate_digits`].
pub fn sample_bytes(trainer: &Trainer, count: usize, dataset: &Dataset) -> Result<Vec<u8>> {
    let from_real = trainer.drawn_game().draws_from_real();
    let mut rng = HostRng::new(trainer.settings().int(&table::SEED) as u64, Stream::Grid);
    let mut pixels = Vec::with_capacity(count * PIXELS);
    for start in (0..count).step_by(BATCH) {
        let end = (start + BATCH).min(count);
        let part = if from_real {
            Some(turned(dataset, start, end - start)?)
        } else {
            None
        };
        let dataset = part.as_ref().unwrap_or(dataset);
        let samples = trainer.generate_digits(asked(start..end).collect(), &mut rng, dataset)?;
        pixels.extend(bytes_of(&pollster::block_on(trainer.read(samples))?));
    }
    Ok(pixels)
}

fn evaluate_points(trainer: &Trainer, distribution: Distribution, count: usize) -> Result<Figures> {
    let mut rng = HostRng::new(trainer.settings().int(&table::SEED) as u64, Stream::Grid);
    let points = trainer.generate(count, &mut rng, &Dataset::none())?;
    let points = pollster::block_on(trainer.read(points))?;
    let mut figures = Figures::default();
    if let Some(report) = ModeReport::of(distribution, &points) {
        figures.set("modes", report.captured as f64);
        figures.set("high_quality", f64::from(report.high_quality));
    }
    Ok(figures)
}

/// The classes that samples are asked for: they take turns.
fn asked(indices: std::ops::Range<usize>) -> impl Iterator<Item = u8> {
    indices.map(|index| (index % CLASSES) as u8)
}

/// The first images.
fn head(dataset: &Dataset, count: usize) -> &[u8] {
    &dataset.pixels()[..count.min(dataset.loaded()) * PIXELS]
}

/// `count` images from `start`, over and over.
fn turned(dataset: &Dataset, start: usize, count: usize) -> Result<Dataset> {
    let loaded = dataset.loaded().max(1);
    let picks = || (start..start + count).map(|index| index % loaded);
    let pixels: Vec<u8> = picks()
        .flat_map(|index| dataset.image(index))
        .copied()
        .collect();
    let labels: Option<Vec<u8>> = dataset
        .labels()
        .map(|labels| picks().map(|index| labels[index]).collect());
    let images = IdxImages {
        count,
        side: SIDE,
        pixels: &pixels,
    };
    Dataset::whole(dataset.name(), &images, labels.as_deref())
}

/// Images of 28×28 bytes each, `[count, 784]` in [-1, 1], some at a time.
fn batches<'a>(pixels: &'a [u8], compute: &'a Compute) -> impl Iterator<Item = Tensor<2>> + 'a {
    pixels.chunks(BATCH * PIXELS).map(|images| {
        let values: Vec<f32> = images.iter().copied().map(pm1).collect();
        let shape = [images.len() / PIXELS, PIXELS];
        Tensor::from_data(TensorData::new(values, shape), &compute.device)
    })
}

/// Mean absolute difference between images and what comes back of them, 0 to 1; none where nothing leads back.
fn restoring_error(game: &mut dyn Game, pixels: &[u8], compute: &Compute) -> Result<Option<f64>> {
    let mut sum = 0.0;
    for x in batches(pixels, compute) {
        let Some(back) = game.restored(x.clone()) else {
            return Ok(None);
        };
        let gaps = compute.read_now((x - back).abs())?;
        sum += gaps.into_iter().map(f64::from).sum::<f64>();
    }
    // The range from black to white is 2.
    Ok(Some(sum / (2.0 * pixels.len().max(1) as f64)))
}
