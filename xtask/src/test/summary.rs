//! The table at the end of a test run.

use std::{fmt, time::Duration};

use crate::progress::Clock;

/// How a step ended.
#[derive(Clone, Copy, PartialEq)]
pub enum Outcome {
    /// It held.
    Passed,
    /// It did not.
    Failed,
    /// An earlier one failed.
    NotRun,
}

/// What has been run, in order.
#[derive(Default)]
pub struct Summary {
    rows: Vec<(&'static str, Outcome, Duration)>,
}

impl Summary {
    /// Notes how a step ended.
    pub fn add(&mut self, name: &'static str, outcome: Outcome, took: Duration) {
        self.rows.push((name, outcome, took));
    }

    /// Notes the steps that have not been reached.
    pub fn skip_rest(&mut self, all: impl Iterator<Item = &'static str>) {
        for name in all.skip(self.rows.len()) {
            self.add(name, Outcome::NotRun, Duration::ZERO);
        }
    }

    /// The step that failed.
    pub fn failed(&self) -> Option<&'static str> {
        self.rows
            .iter()
            .find(|row| row.1 == Outcome::Failed)
            .map(|row| row.0)
    }

    fn count(&self, outcome: Outcome) -> usize {
        self.rows.iter().filter(|row| row.1 == outcome).count()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        for (name, outcome, took) in &self.rows {
            match outcome {
                Outcome::Passed => {
                    writeln!(f, "{name:<15} passed  {:>6}", Clock(*took).to_string())?
                }
                Outcome::Failed => {
                    writeln!(f, "{name:<15} FAILED  {:>6}", Clock(*took).to_string())?
                }
                Outcome::NotRun => writeln!(f, "{name:<15} not run")?,
            }
        }
        let total = self.rows.iter().map(|row| row.2).sum();
        writeln!(f, "{:<15} {:>14}", "total", Clock(total).to_string())?;
        write!(
            f,
            "\n{} passed, {} failed",
            self.count(Outcome::Passed),
            self.count(Outcome::Failed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_ran_is_counted() {
        let mut summary = Summary::default();
        summary.add("fmt", Outcome::Passed, Duration::from_secs(2));
        summary.add("site", Outcome::Failed, Duration::from_secs(60));
        summary.skip_rest(["fmt", "site", "e2e"].into_iter());
        let text = summary.to_string();
        assert!(text.ends_with("\n1 passed, 1 failed"), "{text}");
        assert!(
            text.contains("e2e             not run") && text.contains("1:02"),
            "{text}"
        );
        assert_eq!(summary.failed(), Some("site"));
    }
}
