//! The kernel distance (1801.01401).

use burn::tensor::Device;

use super::Features;

/// Unbiased estimate of the squared maximum mean discrepancy with the kernel `k(x, y) = (x·y/d + 1)³`, over all
/// pairs: `E k(a, a') + E k(b, b') − 2 E k(a, b)`; on the features of Inception it is the KID. Near 0 it may be
/// negative.
pub fn kernel_distance(a: &Features, b: &Features, device: &Device) -> f64 {
    let among = |x: &Features| {
        let own: f64 = x.squares().into_iter().map(|s| kernel(s, x.width)).sum();
        let count = x.count() as f64;
        (sum(x, x, device) - own) / (count * (count - 1.0)).max(1.0)
    };
    let between = sum(a, b, device) / (a.count() * b.count()) as f64;
    among(a) + among(b) - 2.0 * between
}

fn sum(a: &Features, b: &Features, device: &Device) -> f64 {
    let mut sum = 0.0;
    a.products(b, device, |_, products| {
        let row = products.iter().map(|&xy| kernel(f64::from(xy), a.width));
        sum += row.sum::<f64>();
    });
    sum
}

fn kernel(product: f64, width: usize) -> f64 {
    (product / width as f64 + 1.0).powi(3)
}
