//! Penalties on ∇ₓD compared with PyTorch's double backward.

use burn::tensor::Tensor;
use gantry::device::Compute;
use gantry::error::Result;
use gantry::nets::layers::{Activation, ConvTranspose2d, ImageShape, Layer, Linear, State};
use gantry::nets::{Blueprint, Init, Initializer, Network, Pass};
use gantry::penalties::{Critic, dragan, gradient_penalty, r1};
use gantry::rng::{HostRng, Stream};
use serde_json::Value as Json;

use super::golden::{Tolerance, compare, fill_param};
use super::runs::settings;
use super::{tensor, values};

const GOLDEN: &str = include_str!("../fixtures/golden/penalties.json");

/// The first numbers of the stream that steps draw from, as whole numbers of 2⁻²⁴: PyTorch's draws are these.
pub const UNITS: usize = 3200;

/// See [`UNITS`].
pub fn units() -> Vec<u32> {
    let mut stream = HostRng::new(0, Stream::Noise);
    (0..UNITS)
        .map(|_| (stream.unit() * (1 << 24) as f32) as u32)
        .collect()
}

/// `golden/units.json` holds the stream.
pub fn check_units() {
    let golden: Json = serde_json::from_str(include_str!("../fixtures/golden/units.json")).unwrap();
    let theirs = golden["units"].as_array().unwrap();
    assert_eq!(theirs.len(), UNITS);
    for (ours, theirs) in units().into_iter().zip(theirs) {
        assert_eq!(u64::from(ours), theirs.as_u64().unwrap());
    }
}

/// The cases of the script, in its order; the large ones may be left out where a step takes seconds.
pub async fn check_penalties(compute: &Compute, tolerance: Tolerance, cases: &[&str]) {
    let golden: Json = serde_json::from_str(GOLDEN).unwrap();
    let batch = golden["batch"].as_u64().unwrap() as usize;
    for case in cases {
        let theirs = &golden["cases"][case];
        let width = theirs["sample"].as_u64().unwrap() as usize;
        let numbers = theirs["condition"].as_u64().unwrap() as usize;
        let prefix = format!("penalties.{case}");
        let samples =
            |name: &str| tensor(&format!("{prefix}.{name}"), [batch, width], &compute.device);
        let classes: Vec<u8> = (0..batch as u8).map(|i| (3 * i + 1) % 10).collect();
        let condition =
            (numbers > 0).then(|| gantry::data::one_hot(&classes, numbers, &compute.device));
        let mut network = critic(case, compute);
        fill_network(&mut network, &prefix, compute);

        let x = match &condition {
            Some(condition) => Tensor::cat(vec![samples("real"), condition.clone()], 1),
            None => samples("real"),
        };
        let score = network.forward(x.clone(), &mut Pass::Evaluation);
        let (same, slope) = network.input_gradient(x, &mut Pass::Evaluation).unwrap();
        for (same, score) in values(same).await.into_iter().zip(values(score).await) {
            tolerance.check(case, f64::from(same), f64::from(score));
        }
        let slope = values(slope.narrow(1, 0, width)).await;
        let what = format!("{case}: ∇ₓD");
        compare(&what, &slope, &theirs["input_gradient"], tolerance);

        type Penalty<'a> = &'a dyn Fn(&mut Critic, &mut HostRng) -> Result<Tensor<1>>;
        let penalties: [(&str, Penalty); 3] = [
            ("gradient_penalty", &|critic, rng| {
                gradient_penalty(critic, samples("real"), samples("fake"), rng)
            }),
            ("r1", &|critic, _| r1(critic, samples("real"))),
            ("dragan", &|critic, rng| {
                dragan(critic, samples("real"), rng)
            }),
        ];
        for (name, penalty) in penalties {
            network.track();
            let mut dropout = HostRng::new(0, Stream::Dropout);
            let mut critic = Critic {
                network: &mut network,
                condition: condition.clone(),
                pass: &mut Pass::Training {
                    dropout: &mut dropout,
                    rates: (0.0, 0.0),
                },
            };
            let value = penalty(&mut critic, &mut HostRng::new(0, Stream::Noise)).unwrap();
            let what = format!("{case}: {name}");
            check_loss(
                &what,
                value,
                &mut network,
                &prefix,
                &theirs[name],
                tolerance,
            )
            .await;
        }
    }
}

/// All of them.
pub const CASES: &[&str] = &[
    "mlp_small",
    "mlp_2014",
    "dcgan",
    "dcgan_softmax",
    "mlp_small_conditional",
    "dcgan_conditional",
    "toy",
    "smooth",
    "transpose",
];

/// Fills every parameter with hash values, as the scripts do.
pub fn fill_network(network: &mut Network, prefix: &str, compute: &Compute) {
    let mut shape_of_weight = Vec::new();
    for (name, state) in network.state_mut() {
        let State::Param(param) = state else { continue };
        if name.ends_with("weight") {
            shape_of_weight.clone_from(&param.shape);
        }
        fill_param(
            param,
            &format!("{prefix}.{name}"),
            &shape_of_weight,
            compute,
        );
    }
}

/// A loss and its gradients for every parameter of `network` that it reaches.
async fn check_loss(
    what: &str,
    loss: Tensor<1>,
    network: &mut Network,
    prefix: &str,
    theirs: &Json,
    tolerance: Tolerance,
) {
    let gradients = loss.backward();
    let value = f64::from(values(loss.inner()).await[0]);
    tolerance.check(what, value, theirs["value"].as_f64().unwrap());
    let mut compared = 0;
    for (name, param) in network.params_mut() {
        let name = format!("{prefix}.{name}");
        let theirs = theirs["gradients"].get(&name);
        // A bias that moves no slope has no gradient here, and none or zeros there.
        let Some(gradient) = param.gradient(&gradients) else {
            let norm = theirs.map_or(0.0, |theirs| theirs["norm"].as_f64().unwrap());
            assert_eq!(norm, 0.0, "{what}: {name}");
            compared += usize::from(theirs.is_some());
            continue;
        };
        let gradient = values(gradient).await;
        let what = format!("{what}: gradient of {name}");
        match theirs {
            Some(theirs) => {
                compare(&what, &gradient, theirs, tolerance);
                compared += 1;
            }
            None => assert!(gradient.iter().all(|g| *g == 0.0), "{what}"),
        }
    }
    assert_eq!(
        compared,
        theirs["gradients"].as_object().unwrap().len(),
        "{what}"
    );
}

fn critic(case: &str, compute: &Compute) -> Network {
    let mut rng = HostRng::new(0, Stream::Weights);
    let mut init = Initializer {
        init: Init::FanIn,
        rng: &mut rng,
        device: &compute.device,
    };
    let linear = |inputs, outputs, init: &mut Initializer| {
        Layer::Linear(Linear::new(inputs, outputs, true, init))
    };
    let act = Layer::Activation;
    match case {
        "smooth" => Network::new(vec![
            linear(5, 6, &mut init),
            act(Activation::Tanh),
            linear(6, 4, &mut init),
            act(Activation::Sigmoid),
            linear(4, 4, &mut init),
            act(Activation::SigmoidPm1),
            linear(4, 1, &mut init),
        ]),
        "transpose" => {
            let input = ImageShape {
                channels: 3,
                side: 3,
            };
            Network::new(vec![
                Layer::ConvTranspose2d(ConvTranspose2d::new(input, 2, true, &mut init)),
                act(Activation::Tanh),
                linear(72, 1, &mut init),
            ])
        }
        _ => {
            let architecture = case.trim_end_matches("_conditional");
            let condition = if architecture == case { 0 } else { 10 };
            let dataset = if case == "toy" { "ring8" } else { "mnist" };
            let settings = settings(&[
                ("architecture", architecture),
                ("dataset", dataset),
                ("constraint", "gradient_penalty"),
            ]);
            Blueprint::new(&settings, &mut rng, &compute.device).discriminator(condition, 1)
        }
    }
}
