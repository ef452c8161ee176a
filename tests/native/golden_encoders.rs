//! The variants with an encoder, BEGAN, MMD and the semi-supervised game against PyTorch, on the CPU device.

use crate::support::encoders;
use crate::support::golden::Tolerance;
use gantry::device::Compute;

#[test]
fn losses_and_gradients_agree_with_pytorch() {
    let tolerance = Tolerance {
        absolute: 1e-5,
        relative: 1e-4,
    };
    pollster::block_on(encoders::check_encoders(&Compute::cpu(), tolerance));
}

#[test]
#[ignore = "writes golden/noise.json for golden_encoders.py"]
fn write_noise() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/golden/noise.json");
    std::fs::write(path, format!("{}\n", encoders::noise(8, 6))).unwrap();
}
