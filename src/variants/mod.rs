//! The one registry of GANs. Menu, URL, command line, docs and tests all iterate over it.

mod aae;
mod acgan;
mod adversarial;
mod alphagan;
mod avb;
mod began;
mod bigan;
mod cgan;
mod code;
mod cyclegan;
mod dcgan;
mod deligan;
mod dragan;
mod duel;
mod equations;
#[cfg(test)]
mod equations_tests;
mod fgan;
mod game;
mod gan;
mod hinge;
mod infogan;
mod lapgan;
mod latent_input;
mod lsgan;
mod mlp;
mod mmd;
mod pix2pix;
mod r1;
mod semi_supervised;
mod superres;
mod toy;
mod unrolled;
mod vae;
mod vaegan;
mod variant;
mod wgan;
mod wgan_gp;

pub use equations::Equations;
pub use game::{Draw, Game, Loss, Parts, Player, Role, StepInput};
pub use variant::{
    Exam, Fixed, IMAGES_ONLY, Losses, NO_DISCRIMINATOR, NO_LATENT, NO_LOOK_AHEAD,
    NO_PLAIN_DISCRIMINATOR, NOT_THE_PLAIN_GAME, OWN_LOSSES, OWN_NETWORKS, Paper, Variant, View,
};

use crate::error::{Expected, GantryError, Result};
use crate::options::table;

pub use crate::options::Default;

/// The first GAN.
pub const GAN_2014: Paper = Paper {
    arxiv: "1406.2661",
    title: "Generative Adversarial Networks",
    authors: "Goodfellow et al.",
    year: 2014,
};

/// All variants.
pub const VARIANTS: &[Variant] = &[
    gan::VARIANT,
    mlp::VARIANT,
    dcgan::VARIANT,
    cgan::VARIANT,
    acgan::VARIANT,
    infogan::VARIANT,
    wgan::VARIANT,
    wgan_gp::VARIANT,
    lsgan::VARIANT,
    hinge::VARIANT,
    fgan::VARIANT,
    dragan::VARIANT,
    r1::VARIANT,
    began::VARIANT,
    lapgan::VARIANT,
    bigan::VARIANT,
    aae::VARIANT,
    vae::VARIANT,
    vaegan::VARIANT,
    alphagan::VARIANT,
    avb::VARIANT,
    mmd::VARIANT,
    unrolled::VARIANT,
    deligan::VARIANT,
    semi_supervised::VARIANT,
    superres::VARIANT,
    pix2pix::VARIANT,
    cyclegan::VARIANT,
    toy::VARIANT,
];

/// Their identifiers, in the same order.
pub const VARIANT_IDS: &[&str] = &[
    "gan",
    "mlp",
    "dcgan",
    "cgan",
    "acgan",
    "infogan",
    "wgan",
    "wgan_gp",
    "lsgan",
    "hinge",
    "fgan",
    "dragan",
    "r1",
    "began",
    "lapgan",
    "bigan",
    "aae",
    "vae",
    "vaegan",
    "alphagan",
    "avb",
    "mmd",
    "unrolled",
    "deligan",
    "semi_supervised",
    "superres",
    "pix2pix",
    "cyclegan",
    "toy",
];

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
            value: id.to_owned(),
            expected: Expected::one_of(VARIANT_IDS),
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
