//! Products of numbers that lie anywhere.

use super::{SIZES, floats};
use crate::gathered::Gathered;
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

/// Whether the places of a product are known to be distinct, and whether they are.
fn distinct(rows: &[u32], columns: &[u32]) -> (bool, bool) {
    let to = Places { rows, columns };
    let zeros = |count: usize| vec![0; count];
    let (down, across) = (zeros(rows.len()), zeros(columns.len()));
    let left = Places {
        rows: &down,
        columns: &[0],
    };
    let right = Places {
        rows: &[0],
        columns: &across,
    };
    let mut dst = vec![0.0; 1 << 16];
    let work = Gathered::of((&mut dst, to), (&[1.0], left), (&[1.0], right), false);
    let mut places: Vec<_> = rows
        .iter()
        .flat_map(|row| columns.iter().map(move |column| row + column))
        .collect();
    places.sort_unstable();
    (
        work.is_known_to_be_distinct(),
        places.is_sorted_by(|a, b| a < b),
    )
}

#[test]
fn places_that_are_said_to_be_distinct_are() {
    let lines = |count: u32, apart: u32| (0..count).map(|at| at * apart).collect::<Vec<_>>();
    let pairs = |outer: &[u32], inner: &[u32]| -> Vec<u32> {
        let sums = outer.iter().flat_map(|a| inner.iter().map(move |b| a + b));
        sums.collect()
    };
    // Channels beside images of pixels, as convolutions write them: whole images, every other pixel, weights.
    let pixels = lines(49, 1);
    let every_other = pairs(&lines(7, 28), &lines(7, 2));
    for (rows, columns) in [
        (lines(16, 49), pairs(&lines(4, 16 * 49), &pixels)),
        (lines(8, 196), pairs(&lines(4, 8 * 196), &every_other)),
        (lines(12, 80), lines(80, 1)),
        (lines(1, 5), lines(30, 2)),
    ] {
        assert_eq!(distinct(&rows, &columns), (true, true));
    }
    // Whatever is said, it is never that places differ which do not.
    let mut known = 0;
    for apart in 0..12 {
        for count in 1..6 {
            for (outer, inner) in [(2, 3), (3, 1), (12, 1), (24, 2), (60, 5), (7, 4)] {
                let columns = pairs(&lines(3, outer), &lines(4, inner));
                let (is_known, is_so) = distinct(&lines(count, apart), &columns);
                assert!(is_so || !is_known, "{apart} {count} {outer} {inner}");
                known += u32::from(is_known);
            }
        }
    }
    assert!(known > 20, "{known}");
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
