//! The raw figures of a report, as `results.json` holds them.

use serde::{Deserialize, Serialize};

use crate::device::Compute;
use crate::error::{GantryError, Result};
use crate::metrics::fidelity::{Figures, WEIGHTS};
use crate::options::{Changes, Settings, table};

/// Everything that a report has found so far.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// What training images score.
    pub baseline: Option<Baseline>,
    /// One for each variant and seed.
    pub runs: Vec<Entry>,
}

/// The figures of training images in the place of samples.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// How many images.
    pub images: usize,
    /// The classifier that looked at them.
    pub classifier: String,
    /// What they score.
    pub figures: Figures,
}

impl Baseline {
    /// Of so many images, as the present classifier sees them.
    pub fn new(images: usize, figures: Figures) -> Self {
        Self {
            images,
            classifier: classifier(),
            figures,
        }
    }
}

/// One run.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The variant.
    pub variant: String,
    /// The seed.
    pub seed: u32,
    /// Iterations.
    pub iterations: u32,
    /// Samples that the figures are of.
    pub samples: usize,
    /// Time of the training alone.
    pub seconds: f64,
    /// What it ran on.
    pub machine: String,
    /// The version of Gantry.
    pub version: String,
    /// The classifier that looked at the samples.
    pub classifier: String,
    /// The figures of merit.
    pub figures: Figures,
    /// All settings.
    pub settings: Changes,
}

impl Entry {
    /// A run that is over, without its figures.
    pub fn new(settings: &Settings, samples: usize, seconds: f64, machine: &str) -> Self {
        Self {
            variant: settings.choice(&table::VARIANT).to_owned(),
            seed: settings.int(&table::SEED) as u32,
            iterations: settings.int(&table::STEPS) as u32,
            samples,
            seconds: (10.0 * seconds).round() / 10.0,
            machine: machine.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            classifier: classifier(),
            figures: Figures::default(),
            settings: settings.to_changes(),
        }
    }

    fn is_of(&self, settings: &Settings, samples: usize) -> bool {
        self.version == env!("CARGO_PKG_VERSION")
            && self.classifier == classifier()
            && self.samples == samples
            && Settings::resolve(&self.settings).is_ok_and(|own| own == *settings)
    }
}

impl Results {
    /// From `results.json`.
    ///
    /// # Errors
    /// When it is not one.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let remedy = "Put back a copy of it, or start anew with --again";
        let refuse = |problem: &str| GantryError::File {
            path: "results.json".to_owned(),
            problem: format!("{problem}. {remedy}"),
        };
        if bytes.is_empty() {
            // None is ever written: to take it for a new one would forget every run.
            return Err(refuse("it is empty, so its runs are lost"));
        }
        serde_json::from_slice(bytes).map_err(|error| refuse(&error.to_string()))
    }

    /// Whether the training images were looked at already.
    pub fn has_baseline(&self, images: usize) -> bool {
        self.baseline
            .as_ref()
            .is_some_and(|known| known.images == images && known.classifier == classifier())
    }

    /// Whether a run with these settings was made by this version already.
    pub fn holds(&self, settings: &Settings, samples: usize) -> bool {
        self.runs.iter().any(|run| run.is_of(settings, samples))
    }

    /// Adds a run, in the place of an older one of the same variant and seed.
    pub fn put(&mut self, entry: Entry) {
        self.runs
            .retain(|run| (&run.variant, run.seed) != (&entry.variant, entry.seed));
        self.runs.push(entry);
        self.runs
            .sort_by(|a, b| (&a.variant, a.seed).cmp(&(&b.variant, b.seed)));
    }
}

/// What a run takes place on.
pub fn machine(compute: &Compute) -> String {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{} ({}), {} {}, {threads} threads",
        compute.kind.id(),
        compute.adapter,
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

/// Which weights the classifier has: FNV-1a of their file.
fn classifier() -> String {
    let hash = WEIGHTS
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Value;

    fn settings(seed: i64) -> Settings {
        Settings::resolve(&Changes::from([("seed".to_owned(), Value::Int(seed))])).unwrap()
    }

    #[test]
    fn a_run_is_found_again_and_replaced_by_its_successor() {
        let mut results = Results::default();
        results.put(Entry::new(&settings(2), 100, 1.0, "here"));
        results.put(Entry::new(&settings(1), 100, 1.0, "here"));
        let json = serde_json::to_vec(&results).unwrap();
        let mut results = Results::parse(&json).unwrap();
        assert!(results.holds(&settings(1), 100));
        assert!(!results.holds(&settings(3), 100));
        assert!(!results.holds(&settings(1), 200));
        results.put(Entry::new(&settings(1), 200, 1.0, "here"));
        let seeds: Vec<u32> = results.runs.iter().map(|run| run.seed).collect();
        assert_eq!(seeds, [1, 2]);
        assert!(results.holds(&settings(1), 200));
        for damaged in [&b"["[..], b""] {
            let error = Results::parse(damaged).unwrap_err().to_string();
            assert!(error.contains("--again"), "{error}");
        }
    }
}
