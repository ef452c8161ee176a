//! The command line: the same trainer, natively.

mod args;
mod classifier;
mod evaluate;
mod files;
mod outputs;
mod pictures;
mod report;
mod text;
mod train;
mod variants;

use std::process::ExitCode;

/// Runs the command line.
pub fn main() -> ExitCode {
    let matches = args::command().get_matches();
    let result = match matches.subcommand() {
        Some(("train", matches)) => {
            train::Job::from_args(matches).and_then(|job| pollster::block_on(job.run()))
        }
        Some(("classifier", matches)) => classifier::run(matches),
        Some(("evaluate", matches)) => evaluate::run(matches),
        Some(("report", matches)) => report::run(matches),
        Some(("variants", matches)) => variants::print(matches.get_flag("json")),
        _ => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gantry: {error} [{}]", error.code());
            ExitCode::FAILURE
        }
    }
}
