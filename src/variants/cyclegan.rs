//! `cyclegan`: two sets of images, without pairs (1703.10593).

use burn::tensor::{Device, Tensor};

use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Player, Role, StepInput};
use super::latent_input::disturbed;
use super::{
    Default, IMAGES_ONLY, Losses, NO_LATENT, NOT_THE_PLAIN_GAME, OWN_NETWORKS, Paper, Variant,
    View, duel,
};
use crate::data::Slant;
use crate::error::Result;
use crate::nets::architectures::{cycle, patches};
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::terms;
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1703.10593.
pub const VARIANT: Variant = Variant {
    id: "cyclegan",
    papers: &[Paper {
        arxiv: "1703.10593",
        title: "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks",
        authors: "Zhu, Park, Isola, Efros",
        year: 2017,
    }],
    defaults: &[
        (&table::OBJECTIVE, Default::Text("least_squares")),
        (&table::RECONSTRUCTION_WEIGHT, Default::Float(10.0)),
        // The paper's generators minimise (a − 1)², and this objective ½(a − 1)².
        (&table::ADVERSARIAL_WEIGHT, Default::Float(2.0)),
        (&table::BATCH_SIZE, Default::Int(32)),
    ],
    fixed: &[IMAGES_ONLY, OWN_NETWORKS, NO_LATENT, NOT_THE_PLAIN_GAME],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \mathbb{E}_{y}\left[R⟨D_Y(y)⟩\right] + \mathbb{E}_{x}\left[F⟨D_Y(F(x))⟩\right] + \mathbb{E}_{x}\left[R⟨D_X(x)⟩\right] + \mathbb{E}_{y}\left[F⟨D_X(B(y))⟩\right]",
        g: r"\mathcal{L}_G = \lambda_a\,\mathbb{E}_{x}\left[G⟨D_Y(F(x))⟩\right] + \lambda_a\,\mathbb{E}_{y}\left[G⟨D_X(B(y))⟩\right] + \lambda\,\mathbb{E}_{x}\left[\left|B(F(x)) - x\right|\right] + \lambda\,\mathbb{E}_{y}\left[\left|F(B(y)) - y\right|\right]",
    }),
    view: Some(View::Translations),
    build,
    iterations: 600,
    ..Variant::BASE
};

const GENERATOR_BACK: Role = Role::new("generator_back", Player::Generator);
const DISCRIMINATOR_BACK: Role = Role::new("discriminator_back", Player::Discriminator);

/// How an image of the other domain comes from a digit.
#[derive(Clone, Debug)]
enum Domain {
    Inverted,
    Italic(Slant),
}

impl Domain {
    fn from_settings(settings: &Settings, device: &Device) -> Self {
        match settings.choice(&table::DOMAIN) {
            "italic" => Self::Italic(Slant::new(device)),
            _ => Self::Inverted,
        }
    }

    fn of(&self, digits: Tensor<2>) -> Tensor<2> {
        match self {
            Self::Inverted => digits.neg(),
            Self::Italic(slant) => slant.apply(digits),
        }
    }
}

/// F: x → y with the discriminator of y, and B: y → x with that of x.
#[derive(Clone, Debug)]
struct CycleGan {
    domain: Domain,
    generator: Network,
    generator_back: Network,
    discriminator: Network,
    discriminator_back: Network,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let init = blueprint.initializer();
    Ok(Box::new(CycleGan {
        generator: cycle::generator(init),
        generator_back: cycle::generator(init),
        discriminator: patches::discriminator(1, init),
        discriminator_back: patches::discriminator(1, init),
        domain: Domain::from_settings(settings, device),
    }))
}

/// One score per patch, `[batch·patches, 1]`.
fn scores(discriminator: &mut Network, images: Tensor<2>, input: &mut StepInput) -> Tensor<2> {
    let seen = disturbed(images, input);
    patches::in_column(discriminator.forward(seen, &mut input.pass))
}

impl CycleGan {
    /// Half of the minibatch is x; the other half, of other digits, becomes y.
    fn unpaired(&self, digits: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
        let batch = digits.dims()[0];
        let half = batch / 2;
        let x = digits.clone().narrow(0, 0, half);
        let y = self.domain.of(digits.narrow(0, half, batch - half));
        (x, y)
    }
}

impl Game for CycleGan {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (GENERATOR_BACK, &mut self.generator_back),
            (DISCRIMINATOR, &mut self.discriminator),
            (DISCRIMINATOR_BACK, &mut self.discriminator_back),
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
        Ok(self.generator.forward(x, &mut Pass::Evaluation))
    }

    fn digits(&mut self, draw: Draw) -> Result<Tensor<2>> {
        let y = self.domain.of(draw.real_images()?);
        Ok(self.generator_back.forward(y, &mut Pass::Evaluation))
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let x = draw.real_images()?;
        let there = self.sample(draw)?;
        let back = &mut self.generator_back;
        let back = back.forward(there.clone(), &mut Pass::Evaluation);
        Ok(vec![x, there, back])
    }

    fn restored(&mut self, images: Tensor<2>) -> Option<Tensor<2>> {
        let there = self.generator.forward(images, &mut Pass::Evaluation);
        Some(self.generator_back.forward(there, &mut Pass::Evaluation))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let (x, y) = self.unpaired(input.take_real()?.samples);
        let settings = input.settings;
        let fake_y = self.generator.forward(x.clone(), &mut input.pass);
        let fake_x = self.generator_back.forward(y.clone(), &mut input.pass);
        let a_fake_y = scores(&mut self.discriminator, fake_y.clone(), &mut input);
        let a_fake_x = scores(&mut self.discriminator_back, fake_x.clone(), &mut input);
        if player == Player::Discriminator {
            let a_y = scores(&mut self.discriminator, y, &mut input);
            let a_x = scores(&mut self.discriminator_back, x, &mut input);
            let of_y = duel::d_loss(settings, a_y, a_fake_y)?;
            return Ok(duel::sum(of_y, duel::d_loss(settings, a_x, a_fake_x)?));
        }
        let there_and_back = self.generator_back.forward(fake_y, &mut input.pass);
        let back_and_there = self.generator.forward(fake_x, &mut input.pass);
        let cycle =
            terms::mean_absolute(there_and_back, x) + terms::mean_absolute(back_and_there, y);
        let of_y = duel::g_loss(settings, a_fake_y)?;
        let fooling = duel::sum(of_y, duel::g_loss(settings, a_fake_x)?);
        let error = cycle.clone().mul_scalar(0.5);
        Ok(duel::weighted(settings, fooling, cycle).measured(error))
    }
}
