//! `pix2pix`: outlines → digits (1611.07004).

use burn::tensor::{Device, Tensor};

use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::disturbed;
use super::{
    Default, IMAGES_ONLY, Losses, NO_LATENT, NOT_THE_PLAIN_GAME, OWN_NETWORKS, Paper, Variant,
    View, duel,
};
use crate::data::outlines;
use crate::error::Result;
use crate::nets::architectures::{patches, u_net};
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::terms;
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1611.07004.
pub const VARIANT: Variant = Variant {
    id: "pix2pix",
    papers: &[Paper {
        arxiv: "1611.07004",
        title: "Image-to-Image Translation with Conditional Adversarial Networks",
        authors: "Isola, Zhu, Zhou, Efros",
        year: 2016,
    }],
    defaults: &[
        (&table::RECONSTRUCTION_WEIGHT, Default::Float(100.0)),
        (&table::BATCH_SIZE, Default::Int(32)),
    ],
    fixed: &[IMAGES_ONLY, OWN_NETWORKS, NO_LATENT, NOT_THE_PLAIN_GAME],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{e,x}\left[R⟨D(e, x)⟩\right] + \mathbb{E}_{e}\left[F⟨D(e, G(e))⟩\right]",
        g: r"\mathcal{L}_G = \lambda_a\,\mathbb{E}_{e}\left[G⟨D(e, G(e))⟩\right] + \lambda\,\mathbb{E}_{e,x}\left[\left|x - G(e)\right|\right]",
    }),
    view: Some(View::Translations),
    build,
    iterations: 400,
    ..Variant::BASE
};

/// A generator from outlines, and a discriminator of outlines with an image.
#[derive(Clone, Debug)]
struct Pix2Pix {
    generator: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let init = blueprint.initializer();
    Ok(Box::new(Pix2Pix {
        generator: u_net::generator(init),
        discriminator: patches::discriminator(2, init),
    }))
}

impl Pix2Pix {
    /// One score per patch, `[batch·patches, 1]`.
    fn scores(&mut self, edges: Tensor<2>, images: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        let pair = Tensor::cat(vec![edges, images], 1);
        patches::in_column(self.discriminator.forward(pair, pass))
    }
}

impl Game for Pix2Pix {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (DISCRIMINATOR, &mut self.discriminator),
        ]
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn needs_real(&self, _player: Player, _settings: &Settings) -> bool {
        true
    }

    fn draws_from_real(&self) -> bool {
        true
    }

    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        Some("reconstruction")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        let x = draw.real_images()?;
        Ok(self.generator.forward(outlines(x), &mut Pass::Evaluation))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = draw.real_images()?;
        Ok(vec![outlines(x.clone()), self.sample(draw)?, x])
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let edges = outlines(images);
        Some(self.generator.forward(edges, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let edges = outlines(x.clone());
        let settings = input.settings;
        let fake = self.generator.forward(edges.clone(), &mut input.pass);
        let seen = disturbed(fake.clone(), &mut input);
        let a_fake = self.scores(edges.clone(), seen, &mut input.pass);
        if player == Player::Discriminator {
            let seen = disturbed(x, &mut input);
            let a_real = self.scores(edges, seen, &mut input.pass);
            return duel::d_loss(settings, a_real, a_fake);
        }
        let error = terms::mean_absolute(fake, x);
        let fooling = duel::g_loss(settings, a_fake)?;
        Ok(duel::weighted(settings, fooling, error.clone()).measured(error))
    }
}
