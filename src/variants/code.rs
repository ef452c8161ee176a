//! Codes: what an encoder makes of images.

use burn::tensor::Tensor;

use super::game::{Draw, StepInput};
use super::{
    Fixed, IMAGES_ONLY, NO_LOOK_AHEAD, NO_PLAIN_DISCRIMINATOR, NOT_THE_PLAIN_GAME, OWN_LOSSES,
};
use crate::error::{DatasetProblem, Result};
use crate::nets::{Network, Pass};
use crate::objectives::terms;

/// What the games with an encoder leave at its default.
pub const FIXED: &[Fixed] = &[IMAGES_ONLY, OWN_LOSSES, NOT_THE_PLAIN_GAME, NO_LOOK_AHEAD];

/// The same of those whose discriminator sees codes, takes a ratio of densities, or is an autoencoder.
pub const FIXED_UNSEEN: &[Fixed] = &[
    IMAGES_ONLY,
    OWN_LOSSES,
    NOT_THE_PLAIN_GAME,
    NO_LOOK_AHEAD,
    NO_PLAIN_DISCRIMINATOR,
];

/// `q(z|x) = N(μ(x), diag σ²(x))` for each image of a minibatch (1312.6114, equation 9).
#[derive(Clone, Debug)]
pub struct GaussianCode {
    /// μ, `[batch, latent]`.
    pub mean: Tensor<2>,
    /// log σ², `[batch, latent]`.
    pub log_variance: Tensor<2>,
}

impl GaussianCode {
    /// From an encoder's numbers, `[batch, 2·latent]`.
    pub fn split(output: Tensor<2>) -> Self {
        let latent = output.dims()[1] / 2;
        Self {
            mean: output.clone().narrow(1, 0, latent),
            log_variance: output.narrow(1, latent, latent),
        }
    }

    /// `μ + σ·ε` with ε ~ N(0, 1): a draw that the gradient passes through, `[batch, latent]`.
    pub fn sample(&self, input: &mut StepInput) -> Tensor<2> {
        let noise = input.normal(self.mean.dims());
        self.mean.clone() + self.log_variance.clone().mul_scalar(0.5).exp() * noise
    }

    /// `KL(q(z|x) ‖ p(z))`, `[1]`.
    pub fn kl(self) -> Tensor<1> {
        terms::kl_to_unit_gaussian(self.mean, self.log_variance)
    }
}

/// `G(code)` and `G(z)`, `[batch, 784]` each, in one pass: BatchNorm would hide from the players that codes are not
/// spread like the prior, if it normalised them apart.
pub fn decode_both(
    generator: &mut Network,
    code: Tensor<2>,
    z: Tensor<2>,
    pass: &mut Pass,
) -> (Tensor<2>, Tensor<2>) {
    let (codes, latents) = (code.dims()[0], z.dims()[0]);
    let images = generator.forward(Tensor::cat(vec![code, z], 0), pass);
    let (back, fake) = (images.clone(), images);
    (back.narrow(0, 0, codes), fake.narrow(0, codes, latents))
}

/// G(z) of a drawing, `[count, 784]`.
pub fn samples(generator: &mut Network, draw: Draw) -> Tensor<2> {
    generator.forward(draw.latent, &mut Pass::Evaluation)
}

/// The images that a view of reconstructions starts from, `[count, 784]`.
///
/// # Errors
/// [`GantryError::Dataset`](crate::GantryError::Dataset) when there are none.
pub fn originals(draw: &Draw) -> Result<Tensor<2>> {
    Ok(draw.real.clone().ok_or(DatasetProblem::Missing)?)
}

/// The columns of a view of reconstructions: images, and `G(code)`.
pub fn reconstructions(
    images: Tensor<2>,
    code: Tensor<2>,
    generator: &mut Network,
) -> Vec<Tensor<2>> {
    vec![images, generator.forward(code, &mut Pass::Evaluation)]
}
