//! `gantry report`: trains every variant with several seeds and writes the table of results.

mod picture;
mod results;
mod store;
mod table;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;

use super::evaluate::Mnist;
use super::train;
use crate::data::Dataset;
use crate::device::Compute;
use crate::error::Result;
use crate::metrics::fidelity::{evaluate, evaluate_training_set};
use crate::options::{Changes, Settings, Value, table as options};
use crate::trainer::Trainer;
use crate::variants;
use results::{Baseline, Entry};
use store::Store;

/// What is to be trained, and where the table goes.
#[derive(Debug)]
struct Job {
    out: PathBuf,
    device: String,
    variants: Vec<String>,
    seeds: Vec<u32>,
    /// None for each variant's own.
    steps: Option<u32>,
    samples: usize,
}

/// Writes the report that the flags describe; runs that it holds already are not made again.
///
/// # Errors
/// When a name is wrong, or files or device fail.
pub fn run(args: &ArgMatches) -> Result<()> {
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
        steps: args.get_one::<u32>("steps").copied(),
        samples: args.get_one::<u32>("samples").map_or(0, |n| *n as usize),
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
        let store = Store::open(&self.out)?;
        if again {
            store.clear()?;
        }
        if store.read()?.has_baseline(self.samples) {
            // So that the page is there, as this version writes it.
            store.update(|_| {})?;
        } else {
            let figures = evaluate_training_set(self.samples, mnist.images(), &compute)?;
            let baseline = Baseline::new(self.samples, figures);
            store.update(|results| results.baseline = Some(baseline))?;
        }
        let machine = results::machine(&compute);
        for &seed in &self.seeds {
            for id in &self.variants {
                let settings = self.settings(id, seed)?;
                if store.read()?.holds(&settings, self.samples) {
                    println!("{id}, seed {seed}: there already");
                    continue;
                }
                println!("{id}, seed {seed}");
                let entry = self.entry(settings, &store, &mut mnist, &compute, &machine)?;
                // After each run, so that a report can be made in parts.
                store.update(|results| results.put(entry))?;
            }
        }
        println!("wrote {}", store.page().display());
        Ok(())
    }

    fn settings(&self, id: &str, seed: u32) -> Result<Settings> {
        let steps = match self.steps {
            Some(steps) => steps,
            None => variants::find(id)?.iterations,
        };
        Settings::resolve(&Changes::from([
            (options::VARIANT.key.to_owned(), Value::Text(id.to_owned())),
            (options::SEED.key.to_owned(), Value::Int(seed.into())),
            (options::STEPS.key.to_owned(), Value::Int(steps.into())),
        ]))
    }

    fn entry(
        &self,
        settings: Settings,
        store: &Store,
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
            store.write_picture(&entry.variant, &picture::of(&trainer, dataset)?)?;
        }
        let images = images.then(|| mnist.images());
        let figures = evaluate(&trainer, self.samples, images, compute)?;
        Ok(Entry { figures, ..entry })
    }
}
