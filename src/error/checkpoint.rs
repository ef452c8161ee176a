//! Why a checkpoint cannot be restored.

use thiserror::Error;

use super::Params;

/// Why a checkpoint cannot be restored.
#[derive(Debug, Error)]
pub enum CheckpointProblem {
    /// The file is damaged, or of another kind.
    #[error("{detail}")]
    Unreadable {
        /// What the parser said.
        detail: String,
    },
    /// Weights without the rest of a run.
    #[error("it is a safetensors file of weights, not of a run")]
    NotARun,
    /// Another version wrote it.
    #[error("its format is {found}, and {understood} is understood")]
    Format {
        /// The version in the file.
        found: u32,
        /// The version of this build.
        understood: u32,
    },
    /// It was trained on other images than those that are loaded.
    #[error(
        "it was trained on {saved} ({saved_count} images), and {loaded} ({loaded_count} images) is loaded: load that data first"
    )]
    OtherData {
        /// The data set of the run.
        saved: String,
        /// How many images that has.
        saved_count: usize,
        /// The data set that is loaded.
        loaded: String,
        /// How many images that has.
        loaded_count: usize,
    },
    /// A tensor is not there.
    #[error("tensor `{tensor}` is missing")]
    TensorMissing {
        /// Its name.
        tensor: String,
    },
    /// A tensor is of another size or type.
    #[error("tensor `{tensor}` is {found}, and {needed} is needed")]
    TensorUnfit {
        /// Its name.
        tensor: String,
        /// What the file holds.
        found: String,
        /// What the network has.
        needed: String,
    },
}

impl CheckpointProblem {
    pub(super) fn params(&self) -> Params {
        let reason = Params::reason;
        match self {
            Self::Unreadable { detail } => reason("unreadable").with("detail", detail.as_str()),
            Self::NotARun => reason("not_a_run"),
            Self::Format { found, understood } => reason("format")
                .with("found", *found)
                .with("understood", *understood),
            Self::OtherData {
                saved,
                saved_count,
                loaded,
                loaded_count,
            } => reason("other_data")
                .with("saved", saved.as_str())
                .with("saved_count", *saved_count)
                .with("loaded", loaded.as_str())
                .with("loaded_count", *loaded_count),
            Self::TensorMissing { tensor } => {
                reason("tensor_missing").with("tensor", tensor.as_str())
            }
            Self::TensorUnfit {
                tensor,
                found,
                needed,
            } => reason("tensor_unfit")
                .with("tensor", tensor.as_str())
                .with("found", found.as_str())
                .with("needed", needed.as_str()),
        }
    }
}
