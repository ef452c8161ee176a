//! What a variant is to the trainer: networks, and one loss per player.

use std::fmt::Debug;

use burn::tensor::Tensor;

use crate::data::Batch;
use crate::error::Result;
use crate::nets::{Network, Pass};
use crate::options::Settings;

/// The two sides of Algorithm 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Player {
    /// Trained on `d_loss`.
    Discriminator,
    /// Trained on `g_loss`.
    Generator,
}

/// A network of a variant: its name in files, and who trains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// Name in checkpoints and exports.
    pub name: &'static str,
    /// Who trains it.
    pub player: Player,
}

/// z → image.
pub const GENERATOR: Role = Role {
    name: "generator",
    player: Player::Generator,
};

/// Image → score.
pub const DISCRIMINATOR: Role = Role {
    name: "discriminator",
    player: Player::Discriminator,
};

/// What one step of a player is made of.
#[derive(Debug)]
pub struct StepInput<'a> {
    /// The run's settings, as they stand now.
    pub settings: &'a Settings,
    /// A minibatch x ~ p_data; only for the discriminator's step.
    pub real: Option<Batch>,
    /// A minibatch z ~ p(z), `[batch, latent]`.
    pub latent: Tensor<2>,
    /// Training mode.
    pub pass: Pass<'a>,
}

/// A loss, with the raw scores that it was made of, for the curves.
#[derive(Clone, Debug)]
pub struct Loss {
    /// `[1]`, tracked by autodiff.
    pub value: Tensor<1>,
    /// a_r, `[batch, 1]`, where real images were scored.
    pub real_scores: Option<Tensor<2>>,
    /// a_f, `[batch, 1]`.
    pub fake_scores: Tensor<2>,
    /// What a score says of the chance that the image is real, 0 to 1.
    pub belief: fn(f32) -> f32,
}

/// A variant's networks and losses.
pub trait Game: Debug {
    /// The networks, in a fixed order.
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)>;

    /// The generator, for sampling.
    fn generator(&self) -> &Network;

    /// The discriminator's loss on `x` and `G(z)`.
    ///
    /// # Errors
    /// When the input lacks what the variant needs.
    fn discriminator_loss(&mut self, input: StepInput) -> Result<Loss>;

    /// The generator's loss on `D(G(z))`.
    ///
    /// # Errors
    /// As above.
    fn generator_loss(&mut self, input: StepInput) -> Result<Loss>;
}
