//! Typed errors: each has a stable code, says what was wrong and what to do.

use thiserror::Error;

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
    #[error("option `{key}` cannot be {value}: {expected}")]
    OptionValue {
        /// The option's key.
        key: String,
        /// The value as it was given.
        value: String,
        /// What would have been accepted.
        expected: String,
    },
    /// The option shapes the networks or the data order, so it cannot change while training.
    #[error("option `{key}` takes effect only at the start of a run: reset to apply it")]
    OptionNotLive {
        /// The option's key.
        key: String,
    },
    /// An IDX file is malformed.
    #[error("{file}: field `{field}` is wrong: {problem}. {remedy}")]
    Idx {
        /// Which file it was (`images` or `labels`, or its name).
        file: String,
        /// The field of the IDX header, or `data`.
        field: &'static str,
        /// What was found.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The data set cannot be used for training.
    #[error("{problem}. {remedy}")]
    Dataset {
        /// What is wrong with it.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A value that makes no sense beside another one.
    #[error("option `{key}` cannot be {value} while {because} ({reason})")]
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
    #[error("{problem}. {remedy}")]
    Incompatible {
        /// Why they do not.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A checkpoint cannot be restored.
    #[error(
        "this checkpoint cannot be restored: {problem}. Use a file saved by this version of Gantry; the running training was kept"
    )]
    Checkpoint {
        /// What is wrong with it.
        problem: String,
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
            Self::Dataset { .. } => "dataset_unusable",
            Self::Conflict { .. } | Self::NeedsLabels => "conflict",
            Self::Incompatible { .. } => "incompatible",
            Self::Checkpoint { .. } => "checkpoint_unusable",
            Self::Device { .. } => "device_lost",
            Self::File { .. } => "file",
        }
    }

    /// A checkpoint error from whatever described the problem.
    pub(crate) fn checkpoint(problem: impl ToString) -> Self {
        Self::Checkpoint {
            problem: problem.to_string(),
        }
    }
}

/// The core's result.
pub type Result<T> = std::result::Result<T, GantryError>;
