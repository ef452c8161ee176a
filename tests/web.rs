//! The module's device in a real browser, in a worker: the same comparisons with PyTorch as natively, and
//! on WebGPU each network against the CPU device.
#![cfg(all(target_arch = "wasm32", feature = "web"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gantry::device::Compute;
use support::golden::{self, CASES, Tolerance};
#[cfg(all(feature = "flex", feature = "webgpu"))]
use support::kernels;
use support::{encoders, games, layers, penalties, runs, techniques};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// WebGPU may fuse a product and a sum, and its transcendental functions have their own rounding.
const TOLERANCE: Tolerance = if cfg!(feature = "webgpu") {
    Tolerance {
        absolute: 2e-4,
        relative: 2e-3,
    }
} else {
    Tolerance {
        absolute: 1e-5,
        relative: 1e-4,
    }
};

/// burn's runtime can be set up once: the first test opens the device, the others share it.
async fn device() -> Compute {
    #[cfg(feature = "webgpu")]
    {
        use std::cell::RefCell;
        thread_local!(static OPEN: RefCell<Option<Compute>> = const { RefCell::new(None) });
        if let Some(compute) = OPEN.with_borrow(Clone::clone) {
            return compute;
        }
        let compute = Compute::gpu().await.unwrap();
        OPEN.set(Some(compute.clone()));
        compute
    }
    #[cfg(not(feature = "webgpu"))]
    Compute::cpu()
}

async fn open() -> Compute {
    let compute = device().await;
    console_log!("device: {} {}", compute.kind.id(), compute.adapter);
    compute
}

#[wasm_bindgen_test]
async fn layers_agree_with_pytorch() {
    layers::check_layers(&open().await, TOLERANCE.absolute).await;
}

#[wasm_bindgen_test]
async fn objectives_agree_with_pytorch() {
    layers::check_objectives(&open().await, TOLERANCE.absolute).await;
}

#[wasm_bindgen_test]
async fn penalties_agree_with_pytorch() {
    let compute = open().await;
    // A software adapter takes seconds for a convolution.
    let cases: Vec<&str> = penalties::CASES
        .iter()
        .copied()
        .filter(|case| !cfg!(feature = "webgpu") || !case.starts_with("dcgan_"))
        .collect();
    penalties::check_penalties(&compute, TOLERANCE, &cases).await;
}

#[wasm_bindgen_test]
async fn techniques_agree_with_pytorch() {
    let compute = open().await;
    techniques::check_techniques(&compute, TOLERANCE.absolute).await;
    techniques::check_spectral(&compute, TOLERANCE.absolute).await;
    techniques::check_spectral_norm_is_one(&compute).await;
    techniques::check_smoothing(&compute, TOLERANCE.absolute).await;
}

#[wasm_bindgen_test]
async fn games_agree_with_pytorch() {
    games::check_games(&open().await, TOLERANCE).await;
}

#[wasm_bindgen_test]
async fn variants_with_encoders_agree_with_pytorch() {
    encoders::check_encoders(&open().await, TOLERANCE).await;
}

#[wasm_bindgen_test]
async fn training_agrees_with_pytorch() {
    let compute = open().await;
    for (name, case) in CASES {
        // A software adapter takes seconds for an iteration; the small networks show every optimiser.
        let iterations = match (cfg!(feature = "webgpu"), *name) {
            (false, _) => 10,
            (true, "mlp" | "dcgan" | "mlp_2014") => 1,
            (true, _) => 2,
        };
        console_log!("{name}, {iterations} iterations");
        golden::check(case, iterations, &compute, TOLERANCE).await;
    }
}

#[wasm_bindgen_test]
async fn restoring_is_never_having_stopped() {
    let small = [
        ("architecture", "mlp_small"),
        ("batch_size", "16"),
        ("ema_decay", "0.9"),
    ];
    runs::check_restore(&small, 2, 2, &open().await).await;
}

/// Each kernel of our own, and the operations that it stands for.
#[cfg(all(feature = "flex", feature = "webgpu"))]
#[wasm_bindgen_test]
async fn kernels_agree_with_the_cpu() {
    kernels::check_kernels(&open().await, &Compute::cpu()).await;
}

/// The same seed, the same networks, one iteration on each device, every number of the state compared.
#[cfg(all(feature = "flex", feature = "webgpu"))]
#[wasm_bindgen_test]
async fn webgpu_agrees_with_the_cpu() {
    let gpu = open().await;
    for variant in gantry::variants::VARIANTS {
        console_log!("{}", variant.id);
        runs::check_parity(variant.id, &gpu, &Compute::cpu()).await;
    }
}

#[cfg(not(feature = "webgpu"))]
#[wasm_bindgen_test]
async fn a_seed_gives_the_same_bytes_on_every_machine() {
    runs::check_fingerprints(&open().await).await;
}
