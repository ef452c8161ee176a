//! The product by a plain loop, for numbers that training does not consist of.

use half::f16;

use crate::matrix::Product;

/// A number that sums are made of.
pub trait Number: Copy {
    /// What a sum is kept in.
    type Sum: Copy + std::ops::Add<Output = Self::Sum> + std::ops::Mul<Output = Self::Sum> + Default;

    fn widen(self) -> Self::Sum;
    fn narrow(sum: Self::Sum) -> Self;
}

impl Number for f64 {
    type Sum = f64;

    fn widen(self) -> f64 {
        self
    }

    fn narrow(sum: f64) -> f64 {
        sum
    }
}

impl Number for f16 {
    type Sum = f32;

    fn widen(self) -> f32 {
        self.to_f32()
    }

    fn narrow(sum: f32) -> f16 {
        f16::from_f32(sum)
    }
}

/// # Safety
/// As [`crate::gemm`].
pub unsafe fn multiply<T: Number>(product: Product<T>) {
    let Product { lhs, rhs, dst, .. } = product;
    for row in 0..product.m {
        for column in 0..product.n {
            let mut sum = T::Sum::default();
            for step in 0..product.k {
                // SAFETY: both places are within the matrices.
                let (a, b) = unsafe { (*lhs.at(row, step), *rhs.at(step, column)) };
                sum = sum + a.widen() * b.widen();
            }
            sum = sum * product.beta.widen();
            let place = dst.at(row, column);
            // SAFETY: the place is within the matrix, and initialised where it is read.
            unsafe {
                if let Some(alpha) = product.alpha {
                    sum = sum + alpha.widen() * (*place).widen();
                }
                place.write(T::narrow(sum));
            }
        }
    }
}
