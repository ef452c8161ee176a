//! `vaegan`: a VAE whose decoder is a generator, and whose errors are measured in the discriminator (1512.09300).

use burn::tensor::{Device, Tensor};

use super::code::{GaussianCode, decode_both, originals, reconstructions, samples};
use super::game::{DISCRIMINATOR, Draw, ENCODER, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::disturbed;
use super::{
    Default, IMAGES_ONLY, Losses, NO_LOOK_AHEAD, NOT_THE_PLAIN_GAME, OWN_LOSSES, Paper, Variant,
    View,
};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{sigmoid, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1512.09300.
pub const VARIANT: Variant = Variant {
    id: "vaegan",
    papers: &[Paper {
        arxiv: "1512.09300",
        title: "Autoencoding beyond pixels using a learned similarity metric",
        authors: "Larsen, Sønderby, Larochelle, Winther",
        year: 2015,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(20)),
        (&table::KL_WEIGHT, Default::Float(0.1)),
    ],
    // With units at rest the features of an image would not be those of its like.
    fixed: &[
        IMAGES_ONLY,
        OWN_LOSSES,
        NOT_THE_PLAIN_GAME,
        NO_LOOK_AHEAD,
        (
            &[&table::DROPOUT_INPUT, &table::DROPOUT_HIDDEN],
            "another_game",
        ),
    ],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{x}\left[s(-a(x))\right] + \mathbb{E}_{z}\left[s(a(G(z)))\right] + \mathbb{E}_{x}\left[s(a(\tilde{x}))\right]",
        g: r"\begin{aligned} \mathcal{L}_G &= \lambda_r\,\mathcal{L}_f + \lambda_a\left(\mathbb{E}_{z}\left[s(-a(G(z)))\right] + \mathbb{E}_{x}\left[s(-a(\tilde{x}))\right]\right) \\ \mathcal{L}_E &= \mathcal{L}_f + \beta\,\mathbb{E}_{x}\left[\mathrm{KL}\left(q(z \mid x) \,\Vert\, p(z)\right)\right] \\ \mathcal{L}_f &= \mathbb{E}_{x}\left[\tfrac{1}{2}\lVert f(x) - f(\tilde{x}) \rVert^2\right], \quad \tilde{x} = G(z),\ z \sim q(z \mid x) \end{aligned}",
    }),
    view: Some(View::Reconstructions),
    build,
    iterations: 1500,
    ..Variant::BASE
};

/// Three networks with a loss each: the encoder does not see the game, and the discriminator does not see the
/// reconstruction's error, although that is measured by its features.
#[derive(Clone, Debug)]
struct VaeGan {
    decoder: Network,
    encoder: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(VaeGan {
        decoder: blueprint.generator(0),
        encoder: blueprint.encoder(2 * latent),
        discriminator: blueprint.discriminator(0, 1),
    }))
}

impl VaeGan {
    /// `−log N(f(x); f(x̃), 1)` without its constant, `[1]`.
    fn feature_error(&mut self, x: Tensor<2>, features: Tensor<2>, pass: &mut Pass) -> Tensor<1> {
        let (of_real, _) = self.discriminator.forward_with_features(x, pass);
        terms::half_square_distance(of_real, features)
    }
}

impl Game for VaeGan {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.decoder),
            (ENCODER, &mut self.encoder),
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
        Ok(samples(&mut self.decoder, draw))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = originals(&draw)?;
        let code = GaussianCode::split(self.encoder.forward(x.clone(), &mut Pass::Evaluation));
        Ok(reconstructions(x, code.mean, &mut self.decoder))
    }

    fn score(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        Some(self.discriminator.forward(samples, &mut Pass::Evaluation))
    }

    fn features(&mut self, samples: Tensor<2>) -> Option<Tensor<2>> {
        let d = &mut self.discriminator;
        Some(d.forward_with_features(samples, &mut Pass::Evaluation).0)
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let code = GaussianCode::split(self.encoder.forward(images, &mut Pass::Evaluation));
        Some(self.decoder.forward(code.mean, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let x = input.take_real()?.samples;
        let code = GaussianCode::split(self.encoder.forward(x.clone(), &mut input.pass));
        let z = code.sample(&mut input); // [B, latent]
        let prior = input.latent.clone();
        let (back, fake) = decode_both(&mut self.decoder, z, prior, &mut input.pass);
        let error = terms::mean_absolute(x.clone(), back.clone());
        // The features are of what D sees, hence with its noise as well.
        let [x, back, fake] = [x, back, fake].map(|samples| disturbed(samples, &mut input));
        let d = &mut self.discriminator;
        let (features, a_back) = d.forward_with_features(back, &mut input.pass);
        if player == Player::Encoder {
            let kl = code
                .kl()
                .mul_scalar(input.settings.float(&table::KL_WEIGHT));
            return Ok(Loss::new(
                self.feature_error(x, features, &mut input.pass) + kl,
            ));
        }
        let a_fake = self.discriminator.forward(fake, &mut input.pass); // [B, 1]
        let fakes = Tensor::cat(vec![a_fake.clone(), a_back.clone()], 0); // [2B, 1]
        let fake_scores = Some(fakes.inner());
        if player == Player::Discriminator {
            let a_real = self.discriminator.forward(x, &mut input.pass); // [B, 1]
            let of_fakes = terms::towards_fake(a_fake) + terms::towards_fake(a_back);
            return Ok(Loss {
                real_scores: Some(a_real.clone().inner()),
                fake_scores,
                belief: sigmoid,
                ..Loss::new(terms::towards_real(a_real) + of_fakes)
            });
        }
        let reconstruction = self
            .feature_error(x, features, &mut input.pass)
            .mul_scalar(input.settings.float(&table::RECONSTRUCTION_WEIGHT));
        let adversarial = (terms::towards_real(a_fake) + terms::towards_real(a_back))
            .mul_scalar(input.settings.float(&table::ADVERSARIAL_WEIGHT));
        Ok(Loss {
            fake_scores,
            belief: sigmoid,
            ..Loss::new(reconstruction + adversarial).measured(error)
        })
    }
}
