//! The one registry of GANs. Menu, URL, command line, docs and tests all iterate over it.

mod adversarial;
mod dcgan;
mod game;
mod gan;
mod hinge;
mod lsgan;
mod mlp;

pub use game::{Game, Loss, Player, Role, StepInput};

use burn::tensor::Device;

use crate::error::{GantryError, Result};
use crate::options::{OptionSpec, Settings, table};
use crate::rng::HostRng;

pub use crate::options::Default;

/// A paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Paper {
    /// arXiv identifier.
    pub arxiv: &'static str,
    /// Title.
    pub title: &'static str,
    /// Authors, shortened.
    pub authors: &'static str,
    /// Year of the first version.
    pub year: u16,
}

/// The first GAN.
pub const GAN_2014: Paper = Paper {
    arxiv: "1406.2661",
    title: "Generative Adversarial Networks",
    authors: "Goodfellow et al.",
    year: 2014,
};

/// One entry of the registry. Its card (title, summary, what to look for, what goes wrong) stands in the
/// catalogue under `variant.<id>`.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Identifier.
    pub id: &'static str,
    /// Where it comes from.
    pub papers: &'static [Paper],
    /// Where its defaults differ from the table's.
    pub defaults: &'static [(&'static OptionSpec, Default)],
    /// Makes its networks.
    pub build: fn(&Settings, &mut HostRng, &Device) -> Result<Box<dyn Game>>,
}

/// All variants.
pub const VARIANTS: &[Variant] = &[
    gan::VARIANT,
    mlp::VARIANT,
    dcgan::VARIANT,
    lsgan::VARIANT,
    hinge::VARIANT,
];

/// Their identifiers, in the same order.
pub const VARIANT_IDS: &[&str] = &["gan", "mlp", "dcgan", "lsgan", "hinge"];

/// The variant with this identifier.
///
/// # Errors
/// [`GantryError::OptionValue`] when there is none.
pub fn find(id: &str) -> Result<&'static Variant> {
    VARIANTS
        .iter()
        .find(|variant| variant.id == id)
        .ok_or_else(|| GantryError::OptionValue {
            key: table::VARIANT.key.to_owned(),
            value: format!("`{id}`"),
            expected: format!("it takes one of {}", VARIANT_IDS.join(", ")),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_table() {
        let ids: Vec<_> = VARIANTS.iter().map(|variant| variant.id).collect();
        assert_eq!(ids, VARIANT_IDS);
    }
}
