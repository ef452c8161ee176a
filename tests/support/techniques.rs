//! The layers of the techniques, spectral normalisation and smoothed labels compared with PyTorch.

use burn::tensor::{Tensor, TensorData};
use gantry::device::Compute;
use gantry::nets::layers::{
    ConditionMaps, Conv2d, ImageShape, Layer, Linear, MinibatchDiscrimination, MixtureLatent,
    State, VirtualBatchNorm,
};
use gantry::nets::{Init, Initializer, Network, Param, Pass, Spectral};
use gantry::objectives::{self, Scores};
use gantry::rng::{HostRng, Stream};
use serde_json::Value as Json;

use super::layers::{check_layer, shape_of};
use super::penalties::fill_network;
use super::{assert_close, signed, tensor, values};

fn list(json: &Json) -> Vec<f64> {
    let items = json.as_array().unwrap();
    items.iter().map(|v| v.as_f64().unwrap()).collect()
}

fn compare(what: &str, ours: &[f32], theirs: &Json, absolute: f64) {
    let theirs = list(theirs);
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_close(what, f64::from(*ours), theirs, absolute, 1e-5);
    }
}

/// Output and gradients of the layers that the techniques add.
pub async fn check_techniques(compute: &Compute, absolute: f64) {
    let golden: Json =
        serde_json::from_str(include_str!("../fixtures/golden/techniques.json")).unwrap();
    let cases = golden.as_object().unwrap();
    for (case, theirs) in cases {
        let layer = layer(case, &shape_of(theirs), compute);
        check_layer(case, layer, theirs, compute, absolute).await;
    }
    assert_eq!(cases.len(), 6);
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
        "minibatch_discrimination" => {
            Layer::MinibatchDiscrimination(MinibatchDiscrimination::new(shape[1], 3, &mut init))
        }
        "minibatch_stddev" => Layer::MinibatchStdDev,
        "virtual_batch_norm_dense" => {
            Layer::VirtualBatchNorm(VirtualBatchNorm::new(image, 3, &mut init))
        }
        "virtual_batch_norm_image" => {
            Layer::VirtualBatchNorm(VirtualBatchNorm::new(image, 2, &mut init))
        }
        "condition_maps" => Layer::ConditionMaps(ConditionMaps {
            pixels: 16,
            numbers: 2,
        }),
        "mixture_latent" => Layer::MixtureLatent(MixtureLatent::new(4, 3, &mut init)),
        other => panic!("no layer for the case {other}"),
    }
}

/// The layer of a spectrally normalised weight, its vectors after one power iteration, and its gradients.
pub async fn check_spectral(compute: &Compute, absolute: f64) {
    let golden: Json =
        serde_json::from_str(include_str!("../fixtures/golden/spectral.json")).unwrap();
    for (case, theirs) in golden.as_object().unwrap() {
        let mut rng = HostRng::new(0, Stream::Weights);
        let mut init = Initializer {
            init: Init::FanIn,
            rng: &mut rng,
            device: &compute.device,
        };
        let shape = shape_of(theirs);
        let layer = match case.as_str() {
            "linear" => Layer::Linear(Linear::new(7, 5, true, &mut init)),
            _ => {
                let input = ImageShape {
                    channels: 2,
                    side: 6,
                };
                Layer::Conv2d(Conv2d::new(input, 3, true, &mut init))
            }
        };
        let mut network = Network::new(vec![layer]);
        let prefix = format!("spectral.{case}");
        fill_network(&mut network, &prefix, compute);
        for layer in network.layers_mut() {
            layer.normalise_spectrally(&mut init);
        }
        for (name, state) in network.state_mut() {
            if let (true, State::Buffer(u)) = (name.ends_with("spectral_u"), state) {
                *u = unit_vector(&format!("{prefix}.vector"), u.dims()[0], compute);
            }
        }
        network.iterate_spectral();
        network.track();
        let inputs = shape[1..].iter().product();
        let x = tensor(
            &format!("{prefix}.input"),
            [shape[0], inputs],
            &compute.device,
        );
        let y = network.forward(x, &mut Pass::Evaluation);
        let weight = tensor(
            &format!("{prefix}.output_weight"),
            y.dims(),
            &compute.device,
        );
        let gradients = (y.clone() * weight).sum().backward();
        compare(
            &format!("{case}: output"),
            &values(y.inner()).await,
            &theirs["output"],
            absolute,
        );
        for (name, state) in network.state_mut() {
            let (key, ours) = match (name.as_str(), state) {
                ("0.weight", State::Param(param)) => {
                    ("weight", param.gradient(&gradients).unwrap())
                }
                ("0.bias", State::Param(param)) => ("bias", param.gradient(&gradients).unwrap()),
                ("0.spectral_u", State::Buffer(u)) => ("u", u.clone()),
                ("0.spectral_v", State::Buffer(v)) => ("v", v.clone()),
                (other, _) => panic!("{other}"),
            };
            let what = format!("{case}: {key}");
            compare(&what, &values(ours).await, &theirs[key], absolute);
        }
    }
}

fn unit_vector(name: &str, count: usize, compute: &Compute) -> Tensor<1> {
    let numbers = signed(name, count);
    let norm = numbers
        .iter()
        .map(|v| f64::from(*v).powi(2))
        .sum::<f64>()
        .sqrt();
    let unit: Vec<f32> = numbers
        .iter()
        .map(|v| (f64::from(*v) / norm) as f32)
        .collect();
    Tensor::from_data(TensorData::new(unit, [count]), &compute.device)
}

/// After enough power iterations the largest singular value of what acts is 1.
pub async fn check_spectral_norm_is_one(compute: &Compute) {
    let mut rng = HostRng::new(0, Stream::Weights);
    let mut init = Initializer {
        init: Init::FanIn,
        rng: &mut rng,
        device: &compute.device,
    };
    // Singular values 3, 2 and 1 between known vectors: a rotation of the plane of the first two columns.
    let (sin, cos) = 0.6_f32.sin_cos();
    let matrix = vec![
        3.0 * cos,
        -3.0 * sin,
        0.0,
        2.0 * sin,
        2.0 * cos,
        0.0,
        0.0,
        0.0,
        1.0,
    ];
    let matrix = Tensor::<1>::from_data(TensorData::new(matrix, [9]), &compute.device);
    let weight = Param::new(&[3, 3], matrix);
    let mut spectral = Spectral::new(&weight, &mut init);
    for _ in 0..60 {
        spectral.iterate(&weight);
    }
    let acting = values(spectral.apply(weight.tensor::<2>())).await;
    for (ours, raw) in acting.iter().zip(values(weight.value().clone()).await) {
        assert_close("W/3", f64::from(*ours), f64::from(raw) / 3.0, 1e-5, 1e-5);
    }
}

/// One-sided label smoothing of the three objectives with targets.
pub async fn check_smoothing(compute: &Compute, absolute: f64) {
    let golden: Json =
        serde_json::from_str(include_str!("../fixtures/golden/smoothed.json")).unwrap();
    for theirs in golden.as_array().unwrap() {
        let objective = objectives::find(theirs["objective"].as_str().unwrap()).unwrap();
        let leaf = |key: &str| {
            let scores: Vec<f32> = list(&theirs[key]).into_iter().map(|v| v as f32).collect();
            let shape = [scores.len(), 1];
            Tensor::<2>::from_data(TensorData::new(scores, shape), &compute.device)
                .autodiff()
                .require_grad()
        };
        let (real, fake) = (leaf("real"), leaf("fake"));
        let loss = objective.d_loss(Scores {
            real: real.clone(),
            fake: fake.clone(),
            real_label: theirs["real_label"].as_f64().unwrap(),
            joined: None,
        });
        let gradients = loss.backward();
        let value = values(loss.inner()).await;
        let theirs_value = Json::from(vec![theirs["d_loss"].clone()]);
        compare(objective.id, &value, &theirs_value, absolute);
        for (scores, key) in [(real, "d_gradient_real"), (fake, "d_gradient_fake")] {
            let gradient = values(scores.grad(&gradients).unwrap()).await;
            compare(objective.id, &gradient, &theirs[key], absolute);
        }
    }
}
