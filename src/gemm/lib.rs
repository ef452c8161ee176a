//! Products of matrices, `dst = alpha·dst + beta·lhs·rhs`, for burn-flex.
//!
//! The interface is that of the crate `gemm` 0.19, as far as burn-flex uses it. Products of 32-bit floats are what
//! training consists of: they have tiles of sums that stay in vector registers, for WebAssembly's 128-bit vectors,
//! AVX2 and AVX-512. Other numbers take a plain loop.
//!
//! Each sum runs over k in order, in blocks whose length depends on k alone: neither the other sizes, nor strides,
//! nor the width of the vectors change a bit of it, where products are not fused with sums.

#[cfg(test)]
mod crew;
mod drive;
mod gathered;
mod matrix;
mod pack;
mod pattern;
mod plain;
mod products;
mod scratch;
pub mod team;
#[cfg(test)]
mod team_tests;
#[cfg(test)]
mod tests;
mod tiles;
mod whole;

use std::any::TypeId;

pub use gathered::{Places, gathered};
pub use whole::{Rows, product};

use half::f16;
use matrix::{Matrix, MatrixMut, Product};

/// How many threads may work at a product. Whatever is asked for, there is one, or a [`team`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parallelism {
    /// The one that calls.
    None,
    /// As many as are given, or all.
    #[cfg(feature = "rayon")]
    Rayon(usize),
}

/// `dst = alpha·dst + beta·lhs·rhs`, with `alpha·dst` left out unless `read_dst`.
///
/// `dst` is m × n, `lhs` m × k and `rhs` k × n; `cs` and `rs` are how many numbers further the next column and the
/// next row begin. There are no complex numbers, hence nothing to conjugate.
///
/// # Safety
/// The pointers must be valid for all places that sizes and strides lead to, `dst` for writing, without overlap of
/// its own places or with the others. Unless `read_dst`, `dst` may be uninitialised.
///
/// # Panics
/// For any type but `f32`, `f64` and `f16`.
#[allow(clippy::too_many_arguments)]
pub unsafe fn gemm<T: Copy + 'static>(
    m: usize,
    n: usize,
    k: usize,
    dst: *mut T,
    dst_cs: isize,
    dst_rs: isize,
    read_dst: bool,
    lhs: *const T,
    lhs_cs: isize,
    lhs_rs: isize,
    rhs: *const T,
    rhs_cs: isize,
    rhs_rs: isize,
    alpha: T,
    beta: T,
    _conj_dst: bool,
    _conj_lhs: bool,
    _conj_rhs: bool,
    _parallelism: Parallelism,
) {
    let product = Product {
        m,
        n,
        k,
        dst: MatrixMut::new(dst, dst_rs, dst_cs),
        lhs: Matrix::new(lhs, lhs_rs, lhs_cs),
        rhs: Matrix::new(rhs, rhs_rs, rhs_cs),
        alpha: read_dst.then_some(alpha),
        beta,
    };
    // SAFETY: as promised by the caller; the cast is one from a type to itself.
    unsafe {
        if let Some(product) = product.of::<f32>() {
            multiply(product);
        } else if let Some(product) = product.of::<f64>() {
            plain::multiply(product);
        } else if let Some(product) = product.of::<f16>() {
            plain::multiply(product);
        } else {
            panic!("no matrix product of {}", std::any::type_name::<T>());
        }
    }
}

/// The product of 32-bit floats. It is not generic, so that it is compiled in this crate, at the optimisation that its
/// loops need, and not in that which calls.
///
/// # Safety
/// As [`gemm`].
#[inline(never)]
unsafe fn multiply(product: Product<f32>) {
    let product = product.along_rows();
    // SAFETY: as promised by the caller.
    unsafe {
        let add = product.scale();
        tiles::multiply(&product, add);
    }
}

/// Whether both are the same type.
fn same<T: 'static, U: 'static>() -> bool {
    TypeId::of::<T>() == TypeId::of::<U>()
}
