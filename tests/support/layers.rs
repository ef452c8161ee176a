//! Single layers and losses compared with PyTorch.

use burn::tensor::{Tensor, TensorData};
use gantry::device::Compute;
use gantry::nets::layers::{
    Activation, BatchNorm, Conv2d, ConvTranspose2d, ImageShape, Layer, Maxout, State,
};
use gantry::nets::{Init, Initializer, Network, Pass};
use gantry::objectives::{OBJECTIVES, Scores};
use gantry::rng::{HostRng, Stream};
use serde_json::Value as Json;

use super::golden::fill_param;
use super::{assert_close, hash, signed, tensor, values};

pub fn check_hash() {
    let golden: Json = serde_json::from_str(include_str!("../fixtures/golden/hash.json")).unwrap();
    for probe in golden["probes"].as_array().unwrap() {
        let j: u64 = probe["j"].as_str().unwrap().parse().unwrap();
        let ours = hash(probe["name"].as_str().unwrap(), j);
        assert_eq!(format!("{ours:016x}"), probe["hash"].as_str().unwrap());
    }
    assert_eq!(signed("", 1)[0], 0.527_389_05);
}

/// Output, gradients and running statistics of each kind of layer.
pub async fn check_layers(compute: &Compute, absolute: f64) {
    let golden: Json =
        serde_json::from_str(include_str!("../fixtures/golden/layers.json")).unwrap();
    let cases = golden.as_object().unwrap();
    for (case, theirs) in cases {
        let layer = layer(case, &shape_of(theirs), compute);
        check_layer(case, layer, theirs, compute, absolute).await;
    }
    assert_eq!(cases.len(), 6);
}

/// The shape of what goes in.
pub fn shape_of(golden: &Json) -> Vec<usize> {
    let sides = golden["input_shape"].as_array().unwrap();
    sides.iter().map(|v| v.as_u64().unwrap() as usize).collect()
}

/// Output, gradients and running statistics of one layer.
pub async fn check_layer(
    case: &str,
    layer: Layer,
    golden: &Json,
    compute: &Compute,
    absolute: f64,
) {
    let shape = shape_of(golden);
    let inputs: usize = shape[1..].iter().product();
    let mut network = Network::new(vec![layer]);
    let mut shape_of_weight = Vec::new();
    for (name, state) in network.state_mut() {
        let State::Param(param) = state else { continue };
        if name.ends_with("weight") {
            shape_of_weight.clone_from(&param.shape);
        }
        fill_param(
            param,
            &format!("layers.{case}.{name}"),
            &shape_of_weight,
            compute,
        );
    }
    let theirs = &golden["float64"];
    let compare = |what: &str, ours: Vec<f32>, theirs: &Json| {
        let theirs: Vec<f64> = theirs
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_f64().unwrap())
            .collect();
        assert_eq!(ours.len(), theirs.len(), "{case}: {what}");
        for (ours, theirs) in ours.into_iter().zip(theirs) {
            assert_close(
                &format!("{case}: {what}"),
                f64::from(ours),
                theirs,
                absolute,
                1e-5,
            );
        }
    };

    network.track();
    let input = tensor(
        &format!("layers.{case}.input"),
        [shape[0], inputs],
        &compute.device,
    )
    .autodiff()
    .require_grad();
    let mut dropout = HostRng::new(0, Stream::Dropout);
    let mut pass = Pass::Training {
        dropout: &mut dropout,
        rates: (0.0, 0.0),
    };
    let output = network.forward(input.clone(), &mut pass);
    let weight = tensor(
        &format!("layers.{case}.output_weight"),
        output.dims(),
        &compute.device,
    );
    let gradients = (output.clone() * weight).sum().backward();
    compare("output", values(output.inner()).await, &theirs["output"]);
    compare(
        "gradient of the input",
        values(input.grad(&gradients).unwrap()).await,
        &theirs["gradients"][&format!("layers.{case}.input")],
    );
    for (name, state) in network.state_mut() {
        match state {
            State::Param(param) => {
                let gradient = values(param.gradient(&gradients).unwrap()).await;
                compare(
                    &name,
                    gradient,
                    &theirs["gradients"][&format!("layers.{case}.{name}")],
                );
            }
            State::Buffer(buffer) => {
                let key = format!("layers.{case}.{name}");
                compare(&key, values(buffer.clone()).await, &theirs["running"][&key]);
            }
        }
    }
    if !theirs["output_eval_after"].is_null() {
        let output = network.forward(input.inner(), &mut Pass::Evaluation);
        let flat = output.dims()[0] * output.dims()[1];
        compare(
            "output in evaluation",
            values(output.reshape([flat]).inner()).await,
            &theirs["output_eval_after"],
        );
    }
}

fn layer(case: &str, shape: &[usize], compute: &Compute) -> Layer {
    let mut rng = HostRng::new(0, Stream::Weights);
    let mut init = Initializer {
        init: Init::FanIn,
        rng: &mut rng,
        device: &compute.device,
    };
    let image = ImageShape {
        channels: shape[1],
        side: shape.get(2).copied().unwrap_or(1),
    };
    match case {
        "batch_norm_dense" => Layer::BatchNorm(BatchNorm::vector(shape[1], &mut init)),
        "batch_norm_image" => Layer::BatchNorm(BatchNorm::new(image, &mut init)),
        "conv" => Layer::Conv2d(Conv2d::new(image, 3, true, &mut init)),
        "conv_transpose" => Layer::ConvTranspose2d(ConvTranspose2d::new(image, 2, true, &mut init)),
        "maxout" => Layer::Maxout(Maxout::new(6, 4, 5, &mut init)),
        "leaky_relu" => Layer::Activation(Activation::LEAKY_02),
        other => panic!("no layer for the case {other}"),
    }
}

/// Values and gradients of every objective of the registry, at scores from −12 to 12.
pub async fn check_objectives(compute: &Compute, absolute: f64) {
    let golden: Json =
        serde_json::from_str(include_str!("../fixtures/golden/losses.json")).unwrap();
    for objective in OBJECTIVES {
        let cases = golden["cases"].as_array().unwrap();
        let theirs = cases
            .iter()
            .find(|case| match objective.id.strip_prefix("f_gan_") {
                Some(divergence) => case["divergence"] == divergence,
                None => case["objective"] == objective.id,
            })
            .unwrap();
        let list = |key: &str| -> Vec<f64> {
            theirs[key]
                .as_array()
                .unwrap()
                .iter()
                .map(|v| v.as_f64().unwrap())
                .collect()
        };
        let leaf = |key: &str| {
            let scores: Vec<f32> = list(key).into_iter().map(|v| v as f32).collect();
            let shape = [scores.len(), 1];
            Tensor::<2>::from_data(TensorData::new(scores, shape), &compute.device)
                .autodiff()
                .require_grad()
        };
        let check = |key: &str, ours: Vec<f32>, theirs: Vec<f64>| {
            for (ours, theirs) in ours.into_iter().zip(theirs) {
                assert_close(
                    &format!("{}: {key}", objective.id),
                    f64::from(ours),
                    theirs,
                    absolute,
                    1e-5,
                );
            }
        };
        let (real, fake) = (leaf("real"), leaf("fake"));
        let loss = objective.d_loss(Scores {
            real: real.clone(),
            fake: fake.clone(),
            real_label: 1.0,
            joined: None,
        });
        let gradients = loss.backward();
        check(
            "d_loss",
            values(loss.inner()).await,
            vec![theirs["d_loss"].as_f64().unwrap()],
        );
        check(
            "real",
            values(real.grad(&gradients).unwrap()).await,
            list("d_gradient_real"),
        );
        check(
            "fake",
            values(fake.grad(&gradients).unwrap()).await,
            list("d_gradient_fake"),
        );

        let fake = leaf("fake");
        let loss = objective.g_loss(fake.clone(), false);
        let gradients = loss.backward();
        check(
            "g_loss",
            values(loss.inner()).await,
            vec![theirs["g_loss"].as_f64().unwrap()],
        );
        check(
            "g fake",
            values(fake.grad(&gradients).unwrap()).await,
            list("g_gradient_fake"),
        );

        assert_eq!(
            objective.g_loss_alternative.is_some(),
            theirs.get("g_loss_alternative").is_some()
        );
        if objective.g_loss_alternative.is_none() {
            continue;
        }
        let fake = leaf("fake");
        let loss = objective.g_loss(fake.clone(), true);
        let gradients = loss.backward();
        check(
            "alternative g_loss",
            values(loss.inner()).await,
            vec![theirs["g_loss_alternative"].as_f64().unwrap()],
        );
        check(
            "alternative g fake",
            values(fake.grad(&gradients).unwrap()).await,
            list("g_gradient_fake_alternative"),
        );
    }
}
