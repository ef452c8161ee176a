//! `gantry train`.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use indicatif::{ProgressBar, ProgressStyle};

use super::files;
use crate::data::{Dataset, Distribution, SIDE, Source, write_images};
use crate::device::Compute;
use crate::error::{Expected, GantryError, Result};
use crate::metrics::{ModeReport, Sheet, bytes_of, csv};
use crate::options::{Changes, Settings, Value, table};
use crate::rng::{HostRng, Stream};
use crate::trainer::{Request, Step, Trainer};
use crate::variants;

/// Iterations between two updates of the progress line.
const REPORT_EVERY: u32 = 20;
/// Images that one sampling pass makes.
const SAMPLE_BATCH: usize = 500;
/// Images of `samples.png`.
const SHEET_IMAGES: usize = 64;

/// One training job.
#[derive(Debug)]
pub struct Job {
    data: PathBuf,
    out: PathBuf,
    resume: Option<PathBuf>,
    samples: usize,
    changes: Changes,
}

impl Job {
    /// The job that the flags describe.
    ///
    /// # Errors
    /// When an option or a value is wrong.
    pub fn from_args(args: &ArgMatches) -> Result<Self> {
        let mut changes = Changes::new();
        for spec in table::OPTIONS {
            if args.value_source(spec.key) == Some(ValueSource::CommandLine)
                && let Some(text) = args.get_one::<String>(spec.key)
            {
                changes.insert(spec.key.to_owned(), Value::Text(text.clone()));
            }
        }
        for pair in args.get_many::<String>("set").into_iter().flatten() {
            let (key, value) = pair
                .split_once('=')
                .ok_or_else(|| GantryError::OptionValue {
                    key: "set".to_owned(),
                    value: pair.clone(),
                    expected: Expected::Pair,
                })?;
            changes.insert(key.to_owned(), Value::Text(value.to_owned()));
        }
        if let Some(Value::Text(device)) = changes.get_mut(table::DEVICE.key)
            && device == "gpu"
        {
            *device = "webgpu".to_owned();
        }
        let data = args.get_one::<PathBuf>("data").cloned().unwrap_or_default();
        let toy = Source::TOYS.iter().find(|name| data.as_os_str() == **name);
        if let Some(name) = toy {
            let name = Value::Text((*name).to_owned());
            changes.insert(table::DATASET.key.to_owned(), name);
        }
        let path = |name| args.get_one::<PathBuf>(name).cloned();
        Ok(Self {
            data,
            out: path("out").unwrap_or_default(),
            resume: path("resume"),
            samples: args
                .get_one::<u32>("samples")
                .map_or(0, |count| *count as usize),
            changes,
        })
    }

    /// Trains, and writes what was asked for.
    ///
    /// # Errors
    /// When a file, an option or the device fails.
    pub async fn run(self) -> Result<()> {
        let settings = Settings::resolve(&self.changes)?;
        let compute = open(settings.choice(&table::DEVICE)).await?;
        let dataset = match Source::from_settings(&settings) {
            Source::Images => files::load_training_set(&self.data)?,
            Source::Toy(_) => Dataset::none(),
        };
        files::create_folder(&self.out)?;
        let mut trainer = self.trainer(settings, &dataset, &compute)?;
        trainer.check_dataset(&dataset)?;
        train(&mut trainer, &dataset).await?;
        self.write(&mut trainer, &dataset).await
    }

    fn trainer(&self, settings: Settings, dataset: &Dataset, compute: &Compute) -> Result<Trainer> {
        let Some(path) = &self.resume else {
            return Trainer::new(settings, compute);
        };
        let mut trainer = Trainer::restore(&files::read(path)?, Some(dataset), compute)?;
        for (key, value) in &self.changes {
            if key != table::VARIANT.key && key != table::DEVICE.key {
                trainer.set_option(key, value)?;
            }
        }
        Ok(trainer)
    }

    async fn write(&self, trainer: &mut Trainer, dataset: &Dataset) -> Result<()> {
        if let Source::Toy(distribution) = Source::from_settings(trainer.settings()) {
            self.write_points(trainer, distribution)?;
        } else {
            self.write_images(trainer, dataset)?;
        }
        files::write(
            &self.out,
            "checkpoint",
            &trainer.checkpoint(Some(dataset)).await?,
        )?;
        files::write(
            &self.out,
            "generator.safetensors",
            &trainer.generator_safetensors().await?,
        )?;
        files::write(&self.out, "log.csv", csv(trainer.log()).as_bytes())?;
        println!("wrote {}", self.out.display());
        Ok(())
    }

    /// Samples, and how they cover the modes.
    fn write_points(&self, trainer: &Trainer, distribution: Distribution) -> Result<()> {
        let seed = trainer.settings().int(&table::SEED) as u64;
        let mut rng = HostRng::new(seed, Stream::Grid);
        let samples = trainer.generate(self.samples, &mut rng, &Dataset::none())?;
        let data = samples.into_data();
        let points = data.as_slice::<f32>().unwrap_or_default();
        let mut text = String::from(["", "x\n", "x,y\n"][distribution.dimensions()]);
        for point in points.chunks_exact(distribution.dimensions()) {
            let cells: Vec<String> = point.iter().map(f32::to_string).collect();
            text += &(cells.join(",") + "\n");
        }
        files::write(&self.out, "points.csv", text.as_bytes())?;
        if let Some(report) = ModeReport::of(distribution, points) {
            println!(
                "{} of {} modes captured, {:.1}% of the samples within 3σ of a mode",
                report.captured,
                report.modes,
                100.0 * report.high_quality
            );
            let json = serde_json::to_string_pretty(&report).unwrap_or_default();
            files::write(&self.out, "modes.json", json.as_bytes())?;
        }
        Ok(())
    }

    fn write_images(&self, trainer: &Trainer, dataset: &Dataset) -> Result<()> {
        let mut rng = HostRng::new(trainer.settings().int(&table::SEED) as u64, Stream::Grid);
        let mut pixels = Vec::with_capacity(self.samples * SIDE * SIDE);
        let mut left = self.samples;
        while left > 0 {
            let count = left.min(SAMPLE_BATCH);
            let data = trainer.generate(count, &mut rng, dataset)?.into_data();
            pixels.extend(bytes_of(data.as_slice().unwrap_or_default()));
            left -= count;
        }
        let sheet = Sheet::new(&pixels[..SHEET_IMAGES * SIDE * SIDE]);
        files::write(
            &self.out,
            "samples-images-idx3-ubyte",
            &write_images(SIDE, &pixels),
        )?;
        files::write_png(&self.out, "samples.png", &sheet)?;
        let variant = variants::find(trainer.settings().choice(&table::VARIANT))?;
        if variant.view.is_some() {
            let picture = trainer.view(Request::default(), dataset)?;
            let data = picture.images.into_data();
            let pixels = bytes_of(data.as_slice().unwrap_or_default());
            let sheet = Sheet::with_columns(&pixels, picture.columns);
            files::write_png(&self.out, "view.png", &sheet)?;
        }
        Ok(())
    }
}

/// The device that was asked for. `auto` is the processor here: a GPU is chosen by name.
pub async fn open(device: &str) -> Result<Compute> {
    #[cfg(feature = "gpu")]
    if device == "webgpu" {
        return Compute::gpu().await;
    }
    #[cfg(feature = "flex")]
    if device != "webgpu" {
        return Ok(Compute::cpu());
    }
    Err(GantryError::Device {
        device: "native",
        problem: format!("this program was built without `{device}`"),
    })
}

/// Goes on until `steps`, with a progress line.
///
/// # Errors
/// When the device fails.
pub async fn train(trainer: &mut Trainer, dataset: &Dataset) -> Result<()> {
    let steps = trainer.settings().int(&table::STEPS) as u32;
    let start = trainer.position().iteration;
    let bar = ProgressBar::new(u64::from(steps)).with_position(u64::from(start));
    let style = "{bar:30} {pos}/{len} iterations  {per_sec}  {eta} left  {msg}";
    bar.set_style(
        ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar.reset_eta();
    for iteration in start..steps {
        trainer.step(Step::Iteration, dataset)?;
        if (iteration + 1) % REPORT_EVERY == 0 {
            if let Some(point) = trainer.read_points().await?.last() {
                bar.set_message(format!(
                    "D {:.3}  G {:.3}  D(x) {:.2}  D(G(z)) {:.2}",
                    point.d_loss, point.g_loss, point.d_real, point.d_fake
                ));
            }
            bar.set_position(u64::from(iteration + 1));
        }
    }
    bar.finish();
    Ok(())
}
