//! Techniques within whole runs, on the CPU device.

use burn::tensor::Tensor;
use gantry::device::Compute;
use gantry::nets::layers::{Activation, Dropout, DropoutRate, Layer, Linear};
use gantry::nets::{Init, Initializer, Network, Pass};
use gantry::rng::{HostRng, Stream};
use gantry::trainer::{Step, Trainer};
use pollster::block_on;
use safetensors::SafeTensors;

use crate::support::runs::{dataset, iterate, settings};
use crate::support::{assert_close, tensor, values};

/// Bytes by name of what in a checkpoint begins like one of `owners`.
fn state(trainer: &mut Trainer, owners: &[&str]) -> Vec<(String, Vec<u8>)> {
    let bytes = block_on(trainer.checkpoint(None)).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let mut state: Vec<_> = file
        .tensors()
        .into_iter()
        .filter(|(name, _)| owners.iter().any(|owner| name.starts_with(owner)))
        .map(|(name, view)| (name, view.data().to_vec()))
        .collect();
    state.sort();
    state
}

#[test]
fn a_look_ahead_leaves_the_discriminator_as_it_was() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let run = [
        ("architecture", "mlp_small"),
        ("constraint", "spectral_norm"),
        ("unroll_steps", "3"),
        ("historical_averaging", "0.1"),
    ];
    let mut trainer = Trainer::new(settings(&run), &compute).unwrap();
    let of_d =
        |trainer: &mut Trainer| state(trainer, &["discriminator.", "d_optimizer.", "d_history."]);
    trainer.step(Step::Discriminator, &dataset).unwrap();
    let before = of_d(&mut trainer);
    trainer.step(Step::Generator, &dataset).unwrap();
    assert_eq!(before.len(), 4 + 4 + 8 + 4);
    assert!(before == of_d(&mut trainer));
}

/// The generator of a run that looks three steps ahead is that of a run whose discriminator makes those steps.
#[test]
fn a_look_ahead_answers_the_discriminator_of_some_steps_later() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let after_one = |pairs: &[(&str, &str)]| {
        let mut run = vec![("architecture", "mlp_small"), ("batch_size", "16")];
        run.extend(pairs);
        let mut trainer = Trainer::new(settings(&run), &compute).unwrap();
        iterate(&mut trainer, &dataset, 1);
        ["generator.", "discriminator."].map(|owner| state(&mut trainer, &[owner]))
    };
    let [ahead, d_ahead] = after_one(&[("unroll_steps", "3")]);
    let [later, d_later] = after_one(&[("d_steps", "4")]);
    let [at_once, d_at_once] = after_one(&[]);
    assert!(ahead == later && ahead != at_once);
    assert!(d_ahead == d_at_once && d_ahead != d_later);
}

#[test]
fn dropout_rests_its_share_in_any_discriminator_and_keeps_the_mean() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let losses = |architecture: &str, rate: &str| {
        let run = [
            ("architecture", architecture),
            ("dropout_hidden", rate),
            ("batch_size", "16"),
        ];
        let mut trainer = Trainer::new(settings(&run), &compute).unwrap();
        iterate(&mut trainer, &dataset, 1);
        block_on(trainer.read_points()).unwrap()[0].d_loss
    };
    for architecture in ["mlp_small", "mlp", "dcgan", "dcgan_softmax", "mlp_2014"] {
        assert!(
            losses(architecture, "0.5") != losses(architecture, "0"),
            "{architecture}"
        );
    }
    let rates = (0.25, 0.5);
    for (rate, p) in [(DropoutRate::Input, 0.25), (DropoutRate::Hidden, 0.5)] {
        let mut rng = HostRng::new(1, Stream::Dropout);
        let mut pass = Pass::Training {
            dropout: &mut rng,
            rates,
        };
        let ones = Tensor::ones([100, 100], &compute.device);
        let left = block_on(values(Dropout { rate }.forward(ones, &mut pass)));
        let kept = 1.0 / (1.0 - p as f32);
        assert!(left.iter().all(|&v| v == 0.0 || (v - kept).abs() < 1e-6));
        let resting = left.iter().filter(|v| **v == 0.0).count() as f64 / 1e4;
        assert_close("share", resting, p, 0.02, 0.0);
    }
}

/// The gradient that a penalty sees of a critic some of whose units rest is that of the same units' score.
#[test]
fn the_slope_of_a_critic_with_dropout_is_that_of_its_score() {
    const STEP: f32 = 1e-2;
    let compute = Compute::cpu();
    let mut weights = HostRng::new(4, Stream::Weights);
    let mut init = Initializer {
        init: Init::FanIn,
        rng: &mut weights,
        device: &compute.device,
    };
    let dropout = |rate| Layer::Dropout(Dropout { rate });
    let mut critic = Network::new(vec![
        dropout(DropoutRate::Input),
        Layer::Linear(Linear::new(6, 8, true, &mut init)),
        Layer::Activation(Activation::Tanh),
        dropout(DropoutRate::Hidden),
        Layer::Linear(Linear::new(8, 1, true, &mut init)),
    ]);
    let x: Tensor<2> = tensor("techniques.x", [5, 6], &compute.device);
    let mut rested = |x: Tensor<2>| {
        let mut rng = HostRng::new(9, Stream::Dropout);
        let mut pass = Pass::Training {
            dropout: &mut rng,
            rates: (0.3, 0.5),
        };
        let (score, slope) = critic.input_gradient(x, &mut pass).unwrap();
        (block_on(values(score)), block_on(values(slope)))
    };
    let (_, slopes) = rested(x.clone());
    assert!(slopes.contains(&0.0) && slopes.iter().any(|slope| *slope != 0.0));
    for column in 0..6 {
        let mut step = vec![0.0_f32; 6];
        step[column] = STEP;
        let data = burn::tensor::TensorData::new(step, [1, 6]);
        let step = Tensor::<2>::from_data(data, &compute.device).repeat_dim(0, 5);
        let (more, _) = rested(x.clone() + step.clone());
        let (less, _) = rested(x.clone() - step);
        for row in 0..5 {
            let slope = f64::from(more[row] - less[row]) / f64::from(2.0 * STEP);
            let what = format!("row {row}, column {column}");
            assert_close(
                &what,
                f64::from(slopes[row * 6 + column]),
                slope,
                1e-3,
                1e-3,
            );
        }
    }
}

#[test]
fn fresh_weights_have_the_spread_of_their_papers() {
    let compute = Compute::cpu();
    let mut rng = HostRng::new(2, Stream::Weights);
    let mut drawn = |init: Init, fan_in: usize| {
        let mut init = Initializer {
            init,
            rng: &mut rng,
            device: &compute.device,
        };
        let numbers = block_on(values(init.weight(&[100, 400], fan_in).tensor::<2>()));
        let count = numbers.len() as f64;
        let mean = numbers.iter().map(|v| f64::from(*v)).sum::<f64>() / count;
        let square = numbers.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>() / count;
        let most = numbers.iter().fold(0.0_f32, |most, v| most.max(v.abs()));
        (mean, (square - mean * mean).sqrt(), f64::from(most))
    };
    let root3 = 3.0_f64.sqrt();
    for (init, fan_in, deviation, bound) in [
        (Init::Dcgan, 100, 0.02, None),
        (Init::Uniform(0.05), 100, 0.05 / root3, Some(0.05)),
        (Init::Uniform(0.005), 100, 0.005 / root3, Some(0.005)),
        (Init::FanIn, 100, 0.1 / root3, Some(0.1)),
        (Init::FanIn, 25, 0.2 / root3, Some(0.2)),
    ] {
        let (mean, spread, most) = drawn(init, fan_in);
        assert_close("mean", mean, 0.0, 0.02 * deviation, 0.0);
        assert_close("deviation", spread, deviation, 0.0, 0.02);
        if let Some(bound) = bound {
            assert!(most <= bound && most > 0.98 * bound, "{most} for {bound}");
        }
    }
}
