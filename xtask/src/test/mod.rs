//! `cargo xtask test`: every check, the cheapest first, stopping at the first that fails.

mod catalogue;
mod checks;
mod keys;
mod steps;
mod summary;

use std::{path::Path, time::Instant};

use crate::{
    error::{Error, Result},
    progress::Progress,
    project::Project,
};
use steps::{Context, STEPS, Step};
use summary::{Outcome, Summary};

/// Prints the names of the steps.
pub fn list() -> Result<()> {
    for step in STEPS {
        println!("{:<15} {}", step.name, step.about);
    }
    Ok(())
}

/// Runs the steps that `only` names, or all of them.
pub fn run(project: &Project, site: &Path, only: &[String]) -> Result<()> {
    let chosen = choose(only)?;
    let progress = Progress::new(chosen.len());
    let context = Context {
        project,
        site,
        progress: &progress,
    };
    let mut summary = Summary::default();
    for step in &chosen {
        progress.step(format_args!("{}: {}", step.name, step.about));
        let started = Instant::now();
        let result = (step.run)(&context);
        let outcome = if result.is_ok() {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        summary.add(step.name, outcome, started.elapsed());
        if let Err(error) = result {
            eprintln!("error: {error}");
            break;
        }
    }
    summary.skip_rest(chosen.iter().map(|step| step.name));
    println!("{summary}");
    match summary.failed() {
        None => Ok(()),
        Some(step) => Err(Error::Check(format!(
            "the step `{step}` failed; to run it again: cargo xtask test --only {step}"
        ))),
    }
}

fn choose(only: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        return Err(Error::Usage(format!(
            "there is no step `{unknown}`; `cargo xtask test --list` shows them"
        )));
    }
    Ok(STEPS
        .iter()
        .filter(|step| only.is_empty() || only.iter().any(|name| name == step.name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Option<Vec<&'static str>> {
        let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
        Some(choose(&only).ok()?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn chosen_steps_keep_their_order() {
        assert_eq!(names(&["site", "fmt"]), Some(vec!["fmt", "site"]));
        assert_eq!(names(&[]).map(|all| all.len()), Some(STEPS.len()));
        assert_eq!(names(&["nothing"]), None);
    }

    #[test]
    fn names_are_unique() {
        let mut all: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), STEPS.len());
    }
}
