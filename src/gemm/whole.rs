//! Products of whole matrices in slices, without a word about strides.

use crate::matrix::{Matrix, MatrixMut, Product};
use crate::multiply;

/// A matrix as its rows lie one after another.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    numbers: &'a [f32],
    /// Numbers of a row.
    width: usize,
    transposed: bool,
}

impl<'a> Rows<'a> {
    /// Rows of `width` numbers.
    ///
    /// # Panics
    /// When the last row is not whole.
    pub fn new(numbers: &'a [f32], width: usize) -> Self {
        assert!(
            numbers.len().is_multiple_of(width.max(1)),
            "{} numbers are no rows of {width}",
            numbers.len()
        );
        Self {
            numbers,
            width,
            transposed: false,
        }
    }

    /// Its transpose, of the same numbers.
    pub fn transposed(self) -> Self {
        Self {
            transposed: !self.transposed,
            ..self
        }
    }

    /// Rows and columns.
    fn sizes(self) -> (usize, usize) {
        let rows = self.numbers.len() / self.width.max(1);
        if self.transposed {
            (self.width, rows)
        } else {
            (rows, self.width)
        }
    }

    fn matrix(self) -> Matrix<f32> {
        let matrix = Matrix::new(self.numbers.as_ptr(), self.width as isize, 1);
        if self.transposed {
            matrix.transposed()
        } else {
            matrix
        }
    }
}

/// `lhs·rhs`, row by row, in memory that nobody wrote before.
///
/// # Panics
/// When the left factor has another number of columns than the right one rows, or no memory holds the product.
pub fn product(lhs: Rows, rhs: Rows) -> Vec<f32> {
    let count = count(lhs.sizes().0, rhs.sizes().1);
    let mut numbers = Vec::with_capacity(count);
    let product = into(lhs, rhs, numbers.as_mut_ptr());
    // SAFETY: sizes and strides stay within the slices and the capacity, and the product writes each of its numbers
    // without reading it.
    unsafe {
        multiply(product);
        numbers.set_len(count);
    }
    numbers
}

/// Numbers of the product. Factors without a common side to sum over may be small, and their product beyond all memory.
fn count(rows: usize, columns: usize) -> usize {
    let Some(count) = rows.checked_mul(columns) else {
        panic!("a product of {rows}×{columns} numbers is too large");
    };
    count
}

/// The product that goes there, row by row.
fn into(lhs: Rows, rhs: Rows, dst: *mut f32) -> Product<f32> {
    let ((m, k), (rows, n)) = (lhs.sizes(), rhs.sizes());
    assert_eq!(k, rows, "the sizes of the factors do not fit");
    Product {
        m,
        n,
        k,
        dst: MatrixMut::new(dst, n as isize, 1),
        lhs: lhs.matrix(),
        rhs: rhs.matrix(),
        alpha: None,
        beta: 1.0,
    }
}

/// The same as a task.
#[cfg(test)]
pub fn task(lhs: Rows, rhs: Rows, dst: *mut f32) -> crate::products::Task {
    crate::products::Task::Plain(into(lhs, rhs, dst))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    #[should_panic(expected = "is too large")]
    fn a_product_beyond_all_memory_is_refused() {
        count(usize::MAX / 2, 3);
    }
}
