//! Products of numbers that lie anywhere.

use super::{SIZES, floats};
use crate::{Places, gathered};

#[test]
fn gathered_products_agree_with_the_naive_one() {
    // Side by side, every other, both in lines of seven, scattered, and all of these in one strip.
    let patterns: [fn(u32) -> u32; 6] = [
        |at| at,
        |at| 2 * at,
        |at| at + 2 * (at / 7),
        |at| 2 * at + at / 7,
        |at| 3 * at + at % 2,
        |at| 32 * (at / 16) + if at % 16 < 8 { at % 16 } else { 2 * (at % 16) },
    ];
    for (m, n, k) in SIZES {
        for across in patterns {
            for down in patterns {
                let line = |count: usize, pattern: fn(u32) -> u32| -> Vec<u32> {
                    (0..count as u32).map(pattern).collect()
                };
                // Rows so far apart that none overlaps the next.
                let lines = |count: usize, width: usize, pattern: fn(u32) -> u32| -> Vec<u32> {
                    let apart = 4 * width as u32 + 1;
                    (0..count as u32).map(|at| pattern(at) * apart).collect()
                };
                let room = |rows: usize, columns: usize| (4 * rows + 4) * (4 * columns + 1) + 4;
                let (a, b) = (floats(room(m, k), 1), floats(room(k, n), 2));
                let c = floats(room(m, n), 3);
                let left = Places {
                    rows: &lines(m, k, down),
                    columns: &line(k, across),
                };
                let right = Places {
                    rows: &lines(k, n, down),
                    columns: &line(n, across),
                };
                let to = Places {
                    rows: &lines(m, n, down),
                    columns: &line(n, across),
                };
                for add in [false, true] {
                    let mut result = c.clone();
                    gathered((&mut result, to), (&a, left), (&b, right), add);
                    let mut expected = c.clone();
                    for (row, &start) in to.rows.iter().enumerate() {
                        for (column, &offset) in to.columns.iter().enumerate() {
                            let sum: f64 = (0..k)
                                .map(|step| {
                                    let a = a[(left.rows[row] + left.columns[step]) as usize];
                                    let b = b[(right.rows[step] + right.columns[column]) as usize];
                                    f64::from(a) * f64::from(b)
                                })
                                .sum();
                            let place = &mut expected[(start + offset) as usize];
                            *place = sum as f32 + if add { *place } else { 0.0 };
                        }
                    }
                    let close = 1e-6 * (2.0 + k as f32);
                    for (is, should) in result.iter().zip(&expected) {
                        assert!(
                            (is - should).abs() <= close,
                            "{m}×{n}×{k}: {is} for {should}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
#[should_panic(expected = "the right factor ends at 4 of 4 numbers")]
fn places_beyond_the_numbers_are_refused() {
    let one = Places {
        rows: &[0],
        columns: &[0],
    };
    let beyond = Places {
        rows: &[1],
        columns: &[3],
    };
    gathered((&mut [0.0], one), (&[1.0], one), (&[1.0; 4], beyond), false);
}

#[test]
#[should_panic(expected = "ends at 8589934590 of 4 numbers")]
fn places_beyond_32_bits_are_refused() {
    let places = |at: &'static [u32]| Places {
        rows: at,
        columns: at,
    };
    let (near, far) = (places(&[0]), places(&[u32::MAX]));
    gathered((&mut [0.0; 4], far), (&[0.0], near), (&[0.0], near), false);
}
