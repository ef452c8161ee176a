//! The kernel distance (1801.01401).

use super::Features;
use crate::device::Compute;
use crate::error::Result;

/// Unbiased estimate of the squared maximum mean discrepancy with the kernel `k(x, y) = (x·y/d + 1)³`, over all
/// pairs: `E k(a, a') + E k(b, b') − 2 E k(a, b)`; on the features of Inception it is the KID. Near 0 it may be
/// negative.
///
/// # Errors
/// When the device fails.
pub fn kernel_distance(a: &Features, b: &Features, compute: &Compute) -> Result<f64> {
    let among = |x: &Features| -> Result<f64> {
        let own: f64 = x.squares().into_iter().map(|s| kernel(s, x.width)).sum();
        let count = x.count() as f64;
        Ok((sum(x, x, compute)? - own) / (count * (count - 1.0)).max(1.0))
    };
    let between = sum(a, b, compute)? / (a.count() * b.count()) as f64;
    Ok(among(a)? + among(b)? - 2.0 * between)
}

fn sum(a: &Features, b: &Features, compute: &Compute) -> Result<f64> {
    let mut sum = 0.0;
    a.products(b, compute, |_, products| {
        let row = products.iter().map(|&xy| kernel(f64::from(xy), a.width));
        sum += row.sum::<f64>();
    })?;
    Ok(sum)
}

fn kernel(product: f64, width: usize) -> f64 {
    (product / width as f64 + 1.0).powi(3)
}
