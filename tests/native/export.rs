//! The exported generator is opened by NumPy, which runs it and gets our samples.

use std::path::Path;
use std::process::Command;

use crate::support::runs::{dataset, iterate, settings};
use crate::support::values;
use gantry::data::Dataset;
use gantry::device::Compute;
use gantry::latent::{LatentDistribution, LatentSpace};
use gantry::rng::{HostRng, Stream};
use gantry::trainer::Trainer;
use pollster::block_on;

#[test]
#[ignore = "needs a Python with numpy and safetensors, in GANTRY_PYTHON: cargo xtask test --only numpy"]
fn numpy_runs_the_exported_generator() {
    let compute = Compute::cpu();
    let mut trainer = Trainer::new(settings(&[("architecture", "mlp_small")]), &compute).unwrap();
    iterate(&mut trainer, &dataset(), 20);
    let space = LatentSpace {
        size: 100,
        distribution: LatentDistribution::Normal,
    };
    let rng = || HostRng::new(5, Stream::Grid);
    let latent = block_on(values(space.sample(3, &mut rng(), &compute.device)));
    let output = block_on(values(
        trainer.generate(3, &mut rng(), &Dataset::none()).unwrap(),
    ));
    let rows = |values: &[f32], width: usize| {
        values
            .chunks(width)
            .map(<[f32]>::to_vec)
            .collect::<Vec<_>>()
    };
    let expected =
        serde_json::json!({ "latent": rows(&latent, 100), "output": rows(&output, 784) });

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (weights, json) = (
        folder.join("generator.safetensors"),
        folder.join("expected.json"),
    );
    std::fs::write(&weights, block_on(trainer.generator_safetensors()).unwrap()).unwrap();
    std::fs::write(&json, expected.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open_safetensors.py");
    let python = std::env::var("GANTRY_PYTHON").expect("GANTRY_PYTHON is not set");
    let status = Command::new(python)
        .arg(script)
        .args([weights, json])
        .status()
        .unwrap();
    assert!(status.success());
}
