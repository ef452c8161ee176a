//! Vectors of four, which every processor has.

use super::Vector;

#[cfg(target_arch = "x86_64")]
mod native {
    use std::arch::x86_64::{
        __m128, _mm_add_ps, _mm_move_ss, _mm_movehl_ps, _mm_movelh_ps, _mm_mul_ps, _mm_set1_ps,
        _mm_setzero_ps, _mm_shuffle_ps, _mm_unpackhi_ps, _mm_unpacklo_ps,
    };

    pub type Lanes = __m128;
    pub use std::arch::x86_64::{_mm_loadu_ps as load, _mm_storeu_ps as store};

    #[inline(always)]
    pub fn zero() -> Lanes {
        // SAFETY: SSE is part of every x86-64.
        unsafe { _mm_setzero_ps() }
    }

    /// # Safety
    /// `from` must be readable.
    #[inline(always)]
    pub unsafe fn splat(from: *const f32) -> Lanes {
        // SAFETY: as promised by the caller.
        unsafe { _mm_set1_ps(*from) }
    }

    #[inline(always)]
    pub fn add(a: Lanes, b: Lanes) -> Lanes {
        // SAFETY: SSE is part of every x86-64.
        unsafe { _mm_add_ps(a, b) }
    }

    #[inline(always)]
    pub fn multiply(a: Lanes, b: Lanes) -> Lanes {
        // SAFETY: SSE is part of every x86-64.
        unsafe { _mm_mul_ps(a, b) }
    }

    /// `a₀ a₂ b₁ b₃`.
    #[inline(always)]
    pub fn alternate(a: Lanes, b: Lanes) -> Lanes {
        // SAFETY: SSE is part of every x86-64.
        unsafe { _mm_shuffle_ps::<0b11_01_10_00>(a, b) }
    }

    /// The first `FIRST` of `a`, and then those of `b`.
    #[inline(always)]
    pub fn join<const FIRST: usize>(a: Lanes, b: Lanes) -> Lanes {
        // SAFETY: SSE is part of every x86-64.
        unsafe {
            match FIRST {
                1 => _mm_move_ss(b, a),
                2 => _mm_shuffle_ps::<0b11_10_01_00>(a, b),
                _ => _mm_shuffle_ps::<0b11_00_01_00>(a, _mm_unpackhi_ps(a, b)),
            }
        }
    }

    #[inline(always)]
    pub fn transpose([a, b, c, d]: [Lanes; 4]) -> [Lanes; 4] {
        // SAFETY: SSE is part of every x86-64.
        unsafe {
            let (ab, cd) = (_mm_unpacklo_ps(a, b), _mm_unpacklo_ps(c, d));
            let (high_ab, high_cd) = (_mm_unpackhi_ps(a, b), _mm_unpackhi_ps(c, d));
            [
                _mm_movelh_ps(ab, cd),
                _mm_movehl_ps(cd, ab),
                _mm_movelh_ps(high_ab, high_cd),
                _mm_movehl_ps(high_cd, high_ab),
            ]
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod native {
    use std::arch::wasm32::{
        f32x4_splat, i32x4_shuffle, v128, v128_load, v128_load32_splat, v128_store,
    };

    pub type Lanes = v128;
    pub use std::arch::wasm32::{f32x4_add as add, f32x4_mul as multiply};

    #[inline(always)]
    pub fn zero() -> Lanes {
        f32x4_splat(0.0)
    }

    /// # Safety
    /// `from` must be readable.
    #[inline(always)]
    pub unsafe fn splat(from: *const f32) -> Lanes {
        // SAFETY: as promised by the caller.
        unsafe { v128_load32_splat(from.cast()) }
    }

    /// # Safety
    /// `from` must be readable for four numbers.
    #[inline(always)]
    pub unsafe fn load(from: *const f32) -> Lanes {
        // SAFETY: as promised by the caller.
        unsafe { v128_load(from.cast()) }
    }

    /// # Safety
    /// `to` must be writable for four numbers.
    #[inline(always)]
    pub unsafe fn store(to: *mut f32, lanes: Lanes) {
        // SAFETY: as promised by the caller.
        unsafe { v128_store(to.cast(), lanes) }
    }

    /// `a₀ a₂ b₁ b₃`.
    #[inline(always)]
    pub fn alternate(a: Lanes, b: Lanes) -> Lanes {
        i32x4_shuffle::<0, 2, 5, 7>(a, b)
    }

    /// The first `FIRST` of `a`, and then those of `b`.
    #[inline(always)]
    pub fn join<const FIRST: usize>(a: Lanes, b: Lanes) -> Lanes {
        match FIRST {
            1 => i32x4_shuffle::<0, 5, 6, 7>(a, b),
            2 => i32x4_shuffle::<0, 1, 6, 7>(a, b),
            _ => i32x4_shuffle::<0, 1, 2, 7>(a, b),
        }
    }

    #[inline(always)]
    pub fn transpose([a, b, c, d]: [Lanes; 4]) -> [Lanes; 4] {
        let (ab, cd) = (
            i32x4_shuffle::<0, 4, 1, 5>(a, b),
            i32x4_shuffle::<0, 4, 1, 5>(c, d),
        );
        let (high_ab, high_cd) = (
            i32x4_shuffle::<2, 6, 3, 7>(a, b),
            i32x4_shuffle::<2, 6, 3, 7>(c, d),
        );
        [
            i32x4_shuffle::<0, 1, 4, 5>(ab, cd),
            i32x4_shuffle::<2, 3, 6, 7>(ab, cd),
            i32x4_shuffle::<0, 1, 4, 5>(high_ab, high_cd),
            i32x4_shuffle::<2, 3, 6, 7>(high_ab, high_cd),
        ]
    }
}

/// An array, which the compiler puts into vectors where there are any.
#[cfg(not(any(
    target_arch = "x86_64",
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
mod native {
    pub type Lanes = [f32; 4];

    #[inline(always)]
    pub fn zero() -> Lanes {
        [0.0; 4]
    }

    /// # Safety
    /// `from` must be readable.
    #[inline(always)]
    pub unsafe fn splat(from: *const f32) -> Lanes {
        // SAFETY: as promised by the caller.
        [unsafe { *from }; 4]
    }

    /// # Safety
    /// `from` must be readable for four numbers.
    #[inline(always)]
    pub unsafe fn load(from: *const f32) -> Lanes {
        // SAFETY: as promised by the caller.
        unsafe { from.cast::<Lanes>().read_unaligned() }
    }

    /// # Safety
    /// `to` must be writable for four numbers.
    #[inline(always)]
    pub unsafe fn store(to: *mut f32, lanes: Lanes) {
        // SAFETY: as promised by the caller.
        unsafe { to.cast::<Lanes>().write_unaligned(lanes) }
    }

    #[inline(always)]
    pub fn add(a: Lanes, b: Lanes) -> Lanes {
        std::array::from_fn(|at| a[at] + b[at])
    }

    #[inline(always)]
    pub fn multiply(a: Lanes, b: Lanes) -> Lanes {
        std::array::from_fn(|at| a[at] * b[at])
    }

    /// `a₀ a₂ b₁ b₃`.
    #[inline(always)]
    pub fn alternate(a: Lanes, b: Lanes) -> Lanes {
        [a[0], a[2], b[1], b[3]]
    }

    /// The first `FIRST` of `a`, and then those of `b`.
    #[inline(always)]
    pub fn join<const FIRST: usize>(a: Lanes, b: Lanes) -> Lanes {
        std::array::from_fn(|at| if at < FIRST { a[at] } else { b[at] })
    }

    #[inline(always)]
    pub fn transpose(rows: [Lanes; 4]) -> [Lanes; 4] {
        std::array::from_fn(|column| std::array::from_fn(|row| rows[row][column]))
    }
}

/// Four numbers; product and sum are rounded separately, hence the same on all processors.
#[derive(Clone, Copy)]
pub struct Four(native::Lanes);

impl Four {
    /// Rows to columns.
    #[inline(always)]
    pub fn transpose(rows: [Self; 4]) -> [Self; 4] {
        native::transpose(rows.map(|row| row.0)).map(Self)
    }

    /// `a₀ a₂ b₁ b₃`.
    #[inline(always)]
    pub fn alternate(a: Self, b: Self) -> Self {
        Self(native::alternate(a.0, b.0))
    }

    /// The first `FIRST` of `a`, of which there are 1 to 3, and then those of `b`.
    #[inline(always)]
    pub fn join<const FIRST: usize>(a: Self, b: Self) -> Self {
        Self(native::join::<FIRST>(a.0, b.0))
    }
}

impl Vector for Four {
    const LANES: usize = 4;

    #[inline(always)]
    unsafe fn zero() -> Self {
        Self(native::zero())
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: as promised by the caller.
        Self(unsafe { native::load(from) })
    }

    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // SAFETY: as promised by the caller.
        Self(unsafe { native::splat(from) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: as promised by the caller.
        unsafe { native::store(to, self.0) }
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        Self(native::add(self.0, other.0))
    }

    #[inline(always)]
    unsafe fn multiply_add(self, a: Self, b: Self) -> Self {
        Self(native::add(self.0, native::multiply(a.0, b.0)))
    }
}
