//! Penalties against central differences of an independent implementation in f64, on the CPU device.

use crate::support::penalties::fill_network;
use crate::support::{signed, tensor, values};
use gantry::device::Compute;
use gantry::nets::layers::{Activation, Layer, Linear};
use gantry::nets::{Init, Initializer, Network, Pass};
use gantry::penalties::{Critic, dragan, gradient_penalty, r1};
use gantry::rng::{HostRng, Stream};
use pollster::block_on;

const BATCH: usize = 6;
/// Numbers that go into each layer, and what comes out in the end.
const WIDTHS: [usize; 5] = [3, 7, 6, 5, 1];
/// Of samples (for ∇ₓD) and of weights.
const STEP: f64 = 1e-4;

/// Weights `[inputs, outputs]` and biases by layer, in f64.
type Weights = Vec<(Vec<f64>, Vec<f64>)>;

/// D of one sample; LeakyReLU, tanh and sigmoid after the hidden layers.
fn score(weights: &Weights, x: &[f64]) -> f64 {
    let mut h = x.to_vec();
    for (index, (w, b)) in weights.iter().enumerate() {
        let outputs = b.len();
        let y = (0..outputs).map(|o| {
            let sum: f64 = h
                .iter()
                .enumerate()
                .map(|(i, v)| v * w[i * outputs + o])
                .sum();
            let a = sum + b[o];
            match index {
                0 if a < 0.0 => 0.2 * a,
                1 => a.tanh(),
                2 => 1.0 / (1.0 + (-a).exp()),
                _ => a,
            }
        });
        h = y.collect();
    }
    h[0]
}

/// `‖∇ₓD‖²` by central differences.
fn square_of_slope(weights: &Weights, x: &[f64]) -> f64 {
    let mut x = x.to_vec();
    (0..x.len())
        .map(|i| {
            let at = x[i];
            x[i] = at + STEP;
            let above = score(weights, &x);
            x[i] = at - STEP;
            let below = score(weights, &x);
            x[i] = at;
            ((above - below) / (2.0 * STEP)).powi(2)
        })
        .sum()
}

fn unit_slope(weights: &Weights, points: &[Vec<f64>]) -> f64 {
    let squares = points.iter().map(|x| square_of_slope(weights, x));
    squares.map(|s| (s.sqrt() - 1.0).powi(2)).sum::<f64>() / points.len() as f64
}

fn half_square(weights: &Weights, points: &[Vec<f64>]) -> f64 {
    let squares = points.iter().map(|x| square_of_slope(weights, x));
    0.5 * squares.sum::<f64>() / points.len() as f64
}

fn rows(name: &str) -> Vec<Vec<f64>> {
    signed(name, BATCH * WIDTHS[0])
        .chunks_exact(WIDTHS[0])
        .map(|row| row.iter().map(|v| f64::from(*v)).collect())
        .collect()
}

/// On the segments between real and fake (1704.00028, equation 3).
fn between() -> Vec<Vec<f64>> {
    let mut rng = HostRng::new(0, Stream::Noise);
    let pairs = rows("differences.real")
        .into_iter()
        .zip(rows("differences.fake"));
    pairs
        .map(|(real, fake)| {
            let share = f64::from(rng.unit());
            let both = real.iter().zip(&fake);
            both.map(|(r, f)| share * r + (1.0 - share) * f).collect()
        })
        .collect()
}

/// Around the data (1705.07215, algorithm 1).
fn around() -> Vec<Vec<f64>> {
    let real = rows("differences.real");
    let all: Vec<f64> = real.iter().flatten().copied().collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let variance = all.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / all.len() as f64;
    let mut rng = HostRng::new(0, Stream::Noise);
    real.into_iter()
        .map(|row| {
            let share = f64::from(rng.unit());
            let noised = row
                .into_iter()
                .map(|v| v + share * 0.5 * variance.sqrt() * f64::from(rng.unit()));
            noised.collect()
        })
        .collect()
}

fn network(compute: &Compute) -> Network {
    let mut rng = HostRng::new(0, Stream::Weights);
    let mut init = Initializer {
        init: Init::FanIn,
        rng: &mut rng,
        device: &compute.device,
    };
    let between = [Activation::LEAKY_02, Activation::Tanh, Activation::Sigmoid];
    let mut layers = Vec::new();
    for (index, pair) in WIDTHS.windows(2).enumerate() {
        layers.push(Layer::Linear(Linear::new(
            pair[0], pair[1], true, &mut init,
        )));
        layers.extend(between.get(index).copied().map(Layer::Activation));
    }
    let mut network = Network::new(layers);
    fill_network(&mut network, "differences", compute);
    // Slopes near one, so that no penalty is nearly the square of nothing.
    for (name, param) in network.params_mut() {
        if name.ends_with("weight") {
            let steeper = param.value().clone().mul_scalar(4.0);
            param.set_value(steeper);
        }
    }
    network
}

async fn weights(network: &mut Network) -> Weights {
    let mut flat = Vec::new();
    for (_, param) in network.params_mut() {
        let values = values(param.value().clone()).await;
        flat.push(values.into_iter().map(f64::from).collect::<Vec<f64>>());
    }
    flat.chunks_exact(2)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

/// Adds to one number of the parameter with this index.
fn number(weights: &mut Weights, parameter: usize, index: usize, by: f64) {
    let (weight, bias) = &mut weights[parameter / 2];
    let list = if parameter.is_multiple_of(2) {
        weight
    } else {
        bias
    };
    list[index] += by;
}

#[test]
fn penalties_have_the_gradients_that_differences_have() {
    let compute = Compute::cpu();
    let samples = |name: &str| tensor(name, [BATCH, WIDTHS[0]], &compute.device);
    type Numerical = fn(&Weights, &[Vec<f64>]) -> f64;
    let cases: [(&str, Numerical, Vec<Vec<f64>>); 3] = [
        ("gradient_penalty", unit_slope, between()),
        ("r1", half_square, rows("differences.real")),
        ("dragan", unit_slope, around()),
    ];
    for (name, numerical, points) in cases {
        let mut network = network(&compute);
        let mut weights = block_on(weights(&mut network));
        network.track();
        let mut rng = HostRng::new(0, Stream::Noise);
        let mut critic = Critic {
            network: &mut network,
            condition: None,
            pass: &mut Pass::Evaluation,
        };
        let (real, fake) = (samples("differences.real"), samples("differences.fake"));
        let penalty = match name {
            "gradient_penalty" => gradient_penalty(&mut critic, real, fake, &mut rng),
            "r1" => r1(&mut critic, real),
            _ => dragan(&mut critic, real, &mut rng),
        }
        .unwrap();
        let gradients = penalty.backward();
        let ours = f64::from(block_on(values(penalty.inner()))[0]);
        let theirs = numerical(&weights, &points);
        assert!(
            (ours / theirs - 1.0).abs() < 1e-5,
            "{name}: {ours}, {theirs}"
        );

        let (mut squared_error, mut squared_norm) = (0.0, 0.0);
        for (index, (parameter, param)) in network.params_mut().into_iter().enumerate() {
            let count = param.shape.iter().product();
            let analytic = match param.gradient(&gradients) {
                Some(gradient) => block_on(values(gradient)),
                None => vec![0.0; count],
            };
            for (j, analytic) in analytic.into_iter().enumerate() {
                let at = |weights: &mut Weights, by: f64| {
                    number(weights, index, j, by);
                    let value = numerical(weights, &points);
                    number(weights, index, j, -by);
                    value
                };
                let above = at(&mut weights, STEP);
                let below = at(&mut weights, -STEP);
                let difference = (above - below) / (2.0 * STEP);
                let error = f64::from(analytic) - difference;
                assert!(
                    error.abs() < 1e-4 * difference.abs().max(0.05),
                    "{name}: {parameter}[{j}]: {analytic}, {difference}"
                );
                squared_error += error * error;
                squared_norm += difference * difference;
            }
        }
        let relative = (squared_error / squared_norm).sqrt();
        println!("{name}: {ours:.6}, relative error of the gradient {relative:.1e}");
        assert!(relative < 1e-4, "{name}: {relative}");
    }
}
