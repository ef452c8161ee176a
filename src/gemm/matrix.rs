//! Matrices in memory.

use crate::same;

/// A matrix to read.
#[derive(Clone, Copy)]
pub struct Matrix<T> {
    /// Its first number.
    pub start: *const T,
    /// From one row to the next, in numbers.
    pub rows: isize,
    /// From one column to the next, in numbers.
    pub columns: isize,
}

impl<T> Matrix<T> {
    pub fn new(start: *const T, rows: isize, columns: isize) -> Self {
        Self {
            start,
            rows,
            columns,
        }
    }

    pub fn transposed(self) -> Self {
        Self::new(self.start, self.columns, self.rows)
    }

    /// The part of it that begins there.
    #[inline(always)]
    pub fn from(self, row: usize, column: usize) -> Self {
        Self {
            start: self.at(row, column),
            ..self
        }
    }

    /// Where a number is; nothing is read.
    #[inline(always)]
    pub fn at(&self, row: usize, column: usize) -> *const T {
        let offset = row as isize * self.rows + column as isize * self.columns;
        self.start.wrapping_offset(offset)
    }
}

/// A matrix to write.
#[derive(Clone, Copy)]
pub struct MatrixMut<T> {
    /// Its first number.
    pub start: *mut T,
    /// From one row to the next, in numbers.
    pub rows: isize,
    /// From one column to the next, in numbers.
    pub columns: isize,
}

impl<T> MatrixMut<T> {
    pub fn new(start: *mut T, rows: isize, columns: isize) -> Self {
        Self {
            start,
            rows,
            columns,
        }
    }

    pub fn transposed(self) -> Self {
        Self::new(self.start, self.columns, self.rows)
    }

    /// Where a number is; nothing is written.
    #[inline(always)]
    pub fn at(&self, row: usize, column: usize) -> *mut T {
        let offset = row as isize * self.rows + column as isize * self.columns;
        self.start.wrapping_offset(offset)
    }
}

/// `dst = alpha·dst + beta·lhs·rhs`.
#[derive(Clone, Copy)]
pub struct Product<T> {
    pub m: usize,
    pub n: usize,
    pub k: usize,
    /// m × n.
    pub dst: MatrixMut<T>,
    /// m × k.
    pub lhs: Matrix<T>,
    /// k × n.
    pub rhs: Matrix<T>,
    /// Unless the product alone is wanted.
    pub alpha: Option<T>,
    pub beta: T,
}

impl Product<f32> {
    /// The product or its transpose, such that the rows of `dst` lie in one piece where they can.
    pub fn along_rows(self) -> Self {
        let (across, down) = (self.dst.columns == 1, self.dst.rows == 1);
        if down && (!across || self.n < self.m) {
            self.transposed()
        } else {
            self
        }
    }

    /// Multiplies `dst` by alpha, and says whether it counts.
    ///
    /// # Safety
    /// As [`crate::gemm`].
    pub unsafe fn scale(&self) -> bool {
        let factor = match self.alpha {
            Some(1.0) => return true,
            None if self.k > 0 => return false,
            factor => factor,
        };
        for row in 0..self.m {
            for column in 0..self.n {
                let place = self.dst.at(row, column);
                // SAFETY: the place is within the matrix, and initialised where it is read.
                unsafe { place.write(factor.map_or(0.0, |alpha| alpha * *place)) };
            }
        }
        true
    }
}

impl<T: Copy + 'static> Product<T> {
    /// The same, where the numbers are of type `U`.
    pub fn of<U: Copy + 'static>(self) -> Option<Product<U>> {
        // SAFETY: it is the same type.
        let number = |x: T| unsafe { std::mem::transmute_copy::<T, U>(&x) };
        let matrix = |a: Matrix<T>| Matrix::new(a.start.cast(), a.rows, a.columns);
        same::<T, U>().then(|| Product {
            m: self.m,
            n: self.n,
            k: self.k,
            dst: MatrixMut::new(self.dst.start.cast(), self.dst.rows, self.dst.columns),
            lhs: matrix(self.lhs),
            rhs: matrix(self.rhs),
            alpha: self.alpha.map(number),
            beta: number(self.beta),
        })
    }

    /// `dstᵀ = alpha·dstᵀ + beta·rhsᵀ·lhsᵀ`.
    pub fn transposed(self) -> Self {
        Self {
            m: self.n,
            n: self.m,
            dst: self.dst.transposed(),
            lhs: self.rhs.transposed(),
            rhs: self.lhs.transposed(),
            ..self
        }
    }
}
