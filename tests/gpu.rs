//! The GPU device natively, against the CPU device. It needs an adapter of Vulkan, Metal or DirectX; a software one, such
//! as Mesa's lavapipe, will do, but is slow:
//! `cargo test --no-default-features --features cli,flex,gpu --test gpu -- --ignored`.
#![cfg(all(not(target_arch = "wasm32"), feature = "flex", feature = "gpu"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gantry::device::Compute;
use support::{exams, kernels, runs};

/// One test, since burn's runtime can be set up once.
#[test]
#[ignore = "needs a graphics adapter"]
fn the_gpu_agrees_with_the_cpu() {
    pollster::block_on(async {
        let (gpu, cpu) = (Compute::gpu().await.unwrap(), Compute::cpu());
        println!("{}", gpu.adapter);
        kernels::check_kernels(&gpu, &cpu).await;
        for variant in gantry::variants::VARIANTS {
            println!("{}", variant.id);
            runs::check_parity(variant.id, &gpu, &cpu).await;
        }
        exams::check_exam(&[("variant", "dcgan"), ("batch_size", "16")], &gpu).await;
    });
}
