//! What an option would have accepted.

use thiserror::Error;

use super::Params;

/// What an option would have accepted.
#[derive(Debug, Error)]
pub enum Expected {
    /// A whole number of a range.
    #[error("it takes a whole number from {min} to {max}")]
    Whole {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// A number of a range.
    #[error("it takes a number from {min} to {max}")]
    Number {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// One of these.
    #[error("it takes one of {choices}")]
    Choice {
        /// The identifiers, with commas between.
        choices: String,
    },
    /// Yes or no.
    #[error("it takes true or false")]
    Switch,
    /// An option with its value (native only).
    #[error("write it as option=value")]
    Pair,
}

impl Expected {
    /// One of these identifiers.
    pub(crate) fn one_of(choices: &[&str]) -> Self {
        Self::Choice {
            choices: choices.join(", "),
        }
    }

    pub(super) fn params(&self) -> Params {
        let reason = Params::reason;
        match self {
            Self::Whole { min, max } => reason("whole").with("min", *min).with("max", *max),
            Self::Number { min, max } => reason("number").with("min", *min).with("max", *max),
            Self::Choice { choices } => reason("choice").with("choices", choices.as_str()),
            Self::Switch => reason("switch"),
            Self::Pair => reason("pair"),
        }
    }
}
