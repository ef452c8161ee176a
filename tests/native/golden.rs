//! Our numbers against PyTorch's, on the CPU device. How they were made: `tests/fixtures/README.md`.

use crate::support::golden::{CASES, Tolerance, check};
use crate::support::layers;
use gantry::device::Compute;

#[test]
fn ten_iterations_agree_with_pytorch() {
    let tolerance = Tolerance {
        absolute: 1e-5,
        relative: 1e-4,
    };
    for (name, case) in CASES {
        println!("{name}");
        pollster::block_on(check(case, 10, &Compute::cpu(), tolerance));
    }
}

#[test]
fn layers_agree_with_pytorch() {
    pollster::block_on(layers::check_layers(&Compute::cpu(), 1e-5));
}

#[test]
fn objectives_agree_with_pytorch() {
    pollster::block_on(layers::check_objectives(&Compute::cpu(), 1e-6));
}

#[test]
fn the_hash_agrees_with_the_script() {
    layers::check_hash();
}
