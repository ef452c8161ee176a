//! The layers and the games that have images on both sides, against PyTorch's numbers, on the CPU device. How they were
//! made: `tests/fixtures/golden_images.py`.

use crate::support::{assert_close, signed, tensor};
use burn::tensor::{Gradients, Tensor, TensorData};
use gantry::data::{Batch, Dataset, PIXELS, Slant, doubled, halved, outlines};
use gantry::device::Compute;
use gantry::nets::layers::{
    Activation, BatchNorm, Conv2d, ImageShape, Kernel, LatentPlane, Layer, PixelShuffle, State,
};
use gantry::nets::{Init, Initializer, Network, Param, Pass};
use gantry::options::{Changes, Settings, Value};
use gantry::rng::{HostRng, Stream};
use gantry::variants::{self, Draw, Game, Player, StepInput};
use pollster::block_on;
use serde_json::Value as Json;

const ABSOLUTE: f64 = 1e-5;
const RELATIVE: f64 = 1e-4;

fn golden() -> Json {
    serde_json::from_str(include_str!("../fixtures/golden/variants_images.json")).unwrap()
}

#[test]
fn layers_agree_with_pytorch() {
    let compute = Compute::cpu();
    let golden = golden();
    let cases = golden["layers"].as_object().unwrap();
    for (case, theirs) in cases {
        check_layer(case, theirs, &compute);
    }
    assert_eq!(cases.len(), 6);
}

fn check_layer(case: &str, theirs: &Json, compute: &Compute) {
    let shape = numbers(&theirs["input_shape"]);
    let (batch, inputs) = (shape[0] as usize, shape[1..].iter().product::<f64>());
    let prefix = format!("images.{case}");
    let mut network = Network::new(vec![layer(case, compute)]);
    fill(&prefix, &mut network, compute);
    network.track();
    let x = tensor(
        &format!("{prefix}.input"),
        [batch, inputs as usize],
        &compute.device,
    )
    .autodiff()
    .require_grad();
    let y = network.forward(
        x.clone(),
        &mut training(&mut HostRng::new(0, Stream::Dropout)),
    );
    let weight = tensor(
        &format!("{prefix}.output_weight"),
        y.dims(),
        &compute.device,
    );
    let gradients = (y.clone() * weight.clone()).sum().backward();
    compare_all(case, values(y), &theirs["output"]);
    let of_input = &theirs["input_gradient"];
    compare_all(case, values(x.grad(&gradients).unwrap()), of_input);
    let mut compared = 0;
    for (name, param) in network.params_mut() {
        let name = format!("{prefix}.{name}");
        let ours = values(param.gradient(&gradients).unwrap());
        compare_all(&name, ours, &theirs["gradients"][&name]);
        compared += 1;
    }
    assert_eq!(compared, theirs["gradients"].as_object().unwrap().len());
    if let [Layer::Conv2d(conv)] = network.layers_mut() {
        conv.weight.untrack(&mut { gradients });
        compare_all("pull_back", values(conv.pull_back(weight)), of_input);
    }
}

fn layer(case: &str, compute: &Compute) -> Layer {
    let mut rng = HostRng::new(0, Stream::Weights);
    let init = &mut Initializer {
        init: Init::FanIn,
        rng: &mut rng,
        device: &compute.device,
    };
    let shape = |channels, side| ImageShape { channels, side };
    let odd = Kernel {
        stride: 2,
        ..Kernel::KEEPING
    };
    let conv = |kernel, input, outputs, bias, init: &mut Initializer| {
        Layer::Conv2d(Conv2d::with_kernel(kernel, input, outputs, bias, init))
    };
    match case {
        "conv_keeping" => conv(Kernel::KEEPING, shape(2, 5), 3, true, init),
        "conv_odd" => conv(odd, shape(2, 6), 3, true, init),
        "pixel_shuffle" => Layer::PixelShuffle(PixelShuffle { input: shape(8, 3) }),
        "latent_plane" => Layer::LatentPlane(LatentPlane::new(16, 3, init)),
        "residual" => Layer::Residual(vec![
            conv(Kernel::KEEPING, shape(2, 4), 3, false, init),
            Layer::BatchNorm(BatchNorm::new(shape(3, 4), init)),
            Layer::Residual(vec![conv(Kernel::KEEPING, shape(3, 4), 3, true, init)]),
            Layer::Activation(Activation::Relu),
            conv(Kernel::KEEPING, shape(3, 4), 2, true, init),
        ]),
        "skip" => Layer::Skip(vec![
            conv(Kernel::HALVING, shape(2, 4), 3, true, init),
            Layer::Activation(Activation::LEAKY_02),
            conv(Kernel::KEEPING, shape(3, 2), 4, true, init),
            Layer::PixelShuffle(PixelShuffle { input: shape(4, 2) }),
        ]),
        other => panic!("no layer for the case {other}"),
    }
}

#[test]
fn maps_of_images_agree_with_pytorch() {
    let compute = Compute::cpu();
    let x: Tensor<2> = tensor("images.maps", [2, PIXELS], &compute.device);
    let golden = golden();
    let slant = Slant::new(&compute.device);
    for (name, ours) in [
        ("halved", halved(x.clone())),
        ("doubled", doubled(x.clone())),
        ("outlines", outlines(x.clone())),
        ("slanted", slant.apply(x)),
    ] {
        compare_summary(name, &values(ours), &golden["maps"][name]);
    }
}

#[test]
fn games_agree_with_pytorch() {
    let compute = Compute::cpu();
    let golden = golden();
    let cases = golden["games"].as_object().unwrap();
    for (case, theirs) in cases {
        check_game(case, theirs, &compute);
    }
    assert_eq!(cases.len(), 5);
}

fn check_game(case: &str, theirs: &Json, compute: &Compute) {
    let settings = settings(&theirs["settings"]);
    let device = &compute.device;
    let variant = variants::find(theirs["settings"]["variant"].as_str().unwrap()).unwrap();
    let mut rng = HostRng::new(0, Stream::Weights);
    let mut game = (variant.build)(&settings, &mut rng, device).unwrap();
    for (role, network) in game.networks_mut() {
        fill(role.name, network, compute);
    }
    let size = |key: &str| theirs[key].as_u64().unwrap() as usize;
    let x: Tensor<2> = tensor("real.0", [size("batch"), PIXELS], device);
    let z: Tensor<2> = tensor("latent.0", [size("batch"), size("latent")], device);

    let draw = Draw {
        latent: z.clone(),
        classes: vec![0; size("batch")],
        real: Some(x.clone()),
        codes: [0.0; 2],
    };
    let columns = game.view(draw).unwrap();
    for (index, (ours, theirs)) in columns
        .into_iter()
        .zip(theirs["view"].as_array().unwrap())
        .enumerate()
    {
        compare_summary(&format!("{case}: column {index}"), &values(ours), theirs);
    }

    let mut compared = 0;
    for (player, loss_key) in [
        (Player::Discriminator, "d_loss"),
        (Player::Generator, "g_loss"),
    ] {
        track(game.as_mut(), player);
        let mut dropout = HostRng::new(0, Stream::Dropout);
        let input = StepInput {
            settings: &settings,
            real: Some(Batch {
                samples: x.clone(),
                labels: None,
            }),
            latent: z.clone(),
            noise: &mut HostRng::new(0, Stream::Noise),
            iteration: 0,
            dataset: &Dataset::none(),
            pass: training(&mut dropout),
        };
        let loss = game.loss(player, input).unwrap();
        check(
            &format!("{case}: {loss_key}"),
            values(loss.value.clone())[0],
            theirs[loss_key].as_f64().unwrap(),
        );
        if player == Player::Generator {
            let measure = theirs["measure"].as_f64();
            assert_eq!(loss.measure.is_some(), measure.is_some());
            if let (Some(ours), Some(theirs)) = (loss.measure, measure) {
                check(&format!("{case}: measure"), values(ours)[0], theirs);
            }
        }
        let gradients = loss.value.backward();
        compared += check_gradients(case, game.as_mut(), player, gradients, theirs);
    }
    assert_eq!(compared, theirs["gradients"].as_object().unwrap().len());
}

fn track(game: &mut dyn Game, player: Player) {
    for (role, network) in game.networks_mut() {
        if role.player == player {
            network.track();
        }
    }
}

fn check_gradients(
    case: &str,
    game: &mut dyn Game,
    player: Player,
    mut gradients: Gradients,
    theirs: &Json,
) -> usize {
    let mut compared = 0;
    for (role, network) in game.networks_mut() {
        if role.player != player {
            continue;
        }
        for (name, param) in network.params_mut() {
            let name = format!("{}.{name}", role.name);
            let ours = values(param.untrack(&mut gradients).unwrap());
            let what = format!("{case}: gradient of {name}");
            compare_summary(&what, &ours, &theirs["gradients"][&name]);
            compared += 1;
        }
    }
    compared
}

fn settings(golden: &Json) -> Settings {
    let changes: Changes = golden
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| {
            let value = match value {
                Json::String(text) => Value::Text(text.clone()),
                other => Value::Float(other.as_f64().unwrap()),
            };
            (key.clone(), value)
        })
        .collect();
    Settings::resolve(&changes).unwrap()
}

fn training(dropout: &mut HostRng) -> Pass<'_> {
    Pass::Training {
        dropout,
        rates: (0.0, 0.0),
    }
}

/// Fills every parameter with hash values, as the script does.
fn fill(prefix: &str, network: &mut Network, compute: &Compute) {
    let mut weight_shape = Vec::new();
    for (name, state) in network.state_mut() {
        let State::Param(param) = state else { continue };
        if name.ends_with("weight") {
            weight_shape.clone_from(&param.shape);
        }
        let values = starting_values(&format!("{prefix}.{name}"), param, &weight_shape);
        let count = values.len();
        let values = TensorData::new(values, [count]);
        param.set_value(Tensor::from_data(values, &compute.device));
    }
}

fn starting_values(name: &str, param: &Param, weight_shape: &[usize]) -> Vec<f32> {
    let signed = signed(name, param.shape.iter().product());
    let fan_in = match weight_shape {
        [_] => {
            let base = if name.ends_with("weight") { 1.0 } else { 0.0 };
            return signed.into_iter().map(|v| base + 0.1 * v).collect();
        }
        [inputs, _] => *inputs,
        [_, rest @ ..] => rest.iter().product(),
        [] => unreachable!(),
    };
    let bound = (1.0 / (fan_in as f64).sqrt()) as f32;
    signed.into_iter().map(|v| bound * v).collect()
}

fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    block_on(crate::support::values(tensor.inner()))
}

fn numbers(json: &Json) -> Vec<f64> {
    let list = json.as_array().unwrap().iter();
    list.map(|v| v.as_f64().unwrap()).collect()
}

fn check(what: &str, ours: f32, theirs: f64) {
    assert_close(what, f64::from(ours), theirs, ABSOLUTE, RELATIVE);
}

fn compare_all(what: &str, ours: Vec<f32>, theirs: &Json) {
    let theirs = numbers(theirs);
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        check(what, ours, theirs);
    }
}

fn compare_summary(what: &str, ours: &[f32], theirs: &Json) {
    let count: f64 = numbers(&theirs["shape"]).iter().product();
    assert_eq!(ours.len(), count as usize, "{what}");
    let square = |v: &f32| f64::from(*v) * f64::from(*v);
    let norm = ours.iter().map(square).sum::<f64>().sqrt();
    let of_norm = theirs["norm"].as_f64().unwrap();
    assert_close(what, norm, of_norm, ABSOLUTE, RELATIVE);
    for probe in theirs["probe"].as_array().unwrap() {
        let probe = numbers(probe);
        check(
            &format!("{what} [{}]", probe[0]),
            ours[probe[0] as usize],
            probe[1],
        );
    }
}
