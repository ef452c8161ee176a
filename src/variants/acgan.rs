//! `acgan`: the discriminator also says which class an image is of (1610.09585).

use burn::tensor::{Device, Tensor};

use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::{disturbed, random_classes};
use super::{Default, Exam, Fixed, IMAGES_ONLY, Losses, Paper, Variant, View};
use crate::data::{CLASSES, one_hot};
use crate::error::{GantryError, Result};
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::{self, Scores, terms};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1610.09585.
pub const VARIANT: Variant = Variant {
    id: "acgan",
    papers: &[Paper {
        arxiv: "1610.09585",
        title: "Conditional Image Synthesis with Auxiliary Classifier GANs",
        authors: "Odena, Olah, Shlens",
        year: 2016,
    }],
    defaults: &[(&table::EMA_DECAY, Default::Float(0.99))],
    fixed: &[IMAGES_ONLY, NO_EXTRAS],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{x}\left[R⟨a(x)⟩\right] + \mathbb{E}_{z,y}\left[F⟨a(G(z,y))⟩\right] - \lambda\,\mathbb{E}\left[\log C(y \mid x) + \log C(y \mid G(z,y))\right]",
        g: r"\mathcal{L}_G = \mathbb{E}_{z,y}\left[G⟨a(G(z,y))⟩\right] - \lambda\,\mathbb{E}_{z,y}\left[\log C(y \mid G(z,y))\right]",
    }),
    view: Some(View::Classes),
    exam: Some(Exam::OwnClasses),
    needs_labels: true,
    build,
    ..Variant::FULLY_CONNECTED
};

/// What this game leaves out.
pub(super) const NO_EXTRAS: Fixed = (
    &[
        &table::FEATURE_MATCHING,
        &table::VIRTUAL_BATCH_NORM,
        &table::MIXTURE_COMPONENTS,
        &table::MIXTURE_WIDTH_WEIGHT,
    ],
    "another_game",
);

/// The discriminator's numbers are one score and one logit per class.
#[derive(Clone, Debug)]
struct AcGan {
    generator: Network,
    discriminator: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    Ok(Box::new(AcGan {
        generator: blueprint.generator(CLASSES),
        discriminator: blueprint.discriminator(0, 1 + CLASSES),
    }))
}

/// The score `[batch, 1]` and the class logits `[batch, classes]`.
fn split(output: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
    (output.clone().narrow(1, 0, 1), output.narrow(1, 1, CLASSES))
}

impl AcGan {
    /// G(z, y) for random classes, and the classes as one-hot.
    fn fakes(&mut self, input: &mut StepInput) -> (Tensor<2>, Tensor<2>) {
        let classes = random_classes(input, CLASSES);
        let y = one_hot(&classes, CLASSES, &input.device());
        let z = Tensor::cat(vec![input.latent.clone(), y.clone()], 1);
        let fake = self.generator.forward(z, &mut input.pass);
        (disturbed(fake, input), y)
    }
}

impl Game for AcGan {
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
        Some("class_accuracy")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        let y = one_hot(&draw.classes, CLASSES, &draw.latent.device());
        let z = Tensor::cat(vec![draw.latent, y], 1);
        Ok(self.generator.forward(z, &mut Pass::Evaluation))
    }

    fn classify(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let output = self.discriminator.forward(images, &mut Pass::Evaluation);
        Some(split(output).1)
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let objective = objectives::find(input.settings.choice(&table::OBJECTIVE))?;
        let weight = input.settings.float(&table::CLASS_WEIGHT);
        let (fake, y_fake) = self.fakes(&mut input);
        let (a_fake, c_fake) = split(self.discriminator.forward(fake, &mut input.pass));
        let fake_scores = Some(a_fake.clone().inner());
        let of_fakes = terms::cross_entropy(c_fake.clone(), y_fake.clone());
        if player == Player::Generator {
            let trick = input.settings.bool(&table::F_GAN_TRICK);
            let value = objective.g_loss(a_fake, trick) + of_fakes.mul_scalar(weight);
            return Ok(Loss {
                fake_scores,
                belief: objective.belief,
                ..Loss::new(value)
            });
        }
        let real = input.take_real()?;
        let labels = real.labels.ok_or(GantryError::NeedsLabels)?;
        let y_real = one_hot(&labels, CLASSES, &input.device());
        let x = disturbed(real.samples, &mut input);
        let (a_real, c_real) = split(self.discriminator.forward(x, &mut input.pass));
        let real_scores = Some(a_real.clone().inner());
        let classes = terms::cross_entropy(c_real, y_real) + of_fakes;
        let scores = Scores {
            real: a_real,
            fake: a_fake,
            real_label: input.settings.float(&table::REAL_LABEL),
            joined: None,
        };
        let value = objective.d_loss(scores) + classes.mul_scalar(weight);
        Ok(Loss {
            real_scores,
            fake_scores,
            belief: objective.belief,
            ..Loss::new(value).measured(terms::accuracy(c_fake, y_fake))
        })
    }
}
