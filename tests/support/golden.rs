//! Training compared with PyTorch: losses, gradients, weights and samples after 1, 2 and 10 iterations.

use burn::tensor::{Gradients, Tensor};
use gantry::data::{Batch, Dataset, PIXELS};
use gantry::device::Compute;
use gantry::nets::layers::State;
use gantry::nets::{Param, Pass};
use gantry::optim::{Optimizer, Rule};
use gantry::options::{Changes, Settings, Value};
use gantry::rng::{HostRng, Stream};
use gantry::variants::{self, Draw, Game, Loss, Player, StepInput};
use serde_json::Value as Json;

use super::{assert_close, signed, tensor, values};

pub const CASES: &[(&str, &str)] = &[
    (
        "mlp_small, Adam",
        include_str!("../fixtures/golden/mlp_small_non_saturating_adam.json"),
    ),
    (
        "mlp_small, minimax",
        include_str!("../fixtures/golden/mlp_small_minimax_adam.json"),
    ),
    (
        "mlp_small, RMSProp",
        include_str!("../fixtures/golden/mlp_small_non_saturating_rms_prop.json"),
    ),
    (
        "mlp_small, SGD",
        include_str!("../fixtures/golden/mlp_small_non_saturating_sgd.json"),
    ),
    (
        "mlp",
        include_str!("../fixtures/golden/mlp_non_saturating_adam.json"),
    ),
    (
        "dcgan",
        include_str!("../fixtures/golden/dcgan_non_saturating_adam.json"),
    ),
    (
        "mlp_2014",
        include_str!("../fixtures/golden/mlp_2014_non_saturating_adam.json"),
    ),
];

/// Absolute and relative tolerance of everything that is compared.
#[derive(Clone, Copy)]
pub struct Tolerance {
    pub absolute: f64,
    pub relative: f64,
}

impl Tolerance {
    fn check(self, what: &str, ours: f64, theirs: f64) {
        assert_close(what, ours, theirs, self.absolute, self.relative);
    }
}

/// Trains a case for `iterations` of its ten and compares on the way.
pub async fn check(case: &str, iterations: usize, compute: &Compute, tolerance: Tolerance) {
    let golden: Json = serde_json::from_str(case).unwrap();
    let mut run = Run::new(&golden, compute);
    for t in 0..iterations {
        let d = run.step(Player::Discriminator, t, t == 0).await;
        let g = run.step(Player::Generator, t, t == 0).await;
        let theirs = &golden["iterations"][t];
        for (name, ours) in [
            ("d_loss", d[0]),
            ("d_real", d[1]),
            ("d_fake", d[2]),
            ("g_loss", g[0]),
        ] {
            tolerance.check(
                &format!("{name} of iteration {t}"),
                ours,
                theirs[name].as_f64().unwrap(),
            );
        }
        if t == 0 {
            run.compare_gradients(&golden, tolerance);
        }
        if let Some(theirs) = golden["weights_after"].get((t + 1).to_string()) {
            run.compare_weights(theirs, t + 1, tolerance).await;
        }
    }
    if iterations == 10 {
        let z = tensor("latent_eval", [run.batch, 100], &compute.device);
        let samples = run
            .game
            .sample(Draw {
                latent: z,
                classes: Vec::new(),
                real: None,
                codes: [0.0; 2],
            })
            .unwrap();
        compare(
            "samples",
            &values(samples).await,
            &golden["samples_after_10_eval"],
            tolerance,
        );
    }
}

struct Run<'a> {
    settings: Settings,
    compute: &'a Compute,
    game: Box<dyn Game>,
    d_optimizer: Optimizer,
    g_optimizer: Optimizer,
    batch: usize,
    gradients: Vec<(String, Vec<f32>)>,
}

impl<'a> Run<'a> {
    fn new(golden: &Json, compute: &'a Compute) -> Self {
        let settings = settings(golden);
        let mut weights = HostRng::new(0, Stream::Weights);
        let mut game =
            (variants::find("mlp").unwrap().build)(&settings, &mut weights, &compute.device)
                .unwrap();
        fill(game.as_mut(), compute);
        let optimizer = |game: &mut dyn Game, player| {
            Optimizer::new(
                &Rule::from_settings(&settings, player),
                &params(game, player),
                compute,
            )
        };
        Self {
            d_optimizer: optimizer(game.as_mut(), Player::Discriminator),
            g_optimizer: optimizer(game.as_mut(), Player::Generator),
            batch: golden["batch"].as_u64().unwrap() as usize,
            gradients: Vec::new(),
            settings,
            compute,
            game,
        }
    }

    /// One step; answers the loss and the means of sigmoid(a_r) and sigmoid(a_f).
    async fn step(&mut self, player: Player, t: usize, keep_gradients: bool) -> [f64; 3] {
        for (role, network) in self.game.networks_mut() {
            if role.player == player {
                network.track();
            }
        }
        let mut dropout = HostRng::new(0, Stream::Dropout);
        let (mut noise, dataset) = (HostRng::new(0, Stream::Noise), Dataset::none());
        let device = &self.compute.device;
        let (latent, real) = match player {
            Player::Discriminator => (
                "latent_d",
                Some(tensor(&format!("real.{t}"), [self.batch, PIXELS], device)),
            ),
            _ => ("latent_g", None),
        };
        let input = StepInput {
            settings: &self.settings,
            real: real.map(|samples| Batch {
                samples,
                labels: None,
            }),
            noise: &mut noise,
            iteration: t as u32,
            dataset: &dataset,
            latent: tensor(&format!("{latent}.{t}"), [self.batch, 100], device),
            pass: Pass::Training {
                dropout: &mut dropout,
                rates: (0.0, 0.0),
            },
        };
        let loss = self.game.loss(player, input).unwrap();
        let gradients = loss.value.backward();
        if keep_gradients {
            self.keep(player, &gradients).await;
        }
        let rule = Rule::from_settings(&self.settings, player);
        let params = params(self.game.as_mut(), player);
        let optimizer = match player {
            Player::Discriminator => &mut self.d_optimizer,
            _ => &mut self.g_optimizer,
        };
        optimizer.step(&rule, params, gradients).unwrap();
        figures(loss).await
    }

    async fn keep(&mut self, player: Player, gradients: &Gradients) {
        for (role, network) in self.game.networks_mut() {
            if role.player == player {
                for (name, param) in network.params_mut() {
                    let gradient = values(param.gradient(gradients).unwrap()).await;
                    self.gradients
                        .push((format!("{}.{name}", role.name), gradient));
                }
            }
        }
    }

    fn compare_gradients(&self, golden: &Json, tolerance: Tolerance) {
        let mut compared = 0;
        for key in ["gradients_d_iteration_0", "gradients_g_iteration_0"] {
            for (name, theirs) in golden[key].as_object().unwrap() {
                let (_, ours) = self
                    .gradients
                    .iter()
                    .find(|(ours, _)| ours == name)
                    .unwrap();
                compare(&format!("gradient of {name}"), ours, theirs, tolerance);
                compared += 1;
            }
        }
        assert_eq!(compared, self.gradients.len());
    }

    async fn compare_weights(&mut self, theirs: &Json, iteration: usize, tolerance: Tolerance) {
        let mut compared = 0;
        for (role, network) in self.game.networks_mut() {
            for (name, state) in network.state_mut() {
                let ours = match state {
                    State::Param(param) => param.value().clone(),
                    State::Buffer(buffer) => buffer.clone(),
                };
                let name = format!("{}.{name}", role.name);
                let what = format!("{name} after {iteration}");
                compare(&what, &values(ours).await, &theirs[&name], tolerance);
                compared += 1;
            }
        }
        assert_eq!(compared, theirs.as_object().unwrap().len());
    }
}

fn compare(what: &str, ours: &[f32], theirs: &Json, tolerance: Tolerance) {
    let norm = ours
        .iter()
        .map(|&v| f64::from(v).powi(2))
        .sum::<f64>()
        .sqrt();
    let count: u64 = theirs["shape"]
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_u64().unwrap())
        .product();
    assert_eq!(ours.len() as u64, count, "{what}");
    tolerance.check(
        &format!("norm of {what}"),
        norm,
        theirs["norm"].as_f64().unwrap(),
    );
    for probe in theirs["probe"].as_array().unwrap() {
        let index = probe[0].as_u64().unwrap() as usize;
        tolerance.check(
            &format!("{what} [{index}]"),
            f64::from(ours[index]),
            probe[1].as_f64().unwrap(),
        );
    }
}

fn settings(golden: &Json) -> Settings {
    let optimizer = &golden["optimizer"];
    let text = |value: &str| Value::Text(value.to_owned());
    let number = |key: &str, default: f64| Value::Float(optimizer[key].as_f64().unwrap_or(default));
    let kind = optimizer["kind"].as_str().unwrap().replace('_', "");
    Settings::resolve(&Changes::from([
        (
            "architecture".to_owned(),
            text(golden["architecture"].as_str().unwrap()),
        ),
        (
            "objective".to_owned(),
            text(golden["objective"].as_str().unwrap()),
        ),
        ("optimizer".to_owned(), text(&kind)),
        ("lr_d".to_owned(), number("learning_rate", f64::NAN)),
        ("lr_g".to_owned(), number("learning_rate", f64::NAN)),
        ("beta1".to_owned(), number("beta_1", 0.5)),
        ("beta2".to_owned(), number("beta_2", 0.999)),
        ("momentum".to_owned(), number("momentum", 0.9)),
        ("rms_decay".to_owned(), number("alpha", 0.99)),
    ]))
    .unwrap()
}

/// Fills every parameter with hash values, as the script does.
pub fn fill(game: &mut dyn Game, compute: &Compute) {
    for (role, network) in game.networks_mut() {
        let mut shape_of_weight = Vec::new();
        for (name, state) in network.state_mut() {
            let State::Param(param) = state else { continue };
            if name.ends_with("weight") {
                shape_of_weight.clone_from(&param.shape);
            }
            let name = format!("{}.{name}", role.name);
            fill_param(param, &name, &shape_of_weight, compute);
        }
    }
}

/// `shape` is that of the weight which the parameter is, or whose bias it is.
pub fn fill_param(param: &mut Param, name: &str, shape: &[usize], compute: &Compute) {
    let count = param.shape.iter().product();
    let mut values = signed(name, count);
    match shape {
        [_] if name.ends_with("weight") => values.iter_mut().for_each(|v| *v = 1.0 + 0.1 * *v),
        [_] => values.iter_mut().for_each(|v| *v *= 0.1),
        _ => {
            let transposed = shape.len() == 4
                && (shape[0] > shape[1]
                    && (name.contains("generator") || name.contains("transpose")));
            let fan_in = match shape {
                [inputs, _] => *inputs,
                [_, outputs, h, w] if transposed => outputs * h * w,
                [_, inputs, h, w] => inputs * h * w,
                _ => unreachable!(),
            };
            let bound = (1.0 / (fan_in as f64).sqrt()) as f32;
            values.iter_mut().for_each(|v| *v *= bound);
        }
    }
    param.set_value(Tensor::from_data(
        burn::tensor::TensorData::new(values, [count]),
        &compute.device,
    ));
}

fn params(game: &mut dyn Game, player: Player) -> Vec<&mut Param> {
    game.networks_mut()
        .into_iter()
        .filter(|(role, _)| role.player == player)
        .flat_map(|(_, network)| network.params_mut())
        .map(|(_, param)| param)
        .collect()
}

async fn figures(loss: Loss) -> [f64; 3] {
    let mean = |scores: Vec<f32>| {
        scores
            .iter()
            .map(|&a| 1.0 / (1.0 + f64::from(-a).exp()))
            .sum::<f64>()
            / scores.len() as f64
    };
    let value = f64::from(values(loss.value.inner()).await[0]);
    let real = match loss.real_scores {
        Some(scores) => mean(values(scores).await),
        None => f64::NAN,
    };
    [value, real, mean(values(loss.fake_scores.unwrap()).await)]
}
