//! Every form of the product beside a naive one.

mod gathered;
mod slices;

use half::f16;

use crate::matrix::{Matrix, MatrixMut, Product};
use crate::tiles::alone;
use crate::tiles::four::Four;
use crate::{Parallelism, gemm};

/// Sizes around those of the tiles and blocks, and some of the networks.
const SIZES: [(usize, usize, usize); 24] = [
    (1, 1, 1),
    (1, 1, 700),
    (4, 8, 1),
    (8, 32, 5),
    (3, 5, 7),
    (5, 9, 4),
    (7, 31, 33),
    (9, 33, 65),
    (64, 1, 256),
    (1, 64, 256),
    (64, 10, 31),
    (10, 64, 31),
    (64, 128, 100),
    (100, 128, 64),
    (128, 784, 64),
    (129, 17, 513),
    (257, 40, 1025),
    (6, 40, 512),
    (2, 3, 0),
    (0, 3, 2),
    (3, 0, 2),
    (130, 48, 20),
    (16, 49, 128),
    (64, 784, 33),
];

/// How a matrix lies in memory.
#[derive(Clone, Copy, Debug)]
enum Lie {
    Rows,
    Columns,
    /// Rows, with gaps between the numbers.
    Gaps,
    /// From the last number to the first.
    Backwards,
}

const LIES: [Lie; 4] = [Lie::Rows, Lie::Columns, Lie::Gaps, Lie::Backwards];

impl Lie {
    /// Where the first number is, from row to row, from column to column.
    fn strides(self, rows: usize, columns: usize) -> (usize, isize, isize) {
        match self {
            Self::Rows => (0, columns as isize, 1),
            Self::Columns => (0, 1, rows as isize),
            Self::Gaps => (1, 3 * columns as isize + 2, 3),
            Self::Backwards => ((rows * columns).max(1) - 1, -(columns as isize), -1),
        }
    }

    fn room(rows: usize, columns: usize) -> usize {
        rows * (3 * columns + 2) + 2
    }
}

/// Numbers in [-1, 1) that repeat, but not with any size.
fn noise(count: usize, mut state: u32) -> Vec<f64> {
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 23) - 1.0
    };
    (0..count).map(next).collect()
}

/// What a product has to say of itself to be tried.
trait Tried: Copy + 'static {
    const CLOSE: f64;
    fn of(x: f64) -> Self;
    fn value(self) -> f64;
}

macro_rules! tried {
    ($type:ty, $close:expr, $of:expr, $value:expr) => {
        impl Tried for $type {
            const CLOSE: f64 = $close;
            fn of(x: f64) -> Self {
                $of(x)
            }
            fn value(self) -> f64 {
                $value(self)
            }
        }
    };
}

tried!(f32, 1e-6, |x| x as f32, f64::from);
tried!(f64, 1e-14, |x| x, |x| x);
tried!(f16, 1e-3, f16::from_f64, f16::to_f64);

fn floats(count: usize, seed: u32) -> Vec<f32> {
    noise(count, seed).into_iter().map(|x| x as f32).collect()
}

/// Tries one product, by whatever function, beside the sum in double precision.
fn agrees<T: Tried>(
    (m, n, k): (usize, usize, usize),
    lies: [Lie; 3],
    (alpha, beta): (Option<f64>, f64),
    multiply: impl Fn(Product<T>),
) {
    let numbers = |rows, columns, seed| -> Vec<T> {
        let all = noise(Lie::room(rows, columns), seed);
        all.into_iter().map(T::of).collect()
    };
    let (a, b, c) = (numbers(m, k, 1), numbers(k, n, 2), numbers(m, n, 3));
    let shapes = [(m, n), (m, k), (k, n)];
    let [dst, lhs, rhs] = [0, 1, 2].map(|at: usize| lies[at].strides(shapes[at].0, shapes[at].1));
    let mut result = c.clone();
    multiply(Product {
        m,
        n,
        k,
        dst: MatrixMut::new(result[dst.0..].as_mut_ptr().wrapping_sub(0), dst.1, dst.2),
        lhs: Matrix::new(a[lhs.0..].as_ptr(), lhs.1, lhs.2),
        rhs: Matrix::new(b[rhs.0..].as_ptr(), rhs.1, rhs.2),
        alpha: alpha.map(T::of),
        beta: T::of(beta),
    });
    let at = |(start, rows, columns): (usize, isize, isize), row: usize, column: usize| {
        (start as isize + row as isize * rows + column as isize * columns) as usize
    };
    let mut expected: Vec<f64> = c.iter().map(|x| x.value()).collect();
    for row in 0..m {
        for column in 0..n {
            let sum: f64 = (0..k)
                .map(|step| a[at(lhs, row, step)].value() * b[at(rhs, step, column)].value())
                .sum();
            let place = at(dst, row, column);
            expected[place] = alpha.map_or(0.0, |alpha| alpha * expected[place]) + beta * sum;
        }
    }
    // Places between the numbers count as well: nothing may be written there.
    for (place, (is, should)) in result.iter().zip(expected).enumerate() {
        let close = T::CLOSE * (1.0 + k as f64);
        let apart = (is.value() - should).abs();
        assert!(
            apart <= close,
            "{m}×{n}×{k} {lies:?} at {place}: {} for {should}",
            is.value()
        );
    }
}

fn whole<T: Tried>(product: Product<T>) {
    let Product {
        m,
        n,
        k,
        dst,
        lhs,
        rhs,
        alpha,
        beta,
    } = product;
    // SAFETY: the test has made room for all of them.
    unsafe {
        gemm(
            m,
            n,
            k,
            dst.start,
            dst.columns,
            dst.rows,
            alpha.is_some(),
            lhs.start,
            lhs.columns,
            lhs.rows,
            rhs.start,
            rhs.columns,
            rhs.rows,
            alpha.unwrap_or(beta),
            beta,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

fn everywhere<T: Tried>(multiply: impl Fn(Product<T>) + Copy) {
    for sizes in SIZES {
        for lhs in LIES {
            for rhs in LIES {
                for dst in LIES {
                    agrees(sizes, [dst, lhs, rhs], (None, 1.0), multiply);
                }
            }
        }
        for factors in [
            (Some(1.0), 1.0),
            (Some(0.5), 2.0),
            (Some(0.0), 1.0),
            (None, 0.25),
        ] {
            for dst in LIES {
                agrees(sizes, [dst, Lie::Rows, Lie::Columns], factors, multiply);
            }
        }
    }
}

#[test]
fn products_of_32_bits_agree_with_the_naive_one() {
    everywhere::<f32>(whole);
}

#[test]
fn products_of_64_bits_agree_with_the_naive_one() {
    everywhere::<f64>(whole);
}

#[test]
fn products_of_16_bits_agree_with_the_naive_one() {
    for sizes in SIZES.into_iter().filter(|(_, _, k)| *k < 100) {
        agrees::<f16>(
            sizes,
            [Lie::Rows, Lie::Gaps, Lie::Columns],
            (Some(0.5), 0.25),
            whole,
        );
    }
}

#[test]
fn tiles_of_four_agree_with_the_naive_one() {
    // SAFETY: the test has made room for all of them.
    everywhere::<f32>(|product| unsafe { alone::<Four, 4, 2, 8>(&product, product.scale()) });
}

#[cfg(target_arch = "x86_64")]
#[test]
fn tiles_of_avx2_agree_with_the_naive_one() {
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        // SAFETY: the test has made room for all of them, and the processor was asked.
        everywhere::<f32>(|product| unsafe { crate::tiles::x86::avx2(&product, product.scale()) });
    }
}

#[test]
fn sums_do_not_depend_on_the_other_sizes() {
    let (m, n, k) = (70, 75, 1300);
    let (a, b) = (floats(m * k, 1), floats(k * n, 2));
    let multiply = |m, n, from: usize| {
        let mut c = vec![0.0; m * n];
        whole(Product {
            m,
            n,
            k,
            dst: MatrixMut::new(c.as_mut_ptr(), n as isize, 1),
            lhs: Matrix::new(a[from * k..].as_ptr(), k as isize, 1),
            rhs: Matrix::new(b.as_ptr(), 75, 1),
            alpha: None,
            beta: 1.0,
        });
        c
    };
    let all = multiply(m, n, 0);
    let corner = multiply(3, 5, 66);
    for row in 0..3 {
        for column in 0..5 {
            assert_eq!(corner[row * 5 + column], all[(row + 66) * n + column]);
        }
    }
}

#[test]
#[should_panic(expected = "no matrix product")]
fn other_numbers_are_refused() {
    let mut c = [0_u32];
    let product = Product {
        m: 1,
        n: 1,
        k: 1,
        dst: MatrixMut::new(c.as_mut_ptr(), 1, 1),
        lhs: Matrix::new([1].as_ptr(), 1, 1),
        rhs: Matrix::new([1].as_ptr(), 1, 1),
        alpha: None,
        beta: 1,
    };
    let Product {
        m,
        n,
        k,
        dst,
        lhs,
        rhs,
        beta,
        ..
    } = product;
    // SAFETY: nothing is read.
    unsafe {
        gemm(
            m,
            n,
            k,
            dst.start,
            1,
            1,
            false,
            lhs.start,
            1,
            1,
            rhs.start,
            1,
            1,
            beta,
            beta,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}
