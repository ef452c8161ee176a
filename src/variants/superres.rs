//! `superres`: 7×7 → 28×28 by SRGAN's recipe (1609.04802).

use burn::tensor::{Device, Tensor};

use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::disturbed;
use super::{
    Default, IMAGES_ONLY, Losses, NO_LATENT, NOT_THE_PLAIN_GAME, OWN_NETWORKS, Paper, Variant,
    View, duel,
};
use crate::data::{doubled, halved};
use crate::error::Result;
use crate::nets::architectures::superres as nets;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::terms;
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1609.04802, with the distance of pixels as content loss ("SRGAN-MSE").
pub const VARIANT: Variant = Variant {
    id: "superres",
    papers: &[Paper {
        arxiv: "1609.04802",
        title: "Photo-Realistic Single Image Super-Resolution Using a Generative Adversarial Network",
        authors: "Ledig et al.",
        year: 2016,
    }],
    defaults: &[
        (&table::ADVERSARIAL_WEIGHT, Default::Float(0.02)),
        (&table::BATCH_SIZE, Default::Int(32)),
    ],
    fixed: &[IMAGES_ONLY, OWN_NETWORKS, NO_LATENT, NOT_THE_PLAIN_GAME],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{x}\left[R⟨D(x)⟩\right] + \mathbb{E}_{x}\left[F⟨D(G(x_\downarrow))⟩\right]",
        g: r"\mathcal{L}_G = \lambda\,\mathbb{E}_{x}\left[\left(x - G(x_\downarrow)\right)^2\right] + \lambda_a\,\mathbb{E}_{x}\left[G⟨D(G(x_\downarrow))⟩\right]",
    }),
    view: Some(View::Translations),
    build,
    iterations: 400,
    ..Variant::BASE
};

/// A generator from 7×7 pixels, and a discriminator of its output.
#[derive(Clone, Debug)]
struct SuperRes {
    generator: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let init = blueprint.initializer();
    Ok(Box::new(SuperRes {
        generator: nets::generator(init),
        discriminator: nets::discriminator(init),
    }))
}

/// `[batch, 784]` → `[batch, 49]`.
fn small(images: Tensor<2>) -> Tensor<2> {
    halved(halved(images))
}

impl Game for SuperRes {
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
        Ok(self.generator.forward(small(x), &mut Pass::Evaluation))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = draw.real_images()?;
        let input = doubled(doubled(small(x.clone())));
        Ok(vec![input, self.sample(draw)?, x])
    }

    fn score(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        Some(self.discriminator.forward(samples, &mut Pass::Evaluation))
    }

    fn features(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        let d = &mut self.discriminator;
        Some(d.forward_with_features(samples, &mut Pass::Evaluation).0)
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let input = small(images);
        Some(self.generator.forward(input, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let settings = input.settings;
        let fake = self.generator.forward(small(x.clone()), &mut input.pass);
        let seen = disturbed(fake.clone(), &mut input);
        let a_fake = self.discriminator.forward(seen, &mut input.pass);
        if player == Player::Discriminator {
            let seen = disturbed(x, &mut input);
            let a_real = self.discriminator.forward(seen, &mut input.pass);
            return duel::d_loss(settings, a_real, a_fake);
        }
        let error = terms::mean_absolute(fake.clone().inner(), x.clone());
        let fooling = duel::g_loss(settings, a_fake)?;
        let content = terms::mean_square(fake, x);
        Ok(duel::weighted(settings, fooling, content).measured(error))
    }
}
