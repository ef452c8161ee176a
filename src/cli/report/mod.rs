//! `gantry report`: trains every variant with several seeds and writes the table of results.

mod picture;
mod results;
mod table;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;

use super::evaluate::Mnist;
use super::{files, train};
use crate::data::Dataset;
use crate::device::Compute;
use crate::error::{GantryError, Result};
use crate::metrics::fidelity::{evaluate, evaluate_training_set};
use crate::options::{Changes, Settings, Value, table as options};
use crate::trainer::Trainer;
use crate::variants;
use results::{Baseline, Entry, Results};

/// What is to be trained, and where the table goes.
#[derive(Debug)]
struct Job {
    out: PathBuf,
    device: String,
    variants: Vec<String>,
    seeds: Vec<u32>,
    steps: u32,
    samples: usize,
}

/// Writes the report that the flags describe; runs that it holds already are not made again.
///
/// # Errors
/// When a name is wrong, or files or device fail.
pub fn run(args: &ArgMatches) -> Result<()> {
    let number = |name| args.get_one::<u32>(name).copied().unwrap_or_default();
    let path = |name| args.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let all = || variants::VARIANT_IDS.iter().map(|id| (*id).to_owned());
    let job = Job {
        out: path("out"),
        device: args
            .get_one::<String>("device")
            .cloned()
            .unwrap_or_default(),
        variants: args
            .get_many::<String>("variants")
            .map_or_else(|| all().collect(), |ids| ids.cloned().collect()),
        seeds: args
            .get_many::<u32>("seeds")
            .map_or_else(Vec::new, |seeds| seeds.copied().collect()),
        steps: number("steps"),
        samples: number("samples") as usize,
    };
    for id in &job.variants {
        variants::find(id)?;
    }
    job.run(&path("data"), args.get_flag("again"))
}

impl Job {
    fn run(&self, data: &Path, again: bool) -> Result<()> {
        let compute = pollster::block_on(train::open(&self.device))?;
        let mut mnist = Mnist::load(data, &compute)?;
        files::create_folder(&self.out)?;
        let file = self.out.join("results.json");
        let mut results = if file.is_file() && !again {
            Results::parse(&files::read(&file)?)?
        } else {
            Results::default()
        };
        let machine = results::machine(&compute);
        if !results.has_baseline(self.samples) {
            let figures = evaluate_training_set(self.samples, mnist.images(), &compute)?;
            results.baseline = Some(Baseline::new(self.samples, figures));
        }
        self.write(&results)?;
        for id in &self.variants {
            for &seed in &self.seeds {
                let settings = self.settings(id, seed)?;
                if results.holds(&settings, self.samples) {
                    println!("{id}, seed {seed}: there already");
                    continue;
                }
                println!("{id}, seed {seed}");
                let entry = self.entry(settings, &mut mnist, &compute, &machine)?;
                results.put(entry);
                // After each run, so that a report can be made in parts.
                self.write(&results)?;
            }
        }
        println!("wrote {}", self.document().display());
        Ok(())
    }

    fn settings(&self, id: &str, seed: u32) -> Result<Settings> {
        Settings::resolve(&Changes::from([
            (options::VARIANT.key.to_owned(), Value::Text(id.to_owned())),
            (options::SEED.key.to_owned(), Value::Int(seed.into())),
            (options::STEPS.key.to_owned(), Value::Int(self.steps.into())),
        ]))
    }

    fn entry(
        &self,
        settings: Settings,
        mnist: &mut Mnist,
        compute: &Compute,
        machine: &str,
    ) -> Result<Entry> {
        let mut trainer = Trainer::new(settings, compute)?;
        let none = Dataset::none();
        let images = trainer.needs_images();
        let dataset = if images { &mnist.train } else { &none };
        trainer.check_dataset(dataset)?;
        let start = Instant::now();
        pollster::block_on(train::train(&mut trainer, dataset))?;
        let seconds = start.elapsed().as_secs_f64();
        let entry = Entry::new(trainer.settings(), self.samples, seconds, machine);
        if self.seeds.first() == Some(&entry.seed) {
            let picture = picture::of(&trainer, dataset)?;
            files::write_gray_png(&self.out, &format!("{}.png", entry.variant), &picture)?;
        }
        let images = images.then(|| mnist.images());
        let figures = evaluate(&trainer, self.samples, images, compute)?;
        Ok(Entry { figures, ..entry })
    }

    fn write(&self, results: &Results) -> Result<()> {
        files::write(
            &self.out,
            "results.json",
            (super::evaluate::json(results)? + "\n").as_bytes(),
        )?;
        let folder = self.out.file_name().ok_or_else(|| GantryError::File {
            path: self.out.display().to_string(),
            problem: "the folder needs a name, which the table beside it takes".to_owned(),
        })?;
        let text = table::markdown(results, &folder.to_string_lossy());
        files::write_file(&self.document(), text.as_bytes())
    }

    /// The table stands beside its folder: `docs/results.md` beside `docs/results/`.
    fn document(&self) -> PathBuf {
        self.out.with_extension("md")
    }
}
