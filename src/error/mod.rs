//! Typed errors: each has a stable code, says what was wrong and what to do.

mod checkpoint;
mod dataset;
mod expected;
mod idx;
mod mismatch;
mod params;

use thiserror::Error;

pub use checkpoint::CheckpointProblem;
pub use dataset::DatasetProblem;
pub use expected::Expected;
pub use idx::IdxProblem;
pub use mismatch::Mismatch;
pub use params::{Param, Params};

/// Everything that can go wrong in the core. The text names the remedy; [`GantryError::code`] is stable.
#[derive(Debug, Error)]
pub enum GantryError {
    /// The key is not in the table of options.
    #[error("there is no option `{key}`; the options are: {known}")]
    UnknownOption {
        /// The key that was asked for.
        key: String,
        /// All keys, for the message.
        known: String,
    },
    /// The value is outside the option's range, or of another type.
    #[error("option `{key}` cannot be `{value}`: {expected}")]
    OptionValue {
        /// The option's key.
        key: String,
        /// The value as it was given.
        value: String,
        /// What would have been accepted.
        expected: Expected,
    },
    /// The option shapes the networks or the data order, so it cannot change while training.
    #[error("option `{key}` takes effect only at the start of a run: reset to apply it")]
    OptionNotLive {
        /// The option's key.
        key: String,
    },
    /// An IDX file is malformed.
    #[error("{file}: field `{}` is wrong: {problem}", problem.field())]
    Idx {
        /// Which file it was (`images` or `labels`, or its name).
        file: String,
        /// What is wrong with it.
        problem: IdxProblem,
    },
    /// The data set cannot be used for training.
    #[error(transparent)]
    Dataset(DatasetProblem),
    /// A value that makes no sense beside another one.
    #[error("option `{key}` cannot be `{value}` while {because} ({reason})")]
    Conflict {
        /// The option.
        key: &'static str,
        /// Its value.
        value: String,
        /// The other option, with its value.
        because: String,
        /// Why, as a key of the catalogue: `conflict.<reason>`.
        reason: &'static str,
    },
    /// A variant that learns from labels, and images without them.
    #[error(
        "this variant learns from labels, and these images have none: give the labels' file together with the images, or choose another variant (needs_labels)"
    )]
    NeedsLabels,
    /// Parts that make no sense together.
    #[error(transparent)]
    Incompatible(Mismatch),
    /// A checkpoint cannot be restored.
    #[error(
        "this checkpoint cannot be restored: {problem}. Use a file saved by this version of Gantry; the running training was kept"
    )]
    Checkpoint {
        /// What is wrong with it.
        problem: CheckpointProblem,
    },
    /// The compute device could not be opened, or was lost.
    #[error("the {device} device failed: {problem}. Choose the cpu device, or reload the page")]
    Device {
        /// `cpu` or `webgpu`.
        device: &'static str,
        /// What the runtime said.
        problem: String,
    },
    /// A file could not be read or written (native only).
    #[error("{path}: {problem}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        problem: String,
    },
}

impl GantryError {
    /// A stable identifier that callers may branch on; the message may change, this does not.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownOption { .. } => "unknown_option",
            Self::OptionValue { .. } => "option_value",
            Self::OptionNotLive { .. } => "option_not_live",
            Self::Idx { .. } => "idx_malformed",
            Self::Dataset(_) => "dataset_unusable",
            Self::Conflict { .. } | Self::NeedsLabels => "conflict",
            Self::Incompatible(_) => "incompatible",
            Self::Checkpoint { .. } => "checkpoint_unusable",
            Self::Device { .. } => "device_lost",
            Self::File { .. } => "file",
        }
    }

    /// What it is about, for whoever words it in another language than [`Display`](std::fmt::Display) does.
    pub fn params(&self) -> Params {
        match self {
            Self::UnknownOption { key, known } => Params::default()
                .with("key", key.as_str())
                .with("known", known.as_str()),
            Self::OptionValue {
                key,
                value,
                expected,
            } => expected
                .params()
                .with("key", key.as_str())
                .with("value", value.as_str()),
            Self::OptionNotLive { key } => Params::default().with("key", key.as_str()),
            Self::Idx { file, problem } => problem.params().with("file", file.as_str()),
            Self::Dataset(problem) => problem.params(),
            Self::Conflict {
                key, value, reason, ..
            } => Params::reason(reason)
                .with("key", *key)
                .with("value", value.as_str()),
            Self::NeedsLabels => Params::reason("needs_labels"),
            Self::Incompatible(problem) => problem.params(),
            Self::Checkpoint { problem } => problem.params(),
            Self::Device { device, problem } => Params::default()
                .with("device", *device)
                .with("detail", problem.as_str()),
            Self::File { path, problem } => Params::default()
                .with("file", path.as_str())
                .with("detail", problem.as_str()),
        }
    }

    /// A checkpoint that cannot even be read.
    pub(crate) fn unreadable(problem: impl ToString) -> Self {
        CheckpointProblem::Unreadable {
            detail: problem.to_string(),
        }
        .into()
    }
}

impl From<DatasetProblem> for GantryError {
    fn from(problem: DatasetProblem) -> Self {
        Self::Dataset(problem)
    }
}

impl From<Mismatch> for GantryError {
    fn from(problem: Mismatch) -> Self {
        Self::Incompatible(problem)
    }
}

impl From<CheckpointProblem> for GantryError {
    fn from(problem: CheckpointProblem) -> Self {
        Self::Checkpoint { problem }
    }
}

/// The core's result.
pub type Result<T> = std::result::Result<T, GantryError>;
