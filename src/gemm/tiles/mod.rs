//! Tiles of sums that stay in vector registers.

pub mod four;
#[cfg(target_arch = "x86_64")]
pub mod x86;

use crate::drive::Work;
#[cfg(any(target_arch = "x86_64", test))]
use crate::drive::{Left, Window, drive, room};
use crate::matrix::MatrixMut;
use crate::products;
#[cfg(any(target_arch = "x86_64", test))]
use crate::scratch::scratch;

/// A vector of numbers in a register.
pub trait Vector: Copy {
    /// How many.
    const LANES: usize;

    /// # Safety
    /// The processor must have the vector's instructions, as for all of these.
    unsafe fn zero() -> Self;

    /// # Safety
    /// `from` must be readable for as many numbers.
    unsafe fn load(from: *const f32) -> Self;

    /// One number in all lanes.
    ///
    /// # Safety
    /// `from` must be readable.
    unsafe fn splat(from: *const f32) -> Self;

    /// # Safety
    /// `to` must be writable for as many numbers.
    unsafe fn store(self, to: *mut f32);

    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn add(self, other: Self) -> Self;

    /// `self + a·b`, fused where the processor can.
    ///
    /// # Safety
    /// See [`Vector::zero`].
    unsafe fn multiply_add(self, a: Self, b: Self) -> Self;
}

/// `dst` (+)= the product of two strips.
///
/// # Safety
/// `a` must be readable for `HEIGHT · steps` numbers, `b` for `VECTORS · LANES · steps`; `dst` must be writable for
/// that tile, have its columns side by side, and be initialised where `add`.
#[inline(always)]
pub unsafe fn tile<V: Vector, const HEIGHT: usize, const VECTORS: usize>(
    steps: usize,
    a: *const f32,
    b: *const f32,
    dst: MatrixMut<f32>,
    add: bool,
) {
    // SAFETY: as promised by the caller.
    unsafe {
        let mut sums = [[V::zero(); VECTORS]; HEIGHT];
        let (mut a, mut b) = (a, b);
        for _ in 0..steps {
            let mut row = [V::zero(); VECTORS];
            for (at, vector) in row.iter_mut().enumerate() {
                *vector = V::load(b.add(at * V::LANES));
            }
            for (at, sums) in sums.iter_mut().enumerate() {
                let factor = V::splat(a.add(at));
                for (sum, vector) in sums.iter_mut().zip(row) {
                    *sum = sum.multiply_add(factor, vector);
                }
            }
            a = a.add(HEIGHT);
            b = b.add(VECTORS * V::LANES);
        }
        for (row, sums) in sums.into_iter().enumerate() {
            let to = dst.at(row, 0);
            for (at, sum) in sums.into_iter().enumerate() {
                let to = to.add(at * V::LANES);
                let sum = if add { V::load(to).add(sum) } else { sum };
                sum.store(to);
            }
        }
    }
}

/// Does the work with the widest vectors that the processor has.
///
/// # Safety
/// The places that the work leads to must be valid.
pub unsafe fn multiply(work: &impl Work, add: bool) {
    // SAFETY: as promised by the caller; the processor was asked.
    unsafe {
        #[cfg(target_arch = "x86_64")]
        {
            // All that each of them enables: a virtual machine may offer any choice of it.
            let has_avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            if has_avx2 && is_x86_feature_detected!("avx512f") {
                return x86::avx512(work, add);
            }
            if has_avx2 {
                return x86::avx2(work, add);
            }
        }
        products::multiply(work.task(), add);
    }
}

/// The whole work, on this thread, in tiles of this form.
///
/// # Safety
/// As [`crate::drive::drive`].
#[cfg(any(target_arch = "x86_64", test))]
#[inline(always)]
pub unsafe fn alone<V: Vector, const HEIGHT: usize, const VECTORS: usize, const WIDTH: usize>(
    work: &impl Work,
    add: bool,
) {
    let window = Window::of(work);
    let room = room::<HEIGHT, WIDTH>(work, window, Left::Passing);
    // SAFETY: as promised by the caller.
    scratch(room, |start| unsafe {
        drive::<V, HEIGHT, VECTORS, WIDTH>(work, window, add, Left::Passing, start);
    });
}
