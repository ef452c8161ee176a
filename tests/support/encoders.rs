//! Losses and gradients of the variants with an encoder, and of BEGAN, MMD and the semi-supervised game, compared
//! with PyTorch.

use burn::tensor::Tensor;
use gantry::data::{Batch, Dataset, IdxImages, PIXELS};
use gantry::device::Compute;
use gantry::nets::Pass;
use gantry::options::{Changes, Settings, Value};
use gantry::rng::{HostRng, Stream};
use gantry::variants::{self, Game, Loss, Player, StepInput};
use serde_json::Value as Json;

use super::golden::{Tolerance, fill};
use super::{assert_close, hash, tensor, values};

const GOLDEN: &str = include_str!("../fixtures/golden/variants_encoders.json");
const NOISE: &str = include_str!("../fixtures/golden/noise.json");
const IMAGES: usize = 20;

/// What the script cannot draw by itself, as JSON: ε, and which images are given with their labels.
pub fn noise(batch: usize, latent: usize) -> Json {
    let normal = HostRng::new(0, Stream::Noise).normal(batch * latent);
    let pool = HostRng::new(7, Stream::Labelled).permutation(IMAGES);
    let mut noise = HostRng::new(0, Stream::Noise);
    let labelled: Vec<u32> = (0..batch).map(|_| pool[noise.below(IMAGES)]).collect();
    serde_json::json!({ "normal": normal, "labelled": labelled })
}

/// As many images of each class, of hashed pixels.
fn dataset() -> Dataset {
    let pixels: Vec<u8> = (0..(IMAGES * PIXELS) as u64)
        .map(|j| (hash("dataset", j) >> 56) as u8)
        .collect();
    let images = IdxImages {
        count: IMAGES,
        side: 28,
        pixels: &pixels,
    };
    let labels: Vec<u8> = (0..IMAGES).map(|index| (index % 10) as u8).collect();
    Dataset::whole("hashed", &images, Some(&labels)).unwrap()
}

/// Every case of the file.
pub async fn check_encoders(compute: &Compute, tolerance: Tolerance) {
    let golden: Json = serde_json::from_str(GOLDEN).unwrap();
    let side = |key: &str| golden[key].as_u64().unwrap() as usize;
    let (batch, latent) = (side("batch"), side("latent"));
    let drawn: Json = serde_json::from_str(NOISE).unwrap();
    let ours = noise(batch, latent);
    assert_eq!(drawn["labelled"], ours["labelled"]);
    assert_eq!(single(&drawn["normal"]), single(&ours["normal"]));
    for (variant, theirs) in golden["cases"].as_object().unwrap() {
        let case = Case {
            settings: settings(variant, latent, &theirs["settings"]),
            variant,
            batch,
            latent,
            tolerance,
        };
        case.check(theirs, compute).await;
    }
}

/// As 32-bit numbers: reading JSON may move the last bit of a 64-bit one.
fn single(numbers: &Json) -> Vec<f32> {
    let numbers = numbers.as_array().unwrap().iter();
    numbers.map(|v| v.as_f64().unwrap() as f32).collect()
}

struct Case<'a> {
    variant: &'a str,
    settings: Settings,
    batch: usize,
    latent: usize,
    tolerance: Tolerance,
}

impl Case<'_> {
    async fn check(&self, theirs: &Json, compute: &Compute) {
        let mut compared = 0;
        for player in Player::ALL {
            let name = format!("{player:?}").to_lowercase();
            let mut game = self.game(&theirs["settings"], compute);
            let Some(theirs_of_player) = theirs["players"].get(&name) else {
                let plays = game.networks_mut().iter().any(|(r, _)| r.player == player);
                assert!(!plays, "{}: {name} has no reference", self.variant);
                continue;
            };
            let loss = self.loss(game.as_mut(), player, compute);
            self.compare(&name, game.as_mut(), player, loss, theirs_of_player)
                .await;
            if player == Player::Discriminator && !theirs["k_after"].is_null() {
                let (_, k) = game.parts_mut().tensors.pop().unwrap();
                let k = values(k.clone()).await;
                self.close("k", f64::from(k[0]), &theirs["k_after"]);
            }
            compared += 1;
        }
        assert_eq!(compared, theirs["players"].as_object().unwrap().len());
    }

    fn game(&self, theirs: &Json, compute: &Compute) -> Box<dyn Game> {
        let build = variants::find(self.variant).unwrap().build;
        let mut weights = HostRng::new(0, Stream::Weights);
        let mut game = build(&self.settings, &mut weights, &compute.device).unwrap();
        fill(game.as_mut(), compute);
        if let Some(start) = theirs["k"].as_f64() {
            let (_, k) = game.parts_mut().tensors.pop().unwrap();
            *k = Tensor::from_data([start as f32], &compute.device);
        }
        game
    }

    fn loss(&self, game: &mut dyn Game, player: Player, compute: &Compute) -> Loss {
        for (role, network) in game.networks_mut() {
            if role.player == player {
                network.track();
            }
        }
        let dataset = dataset();
        let mut dropout = HostRng::new(0, Stream::Dropout);
        let real = Batch {
            samples: tensor("real.0", [self.batch, PIXELS], &compute.device),
            labels: Some((0..self.batch).map(|index| (index % 10) as u8).collect()),
        };
        let input = StepInput {
            settings: &self.settings,
            real: game.needs_real(player, &self.settings).then_some(real),
            noise: &mut HostRng::new(0, Stream::Noise),
            iteration: 0,
            dataset: &dataset,
            latent: tensor("latent.0", [self.batch, self.latent], &compute.device),
            pass: Pass::Training {
                dropout: &mut dropout,
                rates: (0.0, 0.0),
            },
        };
        game.loss(player, input).unwrap()
    }

    async fn compare(
        &self,
        name: &str,
        game: &mut dyn Game,
        player: Player,
        loss: Loss,
        theirs: &Json,
    ) {
        let gradients = loss.value.backward();
        let value = values(loss.value.inner()).await[0];
        self.close(
            &format!("loss of {name}"),
            f64::from(value),
            &theirs["loss"],
        );
        match (loss.measure, theirs.get("measure")) {
            (Some(ours), Some(theirs)) => {
                let ours = values(ours).await[0];
                self.close("measure", f64::from(ours), theirs);
            }
            (ours, theirs) => assert_eq!(ours.is_some(), theirs.is_some(), "{}", self.variant),
        }
        let mut compared = 0;
        for (role, network) in game.networks_mut() {
            for (param_name, param) in network.params_mut() {
                if role.player != player {
                    assert!(param.gradient(&gradients).is_none());
                    continue;
                }
                let ours = values(param.gradient(&gradients).unwrap()).await;
                let full = format!("{}.{param_name}", role.name);
                self.compare_gradient(&full, &ours, &theirs["gradients"][&full]);
                compared += 1;
            }
        }
        assert_eq!(compared, theirs["gradients"].as_object().unwrap().len());
    }

    /// Within the tolerance of the gradient's own size, since some are very small.
    fn compare_gradient(&self, name: &str, ours: &[f32], theirs: &Json) {
        let what = format!("{}: gradient of {name}", self.variant);
        let square: f64 = ours.iter().map(|&v| f64::from(v).powi(2)).sum();
        let norm = theirs["norm"].as_f64().unwrap();
        let Tolerance { absolute, relative } = self.tolerance;
        assert_close(&what, square.sqrt(), norm, absolute * norm, relative);
        for probe in theirs["probe"].as_array().unwrap() {
            let index = probe[0].as_u64().unwrap() as usize;
            let (ours, theirs) = (f64::from(ours[index]), probe[1].as_f64().unwrap());
            assert_close(&what, ours, theirs, absolute * norm, relative);
        }
    }

    fn close(&self, what: &str, ours: f64, theirs: &Json) {
        let what = format!("{}: {what}", self.variant);
        let Tolerance { absolute, relative } = self.tolerance;
        assert_close(&what, ours, theirs.as_f64().unwrap(), absolute, relative);
    }
}

fn settings(variant: &str, latent: usize, own: &Json) -> Settings {
    let mut changes = Changes::from([
        ("variant".to_owned(), Value::Text(variant.to_owned())),
        (
            "architecture".to_owned(),
            Value::Text("mlp_small".to_owned()),
        ),
        ("latent_size".to_owned(), Value::Int(latent as i64)),
    ]);
    if variant == "semi_supervised" {
        changes.insert("instance_noise".to_owned(), Value::Float(0.0));
    }
    for (key, value) in own.as_object().unwrap() {
        // k is no option but a state.
        if key != "k" {
            changes.insert(key.clone(), Value::Float(value.as_f64().unwrap()));
        }
    }
    Settings::resolve(&changes).unwrap()
}
