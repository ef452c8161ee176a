//! Penalties, techniques and games against PyTorch's numbers, on the CPU device (`tests/fixtures/README.md`).

use crate::support::golden::Tolerance;
use crate::support::{games, penalties, techniques};
use gantry::device::Compute;
use pollster::block_on;

const TOLERANCE: Tolerance = Tolerance {
    absolute: 1e-6,
    relative: 1e-4,
};

#[test]
fn the_draws_agree_with_the_script() {
    penalties::check_units();
}

/// `cargo test --test native golden_penalties -- --ignored`: before the script, when the streams have changed.
#[test]
#[ignore = "writes a golden file"]
fn write_the_draws() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/golden/units.json"
    );
    let units: Vec<String> = penalties::units()
        .chunks(12)
        .map(|row| {
            let row: Vec<String> = row.iter().map(u32::to_string).collect();
            format!("  {}", row.join(", "))
        })
        .collect();
    let json = format!("{{\n \"units\": [\n{}\n ]\n}}\n", units.join(",\n"));
    std::fs::write(path, json).unwrap();
}

#[test]
fn penalties_agree_with_pytorch() {
    let compute = Compute::cpu();
    block_on(penalties::check_penalties(
        &compute,
        TOLERANCE,
        penalties::CASES,
    ));
}

#[test]
fn techniques_agree_with_pytorch() {
    block_on(techniques::check_techniques(&Compute::cpu(), 1e-5));
}

#[test]
fn spectral_normalisation_agrees_with_pytorch() {
    block_on(techniques::check_spectral(&Compute::cpu(), 1e-6));
    block_on(techniques::check_spectral_norm_is_one(&Compute::cpu()));
}

#[test]
fn label_smoothing_agrees_with_pytorch() {
    block_on(techniques::check_smoothing(&Compute::cpu(), 1e-6));
}

#[test]
fn games_agree_with_pytorch() {
    block_on(games::check_games(&Compute::cpu(), TOLERANCE));
}
