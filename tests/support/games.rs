//! The losses of whole games compared with PyTorch: what each player minimises, and where it pushes its networks.

use gantry::data::{Batch, Dataset, PIXELS};
use gantry::device::Compute;
use gantry::nets::Pass;
use gantry::options::{Settings, table};
use gantry::rng::{HostRng, Stream};
use gantry::variants::{self, Game, Loss, Player, StepInput};
use serde_json::Value as Json;

use super::golden::{Tolerance, compare, fill};
use super::runs::settings;
use super::{tensor, values};

/// Every case of the script.
pub async fn check_games(compute: &Compute, tolerance: Tolerance) {
    let golden: Json = serde_json::from_str(include_str!("../fixtures/golden/games.json")).unwrap();
    let batch = golden["batch"].as_u64().unwrap() as usize;
    for theirs in golden["cases"].as_array().unwrap() {
        let player = match theirs["player"].as_str().unwrap() {
            "discriminator" => Player::Discriminator,
            _ => Player::Generator,
        };
        let what = format!("{}, {}", theirs["case"], theirs["player"]);
        let mut pairs = vec![("architecture", "mlp_small")];
        for (key, value) in theirs["settings"].as_object().unwrap() {
            pairs.push((key, value.as_str().unwrap()));
        }
        let mut table = Table::new(settings(&pairs), compute);
        let loss = table.loss(player, batch, compute);
        let measure = loss.measure.clone();
        let gradients = loss.value.backward();
        let value = f64::from(values(loss.value.inner()).await[0]);
        tolerance.check(&what, value, theirs["value"].as_f64().unwrap());
        if player == Player::Discriminator {
            assert_eq!(measure.is_some(), theirs.get("measure").is_some(), "{what}");
        }
        if let Some(measure) = measure {
            let ours = f64::from(values(measure).await[0]);
            tolerance.check(&what, ours, theirs["measure"].as_f64().unwrap());
        }
        let mut compared = 0;
        for (role, network) in table.game.networks_mut() {
            for (name, param) in network.params_mut() {
                let name = format!("{}.{name}", role.name);
                if let Some(gradient) = param.gradient(&gradients) {
                    assert_eq!(role.player, player, "{what}: {name}");
                    let what = format!("{what}: gradient of {name}");
                    let ours = values(gradient).await;
                    compare(&what, &ours, &theirs["gradients"][&name], tolerance);
                    compared += 1;
                }
            }
        }
        assert_eq!(
            compared,
            theirs["gradients"].as_object().unwrap().len(),
            "{what}"
        );
    }
}

/// A game whose weights are hashes, and what a step of it needs.
pub struct Table {
    pub settings: Settings,
    pub game: Box<dyn Game>,
    noise: HostRng,
    dropout: HostRng,
}

impl Table {
    /// The game that the settings ask for.
    pub fn new(settings: Settings, compute: &Compute) -> Self {
        let mut weights = HostRng::new(0, Stream::Weights);
        let variant = variants::find(settings.choice(&table::VARIANT)).unwrap();
        let mut game = (variant.build)(&settings, &mut weights, &compute.device).unwrap();
        fill(game.as_mut(), compute);
        Self {
            settings,
            game,
            noise: HostRng::new(0, Stream::Noise),
            dropout: HostRng::new(0, Stream::Dropout),
        }
    }

    /// The loss of `player`, whose networks are tracked, on the script's inputs.
    pub fn loss(&mut self, player: Player, batch: usize, compute: &Compute) -> Loss {
        for (role, network) in self.game.networks_mut() {
            if role.player == player {
                network.track();
            }
        }
        let real = self.game.needs_real(player, &self.settings).then(|| Batch {
            samples: tensor("games.real", [batch, PIXELS], &compute.device),
            labels: Some((0..batch as u8).map(|i| (7 * i + 2) % 10).collect()),
        });
        let latent = self.settings.int(&table::LATENT_SIZE);
        let dataset = Dataset::none();
        let input = StepInput {
            settings: &self.settings,
            real,
            latent: tensor("games.latent", [batch, latent], &compute.device),
            noise: &mut self.noise,
            iteration: 0,
            dataset: &dataset,
            pass: Pass::Training {
                dropout: &mut self.dropout,
                rates: (0.0, 0.0),
            },
        };
        self.game.loss(player, input).unwrap()
    }
}
