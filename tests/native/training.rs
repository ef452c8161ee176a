//! Whole runs on the CPU device.

use crate::support::runs::{bits, check_restore, dataset, grid, iterate, settings};
use gantry::data::Dataset;
use gantry::device::Compute;
use gantry::options::{Value, table};
use gantry::trainer::{Request, Step, Trainer};
use gantry::variants::{VARIANTS, View};
use pollster::block_on;
use safetensors::SafeTensors;

#[test]
fn every_variant_trains_with_finite_losses() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    for variant in VARIANTS {
        let mut trainer = Trainer::new(
            settings(&[("variant", variant.id), ("batch_size", "16")]),
            &compute,
        )
        .unwrap();
        println!("{}", variant.id);
        iterate(&mut trainer, &dataset, 20);
        let measure = trainer.measure();
        let points = block_on(trainer.read_points()).unwrap();
        assert_eq!(points.len(), 20, "{}", variant.id);
        assert!(
            points.iter().all(|point| point.is_finite()
                && (point.d_fake.is_nan() || (0.0..=1.0).contains(&point.d_fake))
                && point.measure.is_nan() == measure.is_none()),
            "{}: {points:?}",
            variant.id
        );
    }
}

#[test]
fn restoring_is_never_having_stopped() {
    let compute = Compute::cpu();
    for variant in VARIANTS {
        println!("{}", variant.id);
        let run = [("variant", variant.id), ("batch_size", "16")];
        block_on(check_restore(&run, 2, 2, &compute));
    }
    let small = ("architecture", "mlp_small");
    let many = [small, ("batch_size", "16"), ("ema_decay", "0.9")];
    block_on(check_restore(&many, 20, 20, &compute));
}

#[test]
fn a_checkpoint_between_two_reports_takes_nothing_from_the_second() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let small = settings(&[("architecture", "mlp_small"), ("batch_size", "16")]);
    let mut trainer = Trainer::new(small, &compute).unwrap();
    let told = |trainer: &mut Trainer| -> Vec<u32> {
        let points = block_on(trainer.read_points()).unwrap();
        points.iter().map(|point| point.iteration).collect()
    };
    iterate(&mut trainer, &dataset, 1);
    assert_eq!(told(&mut trainer), [1]);
    iterate(&mut trainer, &dataset, 2);
    let bytes = block_on(trainer.checkpoint(Some(&dataset))).unwrap();
    iterate(&mut trainer, &dataset, 1);
    assert_eq!(told(&mut trainer), [2, 3, 4]);

    let mut restored = Trainer::restore(&bytes, Some(&dataset), &compute).unwrap();
    iterate(&mut restored, &dataset, 1);
    assert_eq!(told(&mut restored), [4], "the rest stands in its log");
    assert_eq!(restored.log().len(), 4);
}

/// Puts `to`, which is as long, in the place of `from` wherever it stands.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let (from, to) = (from.as_bytes(), to.as_bytes());
    let mut bytes = bytes.to_vec();
    let mut found = 0;
    for start in 0..=bytes.len() - from.len() {
        if bytes[start..].starts_with(from) {
            bytes[start..start + to.len()].copy_from_slice(to);
            found += 1;
        }
    }
    assert_eq!(found, 1);
    bytes
}

#[test]
fn rates_of_dropout_that_had_no_effect_have_none_when_an_old_run_goes_on() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    for (variant, architecture, kept) in [("vae", "mlp_small", 0.0), ("gan", "mlp_2014", 0.5)] {
        let run = [
            ("variant", variant),
            ("architecture", architecture),
            ("batch_size", "16"),
        ];
        let mut trainer = Trainer::new(settings(&run), &compute).unwrap();
        let bytes = block_on(trainer.checkpoint(Some(&dataset))).unwrap();
        let bytes = replaced(&bytes, r#"\"format\":3"#, r#"\"format\":2"#);
        let bytes = if variant == "vae" {
            replaced(
                &bytes,
                r#"\"dropout_hidden\":0.0"#,
                r#"\"dropout_hidden\":0.5"#,
            )
        } else {
            bytes
        };
        let mut restored = Trainer::restore(&bytes, Some(&dataset), &compute).unwrap();
        assert_eq!(restored.settings().float(&table::DROPOUT_HIDDEN), kept);
        iterate(&mut restored, &dataset, 1);
    }
}

#[test]
fn restoring_goes_on_with_every_technique() {
    let compute = Compute::cpu();
    let small = ("architecture", "mlp_small");
    let techniques: &[&[(&str, &str)]] = &[
        &[small, ("d_steps", "2")],
        &[small, ("optimizer", "rmsprop")],
        &[small, ("optimizer", "sgd")],
        &[small, ("historical_averaging", "0.1")],
        &[small, ("constraint", "spectral_norm")],
        &[("architecture", "dcgan"), ("constraint", "spectral_norm")],
        &[("architecture", "mlp"), ("virtual_batch_norm", "true")],
        &[("variant", "cgan"), ("virtual_batch_norm", "true")],
        &[("architecture", "dcgan"), ("virtual_batch_norm", "true")],
        &[small, ("unroll_steps", "2")],
        &[
            small,
            ("unroll_steps", "2"),
            ("historical_averaging", "0.1"),
        ],
        &[small, ("mixture_components", "5")],
        &[("variant", "cgan"), small, ("mixture_components", "5")],
        &[small, ("constraint", "r1"), ("r1_every", "3")],
        &[
            small,
            ("constraint", "r1"),
            ("r1_every", "3"),
            ("unroll_steps", "2"),
        ],
        &[
            small,
            ("minibatch_discrimination", "4"),
            ("minibatch_stddev", "true"),
        ],
        &[
            small,
            ("feature_matching", "true"),
            ("instance_noise", "0.1"),
        ],
        &[
            ("architecture", "dcgan_softmax"),
            ("feature_matching", "true"),
        ],
        &[
            ("architecture", "mlp_2014"),
            ("dropout_input", "0.2"),
            ("dropout_hidden", "0.5"),
        ],
    ];
    for technique in techniques {
        println!("{technique:?}");
        let mut run = technique.to_vec();
        run.push(("batch_size", "16"));
        block_on(check_restore(&run, 2, 2, &compute));
    }
}

#[test]
fn reconstructions_stand_beside_their_images() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let with_view = |view| VARIANTS.iter().filter(move |v| v.view == Some(view));
    for variant in with_view(View::Reconstructions) {
        let pairs = [("variant", variant.id), ("batch_size", "16")];
        let trainer = Trainer::new(settings(&pairs), &compute).unwrap();
        let picture = trainer.view(Request::default(), &dataset).unwrap();
        let pixels = block_on(crate::support::values(picture.images));
        let first = dataset.image(0).iter().map(|&b| f32::from(b) / 127.5 - 1.0);
        assert!(first.eq(pixels[..784].iter().copied()), "{}", variant.id);
        assert!(trainer.view(Request::default(), &Dataset::none()).is_err());
        assert!(trainer.grid(4, &Dataset::none()).is_ok(), "{}", variant.id);
    }
}

#[test]
fn restoring_games_with_images_on_both_sides() {
    let compute = Compute::cpu();
    for pairs in [
        [("variant", "lapgan"), ("ema_decay", "0.9")],
        [("variant", "superres"), ("ema_decay", "0.9")],
        [("variant", "pix2pix"), ("d_steps", "2")],
        [("variant", "cyclegan"), ("domain", "italic")],
    ] {
        let [one, other] = pairs;
        block_on(check_restore(
            &[one, other, ("batch_size", "4")],
            2,
            2,
            &compute,
        ));
    }
}

#[test]
fn layers_within_layers_are_exported_as_pytorch_nests_them() {
    let compute = Compute::cpu();
    let export = |variant| {
        let mut trainer = Trainer::new(settings(&[("variant", variant)]), &compute).unwrap();
        block_on(trainer.generator_safetensors()).unwrap()
    };
    let bytes = export("superres");
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let shape = |name: &str| file.tensor(name).unwrap().shape().to_vec();
    assert_eq!(shape("generator.0.weight"), [32, 1, 3, 3]);
    assert_eq!(shape("generator.1.1.2.weight"), [32, 32, 3, 3]);
    assert_eq!(shape("generator.1.3.running_mean"), [32]);
    let bytes = export("lapgan");
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let plane = file.tensor("generator_28.0.weight").unwrap();
    assert_eq!(plane.shape(), [196, 33]);
}

#[test]
fn a_seed_is_a_run() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let run = |seed| {
        let mut trainer = Trainer::new(
            settings(&[("architecture", "mlp_small"), ("seed", seed)]),
            &compute,
        )
        .unwrap();
        iterate(&mut trainer, &dataset, 10);
        block_on(trainer.read_points()).unwrap();
        (bits(trainer.log()), block_on(grid(&trainer)))
    };
    assert_eq!(run("1"), run("1"));
    assert_ne!(run("1"), run("2"));
}

#[test]
fn one_step_at_a_time_is_an_iteration() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let new = || {
        Trainer::new(
            settings(&[("architecture", "mlp_small"), ("d_steps", "2")]),
            &compute,
        )
        .unwrap()
    };
    let (mut whole, mut parts) = (new(), new());
    iterate(&mut whole, &dataset, 2);
    for step in [
        Step::Discriminator,
        Step::Discriminator,
        Step::Generator,
        Step::Discriminator,
        Step::Iteration,
    ] {
        parts.step(step, &dataset).unwrap();
    }
    assert_eq!(parts.position(), whole.position());
    assert_eq!(block_on(grid(&parts)), block_on(grid(&whole)));
}

#[test]
fn training_moves_the_samples_towards_the_data() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let mut trainer = Trainer::new(
        settings(&[
            ("architecture", "mlp_small"),
            ("lr_d", "0.001"),
            ("lr_g", "0.001"),
        ]),
        &compute,
    )
    .unwrap();
    let mean_image = |pixels: &[f32]| -> Vec<f32> {
        let count = pixels.len() / 784;
        (0..784)
            .map(|p| (0..count).map(|i| pixels[i * 784 + p]).sum::<f32>() / count as f32)
            .collect()
    };
    let real: Vec<f32> = (0..256)
        .flat_map(|i| dataset.image(i).iter().map(|&b| f32::from(b) / 127.5 - 1.0))
        .collect();
    let target = mean_image(&real);
    let distance = |trainer: &Trainer| {
        let samples = block_on(crate::support::values(trainer.grid(64, &dataset).unwrap()));
        mean_image(&samples)
            .iter()
            .zip(&target)
            .map(|(a, b)| (a - b).powi(2))
            .sum::<f32>()
            / 784.0
    };
    let before = distance(&trainer);
    iterate(&mut trainer, &dataset, 300);
    let after = distance(&trainer);
    assert!(
        after < 0.2 * before,
        "squared distance of the mean images {before} before, {after} after"
    );
}

#[test]
fn bad_checkpoints_are_refused_with_a_reason() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let mut trainer = Trainer::new(settings(&[("architecture", "mlp_small")]), &compute).unwrap();
    iterate(&mut trainer, &dataset, 1);
    let good = block_on(trainer.checkpoint(Some(&dataset))).unwrap();
    let refuse = |bytes: &[u8]| {
        let error = Trainer::restore(bytes, Some(&dataset), &compute).unwrap_err();
        assert_eq!(error.code(), "checkpoint_unusable");
        error.to_string()
    };
    refuse(&[]);
    refuse(&good[..good.len() / 2]);
    refuse(b"not a checkpoint at all");
    let weights = block_on(trainer.generator_safetensors()).unwrap();
    assert!(refuse(&weights).contains("weights"));
    let mut other = good.clone();
    let at = other.windows(5).position(|w| w == b"discs").unwrap();
    other[at..at + 5].copy_from_slice(b"other");
    assert!(refuse(&other).contains("load that data first"));
}

#[test]
fn exported_weights_have_pytorch_names_and_layout() {
    let compute = Compute::cpu();
    let mut trainer = Trainer::new(settings(&[("variant", "dcgan")]), &compute).unwrap();
    let bytes = block_on(trainer.generator_safetensors()).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let shape = |name: &str| file.tensor(name).unwrap().shape().to_vec();
    assert_eq!(shape("generator.0.weight"), [6272, 100]);
    assert_eq!(shape("generator.1.running_var"), [128]);
    assert_eq!(shape("generator.2.weight"), [128, 64, 4, 4]);
    assert_eq!(file.names().len(), 1 + 4 + 1 + 4 + 2);
}

#[test]
fn options_change_in_flight_or_say_why_not() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    let mut trainer = Trainer::new(settings(&[("architecture", "mlp_small")]), &compute).unwrap();
    iterate(&mut trainer, &dataset, 1);
    trainer.set_option("ema_decay", &Value::Float(0.5)).unwrap();
    trainer
        .set_option("objective", &Value::Text("minimax".into()))
        .unwrap();
    iterate(&mut trainer, &dataset, 1);
    let points = block_on(trainer.read_points()).unwrap();
    assert!(
        points[0].g_loss > 0.0 && points[1].g_loss < 0.0,
        "{points:?}"
    );
    assert_eq!(
        trainer
            .set_option("batch_size", &Value::Int(8))
            .unwrap_err()
            .code(),
        "option_not_live"
    );
}

#[test]
fn a_step_without_points_changes_nothing() {
    let pairs = [("variant", "toy"), ("dataset", "drawn")];
    let mut trainer = Trainer::new(settings(&pairs), &Compute::cpu()).unwrap();
    let before = trainer.position();
    let error = trainer.step(Step::Iteration, &Dataset::none()).unwrap_err();
    assert_eq!(
        (error.code(), trainer.position()),
        ("dataset_unusable", before)
    );
    trainer.set_drawn(vec![1.0, 2.0]);
    assert!(trainer.step(Step::Iteration, &Dataset::none()).unwrap());
}

#[test]
fn a_rehearsal_changes_nothing() {
    let (dataset, compute) = (dataset(), Compute::cpu());
    for variant in VARIANTS {
        let run = [("variant", variant.id), ("batch_size", "16")];
        let mut trainer = Trainer::new(settings(&run), &compute).unwrap();
        let before = block_on(trainer.checkpoint(Some(&dataset))).unwrap();
        trainer.rehearse().unwrap();
        let after = block_on(trainer.checkpoint(Some(&dataset))).unwrap();
        assert!(before == after, "{}", variant.id);
    }
}
