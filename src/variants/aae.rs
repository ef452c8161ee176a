//! `aae`: an autoencoder whose codes a discriminator compares with the prior (1511.05644).

use burn::tensor::{Device, Tensor};

use super::code::{self, originals, reconstructions, samples};
use super::game::{
    CODE_DISCRIMINATOR, Draw, GENERATOR, Game, JOINT_ENCODER, Loss, Player, Role, StepInput,
};
use super::{Default, Losses, Paper, Variant, View};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{sigmoid, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1511.05644.
pub const VARIANT: Variant = Variant {
    id: "aae",
    papers: &[Paper {
        arxiv: "1511.05644",
        title: "Adversarial Autoencoders",
        authors: "Makhzani, Shlens, Jaitly, Goodfellow, Frey",
        year: 2015,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(8)),
        (&table::RECONSTRUCTION_WEIGHT, Default::Float(50.0)),
        (&table::LR_D, Default::Float(5e-4)),
        (&table::LR_G, Default::Float(5e-4)),
    ],
    fixed: code::FIXED_UNSEEN,
    losses: Some(Losses {
        d: r"\mathcal{L}_C = \mathbb{E}_{z}\left[s(-c(z))\right] + \mathbb{E}_{x}\left[s(c(E(x)))\right]",
        g: r"\mathcal{L}_{G,E} = \lambda_r\,\mathbb{E}_{x}\left[\tfrac{1}{784}\lVert x - G(E(x)) \rVert^2\right] + \lambda_a\,\mathbb{E}_{x}\left[s(-c(E(x)))\right]",
    }),
    view: Some(View::Reconstructions),
    build,
    iterations: 1000,
    ..Variant::BASE
};

/// The paper alternates a step for the reconstruction and one for the codes. The second term does not depend on
/// the decoder, so one step on the sum has the same two gradients.
#[derive(Clone, Debug)]
struct Aae {
    decoder: Network,
    encoder: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(Aae {
        decoder: blueprint.generator(0),
        encoder: blueprint.encoder(latent),
        discriminator: blueprint.dense(latent, 1),
    }))
}

impl Game for Aae {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.decoder),
            (JOINT_ENCODER, &mut self.encoder),
            (CODE_DISCRIMINATOR, &mut self.discriminator),
        ]
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn needs_real(&self, _player: Player, _settings: &Settings) -> bool {
        true
    }

    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        Some("reconstruction")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        Ok(samples(&mut self.decoder, draw))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = originals(&draw)?;
        let code = self.encoder.forward(x.clone(), &mut Pass::Evaluation);
        Ok(reconstructions(x, code, &mut self.decoder))
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let code = self.encoder.forward(images, &mut Pass::Evaluation);
        Some(self.decoder.forward(code, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let code = self.encoder.forward(x.clone(), &mut input.pass); // [B, latent]
        let c_code = self.discriminator.forward(code.clone(), &mut input.pass); // [B, 1]
        let fake_scores = Some(c_code.clone().inner());
        if player == Player::Discriminator {
            let z = input.latent.clone();
            let c_prior = self.discriminator.forward(z, &mut input.pass); // [B, 1]
            return Ok(Loss {
                real_scores: Some(c_prior.clone().inner()),
                fake_scores,
                belief: sigmoid,
                ..Loss::new(terms::towards_real(c_prior) + terms::towards_fake(c_code))
            });
        }
        let back = self.decoder.forward(code, &mut input.pass); // [B, 784]
        let error = terms::mean_absolute(x.clone(), back.clone());
        let reconstruction = terms::mean_square(x, back)
            .mul_scalar(input.settings.float(&table::RECONSTRUCTION_WEIGHT));
        let adversarial = terms::towards_real(c_code)
            .mul_scalar(input.settings.float(&table::ADVERSARIAL_WEIGHT));
        Ok(Loss {
            fake_scores,
            belief: sigmoid,
            ..Loss::new(reconstruction + adversarial).measured(error)
        })
    }
}
