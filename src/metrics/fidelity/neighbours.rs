//! Precision and recall (1904.06991), coverage (2002.09797): which images lie near which.

use super::Features;
use crate::device::Compute;
use crate::error::Result;

/// Neighbours that make the ball around a sample, for precision and recall (1904.06991 §4).
const K_PRECISION: usize = 3;
/// The same for coverage (2002.09797 §4).
const K_COVERAGE: usize = 5;

/// Squared radii of the balls around each row: to its third and to its fifth nearest neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct Balls {
    precision: Vec<f64>,
    coverage: Vec<f64>,
}

/// How two sets of images overlap, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// Share of the fakes inside the ball of a real image (k = 3).
    pub precision: f64,
    /// Share of the real images inside the ball of a fake (k = 3).
    pub recall: f64,
    /// Share of the real images whose own ball holds a fake (k = 5).
    pub coverage: f64,
}

impl Balls {
    /// Around the rows of `features`.
    ///
    /// # Errors
    /// When the device fails.
    pub fn around(features: &Features, compute: &Compute) -> Result<Self> {
        let squares = features.squares();
        let mut balls = Self {
            precision: Vec::with_capacity(squares.len()),
            coverage: Vec::with_capacity(squares.len()),
        };
        features.products(features, compute, |row, products| {
            let mut nearest = [f64::INFINITY; K_COVERAGE];
            for (other, &product) in products.iter().enumerate() {
                let d2 = squared_distance(squares[row], squares[other], product);
                if other != row && d2 < nearest[K_COVERAGE - 1] {
                    let place = nearest.partition_point(|&known| known <= d2);
                    nearest[place..].rotate_right(1);
                    nearest[place] = d2;
                }
            }
            balls.precision.push(nearest[K_PRECISION - 1]);
            balls.coverage.push(nearest[K_COVERAGE - 1]);
        })?;
        Ok(balls)
    }
}

impl Overlap {
    /// Of real images, with the balls around them, and fakes.
    ///
    /// # Errors
    /// When the device fails.
    pub fn of(real: &Features, balls: &Balls, fake: &Features, compute: &Compute) -> Result<Self> {
        let fake_balls = Balls::around(fake, compute)?;
        let (real_squares, fake_squares) = (real.squares(), fake.squares());
        let mut precise = vec![false; fake.count()];
        let mut recalled = vec![false; real.count()];
        let mut covered = vec![false; real.count()];
        real.products(fake, compute, |row, products| {
            for (other, &product) in products.iter().enumerate() {
                let d2 = squared_distance(real_squares[row], fake_squares[other], product);
                precise[other] |= d2 <= balls.precision[row];
                recalled[row] |= d2 <= fake_balls.precision[other];
                covered[row] |= d2 <= balls.coverage[row];
            }
        })?;
        Ok(Self {
            precision: share(&precise),
            recall: share(&recalled),
            coverage: share(&covered),
        })
    }
}

fn squared_distance(x2: f64, y2: f64, xy: f32) -> f64 {
    (x2 + y2 - 2.0 * f64::from(xy)).max(0.0)
}

fn share(flags: &[bool]) -> f64 {
    flags.iter().filter(|flag| **flag).count() as f64 / flags.len().max(1) as f64
}
