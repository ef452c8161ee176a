//! What the f-GAN objectives bound, on two Gaussians whose divergence is known: the optimum is the divergence, and a
//! trained discriminator reaches it.

use std::f64::consts::{LN_2, PI};

use crate::support::runs::settings;
use crate::support::values;
use burn::tensor::{Tensor, TensorData};
use gantry::device::Compute;
use gantry::nets::{Blueprint, Network, Pass};
use gantry::objectives::{self, Objective, Scores};
use gantry::optim::{Optimizer, Rule};
use gantry::rng::{HostRng, Stream};
use gantry::variants::Player;
use pollster::block_on;

/// N(mean, deviation²).
#[derive(Clone, Copy)]
struct Gaussian(f64, f64);

impl Gaussian {
    fn density(self, x: f64) -> f64 {
        let z = (x - self.0) / self.1;
        (-0.5 * z * z).exp() / (self.1 * (2.0 * PI).sqrt())
    }

    /// The means of `count` parts of equal probability, as a stand-in for samples.
    fn samples(self, count: usize) -> Vec<f32> {
        let (mut out, mut x, mut below) = (Vec::with_capacity(count), self.0 - 9.0 * self.1, 0.0);
        let step = 1e-4 * self.1;
        while out.len() < count {
            below += self.density(x + 0.5 * step) * step;
            x += step;
            if below * count as f64 >= out.len() as f64 + 0.5 {
                out.push(x as f32);
            }
        }
        out
    }
}

/// f of `D_f(P‖Q) = ∫ q f(p/q)` (1606.00709, table 5), and a pair whose quotient is bounded where f needs it.
fn case(id: &str) -> (fn(f64) -> f64, Gaussian, Gaussian) {
    let (narrow, wide) = (Gaussian(0.0, 1.0), Gaussian(0.8, 1.4));
    match id {
        "f_gan_kl" => (|u| u * u.ln(), narrow, wide),
        "f_gan_reverse_kl" => (|u| -u.ln(), wide, narrow),
        "f_gan_pearson_chi_squared" => (|u| (u - 1.0).powi(2), narrow, wide),
        "f_gan_squared_hellinger" => (|u| (u.sqrt() - 1.0).powi(2), narrow, Gaussian(0.9, 1.0)),
        "f_gan_jensen_shannon" => (
            |u| -(u + 1.0) * (0.5 * (1.0 + u)).ln() + u * u.ln(),
            narrow,
            wide,
        ),
        "f_gan_gan" => (|u| u * u.ln() - (u + 1.0) * (u + 1.0).ln(), narrow, wide),
        "f_gan_total_variation" => (|u| 0.5 * (u - 1.0).abs(), narrow, wide),
        other => panic!("no f for {other}"),
    }
}

const DIVERGENCES: [&str; 7] = [
    "f_gan_kl",
    "f_gan_reverse_kl",
    "f_gan_pearson_chi_squared",
    "f_gan_squared_hellinger",
    "f_gan_jensen_shannon",
    "f_gan_gan",
    "f_gan_total_variation",
];

const CELL: f64 = 0.01;

/// Where both Gaussians are.
fn line() -> impl Iterator<Item = f64> {
    (-900..=1200).map(|i| f64::from(i) * CELL)
}

fn divergence(f: fn(f64) -> f64, p: Gaussian, q: Gaussian) -> f64 {
    line()
        .map(|x| q.density(x) * f(p.density(x) / q.density(x)) * CELL)
        .sum()
}

/// The closed forms, for those that have one: N(m, s²) against N(n, t²).
#[test]
fn quadrature_agrees_with_closed_forms() {
    let (p, q) = (Gaussian(0.0, 1.0), Gaussian(0.8, 1.4));
    let kl = |p: Gaussian, q: Gaussian| {
        (q.1 / p.1).ln() + (p.1.powi(2) + (p.0 - q.0).powi(2)) / (2.0 * q.1.powi(2)) - 0.5
    };
    let check = |id: &str, closed: f64| {
        let (f, p, q) = case(id);
        let numerical = divergence(f, p, q);
        assert!(
            (numerical - closed).abs() < 1e-6,
            "{id}: {numerical}, {closed}"
        );
    };
    check("f_gan_kl", kl(p, q));
    // D_f(P‖Q) with f = −log u is KL(Q‖P), and this pair is the other way round.
    check("f_gan_reverse_kl", kl(p, q));
    let (_, p, q) = case("f_gan_squared_hellinger");
    let squares = p.1.powi(2) + q.1.powi(2);
    let overlap =
        (2.0 * p.1 * q.1 / squares).sqrt() * (-0.25 * (p.0 - q.0).powi(2) / squares).exp();
    check("f_gan_squared_hellinger", 2.0 - 2.0 * overlap);
    let (_, p, q) = case("f_gan_pearson_chi_squared");
    let spread = 2.0 * q.1.powi(2) - p.1.powi(2);
    let chi = q.1.powi(2) / (p.1 * spread.sqrt()) * ((p.0 - q.0).powi(2) / spread).exp() - 1.0;
    check("f_gan_pearson_chi_squared", chi);
}

/// The loss of one real score and one fake score.
fn loss_at(objective: &Objective, real: f32, fake: f32, compute: &Compute) -> f64 {
    let scores = |v: f32| Tensor::<2>::from_data(TensorData::new(vec![v], [1, 1]), &compute.device);
    let loss = objective.d_loss(Scores {
        real: scores(real),
        fake: scores(fake),
        real_label: 1.0,
        joined: None,
    });
    f64::from(block_on(values(loss))[0])
}

/// The loss is a function of the real scores plus one of the fake ones, so the largest bound is the integral of the
/// largest `p·g(v) − q·f*(g(v))` over v at each x.
#[test]
fn the_best_bound_is_the_divergence() {
    let compute = Compute::cpu();
    let scores: Vec<f32> = (-1500..=1500).map(|i| i as f32 * 0.01).collect();
    for id in DIVERGENCES {
        let objective = objectives::find(id).unwrap();
        let (f, p, q) = case(id);
        let origin = loss_at(objective, 0.0, 0.0, &compute);
        let table: Vec<(f64, f64)> = scores
            .iter()
            .map(|&v| {
                (
                    loss_at(objective, v, 0.0, &compute),
                    loss_at(objective, 0.0, v, &compute),
                )
            })
            .collect();
        let least = |x: f64| -> f64 {
            let (p, q) = (p.density(x), q.density(x));
            let values = table.iter().map(|(real, fake)| p * real + q * fake);
            values.fold(f64::INFINITY, f64::min)
        };
        let bound = origin
            - line()
                .step_by(5)
                .map(|x| least(x) * 5.0 * CELL)
                .sum::<f64>();
        let exact = divergence(f, p, q);
        println!("{id}: {bound:.5}, exactly {exact:.5}");
        assert!(
            (bound - exact).abs() < 2e-3 * exact.abs(),
            "{id}: {bound}, exactly {exact}"
        );
    }
}

/// The discriminator of the toy networks after `steps` of Adam on all samples; answers its loss.
fn trained_loss(
    objective: &Objective,
    (real, fake): (Gaussian, Gaussian),
    steps: usize,
    compute: &Compute,
) -> f64 {
    const SAMPLES: usize = 512;
    let settings = settings(&[
        ("variant", "toy"),
        ("dataset", "gaussian_1d"),
        ("lr_d", "0.005"),
        ("beta1", "0.9"),
    ]);
    let mut rng = HostRng::new(1, Stream::Weights);
    let mut d: Network = Blueprint::new(&settings, &mut rng, &compute.device).discriminator(0, 1);
    let start = |d: &mut Network| -> Optimizer {
        let params: Vec<_> = d.params_mut().into_iter().map(|(_, param)| param).collect();
        Optimizer::new(
            &Rule::from_settings(&settings, Player::Discriminator),
            &params,
            compute,
        )
    };
    let mut optimizer = start(&mut d);
    let rule = Rule::from_settings(&settings, Player::Discriminator);
    let batch = |gaussian: Gaussian| {
        let data = TensorData::new(gaussian.samples(SAMPLES), [SAMPLES, 1]);
        Tensor::<2>::from_data(data, &compute.device)
    };
    let (real, fake) = (batch(real), batch(fake));
    let loss = |d: &mut Network| {
        objective.d_loss(Scores {
            real: d.forward(real.clone(), &mut Pass::Evaluation),
            fake: d.forward(fake.clone(), &mut Pass::Evaluation),
            real_label: 1.0,
            joined: None,
        })
    };
    for _ in 0..steps {
        d.track();
        let gradients = loss(&mut d).backward();
        let params = d.params_mut().into_iter().map(|(_, param)| param).collect();
        optimizer.step(&rule, params, gradients).unwrap();
    }
    f64::from(block_on(values(loss(&mut d)))[0])
}

#[test]
fn a_trained_discriminator_reaches_the_divergence() {
    let compute = Compute::cpu();
    for id in DIVERGENCES {
        let objective = objectives::find(id).unwrap();
        let (f, p, q) = case(id);
        let exact = divergence(f, p, q);
        let bound = -trained_loss(objective, (p, q), 400, &compute);
        println!("{id}: {bound:.5}, exactly {exact:.5}");
        assert!(
            (bound - exact).abs() < 0.02 * exact.abs(),
            "{id}: {bound}, exactly {exact}"
        );
    }
}

/// 1406.2661, equation 6: at the optimum the loss of D is 2 log 2 − 2 JS.
#[test]
fn the_loss_of_the_first_discriminator_is_a_jensen_shannon_divergence() {
    let compute = Compute::cpu();
    let (f, p, q) = case("f_gan_jensen_shannon");
    // f-GAN's is twice the usual one.
    let exact = 0.5 * divergence(f, p, q);
    let objective = objectives::find("non_saturating").unwrap();
    let loss = trained_loss(objective, (p, q), 400, &compute);
    let ours = LN_2 - 0.5 * loss;
    assert!((ours - exact).abs() < 0.02 * exact, "{ours}, {exact}");
}
