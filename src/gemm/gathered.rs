//! Products of numbers that lie anywhere: convolutions without a copy of each window.

use crate::drive::{Span, Work};
use crate::matrix::MatrixMut;
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

/// How four numbers lie to each other.
#[derive(Clone, Copy, PartialEq)]
enum Pattern {
    /// Side by side.
    Neighbours,
    /// The first, or the first two or three, and then the others further on: where a line of an image ends.
    Join1,
    Join2,
    Join3,
    /// Two pairs with one number between those of a pair.
    Alternate,
    Scattered,
}

impl Pattern {
    #[inline(always)]
    fn of(offsets: &[u32]) -> Self {
        let &[a, b, c, d] = offsets else {
            return Self::Scattered;
        };
        let step = |from: u32, to: u32| to.wrapping_sub(from).cast_signed();
        match (step(a, b), step(b, c), step(c, d)) {
            (1, 1, 1) => Self::Neighbours,
            (2.., 1, 1) => Self::Join1,
            (1, 2.., 1) => Self::Join2,
            (1, 1, 2..) => Self::Join3,
            (2, 1.., 2) => Self::Alternate,
            _ => Self::Scattered,
        }
    }
}

/// As [`crate::pack::strip`], but for what lies beyond the last of `lines`, which may be any number.
///
/// # Safety
/// `from` must be readable at all sums of a line and a step, `to` be writable for `WIDTH · steps.len()` numbers;
/// there must be lines, and no more than `WIDTH`.
#[inline(always)]
unsafe fn strip<const WIDTH: usize>(from: *const f32, lines: &[u32], steps: &[u32], to: *mut f32) {
    let mut all = [lines[lines.len() - 1]; WIDTH];
    all[..lines.len()].copy_from_slice(lines);
    for (at, four) in all.chunks_exact(4).enumerate() {
        // SAFETY: as promised by the caller; a pattern tells that four numbers from the first and up to the last of
        // them lie between two that are readable.
        unsafe {
            let to = to.add(at * 4);
            let ends = [(four[0], 0), (four[3], 3)]
                .map(|(line, back)| from.wrapping_add(line as usize).wrapping_sub(back));
            match Pattern::of(four) {
                Pattern::Neighbours => {
                    for (step, &offset) in steps.iter().enumerate() {
                        Four::load(ends[0].add(offset as usize)).store(to.add(step * WIDTH));
                    }
                }
                Pattern::Join1 => both::<WIDTH>(ends, steps, to, Four::join::<1>),
                Pattern::Join2 => both::<WIDTH>(ends, steps, to, Four::join::<2>),
                Pattern::Join3 => both::<WIDTH>(ends, steps, to, Four::join::<3>),
                Pattern::Alternate => both::<WIDTH>(ends, steps, to, Four::alternate),
                Pattern::Scattered => {
                    let lines = [0, 1, 2, 3].map(|line| from.add(four[line] as usize));
                    let mut to = to;
                    for steps in steps.chunks(4) {
                        if Pattern::of(steps) == Pattern::Neighbours {
                            let rows = lines.map(|line| Four::load(line.add(steps[0] as usize)));
                            for (step, four) in Four::transpose(rows).into_iter().enumerate() {
                                four.store(to.add(step * WIDTH));
                            }
                        } else {
                            for (step, &offset) in steps.iter().enumerate() {
                                for (at, line) in lines.into_iter().enumerate() {
                                    *to.add(step * WIDTH + at) = *line.add(offset as usize);
                                }
                            }
                        }
                        to = to.add(steps.len() * WIDTH);
                    }
                }
            }
        }
    }
}

/// What comes out of the four numbers from here and those from there, in each step.
///
/// # Safety
/// Both must be readable in each step, `to` be writable for four numbers in each.
#[inline(always)]
unsafe fn both<const WIDTH: usize>(
    ends: [*const f32; 2],
    steps: &[u32],
    to: *mut f32,
    of: impl Fn(Four, Four) -> Four,
) {
    for (step, &offset) in steps.iter().enumerate() {
        // SAFETY: as promised by the caller.
        unsafe {
            let [first, last] = ends.map(|end| Four::load(end.add(offset as usize)));
            of(first, last).store(to.add(step * WIDTH));
        }
    }
}
