//! Cuts a product into blocks that fit the caches, and those into tiles.

use crate::matrix::{MatrixMut, Product};
use crate::pack::strip;
use crate::products::Task;
use crate::tiles::{Vector, tile};

/// Steps along k that are packed at a time: a strip of `rhs` fits the first cache.
pub const STEPS: usize = 512;
/// Rows of `lhs` that are packed at a time: with those steps they fit the second.
pub const ROWS: usize = 128;

/// The length of the blocks along k.
fn block_of(k: usize) -> usize {
    k.div_ceil(k.div_ceil(STEPS).max(1))
}

/// Two factors and where their product goes.
pub trait Work {
    /// m, n, k.
    fn sizes(&self) -> (usize, usize, usize);

    /// Packs rows of the left factor: see [`crate::pack::strip`].
    ///
    /// # Safety
    /// Rows and steps must lie within it, `to` be writable for `HEIGHT · length` numbers; the same for columns.
    unsafe fn pack_rows<const HEIGHT: usize>(&self, rows: Span, steps: Span, to: *mut f32);

    /// Packs columns of the right factor.
    ///
    /// # Safety
    /// As [`Work::pack_rows`].
    unsafe fn pack_columns<const WIDTH: usize>(&self, columns: Span, steps: Span, to: *mut f32);

    /// Whether these columns of the product lie side by side.
    fn are_neighbours(&self, columns: Span) -> bool;

    /// The place of a tile whose columns do, if its rows are at a constant distance.
    fn place(&self, rows: Span, column: usize) -> Option<MatrixMut<f32>>;

    /// The same work, for whoever helps with it.
    fn task(&self) -> Task;

    /// Copies or adds the part of a tile that lies within the product.
    ///
    /// # Safety
    /// Rows and columns must lie within it, `tile` be readable there.
    unsafe fn put(&self, tile: MatrixMut<f32>, rows: Span, columns: Span, add: bool);
}

/// So many from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub length: usize,
}

/// A part of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub rows: Span,
    pub columns: Span,
}

impl Window {
    /// The whole of it.
    #[inline(always)]
    pub fn of(work: &impl Work) -> Self {
        let (m, n, _) = work.sizes();
        let (rows, columns) = (Span::to(m), Span::to(n));
        Self { rows, columns }
    }
}

impl Span {
    /// The first ones.
    #[inline(always)]
    pub fn to(length: usize) -> Self {
        Self { start: 0, length }
    }

    /// All of it in spans of `most`.
    #[inline(always)]
    fn parts(self, most: usize) -> impl Iterator<Item = Self> {
        Self::cut(self.length, most).map(move |part| Self {
            start: self.start + part.start,
            ..part
        })
    }

    /// All from 0 to `end` in spans of `most`.
    #[inline(always)]
    pub fn cut(end: usize, most: usize) -> impl Iterator<Item = Self> {
        (0..end).step_by(most).map(move |start| Self {
            start,
            length: most.min(end - start),
        })
    }
}

/// What becomes of the packed rows of the left factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Each block takes the place of the one before.
    Passing,
    /// All blocks stay, for the next columns of the same rows.
    Staying,
    /// They are there from last time.
    There,
}

/// Numbers that [`drive`] needs room for.
#[inline(always)]
pub fn room<const HEIGHT: usize, const WIDTH: usize>(
    work: &impl Work,
    window: Window,
    left: Left,
) -> usize {
    let (_, _, k) = work.sizes();
    let (_, steps) = blocks::<HEIGHT>(window, k);
    room_of_rows::<HEIGHT>(window, k, left).saturating_add(WIDTH * steps + HEIGHT * WIDTH)
}

/// Numbers of the packed rows.
#[inline(always)]
fn room_of_rows<const HEIGHT: usize>(window: Window, k: usize, left: Left) -> usize {
    let (rows, steps) = blocks::<HEIGHT>(window, k);
    if left == Left::Passing {
        rows * steps
    } else {
        let rows = window.rows.length.next_multiple_of(HEIGHT);
        rows.saturating_mul(k)
    }
}

/// Rows and steps that are packed at a time.
#[inline(always)]
fn blocks<const HEIGHT: usize>(window: Window, k: usize) -> (usize, usize) {
    let rows = window.rows.length.min(ROWS).next_multiple_of(HEIGHT);
    (rows, block_of(k))
}

/// Tiles of `HEIGHT` rows and `WIDTH` columns, which are `VECTORS` vectors. The product is added to what is there
/// where `add`.
///
/// # Safety
/// The places that the work leads to must be valid, the window lie within it, `start` be writable for as many numbers
/// as [`room`] says, with the packed rows of the same work and window where they are [`Left::There`], and the processor
/// must have the instructions of `V`.
#[inline(always)]
pub unsafe fn drive<V: Vector, const HEIGHT: usize, const VECTORS: usize, const WIDTH: usize>(
    work: &impl Work,
    window: Window,
    add: bool,
    left: Left,
    start: *mut f32,
) {
    let (_, _, k) = work.sizes();
    if window.rows.length == 0 || window.columns.length == 0 || k == 0 {
        return;
    }
    let (rows, steps) = blocks::<HEIGHT>(window, k);
    let (before, right) = (room_of_rows::<HEIGHT>(window, k, left), WIDTH * steps);
    // SAFETY: the three parts of the scratch memory lie one after the other; blocks, strips and tiles end where the
    // factors end.
    unsafe {
        let packed_columns = start.add(before);
        let beside = MatrixMut::new(packed_columns.add(right), WIDTH as isize, 1);
        for block in window.rows.parts(rows) {
            for steps in Span::cut(k, steps) {
                let add = add || steps.start > 0;
                let packed_rows = if left == Left::Passing {
                    start
                } else {
                    let height = block.length.next_multiple_of(HEIGHT);
                    start.add((block.start - window.rows.start) * k + height * steps.start)
                };
                if left != Left::There {
                    for rows in block.parts(HEIGHT) {
                        let to = packed_rows.add((rows.start - block.start) * steps.length);
                        work.pack_rows::<HEIGHT>(rows, steps, to);
                    }
                }
                for columns in window.columns.parts(WIDTH) {
                    work.pack_columns::<WIDTH>(columns, steps, packed_columns);
                    let is_whole = columns.length == WIDTH && work.are_neighbours(columns);
                    for rows in block.parts(HEIGHT) {
                        let a = packed_rows.add((rows.start - block.start) * steps.length);
                        let place = (is_whole && rows.length == HEIGHT)
                            .then(|| work.place(rows, columns.start))
                            .flatten();
                        if let Some(place) = place {
                            tile::<V, HEIGHT, VECTORS>(steps.length, a, packed_columns, place, add);
                        } else {
                            tile::<V, HEIGHT, VECTORS>(
                                steps.length,
                                a,
                                packed_columns,
                                beside,
                                false,
                            );
                            work.put(beside, rows, columns, add);
                        }
                    }
                }
            }
        }
    }
}

impl Work for Product<f32> {
    #[inline(always)]
    fn sizes(&self) -> (usize, usize, usize) {
        (self.m, self.n, self.k)
    }

    #[inline(always)]
    unsafe fn pack_rows<const HEIGHT: usize>(&self, rows: Span, steps: Span, to: *mut f32) {
        let from = self.lhs.from(rows.start, steps.start);
        // SAFETY: as promised by the caller.
        unsafe { strip::<HEIGHT>(from, rows.length, steps.length, self.beta, to) };
    }

    #[inline(always)]
    unsafe fn pack_columns<const WIDTH: usize>(&self, columns: Span, steps: Span, to: *mut f32) {
        let from = self.rhs.from(steps.start, columns.start).transposed();
        // SAFETY: as promised by the caller.
        unsafe { strip::<WIDTH>(from, columns.length, steps.length, 1.0, to) };
    }

    #[inline(always)]
    fn are_neighbours(&self, _columns: Span) -> bool {
        self.dst.columns == 1
    }

    #[inline(always)]
    fn place(&self, rows: Span, column: usize) -> Option<MatrixMut<f32>> {
        let start = self.dst.at(rows.start, column);
        Some(MatrixMut { start, ..self.dst })
    }

    fn task(&self) -> Task {
        Task::Plain(*self)
    }

    unsafe fn put(&self, tile: MatrixMut<f32>, rows: Span, columns: Span, add: bool) {
        for row in 0..rows.length {
            for column in 0..columns.length {
                // SAFETY: as promised by the caller.
                unsafe {
                    let sum = *tile.at(row, column);
                    let place = self.dst.at(rows.start + row, columns.start + column);
                    place.write(if add { *place + sum } else { sum });
                }
            }
        }
    }
}
