//! What a variant is to the trainer: networks, and one loss per player.

use std::fmt::Debug;

use burn::tensor::{Device, Tensor, TensorData};

use crate::data::{Batch, Dataset};
use crate::error::{DatasetProblem, Result};
use crate::nets::{Network, Pass};
use crate::options::Settings;
use crate::rng::HostRng;

/// Whose turn it is. A variant whose networks leave a player without parameters has no step for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Player {
    /// The inner loop of Algorithm 1: k steps per iteration.
    Discriminator,
    /// One step per iteration.
    Generator,
    /// One more step after the generator's, for encoders whose loss is not the generator's.
    Encoder,
}

impl Player {
    /// In the order of their steps.
    pub const ALL: [Self; 3] = [Self::Discriminator, Self::Generator, Self::Encoder];
}

/// A network of a variant: its name in files, and who trains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// Name in checkpoints and exports.
    pub name: &'static str,
    /// Who trains it.
    pub player: Player,
}

impl Role {
    /// A network that `player` trains.
    pub const fn new(name: &'static str, player: Player) -> Self {
        Self { name, player }
    }
}

/// z → image.
pub const GENERATOR: Role = Role::new("generator", Player::Generator);

/// Image → score.
pub const DISCRIMINATOR: Role = Role::new("discriminator", Player::Discriminator);

/// Image → code, trained together with the generator, by one loss.
pub const JOINT_ENCODER: Role = Role::new("encoder", Player::Generator);

/// Image → code, trained by a loss of its own.
pub const ENCODER: Role = Role::new("encoder", Player::Encoder);

/// Code → score.
pub const CODE_DISCRIMINATOR: Role = Role::new("code_discriminator", Player::Discriminator);

/// What one step of a player is made of.
#[derive(Debug)]
pub struct StepInput<'a> {
    /// The run's settings, as they stand now.
    pub settings: &'a Settings,
    /// A minibatch x ~ p_data, for the steps that ask for one ([`Game::needs_real`]).
    pub real: Option<Batch>,
    /// A minibatch z ~ p(z), `[batch, latent]`.
    pub latent: Tensor<2>,
    /// What else a step draws: classes, codes, points between real and fake, noise.
    pub noise: &'a mut HostRng,
    /// Complete iterations before this one.
    pub iteration: u32,
    /// All images, for what is not a minibatch; empty where the data is a toy distribution.
    pub dataset: &'a Dataset,
    /// Training mode.
    pub pass: Pass<'a>,
}

impl StepInput<'_> {
    /// Takes the minibatch of real samples.
    ///
    /// # Errors
    /// [`GantryError::Dataset`](crate::GantryError::Dataset) when the step came without one.
    pub fn take_real(&mut self) -> Result<Batch> {
        Ok(self.real.take().ok_or(DatasetProblem::Missing)?)
    }

    /// Samples per minibatch.
    pub fn batch_size(&self) -> usize {
        self.latent.dims()[0]
    }

    /// Where tensors live, without autodiff.
    pub fn device(&self) -> Device {
        self.latent.device().inner()
    }

    /// Numbers from N(0, 1), `shape`.
    pub fn normal(&mut self, shape: [usize; 2]) -> Tensor<2> {
        let values = self.noise.normal(shape[0] * shape[1]);
        Tensor::from_data(TensorData::new(values, shape), &self.device())
    }
}

/// A loss, with what it was made of, for the curves.
#[derive(Clone, Debug)]
pub struct Loss {
    /// `[1]`, tracked by autodiff.
    pub value: Tensor<1>,
    /// a_r, `[batch, 1]`, where real samples were scored.
    pub real_scores: Option<Tensor<2>>,
    /// a_f, `[batch, 1]`, where fakes were scored.
    pub fake_scores: Option<Tensor<2>>,
    /// What a score says of the chance that the sample is real, 0 to 1.
    pub belief: fn(f32) -> f32,
    /// The variant's own figure ([`Game::measure`]), `[1]`.
    pub measure: Option<Tensor<1>>,
}

impl Loss {
    /// A loss without scores.
    pub fn new(value: Tensor<1>) -> Self {
        Self {
            value,
            real_scores: None,
            fake_scores: None,
            belief: |_| f32::NAN,
            measure: None,
        }
    }

    /// With the variant's own figure.
    pub fn measured(self, measure: Tensor<1>) -> Self {
        Self {
            measure: Some(measure.inner()),
            ..self
        }
    }
}

/// What to draw, in evaluation mode.
#[derive(Clone, Debug)]
pub struct Draw {
    /// `[count, latent]`.
    pub latent: Tensor<2>,
    /// One class per image, for variants with classes.
    pub classes: Vec<u8>,
    /// Real images `[count, 784]` in [-1, 1], for variants that start from one.
    pub real: Option<Tensor<2>>,
    /// Continuous codes, for variants that have them.
    pub codes: [f32; 2],
}

impl Draw {
    /// The real images that the drawing starts from.
    ///
    /// # Errors
    /// [`GantryError::Dataset`](crate::GantryError::Dataset) when it came without any.
    pub fn real_images(&self) -> Result<Tensor<2>> {
        Ok(self.real.clone().ok_or(DatasetProblem::Missing)?)
    }
}

/// Everything of a variant that training changes.
#[derive(Debug)]
pub struct Parts<'a> {
    /// In a fixed order.
    pub networks: Vec<(Role, &'a mut Network)>,
    /// With their names.
    pub tensors: Vec<(&'static str, &'a mut Tensor<1>)>,
}

/// A variant's networks and losses.
pub trait Game: Debug {
    /// The networks, in a fixed order.
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)>;

    /// The same networks, and the tensors beside them that training changes.
    fn parts_mut(&mut self) -> Parts<'_> {
        Parts {
            networks: self.networks_mut(),
            tensors: Vec::new(),
        }
    }

    /// Counters beside the networks that training changes.
    fn counters_mut(&mut self) -> Vec<&mut u32> {
        Vec::new()
    }

    /// What [`Loss::measure`] holds: a key of the catalogue, `measure.<id>`.
    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        None
    }

    /// A copy, to draw with other weights.
    fn boxed(&self) -> Box<dyn Game>;

    /// Whether a step of `player` needs real samples.
    fn needs_real(&self, player: Player, _settings: &Settings) -> bool {
        player == Player::Discriminator
    }

    /// Whether samples start from real images, and not from the latent grid alone.
    fn draws_from_real(&self) -> bool {
        false
    }

    /// Samples `[count, 784]` in [-1, 1] (or points), in evaluation mode.
    ///
    /// # Errors
    /// When `draw` lacks what the variant needs.
    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>>;

    /// Samples in the domain of the data set, which figures of merit compare with its images.
    ///
    /// # Errors
    /// As [`Game::sample`].
    fn digits(&mut self, draw: Draw) -> Result<Tensor<2>> {
        self.sample(draw)
    }

    /// The columns of one row of the variant's own view ([`super::View`]), left to right, `[count, 784]` each.
    ///
    /// # Errors
    /// As [`Game::sample`].
    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        Ok(vec![self.sample(draw)?])
    }

    /// Raw scores `[count, 1]` of samples, where there is a discriminator of samples.
    fn score(&mut self, _samples: Tensor<2>) -> Option<Tensor<2>> {
        None
    }

    /// What the discriminator computes before its last layer, `[count, features]`.
    fn features(&mut self, _samples: Tensor<2>) -> Option<Tensor<2>> {
        None
    }

    /// What becomes of images `[count, 784]` on the way through the networks and back, which should be the same
    /// images; none where nothing leads back.
    fn restored(&mut self, _images: Tensor<2>) -> Option<Tensor<2>> {
        None
    }

    /// Logits of the classes `[count, 10]` of images, where the discriminator learns to tell them.
    fn classify(&mut self, _images: Tensor<2>) -> Option<Tensor<2>> {
        None
    }

    /// The loss of `player`, whose networks are tracked.
    ///
    /// # Errors
    /// When the input lacks what the variant needs.
    fn loss(&mut self, player: Player, input: StepInput) -> Result<Loss>;
}
