//! `avb`: a VAE whose encoder may give codes any distribution (1701.04722).

use burn::tensor::{Device, Tensor};

use super::code::{self, originals, reconstructions, samples};
use super::game::{
    DISCRIMINATOR, Draw, GENERATOR, Game, JOINT_ENCODER, Loss, Player, Role, StepInput,
};
use super::{Default, Losses, Paper, Variant, View};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{sigmoid, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1701.04722.
pub const VARIANT: Variant = Variant {
    id: "avb",
    papers: &[Paper {
        arxiv: "1701.04722",
        title: "Adversarial Variational Bayes: Unifying Variational Autoencoders and Generative Adversarial Networks",
        authors: "Mescheder, Nowozin, Geiger",
        year: 2017,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(8)),
        (&table::LR_D, Default::Float(1e-3)),
        (&table::LR_G, Default::Float(5e-4)),
    ],
    fixed: code::FIXED_UNSEEN,
    losses: Some(Losses {
        d: r"\mathcal{L}_T = \mathbb{E}_{x,\varepsilon}\left[s(-T(x, E(x, \varepsilon)))\right] + \mathbb{E}_{x,z}\left[s(T(x, z))\right]",
        g: r"\mathcal{L}_{G,E} = \mathbb{E}_{x,\varepsilon}\left[-\log p(x \mid E(x, \varepsilon)) + \beta\,T(x, E(x, \varepsilon))\right]",
    }),
    view: Some(View::Reconstructions),
    build,
    iterations: 1000,
    ..Variant::BASE
};

/// ε has as many numbers as z. The gradient of T itself is 0 in expectation (proposition 2), so T is held constant.
#[derive(Clone, Debug)]
struct Avb {
    decoder: Network,
    encoder: Network,
    /// T(x, z) = log q(z|x) − log p(z) at its optimum.
    ratio: Network,
    latent: usize,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(Avb {
        decoder: blueprint.generator(0),
        encoder: blueprint.conditional_encoder(latent, latent),
        ratio: blueprint.discriminator(latent, 1),
        latent,
    }))
}

/// T(x, z), `[batch, 1]`.
fn ratio(t: &mut Network, x: Tensor<2>, z: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
    t.forward(Tensor::cat(vec![x, z], 1), pass)
}

impl Avb {
    /// E(x, 0), `[batch, latent]`.
    fn code(&mut self, images: Tensor<2>) -> Tensor<2> {
        let noise = Tensor::zeros([images.dims()[0], self.latent], &images.device());
        let input = Tensor::cat(vec![images, noise], 1);
        self.encoder.forward(input, &mut Pass::Evaluation)
    }
}

impl Game for Avb {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.decoder),
            (JOINT_ENCODER, &mut self.encoder),
            (DISCRIMINATOR, &mut self.ratio),
        ]
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn needs_real(&self, _player: Player, _settings: &Settings) -> bool {
        true
    }

    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        Some("evidence_bound")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        Ok(samples(&mut self.decoder, draw))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = originals(&draw)?;
        let code = self.code(x.clone());
        Ok(reconstructions(x, code, &mut self.decoder))
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let code = self.code(images);
        Some(self.decoder.forward(code, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let noise = input.normal([x.dims()[0], self.latent]);
        let pass = &mut input.pass;
        let disturbed = Tensor::cat(vec![x.clone(), noise], 1); // [B, 784 + latent]
        let code = self.encoder.forward(disturbed, pass); // [B, latent]
        let t_code = ratio(&mut self.ratio, x.clone(), code.clone(), pass);
        let real_scores = Some(t_code.clone().inner());
        if player == Player::Discriminator {
            let t_prior = ratio(&mut self.ratio, x, input.latent, pass);
            return Ok(Loss {
                real_scores,
                fake_scores: Some(t_prior.clone().inner()),
                belief: sigmoid,
                ..Loss::new(terms::towards_real(t_code) + terms::towards_fake(t_prior))
            });
        }
        let nll = terms::bernoulli_nll(x, self.decoder.forward(code, pass));
        let kl = t_code.mean();
        let bound = (nll.clone() + kl.clone()).neg();
        let weight = input.settings.float(&table::KL_WEIGHT);
        Ok(Loss {
            real_scores,
            belief: sigmoid,
            ..Loss::new(nll + kl.mul_scalar(weight)).measured(bound)
        })
    }
}
