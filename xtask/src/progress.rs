//! Numbered steps with the time since the start, so that a wait is never a blank screen.

use std::{
    fmt,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// Counts steps up to a known total; shared by threads that work side by side.
pub struct Progress {
    started: Instant,
    total: usize,
    number: AtomicUsize,
}

impl Progress {
    /// Starts the clock of a command with `total` steps.
    pub fn new(total: usize) -> Self {
        Self {
            started: Instant::now(),
            total,
            number: AtomicUsize::new(0),
        }
    }

    /// Announces the next step.
    pub fn step(&self, what: impl fmt::Display) {
        let number = self.number.fetch_add(1, Ordering::Relaxed) + 1;
        println!("[{number}/{}] {} {what}", self.total, self.elapsed());
    }

    /// A line between steps.
    pub fn note(&self, what: impl fmt::Display) {
        println!("      {} {what}", self.elapsed());
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Clock {
        Clock(self.started.elapsed())
    }
}

/// A duration as minutes and seconds.
pub struct Clock(pub Duration);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        write!(f, "{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_shows_minutes_and_seconds() {
        assert_eq!(Clock(Duration::from_secs(5)).to_string(), "0:05");
        assert_eq!(Clock(Duration::from_secs(754)).to_string(), "12:34");
    }
}
