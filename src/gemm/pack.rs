//! Strips: what a tile reads of a matrix, in the order in which it reads it.

use crate::matrix::Matrix;
use crate::tiles::Vector;
use crate::tiles::four::Four;

/// The first `width` rows and `length` columns of `from`, column by column: `WIDTH` numbers each, those beyond
/// `width` being 0. Transposed, it packs columns.
///
/// # Safety
/// `from` must be readable there, `to` writable for `WIDTH · length` numbers, and `width` at most `WIDTH`.
#[inline(always)]
pub unsafe fn strip<const WIDTH: usize>(
    from: Matrix<f32>,
    width: usize,
    length: usize,
    factor: f32,
    to: *mut f32,
) {
    // SAFETY: as promised by the caller; the steps of four stay below `length`.
    unsafe {
        if width < WIDTH || !WIDTH.is_multiple_of(4) {
            edge::<WIDTH>(from, width, length, to);
        } else if from.rows == 1 {
            for step in 0..length {
                let source = from.at(0, step);
                for at in (0..WIDTH).step_by(4) {
                    Four::load(source.add(at)).store(to.add(step * WIDTH + at));
                }
            }
        } else if from.columns == 1 {
            let fours = length / 4 * 4;
            for step in (0..fours).step_by(4) {
                for at in (0..WIDTH).step_by(4) {
                    let rows = [0, 1, 2, 3].map(|row| Four::load(from.at(at + row, step)));
                    for (column, four) in Four::transpose(rows).into_iter().enumerate() {
                        four.store(to.add((step + column) * WIDTH + at));
                    }
                }
            }
            let rest = Matrix {
                start: from.at(0, fours),
                ..from
            };
            edge::<WIDTH>(rest, WIDTH, length - fours, to.add(fours * WIDTH));
        } else {
            edge::<WIDTH>(from, width, length, to);
        }
        if factor != 1.0 {
            for at in 0..WIDTH * length {
                *to.add(at) *= factor;
            }
        }
    }
}

/// The same by single numbers.
///
/// # Safety
/// As [`strip`].
#[inline(always)]
unsafe fn edge<const WIDTH: usize>(from: Matrix<f32>, width: usize, length: usize, to: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe {
        for step in 0..length {
            for at in 0..width {
                *to.add(step * WIDTH + at) = *from.at(at, step);
            }
            for at in width..WIDTH {
                *to.add(step * WIDTH + at) = 0.0;
            }
        }
    }
}
