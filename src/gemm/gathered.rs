//! Products of numbers that lie anywhere: convolutions without a copy of each window.

use crate::drive::{Span, Work};
use crate::matrix::MatrixMut;
use crate::pattern::{Pattern, strip};
use crate::products::Task;
use crate::tiles::four::Four;
use crate::tiles::{self, Vector};

/// A factor or a product: the number in row i and column j is `numbers[rows[i] + columns[j]]`.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// For each row.
    pub rows: &'a [u32],
    /// For each column.
    pub columns: &'a [u32],
}

impl Places<'_> {
    fn assert_within(&self, what: &str, numbers: usize) {
        let last = |offsets: &[u32]| offsets.iter().max().map(|&offset| u64::from(offset));
        if let (Some(row), Some(column)) = (last(self.rows), last(self.columns)) {
            // In 64 bits: in those of a 32-bit address the sum could come out small.
            let end = row + column;
            assert!(
                end < numbers as u64,
                "the {what} ends at {end} of {numbers} numbers"
            );
        }
    }
}

/// `dst = lhs·rhs`, or `dst += lhs·rhs` where `add`.
///
/// # Panics
/// When the factors' sizes do not fit, or a place is beyond the numbers.
pub fn gathered(to: (&mut [f32], Places), left: Factor, right: Factor, add: bool) {
    let work = Gathered::of(to, left, right, add);
    // SAFETY: all places are within the slices, which are borrowed until then.
    unsafe { tiles::multiply(&work, add) };
}

/// Numbers, and where those of a factor lie among them.
type Factor<'a> = (&'a [f32], Places<'a>);

/// The factors and their product, with the places of their numbers.
#[derive(Clone, Copy)]
pub struct Gathered<'a> {
    dst: *mut f32,
    to: Places<'a>,
    lhs: *const f32,
    left: Places<'a>,
    rhs: *const f32,
    right: Places<'a>,
}

impl<'a> Gathered<'a> {
    /// See [`gathered`].
    pub fn of(
        (dst, to): (&mut [f32], Places<'a>),
        (lhs, left): Factor<'a>,
        (rhs, right): Factor<'a>,
        add: bool,
    ) -> Self {
        let sizes = [to.rows, to.columns, left.columns].map(<[u32]>::len);
        let same = [left.rows, right.columns, right.rows].map(<[u32]>::len);
        assert_eq!(sizes, same, "the sizes of the factors do not fit");
        to.assert_within("product", dst.len());
        left.assert_within("left factor", lhs.len());
        right.assert_within("right factor", rhs.len());
        if left.columns.is_empty() && !add {
            for &row in to.rows {
                for &column in to.columns {
                    dst[row as usize + column as usize] = 0.0;
                }
            }
        }
        Self {
            dst: dst.as_mut_ptr(),
            to,
            lhs: lhs.as_ptr(),
            left,
            rhs: rhs.as_ptr(),
            right,
        }
    }

    /// Whether all places of the product are known to differ, so that several threads may write them: rows at a constant
    /// distance, and columns in ascending order of which no two are as far from each other as two of the rows.
    pub fn is_known_to_be_distinct(&self) -> bool {
        let Places { rows, columns } = self.to;
        let is_ascending = columns.is_sorted_by(|a, b| a < b);
        let [first, second, ..] = rows else {
            return is_ascending;
        };
        let Some(apart) = second.checked_sub(*first).filter(|&apart| apart > 0) else {
            return false;
        };
        if !is_ascending || !are_apart(apart, rows) {
            return false;
        }
        if columns.last().is_none_or(|&last| last < apart) {
            return true;
        }
        // For each place between two rows, the next turn that is free there.
        let mut free = vec![0_u64; apart as usize];
        columns.iter().all(|&column| {
            let turn = u64::from(column / apart);
            let free = &mut free[(column % apart) as usize];
            let is_free = turn >= *free;
            *free = turn + rows.len() as u64;
            is_free
        })
    }
}

impl Work for Gathered<'_> {
    #[inline(always)]
    fn sizes(&self) -> (usize, usize, usize) {
        (
            self.to.rows.len(),
            self.to.columns.len(),
            self.left.columns.len(),
        )
    }

    #[inline(always)]
    unsafe fn pack_rows<const HEIGHT: usize>(&self, rows: Span, steps: Span, to: *mut f32) {
        let (rows, steps) = (rows.of(self.left.rows), steps.of(self.left.columns));
        // SAFETY: as promised by the caller.
        unsafe { strip::<HEIGHT>(self.lhs, rows, steps, to) };
    }

    #[inline(always)]
    unsafe fn pack_columns<const WIDTH: usize>(&self, columns: Span, steps: Span, to: *mut f32) {
        let (columns, steps) = (columns.of(self.right.columns), steps.of(self.right.rows));
        // SAFETY: as promised by the caller.
        unsafe { strip::<WIDTH>(self.rhs, columns, steps, to) };
    }

    #[inline(always)]
    fn are_neighbours(&self, columns: Span) -> bool {
        are_apart(1, columns.of(self.to.columns))
    }

    #[inline(always)]
    fn place(&self, rows: Span, column: usize) -> Option<MatrixMut<f32>> {
        let rows = rows.of(self.to.rows);
        let apart = rows.get(1)?.wrapping_sub(rows[0]);
        let start = rows[0] as usize + self.to.columns[column] as usize;
        are_apart(apart, rows)
            .then(|| MatrixMut::new(self.dst.wrapping_add(start), apart as isize, 1))
    }

    fn task(&self) -> Task {
        // SAFETY: the caller of the product waits for all who help with it, and holds the places until then.
        let forever = |places: &[u32]| unsafe { &*std::ptr::from_ref(places) };
        let places = |places: Places| Places {
            rows: forever(places.rows),
            columns: forever(places.columns),
        };
        Task::Gathered(Gathered {
            dst: self.dst,
            to: places(self.to),
            lhs: self.lhs,
            left: places(self.left),
            rhs: self.rhs,
            right: places(self.right),
        })
    }

    unsafe fn put(&self, tile: MatrixMut<f32>, rows: Span, columns: Span, add: bool) {
        let columns = columns.of(self.to.columns);
        for (row, &start) in rows.of(self.to.rows).iter().enumerate() {
            let mut from = tile.at(row, 0).cast_const();
            // SAFETY: as promised by the caller, the tile has so many columns, side by side, and all places exist.
            unsafe {
                let row = self.dst.add(start as usize);
                for four in columns.chunks(4) {
                    if Pattern::of(four) == Pattern::Neighbours {
                        let (sums, place) = (Four::load(from), row.add(four[0] as usize));
                        let sums = if add {
                            Four::load(place).add(sums)
                        } else {
                            sums
                        };
                        sums.store(place);
                    } else {
                        for (at, &column) in four.iter().enumerate() {
                            let (sum, place) = (*from.add(at), row.add(column as usize));
                            place.write(if add { *place + sum } else { sum });
                        }
                    }
                    from = from.add(four.len());
                }
            }
        }
    }
}

/// Whether they are so far from each other, each from the one before it.
#[inline(always)]
fn are_apart(distance: u32, offsets: &[u32]) -> bool {
    let mut pairs = offsets.windows(2);
    pairs.all(|pair| pair[0].checked_add(distance) == Some(pair[1]))
}

impl Span {
    #[inline(always)]
    fn of(self, offsets: &[u32]) -> &[u32] {
        &offsets[self.start..self.start + self.length]
    }
}
