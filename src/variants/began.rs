//! `began`: the discriminator is an autoencoder, and reconstruction errors are compared (1703.10717).

use burn::tensor::{Device, Tensor};

use super::code::{self, samples};
use super::game::{DISCRIMINATOR, Draw, GENERATOR, Game, Loss, Parts, Player, Role, StepInput};
use super::{Default, Losses, Paper, Variant};
use crate::error::Result;
use crate::nets::{Blueprint, Network, Pass};
use crate::objectives::terms;
use crate::options::{Settings, table};
use crate::rng::HostRng;

/// 1703.10717.
pub const VARIANT: Variant = Variant {
    id: "began",
    papers: &[Paper {
        arxiv: "1703.10717",
        title: "BEGAN: Boundary Equilibrium Generative Adversarial Networks",
        authors: "Berthelot, Schumm, Metz",
        year: 2017,
    }],
    defaults: &[
        (&table::LATENT_SIZE, Default::Int(64)),
        // The paper's 0.001 is for some hundred thousand steps: here k would still be near 0 when one looks.
        (&table::BEGAN_LAMBDA, Default::Float(0.05)),
        // Most of an image is black, and black is soon rebuilt: with less, the generator makes little else.
        (&table::BEGAN_GAMMA, Default::Float(0.9)),
        (&table::BETA1, Default::Float(0.0)),
        (&table::BETA2, Default::Float(0.99)),
    ],
    fixed: code::FIXED_UNSEEN,
    losses: Some(Losses {
        d: r"\begin{aligned} \mathcal{L}_D &= \mathbb{E}_{x}\left[L(x)\right] - k\,\mathbb{E}_{z}\left[L(G(z))\right], \quad L(v) = \tfrac{1}{784}\lVert v - D(v) \rVert_1 \\ k &\leftarrow \mathrm{clip}\left(k + \lambda\left(\gamma\,L(x) - L(G(z))\right),\,0,\,1\right) \end{aligned}",
        g: r"\mathcal{L}_G = \mathbb{E}_{z}\left[L(G(z))\right]",
    }),
    build,
    ..Variant::BASE
};

/// The code between the halves of D is as long as z, as in the paper.
#[derive(Clone, Debug)]
struct Began {
    generator: Network,
    discriminator: Network,
    /// k, `[1]`.
    k: Tensor<1>,
}

fn build(settings: &Settings, rng: &mut HostRng, device: &Device) -> Result<Box<dyn Game>> {
    let mut blueprint = Blueprint::new(settings, rng, device);
    let latent = blueprint.latent;
    Ok(Box::new(Began {
        generator: blueprint.generator(0),
        discriminator: blueprint.autoencoder(latent),
        k: Tensor::zeros([1], device),
    }))
}

/// What steers k: γ and λ.
#[derive(Clone, Copy, Debug)]
struct Control {
    gamma: f64,
    lambda: f64,
}

impl Control {
    fn from_settings(settings: &Settings) -> Self {
        Self {
            gamma: settings.float(&table::BEGAN_GAMMA),
            lambda: settings.float(&table::BEGAN_LAMBDA),
        }
    }

    /// `γL(x) − L(G(z))`, `[1]`.
    fn balance(self, real: &Tensor<1>, fake: &Tensor<1>) -> Tensor<1> {
        real.clone().mul_scalar(self.gamma) - fake.clone()
    }

    /// The next k, `[1]`.
    fn next(self, k: Tensor<1>, real: &Tensor<1>, fake: &Tensor<1>) -> Tensor<1> {
        (k + self.balance(real, fake).mul_scalar(self.lambda)).clamp(0.0, 1.0)
    }

    /// `M = L(x) + |γL(x) − L(G(z))|`, `[1]`.
    fn convergence(self, real: &Tensor<1>, fake: &Tensor<1>) -> Tensor<1> {
        real.clone() + self.balance(real, fake).abs()
    }
}

impl Began {
    /// L, `[1]`.
    fn error(&mut self, images: Tensor<2>, pass: &mut Pass) -> Tensor<1> {
        let back = self.discriminator.forward(images.clone(), pass); // [B, 784]
        terms::mean_absolute(images, back)
    }
}

impl Game for Began {
    fn networks_mut(&mut self) -> Vec<(Role, &mut Network)> {
        vec![
            (GENERATOR, &mut self.generator),
            (DISCRIMINATOR, &mut self.discriminator),
        ]
    }

    fn parts_mut(&mut self) -> Parts<'_> {
        Parts {
            networks: vec![
                (GENERATOR, &mut self.generator),
                (DISCRIMINATOR, &mut self.discriminator),
            ],
            tensors: vec![("k", &mut self.k)],
        }
    }

    fn boxed(&self) -> Box<dyn Game> {
        Box::new(self.clone())
    }

    fn measure(&self, _settings: &Settings) -> Option<&'static str> {
        Some("convergence")
    }

    fn sample(&mut self, draw: Draw) -> Result<Tensor<2>> {
        Ok(samples(&mut self.generator, draw))
    }

    fn loss(&mut self, player: Player, mut input: StepInput) -> Result<Loss> {
        let z = input.latent.clone();
        let fake = self.generator.forward(z, &mut input.pass); // [B, 784]
        let of_fake = self.error(fake, &mut input.pass);
        if player == Player::Generator {
            return Ok(Loss::new(of_fake));
        }
        let x = input.take_real()?.samples;
        let of_real = self.error(x, &mut input.pass);
        let value = of_real.clone() - of_fake.clone() * self.k.clone();
        let control = Control::from_settings(input.settings);
        let (real, fake) = (of_real.inner(), of_fake.inner());
        // The paper takes L(G(z)) of the generator's step here; this one has the same expectation.
        self.k = control.next(self.k.clone(), &real, &fake);
        Ok(Loss::new(value).measured(control.convergence(&real, &fake)))
    }
}

#[cfg(feature = "flex")]
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn k_is_steered_towards_the_ratio_and_stays_between_0_and_1() {
        let control = Control {
            gamma: 0.5,
            lambda: 0.1,
        };
        let number = |v: f32| Tensor::<1>::from_data([v], &Device::flex());
        let value = |t: Tensor<1>| t.into_data().try_into_vec::<f32>().unwrap()[0];
        let next = |k, real, fake| value(control.next(number(k), &number(real), &number(fake)));
        assert!((next(0.3, 0.8, 0.2) - 0.32).abs() < 1e-6);
        assert!((next(0.3, 0.2, 0.8) - 0.23).abs() < 1e-6);
        assert_eq!(next(0.01, 0.2, 0.8), 0.0);
        assert_eq!(next(0.995, 0.8, 0.2), 1.0);
        let convergence = value(control.convergence(&number(0.8), &number(0.2)));
        assert!((convergence - 1.0).abs() < 1e-6);
    }
}
