//! `gantry evaluate`.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{files, train};
use crate::data::Dataset;
use crate::device::Compute;
use crate::error::{GantryError, Result};
use crate::metrics::fidelity::{FIGURES, Figures, Images, Reference, evaluate};
use crate::trainer::Trainer;

/// MNIST, and the test set as the classifier sees it.
#[derive(Debug)]
pub struct Mnist {
    /// Training images.
    pub train: Dataset,
    /// Test images.
    pub test: Dataset,
    /// What runs are measured against.
    pub reference: Reference,
}

impl Mnist {
    /// Of the files in `folder`.
    ///
    /// # Errors
    /// When they are not there, or malformed.
    pub fn load(folder: &std::path::Path, compute: &Compute) -> Result<Self> {
        let test = files::load_test_set(folder)?;
        Ok(Self {
            train: files::load_training_set(folder)?,
            reference: Reference::new(&test, compute)?,
            test,
        })
    }

    /// For the figures of one run.
    pub fn images(&mut self) -> Images<'_> {
        Images {
            train: &self.train,
            test: &self.test,
            reference: &mut self.reference,
        }
    }
}

/// Prints the figures of merit of the checkpoint that the flags name.
///
/// # Errors
/// When files or device fail.
pub fn run(args: &ArgMatches) -> Result<()> {
    let path = |name| args.get_one::<PathBuf>(name).cloned();
    let checkpoint = path("checkpoint")
        .or_else(|| path("run").map(|folder| folder.join("checkpoint")))
        .unwrap_or_default();
    let device = args.get_one::<String>("device").map_or("", String::as_str);
    let compute = pollster::block_on(train::open(device))?;
    // Where the run stands in its data does not matter here.
    let trainer = Trainer::restore(&files::read(&checkpoint)?, None, &compute)?;
    let mut mnist = match path("data") {
        Some(folder) if trainer.needs_images() => Some(Mnist::load(&folder, &compute)?),
        _ => None,
    };
    let samples = args.get_one::<u32>("samples").map_or(0, |n| *n as usize);
    let images = mnist.as_mut().map(Mnist::images);
    let figures = evaluate(&trainer, samples, images, &compute)?;
    if args.get_flag("json") {
        println!("{}", json(&figures)?);
    } else {
        print(&figures);
    }
    Ok(())
}

fn print(figures: &Figures) {
    for figure in FIGURES {
        if let Some(value) = figures.get(figure.key) {
            println!("{:<26} {:>8}", figure.title, figure.text(value));
        }
    }
}

/// Pretty JSON.
///
/// # Errors
/// When a value has no JSON.
pub fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(|error| GantryError::File {
        path: "JSON".to_owned(),
        problem: error.to_string(),
    })
}
