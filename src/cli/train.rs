//! `gantry train`.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use indicatif::{ProgressBar, ProgressStyle};

use super::files;
use super::outputs::Outputs;
use crate::data::{Dataset, Source};
use crate::device::Compute;
use crate::error::{Expected, GantryError, Result};
use crate::options::{Changes, Settings, Value, table};
use crate::trainer::{Step, Trainer};

/// Iterations between two updates of the progress line.
const REPORT_EVERY: u32 = 20;

/// One training job.
#[derive(Debug)]
pub struct Job {
    data: PathBuf,
    resume: Option<PathBuf>,
    changes: Changes,
    outputs: Outputs,
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
            resume: path("resume"),
            changes,
            outputs: Outputs {
                folder: path("out").unwrap_or_default(),
                samples: args
                    .get_one::<u32>("samples")
                    .map_or(0, |count| *count as usize),
            },
        })
    }

    /// Trains, and writes what was asked for.
    ///
    /// # Errors
    /// When a file, an option or the device fails.
    pub async fn run(self) -> Result<()> {
        let (mut trainer, dataset) = self.begin().await?;
        trainer.check_dataset(&dataset)?;
        files::create_folder(&self.outputs.folder)?;
        let start = trainer.position();
        let trained = train(&mut trainer, &dataset).await;
        let closing = self.outputs.close(&mut trainer, &dataset, start, trained);
        closing.await
    }

    async fn begin(&self) -> Result<(Trainer, Dataset)> {
        let Some(path) = &self.resume else {
            let settings = Settings::resolve(&self.changes)?;
            let compute = open(settings.choice(&table::DEVICE)).await?;
            let dataset = self.dataset(&settings)?;
            return Ok((Trainer::new(settings, &compute)?, dataset));
        };
        let compute = open(&self.device()?.to_string()).await?;
        let checkpoint = files::read(path)?;
        // Twice: what data the run needs, only its checkpoint knows.
        let without = self.restore(&checkpoint, None, &compute)?;
        let dataset = self.dataset(without.settings())?;
        let trainer = self.restore(&checkpoint, Some(&dataset), &compute)?;
        Ok((trainer, dataset))
    }

    /// The data that a run with these settings learns from.
    fn dataset(&self, settings: &Settings) -> Result<Dataset> {
        match Source::from_settings(settings) {
            Source::Images => files::load_training_set(&self.data),
            Source::Toy(_) => Ok(Dataset::none()),
        }
    }

    /// Where a run goes on, which is not for its checkpoint to say.
    fn device(&self) -> Result<Value> {
        let asked = self.changes.get(table::DEVICE.key).cloned();
        let default = || Value::from(table::DEVICE.default);
        table::DEVICE.check(&asked.unwrap_or_else(default))
    }

    /// The run of a checkpoint, with what the flags change of it.
    fn restore(
        &self,
        checkpoint: &[u8],
        dataset: Option<&Dataset>,
        compute: &Compute,
    ) -> Result<Trainer> {
        let mut trainer = Trainer::restore(checkpoint, dataset, compute)?;
        for (key, value) in &self.changes {
            if key != table::DEVICE.key && !is_set(trainer.settings(), key, value) {
                trainer.set_option(key, value)?;
            }
        }
        Ok(trainer)
    }
}

/// Whether an option has this value already: to say so again is no change, even of what is fixed at the start.
fn is_set(settings: &Settings, key: &str, value: &Value) -> bool {
    table::find(key)
        .and_then(|spec| spec.check(value).ok())
        .is_some_and(|value| settings.values().get(key) == Some(&value))
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
