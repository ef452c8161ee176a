//! Products of slices.

use super::{SIZES, floats};
use crate::{Rows, product};

#[test]
fn products_of_slices_agree_with_the_naive_one() {
    for (m, n, k) in SIZES.into_iter().filter(|&(m, n, k)| m * n * k > 0) {
        let (a, b) = (floats(m * k, 1), floats(k * n, 2));
        for (left, right) in [(false, false), (false, true), (true, false), (true, true)] {
            let lhs = if left {
                Rows::new(&a, m).transposed()
            } else {
                Rows::new(&a, k)
            };
            let rhs = if right {
                Rows::new(&b, k).transposed()
            } else {
                Rows::new(&b, n)
            };
            let result = product(lhs, rhs);
            assert_eq!(result.len(), m * n);
            for (place, is) in result.into_iter().enumerate() {
                let (row, column) = (place / n, place % n);
                let should: f64 = (0..k)
                    .map(|step| {
                        let x = a[if left { step * m + row } else { row * k + step }];
                        let y = b[if right {
                            column * k + step
                        } else {
                            step * n + column
                        }];
                        f64::from(x) * f64::from(y)
                    })
                    .sum();
                let apart = (f64::from(is) - should).abs();
                assert!(
                    apart <= 1e-6 * (1.0 + k as f64),
                    "{m}×{n}×{k} at {place}: {is} for {should}"
                );
            }
        }
    }
}

#[test]
#[should_panic(expected = "do not fit")]
fn slices_that_do_not_fit_are_refused() {
    product(Rows::new(&[0.0; 6], 3), Rows::new(&[0.0; 6], 3));
}
