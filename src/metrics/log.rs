//! The log as CSV.

use std::fmt::Write;

use crate::trainer::Point;

/// One line per iteration, with a header; a figure that an iteration does not have is empty.
pub fn csv(points: &[Point]) -> String {
    let mut text = String::from("iteration,d_loss,g_loss,d_real,d_fake,measure\n");
    for point in points {
        let cell = |value: f32| {
            if value.is_nan() {
                String::new()
            } else {
                value.to_string()
            }
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{},{},{},{},{},{}",
            point.iteration,
            cell(point.d_loss),
            cell(point.g_loss),
            cell(point.d_real),
            cell(point.d_fake),
            cell(point.measure)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_figure_is_an_empty_cell() {
        let point = Point {
            iteration: 3,
            d_loss: f32::NAN,
            g_loss: 0.5,
            d_real: f32::NAN,
            d_fake: 0.25,
            measure: f32::NAN,
        };
        assert_eq!(
            csv(&[point]),
            "iteration,d_loss,g_loss,d_real,d_fake,measure\n3,,0.5,,0.25,\n"
        );
    }
}
