//! `alphagan`: an autoencoder with two opponents, one of images and one of codes (1706.04987).

use burn::tensor::{Device, Tensor};

use super::code::{self, decode_both, originals, reconstructions, samples};
use super::game::{
    CODE_DISCRIMINATOR, DISCRIMINATOR, Draw, ENCODER, GENERATOR, Game, Loss, Player, Role,
    StepInput,
};
use super::latent_input::disturbed;
use super::{Default, Losses, Paper, Variant, View};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{sigmoid, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1706.04987.
pub const VARIANT: Variant = Variant {
    id: "alphagan",
    papers: &[Paper {
        arxiv: "1706.04987",
        title: "Variational Approaches for Auto-Encoding Generative Adversarial Networks",
        authors: "Rosca, Lakshminarayanan, Warde-Farley, Mohamed",
        year: 2017,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(20)),
        (&table::RECONSTRUCTION_WEIGHT, Default::Float(20.0)),
    ],
    fixed: code::FIXED,
    losses: Some(Losses {
        d: r"\begin{aligned} \mathcal{L}_D &= \mathbb{E}_{x}\left[s(-a(x))\right] + \mathbb{E}_{x}\left[s(a(\tilde{x}))\right] + \mathbb{E}_{z}\left[s(a(G(z)))\right], \quad \tilde{x} = G(E(x)) \\ \mathcal{L}_C &= \mathbb{E}_{z}\left[s(-c(z))\right] + \mathbb{E}_{x}\left[s(c(E(x)))\right] \end{aligned}",
        g: r"\begin{aligned} \mathcal{L}_G &= \lambda_r\,\mathbb{E}_{x}\left[\tfrac{1}{784}\lVert x - \tilde{x} \rVert_1\right] - \lambda_a\left(\mathbb{E}_{x}\left[a(\tilde{x})\right] + \mathbb{E}_{z}\left[a(G(z))\right]\right) \\ \mathcal{L}_E &= \lambda_r\,\mathbb{E}_{x}\left[\tfrac{1}{784}\lVert x - \tilde{x} \rVert_1\right] - \lambda_a\,\mathbb{E}_{x}\left[c(E(x))\right] \end{aligned}",
    }),
    view: Some(View::Reconstructions),
    build,
    iterations: 1500,
    ..Variant::BASE
};

/// Generator and encoder minimise `−log D + log(1 − D)`, the log-ratio of the densities, which is minus the score.
#[derive(Clone, Debug)]
struct AlphaGan {
    generator: Network,
    encoder: Network,
    discriminator: Network,
    code_discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(AlphaGan {
        generator: blueprint.generator(0),
        encoder: blueprint.encoder(latent),
        discriminator: blueprint.discriminator(0, 1),
        code_discriminator: blueprint.dense(latent, 1),
    }))
}

impl AlphaGan {
    /// The two games have no parameter in common, so one step on the sum is one step in each.
    fn discriminator_loss(&mut self, x: Tensor<2>, code: Tensor<2>, mut input: StepInput) -> Loss {
        let z = input.latent.clone();
        let g = &mut self.generator;
        let (back, fake) = decode_both(g, code.clone(), z.clone(), &mut input.pass);
        let [x, back, fake] = [x, back, fake].map(|samples| disturbed(samples, &mut input));
        let pass = &mut input.pass;
        let a_real = self.discriminator.forward(x, pass); // [B, 1]
        let a_back = self.discriminator.forward(back, pass);
        let a_fake = self.discriminator.forward(fake, pass);
        let c_prior = self.code_discriminator.forward(z, pass);
        let c_code = self.code_discriminator.forward(code, pass);
        let fakes = Tensor::cat(vec![a_back.clone(), a_fake.clone()], 0); // [2B, 1]
        Loss {
            real_scores: Some(a_real.clone().inner()),
            fake_scores: Some(fakes.inner()),
            belief: sigmoid,
            ..Loss::new(
                terms::towards_real(a_real)
                    + terms::towards_fake(a_back)
                    + terms::towards_fake(a_fake)
                    + terms::towards_real(c_prior)
                    + terms::towards_fake(c_code),
            )
        }
    }
}

impl Game for AlphaGan {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (ENCODER, &mut self.encoder),
            (DISCRIMINATOR, &mut self.discriminator),
            (CODE_DISCRIMINATOR, &mut self.code_discriminator),
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
        Ok(samples(&mut self.generator, draw))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = originals(&draw)?;
        let code = self.encoder.forward(x.clone(), &mut Pass::Evaluation);
        Ok(reconstructions(x, code, &mut self.generator))
    }

    fn score(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        Some(self.discriminator.forward(samples, &mut Pass::Evaluation))
    }

    fn features(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        let d = &mut self.discriminator;
        Some(d.forward_with_features(samples, &mut Pass::Evaluation).0)
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let code = self.encoder.forward(images, &mut Pass::Evaluation);
        Some(self.generator.forward(code, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let code = self.encoder.forward(x.clone(), &mut input.pass); // [B, latent]
        if player == Player::Discriminator {
            return Ok(self.discriminator_loss(x, code, input));
        }
        let weight = input.settings.float(&table::ADVERSARIAL_WEIGHT);
        let z = input.latent.clone();
        let (back, fake) = decode_both(&mut self.generator, code.clone(), z, &mut input.pass);
        let error = terms::mean_absolute(x, back.clone());
        let reconstruction = error
            .clone()
            .mul_scalar(input.settings.float(&table::RECONSTRUCTION_WEIGHT));
        if player == Player::Encoder {
            let c_code = self.code_discriminator.forward(code, &mut input.pass); // [B, 1]
            return Ok(Loss::new(reconstruction - c_code.mean().mul_scalar(weight)));
        }
        let [back, fake] = [back, fake].map(|samples| disturbed(samples, &mut input));
        let a_back = self.discriminator.forward(back, &mut input.pass); // [B, 1]
        let a_fake = self.discriminator.forward(fake, &mut input.pass); // [B, 1]
        let fakes = Tensor::cat(vec![a_back.clone(), a_fake.clone()], 0); // [2B, 1]
        let scores = (a_back.mean() + a_fake.mean()).mul_scalar(weight);
        Ok(Loss {
            fake_scores: Some(fakes.inner()),
            belief: sigmoid,
            ..Loss::new(reconstruction - scores).measured(error)
        })
    }
}
