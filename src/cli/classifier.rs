//! `gantry classifier train`.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{files, train};
use crate::error::Result;
use crate::metrics::Classifier;
use crate::metrics::fit::Fit;

/// Images per minibatch.
const BATCH: usize = 64;
/// Adam's learning rate at the start.
const LR: f64 = 1e-3;

/// Trains the classifier that the flags describe, and writes its weights.
///
/// # Errors
/// When files or device fail.
pub fn run(args: &ArgMatches) -> Result<()> {
    let Some((_, args)) = args.subcommand() else {
        return Ok(());
    };
    let path = |name| args.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let number = |name| args.get_one::<u32>(name).copied().unwrap_or_default();
    let (folder, out) = (path("data"), path("out"));
    let training = files::load_training_set(&folder)?;
    let test = files::load_test_set(&folder)?;
    let compute = pollster::block_on(train::open("cpu"))?;
    let seed = u64::from(number("seed"));
    let fit = Fit {
        epochs: number("epochs"),
        batch: BATCH,
        lr: LR,
        decay: 0.0,
        seed,
    };
    let mut classifier = Classifier::new(seed, &compute);
    classifier.train(&training, &fit, |epoch, loss| {
        println!("epoch {}: loss {loss:.4}", epoch + 1);
    })?;
    println!(
        "{:.2}% of the test images right",
        100.0 * classifier.accuracy(&test)?
    );
    files::write_file(&out, &classifier.to_safetensors()?)?;
    println!("wrote {}", out.display());
    Ok(())
}
