//! Maximum mean discrepancy of two minibatches, by a mixture of RBF kernels (1502.02761; the estimator is
//! Gretton et al.'s, JMLR 13, 2012, lemma 6).

use burn::tensor::{Tensor, TensorData};

/// σ of each kernel, for pixels from 0 to 1: the paper's.
pub const BANDWIDTHS: [f64; 6] = [2.0, 5.0, 10.0, 20.0, 40.0, 80.0];

/// MMD² of images `[n, 784]` in [-1, 1] and as many others, `[1]`. Unbiased: an image is not compared with itself,
/// so the estimate scatters around 0 where the distributions are the same.
pub fn unbiased_square(real_pm1: Tensor<2>, fake_pm1: Tensor<2>) -> Tensor<1> {
    let n = real_pm1.dims()[0];
    // Differences of pixels in [-1, 1] are twice those of shares of ink.
    let (x, y) = (real_pm1.mul_scalar(0.5), fake_pm1.mul_scalar(0.5));
    let pairs = (n * n) as f64;
    let others = (n * (n - 1)) as f64;
    let not_itself = not_itself(&x);
    let within = |a: Tensor<2>| {
        let kernel = kernel(a.clone(), a) * not_itself.clone();
        kernel.sum().div_scalar(others)
    };
    within(x.clone()) + within(y.clone()) - kernel(x, y).sum().mul_scalar(2.0 / pairs)
}

/// `κ(a, b) = mean over σ of exp(−‖a − b‖²/2σ²)` for each pair of rows, `[n, n]`.
fn kernel(a: Tensor<2>, b: Tensor<2>) -> Tensor<2> {
    let square = |t: &Tensor<2>| (t.clone() * t.clone()).sum_dim(1); // [n, 1]
    let distance = square(&a) + square(&b).transpose() - a.matmul(b.transpose()).mul_scalar(2.0);
    // Rounding may leave a distance a little below 0.
    let distance = distance.clamp_min(0.0);
    let kernels = BANDWIDTHS.map(|sigma| {
        let scaled = distance.clone().mul_scalar(-0.5 / (sigma * sigma));
        scaled.exp()
    });
    let count = kernels.len() as f64;
    let [first, rest @ ..] = kernels;
    let sum = rest.into_iter().fold(first, |sum, kernel| sum + kernel);
    sum.div_scalar(count)
}

/// 0 on the diagonal, 1 elsewhere, `[n, n]`.
fn not_itself(like: &Tensor<2>) -> Tensor<2> {
    let n = like.dims()[0];
    let mut values = vec![1.0_f32; n * n];
    values.iter_mut().step_by(n + 1).for_each(|v| *v = 0.0);
    Tensor::from_data(TensorData::new(values, [n, n]), &like.device().inner())
}

#[cfg(feature = "flex")]
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::rng::{HostRng, Stream};

    const COUNT: usize = 40;
    const PIXELS: usize = 20;

    /// MMD² of points from N(0, 1) and points from N(shift, 1).
    fn between(shift: f32, rng: &mut HostRng) -> f64 {
        let mut points = |shift: f32| {
            let values = rng.normal(COUNT * PIXELS);
            let values: Vec<f32> = values.into_iter().map(|v| v + shift).collect();
            Tensor::from_data(TensorData::new(values, [COUNT, PIXELS]), &Device::flex())
        };
        let (x, y) = (points(0.0), points(shift));
        let value = unbiased_square(x, y).into_data();
        f64::from(value.try_into_vec::<f32>().unwrap()[0])
    }

    #[test]
    fn equal_distributions_scatter_around_0_and_others_lie_above() {
        let mut rng = HostRng::new(3, Stream::Noise);
        let equal: Vec<f64> = (0..200).map(|_| between(0.0, &mut rng)).collect();
        let mean = equal.iter().sum::<f64>() / equal.len() as f64;
        let variance = equal.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / equal.len() as f64;
        let of_mean = (variance / equal.len() as f64).sqrt();
        assert!(mean.abs() < 3.0 * of_mean, "mean {mean} ± {of_mean}");
        assert!(equal.iter().any(|v| *v < 0.0) && equal.iter().any(|v| *v > 0.0));
        assert!(between(1.0, &mut rng) > mean + 10.0 * variance.sqrt());
    }
}
