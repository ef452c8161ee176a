//! The vectors of newer x86 processors.

use std::arch::x86_64::{
    __m256, __m512, _mm256_add_ps, _mm256_broadcast_ss, _mm256_fmadd_ps, _mm256_loadu_ps,
    _mm256_setzero_ps, _mm256_storeu_ps, _mm512_add_ps, _mm512_fmadd_ps, _mm512_loadu_ps,
    _mm512_set1_ps, _mm512_setzero_ps, _mm512_storeu_ps,
};

use super::Vector;
use crate::drive::Work;
use crate::tiles::alone;

/// # Safety
/// As [`crate::drive::drive`].
#[target_feature(enable = "avx512f,avx2,fma")]
pub unsafe fn avx512(work: &impl Work, add: bool) {
    // SAFETY: as promised by the caller.
    unsafe { alone::<Sixteen, 8, 2, 32>(work, add) }
}

/// # Safety
/// As [`crate::drive::drive`].
#[target_feature(enable = "avx2,fma")]
pub unsafe fn avx2(work: &impl Work, add: bool) {
    // SAFETY: as promised by the caller.
    unsafe { alone::<Eight, 4, 2, 16>(work, add) }
}

/// Eight numbers.
#[derive(Clone, Copy)]
pub struct Eight(__m256);

impl Vector for Eight {
    const LANES: usize = 8;

    #[inline(always)]
    unsafe fn zero() -> Self {
        // SAFETY: the caller has asked the processor, as in all of these.
        Self(unsafe { _mm256_setzero_ps() })
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: as promised by the caller.
        Self(unsafe { _mm256_loadu_ps(from) })
    }

    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // SAFETY: as promised by the caller.
        Self(unsafe { _mm256_broadcast_ss(&*from) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: as promised by the caller.
        unsafe { _mm256_storeu_ps(to, self.0) }
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm256_add_ps(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn multiply_add(self, a: Self, b: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm256_fmadd_ps(a.0, b.0, self.0) })
    }
}

/// Sixteen numbers.
#[derive(Clone, Copy)]
pub struct Sixteen(__m512);

impl Vector for Sixteen {
    const LANES: usize = 16;

    #[inline(always)]
    unsafe fn zero() -> Self {
        // SAFETY: the caller has asked the processor, as in all of these.
        Self(unsafe { _mm512_setzero_ps() })
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: as promised by the caller.
        Self(unsafe { _mm512_loadu_ps(from) })
    }

    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // SAFETY: as promised by the caller.
        Self(unsafe { _mm512_set1_ps(*from) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: as promised by the caller.
        unsafe { _mm512_storeu_ps(to, self.0) }
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm512_add_ps(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn multiply_add(self, a: Self, b: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm512_fmadd_ps(a.0, b.0, self.0) })
    }
}
