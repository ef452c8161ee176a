//! What the literature says of these games, seen to happen: each effect is a run with a seed, on the CPU device.

use std::f64::consts::LN_2;

use crate::support::runs::{dataset, iterate, settings};
use crate::support::values;
use burn::tensor::{Tensor, TensorData};
use gantry::data::{Dataset, Distribution};
use gantry::device::Compute;
use gantry::metrics::ModeReport;
use gantry::nets::{Blueprint, Network, Param, Pass};
use gantry::objectives::{self, Scores};
use gantry::optim::{Optimizer, Rule};
use gantry::options::{Settings, Value, table};
use gantry::penalties::{Critic, gradient_penalty};
use gantry::rng::{HostRng, Stream};
use gantry::trainer::{Step, Trainer};
use gantry::variants::Player;
use pollster::block_on;
use safetensors::SafeTensors;

/// The numbers of a run's tensors whose names are accepted.
fn numbers(trainer: &mut Trainer, accepted: impl Fn(&str) -> bool) -> Vec<(String, Vec<f32>)> {
    let bytes = block_on(trainer.checkpoint(None)).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let mut out: Vec<_> = file
        .tensors()
        .into_iter()
        .filter(|(name, _)| accepted(name))
        .map(|(name, view)| {
            let quads = view.data().chunks_exact(4);
            let values = quads.map(|b| f32::from_le_bytes(b.try_into().unwrap()));
            (name, values.collect())
        })
        .collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

fn weights_of(trainer: &mut Trainer, role: &str) -> Vec<f32> {
    let parameter = |name: &str| {
        name.strip_prefix(role)
            .is_some_and(|rest| rest.ends_with(".weight") || rest.ends_with(".bias"))
    };
    let all = numbers(trainer, parameter).into_iter();
    all.flat_map(|(_, values)| values).collect()
}

/// The norm of the generator's gradient, by one step of plain descent with rate 1.
fn generator_gradient(trainer: &mut Trainer, objective: &str, dataset: &Dataset) -> f64 {
    trainer
        .set_option("objective", &Value::Text(objective.to_owned()))
        .unwrap();
    let before = weights_of(trainer, "generator");
    assert!(trainer.step(Step::Generator, dataset).unwrap());
    let after = weights_of(trainer, "generator");
    let squares = before
        .iter()
        .zip(&after)
        .map(|(b, a)| f64::from(b - a).powi(2));
    squares.sum::<f64>().sqrt()
}

/// 1406.2661 §3: a discriminator that is sure gives the minimax generator nothing to go by.
#[test]
fn minimax_saturates_where_non_saturating_does_not() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let plain_descent = settings(&[
        ("architecture", "mlp_small"),
        ("optimizer", "sgd"),
        ("momentum", "0"),
        ("lr_d", "0.1"),
        ("lr_g", "1"),
    ]);
    let mut trainer = Trainer::new(plain_descent, &compute).unwrap();
    for _ in 0..150 {
        trainer.step(Step::Discriminator, &dataset).unwrap();
    }
    let confident = block_on(trainer.checkpoint(Some(&dataset))).unwrap();
    let gradient = |objective: &str| {
        let mut trainer = Trainer::restore(&confident, Some(&dataset), &compute).unwrap();
        let norm = generator_gradient(&mut trainer, objective, &dataset);
        (norm, trainer.log().last().unwrap().d_fake)
    };
    let (minimax, d_fake) = gradient("minimax");
    let (non_saturating, _) = gradient("non_saturating");
    println!("D(G(z)) {d_fake:.4}: minimax {minimax:.5}, non-saturating {non_saturating:.5}");
    assert!(d_fake < 0.05, "D(G(z)) is {d_fake}");
    assert!(
        minimax < 0.1 * non_saturating,
        "{minimax}, {non_saturating}"
    );
}

/// Share of `weights` within 1% of the largest magnitude of them.
fn share_at_the_edge(weights: &[f32]) -> f64 {
    let largest = weights.iter().fold(0.0_f32, |m, w| m.max(w.abs()));
    let at_edge = weights.iter().filter(|w| w.abs() >= 0.99 * largest);
    at_edge.count() as f64 / weights.len() as f64
}

/// 1704.00028, figure 1b: clipping drives the weights to ±c, the gradient penalty does not.
#[test]
fn clipping_piles_weights_up_at_its_edges() {
    let compute = Compute::cpu();
    let run = |pairs: &[(&str, &str)]| {
        let mut all = vec![
            ("variant", "toy"),
            ("objective", "wasserstein"),
            ("d_steps", "5"),
            ("batch_size", "64"),
        ];
        all.extend(pairs);
        let mut trainer = Trainer::new(settings(&all), &compute).unwrap();
        iterate(&mut trainer, &Dataset::none(), 150);
        weights_of(&mut trainer, "discriminator")
    };
    let clipped = run(&[
        ("constraint", "clip"),
        ("optimizer", "rmsprop"),
        ("lr_d", "5e-4"),
        ("lr_g", "5e-4"),
    ]);
    assert!(clipped.iter().all(|w| w.abs() <= 0.01));
    let penalised = run(&[
        ("constraint", "gradient_penalty"),
        ("beta1", "0"),
        ("beta2", "0.9"),
    ]);
    let (clipped, penalised) = (share_at_the_edge(&clipped), share_at_the_edge(&penalised));
    println!("at the edge: {clipped:.3} clipped, {penalised:.3} with the gradient penalty");
    assert!(clipped > 0.3 && penalised < 0.01, "{clipped}, {penalised}");
}

/// One discriminator step with clipping is the same step, clamped.
#[test]
fn clipping_clamps_every_weight_after_the_step() {
    let compute = Compute::cpu();
    let after_a_step = |clip: &str| {
        let mut trainer = Trainer::new(
            settings(&[
                ("variant", "toy"),
                ("objective", "wasserstein"),
                ("constraint", "clip"),
                ("clip", clip),
            ]),
            &compute,
        )
        .unwrap();
        trainer.step(Step::Discriminator, &Dataset::none()).unwrap();
        weights_of(&mut trainer, "discriminator")
    };
    let free = after_a_step("1");
    assert!(free.iter().any(|w| w.abs() > 0.05));
    let clamped: Vec<f32> = free.iter().map(|w| w.clamp(-0.05, 0.05)).collect();
    assert_eq!(after_a_step("0.05"), clamped);
}

/// A discriminator or critic for points in the plane, trained between two fixed segments.
struct Judge<'a> {
    network: Network,
    optimizer: Optimizer,
    settings: Settings,
    data: HostRng,
    noise: HostRng,
    compute: &'a Compute,
}

impl<'a> Judge<'a> {
    fn new(pairs: &[(&str, &str)], compute: &'a Compute) -> Self {
        let mut all = vec![("variant", "toy"), ("lr_d", "2e-3"), ("batch_size", "128")];
        all.extend(pairs);
        let settings = settings(&all);
        let mut rng = HostRng::new(1, Stream::Weights);
        let mut network = Blueprint::new(&settings, &mut rng, &compute.device).discriminator(0, 1);
        let rule = Rule::from_settings(&settings, Player::Discriminator);
        Self {
            optimizer: Optimizer::new(&rule, &params(&mut network), compute),
            data: HostRng::new(1, Stream::Toy),
            noise: HostRng::new(1, Stream::Noise),
            network,
            settings,
            compute,
        }
    }

    fn segment(&mut self, offset: f32, count: usize) -> Tensor<2> {
        let points = Distribution::Segment(offset).sample(count, &[], &mut self.data);
        Tensor::from_data(TensorData::new(points, [count, 2]), &self.compute.device)
    }

    fn scores(&mut self, real: &Tensor<2>, fake: &Tensor<2>) -> Scores {
        Scores {
            real: self.network.forward(real.clone(), &mut Pass::Evaluation),
            fake: self.network.forward(fake.clone(), &mut Pass::Evaluation),
            real_label: 1.0,
            joined: None,
        }
    }

    /// Trains between the segments at θ and at 0, and answers the loss without the penalty on new samples.
    fn loss_at(&mut self, theta: f32, steps: usize) -> f64 {
        let objective = objectives::find(self.settings.choice(&table::OBJECTIVE)).unwrap();
        let batch = self.settings.int(&table::BATCH_SIZE);
        let penalised = self.settings.choice(&table::CONSTRAINT) == "gradient_penalty";
        for _ in 0..steps {
            let (real, fake) = (self.segment(theta, batch), self.segment(0.0, batch));
            self.network.track();
            let mut loss = objective.d_loss(self.scores(&real, &fake));
            if penalised {
                let mut critic = Critic {
                    network: &mut self.network,
                    condition: None,
                    pass: &mut Pass::Evaluation,
                };
                let penalty = gradient_penalty(&mut critic, real, fake, &mut self.noise).unwrap();
                loss = loss + penalty.mul_scalar(self.settings.float(&table::PENALTY_WEIGHT));
            }
            let rule = Rule::from_settings(&self.settings, Player::Discriminator);
            let gradients = loss.backward();
            self.optimizer
                .step(&rule, params(&mut self.network), gradients)
                .unwrap();
        }
        let (real, fake) = (self.segment(theta, 1000), self.segment(0.0, 1000));
        let loss = objective.d_loss(self.scores(&real, &fake));
        f64::from(block_on(values(loss))[0])
    }
}

fn params(network: &mut Network) -> Vec<&mut Param> {
    let params = network.params_mut().into_iter();
    params.map(|(_, param)| param).collect()
}

/// 1701.07875, example 1: between two parallel segments the Jensen–Shannon divergence is log 2 at every distance but
/// 0, and the Wasserstein distance is the distance.
#[test]
fn only_the_wasserstein_estimate_falls_with_the_distance() {
    let compute = Compute::cpu();
    for theta in [1.0_f32, 0.5, 0.25, 0.0] {
        let mut discriminator = Judge::new(&[("lr_d", "0.01")], &compute);
        let js = LN_2 - 0.5 * discriminator.loss_at(theta, 250);
        let mut critic = Judge::new(
            &[
                ("objective", "wasserstein"),
                ("constraint", "gradient_penalty"),
                ("beta1", "0"),
                ("beta2", "0.9"),
            ],
            &compute,
        );
        let wasserstein = -critic.loss_at(theta, 250);
        println!("θ {theta}: JS {js:.4}, Wasserstein {wasserstein:.4}");
        let theta = f64::from(theta);
        let js_exact = if theta > 0.0 { LN_2 } else { 0.0 };
        assert!((js - js_exact).abs() < 0.02, "θ {theta}: JS {js}");
        assert!(
            (wasserstein - theta).abs() < 0.05,
            "θ {theta}: Wasserstein {wasserstein}"
        );
    }
}

/// Samples of a run on the ring of 8, as a report on its modes.
fn ring(pairs: &[(&str, &str)], iterations: usize) -> ModeReport {
    let compute = Compute::cpu();
    let mut all = vec![("variant", "toy")];
    all.extend(pairs);
    let mut trainer = Trainer::new(settings(&all), &compute).unwrap();
    iterate(&mut trainer, &Dataset::none(), iterations);
    let samples = trainer.grid(2000, &Dataset::none()).unwrap();
    let report = ModeReport::of(Distribution::Ring8, &block_on(values(samples))).unwrap();
    println!("{pairs:?}: {report:?}");
    report
}

/// 1606.03498 §3.2: a generator that is faster than its discriminator runs from mode to mode; a discriminator that
/// sees minibatches makes it cover them all. `docs/effects.md` has more of them.
#[test]
fn minibatch_discrimination_covers_the_ring_that_the_plain_game_loses() {
    let plain = [("batch_size", "64"), ("lr_d", "3e-4"), ("seed", "1")];
    let discrimination = [
        plain[0],
        plain[1],
        plain[2],
        ("minibatch_discrimination", "4"),
    ];
    let (plain, covering) = (ring(&plain, 800), ring(&discrimination, 800));
    assert!(plain.captured <= 3, "{plain:?}");
    assert!(covering.captured >= 7, "{covering:?}");
    assert!(covering.high_quality > 0.05, "{covering:?}");
}
