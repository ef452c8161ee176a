//! The Fréchet distance between Gaussians (1706.08500).

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::Features;

/// `|μ_a − μ_b|² + tr(Σ_a + Σ_b − 2(Σ_a Σ_b)^½)` of the Gaussians fitted to the rows of `a` and of `b`; on the
/// features of Inception it is the FID.
pub fn frechet_distance(a: &Features, b: &Features) -> f64 {
    let (mean_a, cov_a) = moments(a);
    let (mean_b, cov_b) = moments(b);
    let root = square_root(cov_a.clone());
    // (Σ_a Σ_b)^½ and (Σ_a^½ Σ_b Σ_a^½)^½ have one trace, and the second is symmetric.
    let cross = SymmetricEigen::new(&root * &cov_b * &root).eigenvalues;
    let trace: f64 = cross.iter().map(|value| value.max(0.0).sqrt()).sum();
    (mean_a - mean_b).norm_squared() + cov_a.trace() + cov_b.trace() - 2.0 * trace
}

/// Mean and unbiased covariance of the rows.
fn moments(features: &Features) -> (DVector<f64>, DMatrix<f64>) {
    let rows = DMatrix::from_row_iterator(
        features.count(),
        features.width,
        features.values.iter().map(|&value| f64::from(value)),
    );
    let mean = rows.row_mean().transpose();
    let mut centred = rows;
    for mut row in centred.row_iter_mut() {
        row -= mean.transpose();
    }
    let freedom = features.count().saturating_sub(1).max(1) as f64;
    let covariance = centred.tr_mul(&centred) / freedom;
    (mean, covariance)
}

/// The square root of a symmetric matrix without negative eigenvalues.
fn square_root(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let mut eigen = SymmetricEigen::new(matrix);
    eigen
        .eigenvalues
        .apply(|value| *value = value.max(0.0).sqrt());
    eigen.recompose()
}
