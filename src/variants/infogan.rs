//! `infogan`: codes that the discriminator's trunk can read back from the image (1606.03657).

use burn::tensor::{Device, Tensor, TensorData};

use super::acgan::NO_EXTRAS;
use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::{disturbed, random_classes};
use super::{Default, IMAGES_ONLY, Losses, Paper, Variant, View};
use crate::data::one_hot;
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{self, Scores, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1606.03657.
pub const VARIANT: Variant = Variant {
    id: "infogan",
    papers: &[Paper {
        arxiv: "1606.03657",
        title: "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets",
        authors: "Chen, Duan, Houthooft, Schulman, Sutskever, Abbeel",
        year: 2016,
    }],
    defaults: &[(&table::LATENT_SIZE, Default::Int(62))],
    fixed: &[IMAGES_ONLY, NO_EXTRAS],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{x}\left[R⟨a(x)⟩\right] + \mathbb{E}_{z,c}\left[F⟨a(G(z,c))⟩\right] - \lambda\,\mathbb{E}_{z,c}\left[\log Q(c \mid G(z,c))\right]",
        g: r"\mathcal{L}_G = \mathbb{E}_{z,c}\left[G⟨a(G(z,c))⟩\right] - \lambda\,\mathbb{E}_{z,c}\left[\log Q(c \mid G(z,c))\right]",
    }),
    view: Some(View::Codes),
    build,
    ..Variant::FULLY_CONNECTED
};

const CATEGORIES: usize = 10;
const CONTINUOUS: usize = 2;

/// The discriminator's numbers are one score, one logit per category, and a mean per continuous code: Q shares all
/// of D but the last layer.
#[derive(Clone, Debug)]
struct InfoGan {
    generator: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    Ok(Box::new(InfoGan {
        generator: blueprint.generator(CATEGORIES + CONTINUOUS),
        discriminator: blueprint.discriminator(0, 1 + CATEGORIES + CONTINUOUS),
    }))
}

/// The codes of a minibatch.
struct Codes {
    category: Tensor<2>,
    continuous: Tensor<2>,
}

impl Codes {
    fn draw(input: &mut StepInput) -> Self {
        let (batch, device) = (input.batch_size(), input.device());
        let picks = random_classes(input, CATEGORIES);
        let continuous = input.noise.uniform_pm1(batch * CONTINUOUS);
        Self {
            category: one_hot(&picks, CATEGORIES, &device),
            continuous: Tensor::from_data(
                TensorData::new(continuous, [batch, CONTINUOUS]),
                &device,
            ),
        }
    }

    fn join(&self, latent: Tensor<2>) -> Tensor<2> {
        Tensor::cat(
            vec![latent, self.category.clone(), self.continuous.clone()],
            1,
        )
    }
}

impl InfoGan {
    /// `−λ E log Q(c|x)` of the discriminator's `output`, and the part of the category without its weight.
    fn information(
        output: &Tensor<2>,
        codes: Codes,
        settings: &Settings,
    ) -> (Tensor<1>, Tensor<1>) {
        let category = output.clone().narrow(1, 1, CATEGORIES);
        let continuous = output.clone().narrow(1, 1 + CATEGORIES, CONTINUOUS);
        let of_category = terms::cross_entropy(category, codes.category);
        let of_continuous = terms::unit_gaussian_nll(codes.continuous, continuous);
        let loss = of_category
            .clone()
            .mul_scalar(settings.float(&table::INFO_WEIGHT))
            + of_continuous.mul_scalar(settings.float(&table::INFO_WEIGHT_CONTINUOUS));
        (loss, of_category)
    }
}

impl Game for InfoGan {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (DISCRIMINATOR, &mut self.discriminator),
        ]
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        Some("mutual_information")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        let (count, device) = (draw.classes.len(), draw.latent.device());
        let codes = Codes {
            category: one_hot(&draw.classes, CATEGORIES, &device),
            continuous: Tensor::from_data(
                TensorData::new(draw.codes.to_vec(), [1, CONTINUOUS]),
                &device,
            )
            .repeat_dim(0, count),
        };
        let z = codes.join(draw.latent);
        Ok(self.generator.forward(z, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let objective = objectives::find(input.settings.choice(&table::OBJECTIVE))?;
        let codes = Codes::draw(&mut input);
        let z = codes.join(input.latent.clone());
        let fake = self.generator.forward(z, &mut input.pass);
        let fake = disturbed(fake, &mut input);
        let output = self.discriminator.forward(fake, &mut input.pass);
        let a_fake = output.clone().narrow(1, 0, 1);
        let fake_scores = Some(a_fake.clone().inner());
        let (information, of_category) = Self::information(&output, codes, input.settings);
        if player == Player::Generator {
            let trick = input.settings.bool(&table::F_GAN_TRICK);
            return Ok(Loss {
                fake_scores,
                belief: objective.belief,
                ..Loss::new(objective.g_loss(a_fake, trick) + information)
            });
        }
        let real = input.take_real()?;
        let x = disturbed(real.samples, &mut input);
        let output = self.discriminator.forward(x, &mut input.pass);
        let scores = Scores {
            real: output.narrow(1, 0, 1),
            fake: a_fake,
            real_label: input.settings.float(&table::REAL_LABEL),
            joined: None,
        };
        // The bound on I(c; G(z, c)) for the category: H(c) + E log Q(c|x).
        let bound = of_category.neg().add_scalar((CATEGORIES as f64).ln());
        Ok(Loss {
            real_scores: Some(scores.real.clone().inner()),
            fake_scores,
            belief: objective.belief,
            ..Loss::new(objective.d_loss(scores) + information).measured(bound)
        })
    }
}
