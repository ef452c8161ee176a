//! What tests are made with.

use crate::Shape;

/// Vectors, images, and so few that nobody shares them.
pub const SHAPES: [Shape; 3] = [
    Shape {
        channels: 1500,
        pixels: 1,
    },
    Shape {
        channels: 37,
        pixels: 49,
    },
    Shape {
        channels: 5,
        pixels: 1,
    },
];

/// Numbers between -1 and 1.
pub fn noise(count: usize, mut state: u32) -> Vec<f32> {
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

pub fn close(is: &[f32], should: impl IntoIterator<Item = f64>, what: &str) {
    let should: Vec<f64> = should.into_iter().collect();
    assert_eq!(is.len(), should.len(), "{what}");
    for (is, should) in is.iter().zip(should) {
        let apart = (f64::from(*is) - should).abs();
        assert!(
            apart < 1e-4 * should.abs().max(1.0),
            "{what}: {is} for {should}"
        );
    }
}
