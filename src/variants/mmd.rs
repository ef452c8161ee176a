//! `mmd`: no discriminator, but a fixed formula for how much two minibatches differ (1502.02761).

use burn::tensor::{Device, Tensor};

use super::code::samples;
use super::game::{Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::{
    Default, IMAGES_ONLY, Losses, NO_DISCRIMINATOR, NO_PLAIN_DISCRIMINATOR, NOT_THE_PLAIN_GAME,
    OWN_LOSSES, Paper, Variant,
};
use crate::error::Result;
use crate::nets::{Blueprint, Network};
use crate::objectives::mmd;
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1502.02761.
pub const VARIANT: Variant = Variant {
    id: "mmd",
    papers: &[Paper {
        arxiv: "1502.02761",
        title: "Generative Moment Matching Networks",
        authors: "Li, Swersky, Zemel",
        year: 2015,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(10)),
        (&table::LATENT_DISTRIBUTION, Default::Text("uniform")),
        (&table::BATCH_SIZE, Default::Int(256)),
        (&table::LR_G, Default::Float(1e-3)),
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
        g: r"\mathcal{L}_G = \mathbb{E}_{x \neq x'}\left[\kappa(x, x')\right] - 2\,\mathbb{E}_{x,z}\left[\kappa(x, G(z))\right] + \mathbb{E}_{z \neq z'}\left[\kappa(G(z), G(z'))\right]",
    }),
    build,
    ..Variant::BASE
};

#[derive(Clone, Debug)]
struct MomentMatching {
    generator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let generator = Blueprint::new(settings, rng, device).generator(0);
    Ok(Box::new(MomentMatching { generator }))
}

impl Game for MomentMatching {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![(GENERATOR, &mut self.generator)]
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn needs_real(&self, _player: Player, _settings: &Settings) -> bool {
        true
    }

    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        Some("mmd")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        Ok(samples(&mut self.generator, draw))
    }

    fn loss(&mut self, _player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let fake = self.generator.forward(input.latent, &mut input.pass); // [B, 784]
        let value = mmd::unbiased_square(x, fake);
        Ok(Loss::new(value.clone()).measured(value))
    }
}
