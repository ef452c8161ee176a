//! What losses make of a raw score.

/// A function of one score, of which a loss takes the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cost {
    /// `p·s(−a) + (1−p)·s(a)` with `s(a) = log(1 + eᵃ)`: the cross-entropy of the score with the label p.
    CrossEntropy,
    /// `½(a − p)²`.
    HalfSquare,
    /// `max(0, 1 − a)`.
    HingeReal,
    /// `max(0, 1 + a)`.
    HingeFake,
    /// `a`.
    Score,
    /// `eᵃ`.
    Exp,
    /// `e⁻ᵃ`.
    ExpNeg,
    /// `a²/4 + a`.
    QuarterSquare,
    /// `½ tanh a`.
    HalfTanh,
}

/// `scale · E cost(a) + offset`: a part of a loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// The function.
    pub cost: Cost,
    /// Its p, where it has one.
    pub param: f64,
    /// What it counts.
    pub scale: f64,
    /// What is added, which moves nobody.
    pub offset: f64,
}

impl Term {
    /// `E cost(a)`.
    pub const fn of(cost: Cost) -> Self {
        Self {
            cost,
            param: 0.0,
            scale: 1.0,
            offset: 0.0,
        }
    }

    /// With this p.
    pub const fn with(self, param: f64) -> Self {
        Self { param, ..self }
    }

    /// Plus this.
    pub const fn plus(self, offset: f64) -> Self {
        Self { offset, ..self }
    }

    /// Times this.
    pub const fn times(self, scale: f64) -> Self {
        Self {
            scale: scale * self.scale,
            offset: scale * self.offset,
            ..self
        }
    }

    /// Its negative.
    pub const fn neg(self) -> Self {
        self.times(-1.0)
    }
}

#[cfg(feature = "webgpu")]
impl Cost {
    /// The function and its slope in WGSL, of a score `a` and the parameter `p`.
    pub(super) fn wgsl(self) -> [&'static str; 2] {
        match self {
            Self::CrossEntropy => [
                "p * softplus(-a) + (1.0 - p) * softplus(a)",
                "1.0 / (1.0 + exp(-clamp(a, -80.0, 80.0))) - p",
            ],
            Self::HalfSquare => ["0.5 * (a - p) * (a - p)", "a - p"],
            Self::HingeReal => ["max(0.0, 1.0 - a)", "select(0.0, -1.0, a < 1.0)"],
            Self::HingeFake => ["max(0.0, 1.0 + a)", "select(0.0, 1.0, a > -1.0)"],
            Self::Score => ["a", "1.0"],
            Self::Exp => ["exp(a)", "exp(a)"],
            Self::ExpNeg => ["exp(-a)", "-exp(-a)"],
            Self::QuarterSquare => ["0.25 * a * a + a", "0.5 * a + 1.0"],
            Self::HalfTanh => [
                "0.5 * tanh(clamp(a, -40.0, 40.0))",
                "0.5 * (1.0 - tanh(clamp(a, -40.0, 40.0)) * tanh(clamp(a, -40.0, 40.0)))",
            ],
        }
    }
}
