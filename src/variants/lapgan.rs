//! `lapgan`: a pyramid of GANs, each adding the detail of one size (1506.05751).

use burn::tensor::{Device, Tensor};

use super::game::{Draw, Game, Loss, Player, Role, StepInput};
use super::latent_input::disturbed;
use super::{
    Default, IMAGES_ONLY, Losses, NOT_THE_PLAIN_GAME, OWN_NETWORKS, Paper, Variant, View, duel,
};
use crate::data::{doubled, halved};
use crate::error::Result;
use crate::nets::architectures::lapgan as nets;
use crate::nets::{Blueprint, Network, Pass};
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1506.05751.
pub const VARIANT: Variant = Variant {
    id: "lapgan",
    papers: &[Paper {
        arxiv: "1506.05751",
        title: "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks",
        authors: "Denton, Chintala, Szlam, Fergus",
        year: 2015,
    }],
    defaults: &[
        (&table::LR_D, Default::Float(1e-3)),
        (&table::LR_G, Default::Float(5e-4)),
    ],
    fixed: &[IMAGES_ONLY, OWN_NETWORKS, NOT_THE_PLAIN_GAME],
    losses: Some(Losses {
        d: r"\mathcal{L}_D = \sum_k \mathbb{E}_{x}\left[R⟨D_k(x_k, u(x_{k-1}))⟩\right] + \mathbb{E}_{x,z}\left[F⟨D_k(\tilde{x}_k, u(x_{k-1}))⟩\right]",
        g: r"\mathcal{L}_G = \sum_k \mathbb{E}_{x,z}\left[G⟨D_k(\tilde{x}_k, u(x_{k-1}))⟩\right], \quad \tilde{x}_k = u(x_{k-1}) + G_k(x_{k-1}, z)",
    }),
    view: Some(View::Pyramid),
    build,
    iterations: 1500,
    ..Variant::BASE
};

/// Sides of the levels, coarse to fine.
const SIDES: [usize; 3] = [7, 14, 28];

/// Names of the networks in files, in the same order.
const NAMES: [(&str, &str); 3] = [
    ("generator_7", "discriminator_7"),
    ("generator_14", "discriminator_14"),
    ("generator_28", "discriminator_28"),
];

/// The game of one size.
#[derive(Clone, Debug)]
struct Level {
    generator: Network,
    discriminator: Network,
}

/// The three games.
#[derive(Clone, Debug)]
struct LapGan {
    levels: [Level; 3],
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let (_, latent) = piece(blueprint.latent, 0);
    let init = blueprint.initializer();
    let coarsest = Level {
        generator: nets::base_generator(latent, SIDES[0], init),
        discriminator: nets::base_discriminator(SIDES[0], init),
    };
    let mut finer = |index: usize| Level {
        generator: nets::detail_generator(latent, SIDES[index - 1], init),
        discriminator: nets::detail_discriminator(SIDES[index], init),
    };
    Ok(Box::new(LapGan {
        levels: [coarsest, finer(1), finer(2)],
    }))
}

/// Start and length of a level's piece of z: each has a third of its own.
fn piece(latent: usize, level: usize) -> (usize, usize) {
    let count = SIDES.len();
    (level * latent / count, (latent / count).max(1))
}

fn z_of(latent: &Tensor<2>, level: usize) -> Tensor<2> {
    let (start, length) = piece(latent.dims()[1], level);
    latent.clone().narrow(1, start, length)
}

/// x at all sizes, coarse to fine.
fn pyramid(images: Tensor<2>) -> [Tensor<2>; 3] {
    let at_14 = halved(images.clone());
    [halved(at_14.clone()), at_14, images]
}

/// An image of the level below, as it is and enlarged.
#[derive(Clone)]
struct Coarse {
    image: Tensor<2>,
    enlarged: Tensor<2>,
}

impl Coarse {
    fn new(image: &Tensor<2>) -> Self {
        Self {
            image: image.clone(),
            enlarged: doubled(image.clone()),
        }
    }
}

impl Level {
    /// `[batch, side²]`: from z alone, or from z and a coarse image, to which it adds.
    fn generate(&mut self, z: Tensor<2>, coarse: Option<&Coarse>, pass: &mut Pass) -> Tensor<2> {
        let Some(Coarse { image, enlarged }) = coarse.cloned() else {
            return self.generator.forward(z, pass);
        };
        let input = Tensor::cat(vec![image, z], 1);
        enlarged + self.generator.forward(input, pass)
    }

    /// `[batch, 1]`: of the image alone, or of the image beside the enlarged coarse one.
    fn score(&mut self, image: Tensor<2>, coarse: Option<&Coarse>, pass: &mut Pass) -> Tensor<2> {
        let input = match coarse {
            Some(coarse) => Tensor::cat(vec![image, coarse.enlarged.clone()], 1),
            None => image,
        };
        self.discriminator.forward(input, pass)
    }
}

impl LapGan {
    /// The generated images at all sizes, each level on top of the coarser one's output.
    fn draw(&mut self, latent: &Tensor<2>) -> [Tensor<2>; 3] {
        let mut draw = |index: usize, coarse: Option<Coarse>| {
            let z = z_of(latent, index);
            let level = &mut self.levels[index];
            let image = level.generate(z, coarse.as_ref(), &mut Pass::Evaluation);
            image.clamp(-1.0, 1.0)
        };
        let at_7 = draw(0, None);
        let at_14 = draw(1, Some(Coarse::new(&at_7)));
        let at_28 = draw(2, Some(Coarse::new(&at_14)));
        [at_7, at_14, at_28]
    }
}

impl Game for LapGan {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        let levels = self.levels.iter_mut().zip(NAMES);
        levels
            .flat_map(|(level, (generator, discriminator))| {
                [
                    (
                        Role::new(generator, Player::Generator),
                        &mut level.generator,
                    ),
                    (
                        Role::new(discriminator, Player::Discriminator),
                        &mut level.discriminator,
                    ),
                ]
            })
            .collect()
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn needs_real(&self, _player: Player, _settings: &Settings) -> bool {
        true
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        let [_, _, finest] = self.draw(&draw.latent);
        Ok(finest)
    }

    fn view(&mut self, draw: Draw) -> Result<Vec<Tensor<2>>> {
        let [at_7, at_14, at_28] = self.draw(&draw.latent);
        Ok(vec![doubled(doubled(at_7)), doubled(at_14), at_28])
    }

    /// Each level trains on the real coarse image, so that all three games are independent and go on side by side.
    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let images = pyramid(input.take_real()?.samples);
        let settings = input.settings;
        let mut game = |index: usize, coarse: Option<Coarse>| {
            let (level, coarse) = (&mut self.levels[index], coarse.as_ref());
            let z = z_of(&input.latent, index);
            let fake = level.generate(z, coarse, &mut input.pass);
            let seen = disturbed(fake, &mut input);
            let a_fake = level.score(seen, coarse, &mut input.pass);
            if player == Player::Generator {
                return duel::g_loss(settings, a_fake);
            }
            let seen = disturbed(images[index].clone(), &mut input);
            let a_real = level.score(seen, coarse, &mut input.pass);
            duel::d_loss(settings, a_real, a_fake)
        };
        let at_7 = game(0, None)?;
        let at_14 = game(1, Some(Coarse::new(&images[0])))?;
        let at_28 = game(2, Some(Coarse::new(&images[1])))?;
        Ok(duel::sum(duel::sum(at_7, at_14), at_28))
    }
}
