//! `bigan`: an encoder joins the generator, and the discriminator judges pairs (1605.09782; as ALI, 1606.00704).

use burn::tensor::{Device, Tensor};

use super::code::{self, originals, reconstructions, samples};
use super::game::{
    DISCRIMINATOR, Draw, GENERATOR, Game, JOINT_ENCODER, Loss, Player, Role, StepInput,
};
use super::latent_input::disturbed;
use super::{Default, Losses, Paper, Variant, View};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{sigmoid, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1605.09782 and 1606.00704.
pub const VARIANT: Variant = Variant {
    id: "bigan",
    papers: &[
        Paper {
            arxiv: "1605.09782",
            title: "Adversarial Feature Learning",
            authors: "Donahue, Krähenbühl, Darrell",
            year: 2016,
        },
        Paper {
            arxiv: "1606.00704",
            title: "Adversarially Learned Inference",
            authors: "Dumoulin et al.",
            year: 2016,
        },
    ],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(20)),
        (&table::LR_D, Default::Float(4e-4)),
        (&table::LR_G, Default::Float(4e-4)),
        (&table::BETA1, Default::Float(0.0)),
        (&table::BETA2, Default::Float(0.99)),
        // Reconstructions are of the average, too: an error of 0.095 instead of 0.127 (seed 1).
        (&table::EMA_DECAY, Default::Float(0.99)),
    ],
    fixed: code::FIXED,
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{x}\left[s(-a(x, E(x)))\right] + \mathbb{E}_{z}\left[s(a(G(z), z))\right]",
        g: r"\mathcal{L}_{G,E} = \mathbb{E}_{x}\left[s(a(x, E(x)))\right] + \mathbb{E}_{z}\left[s(-a(G(z), z))\right]",
    }),
    view: Some(View::Reconstructions),
    build,
    ..Variant::BASE
};

/// The encoder is BiGAN's, a function; ALI's adds noise to the code.
#[derive(Clone, Debug)]
struct BiGan {
    generator: Network,
    encoder: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(BiGan {
        generator: blueprint.generator(0),
        encoder: blueprint.encoder(latent),
        discriminator: blueprint.discriminator(latent, 1),
    }))
}

impl Game for BiGan {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (JOINT_ENCODER, &mut self.encoder),
            (DISCRIMINATOR, &mut self.discriminator),
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

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let code = self.encoder.forward(images, &mut Pass::Evaluation);
        Some(self.generator.forward(code, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let z = input.latent.clone();
        let code = self.encoder.forward(x.clone(), &mut input.pass); // [B, latent]
        let fake = self.generator.forward(z.clone(), &mut input.pass); // [B, 784]

        let d = &mut self.discriminator;
        let seen = disturbed(x.clone(), &mut input);
        let with_code = Tensor::cat(vec![seen, code.clone()], 1);
        let with_latent = Tensor::cat(vec![disturbed(fake, &mut input), z], 1);
        let a_code = d.forward(with_code, &mut input.pass); // [B, 1]
        let a_latent = d.forward(with_latent, &mut input.pass); // [B, 1]
        let loss = Loss {
            real_scores: Some(a_code.clone().inner()),
            fake_scores: Some(a_latent.clone().inner()),
            belief: sigmoid,
            ..Loss::new(match player {
                Player::Discriminator => {
                    terms::towards_real(a_code) + terms::towards_fake(a_latent)
                }
                _ => terms::towards_fake(a_code) + terms::towards_real(a_latent),
            })
        };
        if player == Player::Discriminator {
            return Ok(loss);
        }
        // No player minimises this; it only shows whether encoder and generator have become inverse.
        let back = self.generator.forward(code.inner(), &mut Pass::Evaluation);
        Ok(loss.measured(terms::mean_absolute(x, back.inner())))
    }
}
