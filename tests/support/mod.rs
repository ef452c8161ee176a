//! What the tests of all devices share: the hash that inputs are made of, and the comparison with PyTorch's numbers.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]

pub mod encoders;
pub mod exams;
pub mod games;
pub mod golden;
pub mod kernels;
pub mod layers;
pub mod penalties;
pub mod runs;
pub mod techniques;

use burn::tensor::{Device, Tensor, TensorData};

/// `splitmix64(fnv1a64(name) + j)`.
pub fn hash(name: &str, j: u64) -> u64 {
    let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, byte| {
        (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mut z = seed.wrapping_add(j).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Uniform in [-1, 1).
pub fn signed(name: &str, count: usize) -> Vec<f32> {
    (0..count as u64)
        .map(|j| 2.0 * ((hash(name, j) >> 40) as f32 / (1u32 << 24) as f32) - 1.0)
        .collect()
}

pub fn tensor<const D: usize>(name: &str, shape: [usize; D], device: &Device) -> Tensor<D> {
    let values = signed(name, shape.iter().product());
    Tensor::from_data(TensorData::new(values, shape), device)
}

pub async fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor
        .into_data_async()
        .await
        .unwrap()
        .try_into_vec()
        .unwrap()
}

/// Fails unless `ours` is within `absolute + relative·|theirs|` of `theirs`.
pub fn assert_close(what: &str, ours: f64, theirs: f64, absolute: f64, relative: f64) {
    let allowed = absolute + relative * theirs.abs();
    assert!(
        (ours - theirs).abs() <= allowed,
        "{what}: ours {ours}, PyTorch's {theirs}, allowed ±{allowed:e}"
    );
}
