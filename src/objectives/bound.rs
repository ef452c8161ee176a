//! What a discriminator's loss says of how far the two distributions are from each other.

use serde::Serialize;

/// A distance between the distribution p of the data and q of what is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Divergence {
    /// `KL(p ‖ q) = ∫ p log(p/q)`.
    Kl,
    /// `KL(q ‖ p)`.
    ReverseKl,
    /// `½ KL(p ‖ m) + ½ KL(q ‖ m)` with `m = (p + q)/2`: from 0 to log 2.
    JensenShannon,
    /// `∫ (p − q)²/q`.
    PearsonChiSquared,
    /// `∫ (√p − √q)²`: from 0 to 2.
    SquaredHellinger,
    /// `½ ∫ |p − q|`: from 0 to 1.
    TotalVariation,
    /// The least mean distance over which p has to be carried to become q.
    Wasserstein,
}

/// A divergence that the negated loss of D is a lower bound of, but for a map.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// Which.
    pub divergence: Divergence,
    /// From `−L_D` to the divergence.
    pub of_gain: fn(f64) -> f64,
}

/// `−L_D ≤ 2·JS − log 4`: the cross-entropy of real against fake (1406.2661, theorem 1).
pub const OF_CROSS_ENTROPY: Option<Bound> = Some(Bound {
    divergence: Divergence::JensenShannon,
    of_gain: |gain| 0.5 * gain + std::f64::consts::LN_2,
});
