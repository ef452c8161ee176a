//! `vae`: an encoder, a decoder, and a bound on the likelihood instead of an opponent (1312.6114).

use burn::tensor::{Device, Tensor};

use super::code::{GaussianCode, originals, reconstructions, samples};
use super::game::{Draw, GENERATOR, Game, JOINT_ENCODER, Loss, Player, Role, StepInput};
use super::{
    Default, IMAGES_ONLY, Losses, NO_DISCRIMINATOR, NO_PLAIN_DISCRIMINATOR, NOT_THE_PLAIN_GAME,
    OWN_LOSSES, Paper, Variant, View,
};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::terms;
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1312.6114.
pub const VARIANT: Variant = Variant {
    id: "vae",
    papers: &[Paper {
        arxiv: "1312.6114",
        title: "Auto-Encoding Variational Bayes",
        authors: "Kingma, Welling",
        year: 2013,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(20)),
        (&table::LR_G, Default::Float(1e-3)),
        (&table::BETA1, Default::Float(0.9)),
    ],
    fixed: &[
        IMAGES_ONLY,
        OWN_LOSSES,
        NOT_THE_PLAIN_GAME,
        NO_DISCRIMINATOR,
        NO_PLAIN_DISCRIMINATOR,
    ],
    losses: Some(Losses {
        d: "",
        g: r"\mathcal{L}_{G,E} = -\mathbb{E}_{x}\,\mathbb{E}_{z \sim q(z \mid x)}\left[\log p(x \mid z)\right] + \beta\,\mathbb{E}_{x}\left[\mathrm{KL}\left(q(z \mid x) \,\Vert\, p(z)\right)\right]",
    }),
    view: Some(View::Reconstructions),
    build,
    iterations: 1000,
    ..Variant::BASE
};

/// `p(x|z)` is Bernoulli: each pixel's share of ink is the chance that it is black.
#[derive(Clone, Debug)]
struct Vae {
    decoder: Network,
    encoder: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(Vae {
        decoder: blueprint.generator(0),
        encoder: blueprint.encoder(2 * latent),
    }))
}

impl Game for Vae {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.decoder),
            (JOINT_ENCODER, &mut self.encoder),
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
        let code = GaussianCode::split(self.encoder.forward(x.clone(), &mut Pass::Evaluation));
        Ok(reconstructions(x, code.mean, &mut self.decoder))
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let code = GaussianCode::split(self.encoder.forward(images, &mut Pass::Evaluation));
        Some(self.decoder.forward(code.mean, &mut Pass::Evaluation))
    }

    fn loss(&mut self, _player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let code = GaussianCode::split(self.encoder.forward(x.clone(), &mut input.pass));
        let z = code.sample(&mut input); // [B, latent]
        let back = self.decoder.forward(z, &mut input.pass); // [B, 784]
        let nll = terms::bernoulli_nll(x, back);
        let kl = code.kl();
        let bound = (nll.clone() + kl.clone()).neg();
        let weight = input.settings.float(&table::KL_WEIGHT);
        Ok(Loss::new(nll + kl.mul_scalar(weight)).measured(bound))
    }
}
