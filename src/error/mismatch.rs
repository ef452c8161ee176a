//! Why parts make no sense together.

use thiserror::Error;

use super::Params;

/// Why parts make no sense together.
#[derive(Debug, Error)]
pub enum Mismatch {
    /// A penalty on the gradient at each sample, and a layer that mixes the samples of a minibatch.
    #[error(
        "a gradient penalty needs a discriminator that scores each sample by itself, and this one mixes the samples of a minibatch. Take the penalty or the layer away"
    )]
    MixedSamples,
    /// A picture was asked for that the variant does not have.
    #[error("variant `{variant}` has no view of its own. Ask for the samples")]
    NoView {
        /// The variant.
        variant: &'static str,
    },
}

impl Mismatch {
    pub(super) fn params(&self) -> Params {
        match self {
            Self::MixedSamples => Params::reason("mixed_samples"),
            Self::NoView { variant } => Params::reason("no_view").with("variant", *variant),
        }
    }
}
