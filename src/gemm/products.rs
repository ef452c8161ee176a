//! Products that several threads make.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::drive::{Left, ROWS, STEPS, Span, Window, Work, drive, room};
use crate::gathered::Gathered;
use crate::matrix::Product;
use crate::scratch::scratch;
use crate::team::{self, Job, Kind, Parts};
use crate::tiles::four::Four;

/// Rows and columns of a tile of sums.
const HEIGHT: usize = 4;
const WIDTH: usize = 8;
/// Numbers at the beginning of a piece's room, a cache line: the first tells of which product the packed rows are that
/// follow.
const HEAD: usize = 16;
/// Numbers of packed rows that stay from one piece to the next, 2 MB.
const STAYING: usize = 1 << 19;
/// Products of which it is not worth while to speak: so many multiplications take some 50 µs.
const SMALL: usize = 1 << 20;
/// The least that a piece may have of the side that is cut, unless packed rows stay: packing the other factor is done
/// once for each.
const SHORT: usize = 32;
/// And of multiplications: some 10 µs.
const BRIEF: usize = 1 << 18;

/// What a room's first number is where there are no packed rows.
const NOTHING: u32 = 0;

/// Says that there are no packed rows in a room.
///
/// # Safety
/// The room must be writable.
pub unsafe fn clear(room: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe { room.cast::<u32>().write(NOTHING) };
}

/// Numbers that a piece needs room for.
pub const ROOM: usize = HEAD + STAYING + WIDTH * STEPS + HEIGHT * WIDTH;

// A block that passes finds room in any case.
const _: () = assert!(ROWS * STEPS <= STAYING);

/// What there is to do.
#[derive(Clone, Copy)]
pub enum Task {
    /// A product of matrices.
    Plain(Product<f32>),
    /// One of numbers that lie anywhere.
    Gathered(Gathered<'static>),
}

impl Task {
    fn window(&self) -> Window {
        match self {
            Self::Plain(product) => Window::of(product),
            Self::Gathered(gathered) => Window::of(gathered),
        }
    }

    /// Whether several threads may write it.
    fn has_distinct_places(&self) -> bool {
        match self {
            // As whoever has made it promised.
            Self::Plain(_) => true,
            Self::Gathered(gathered) => gathered.is_known_to_be_distinct(),
        }
    }

    fn steps(&self) -> usize {
        match self {
            Self::Plain(product) => product.sizes().2,
            Self::Gathered(gathered) => gathered.sizes().2,
        }
    }

    /// # Safety
    /// As [`drive`].
    #[inline(never)]
    unsafe fn run(&self, window: Window, add: bool, left: Left, start: *mut f32) {
        // SAFETY: as promised by the caller.
        unsafe {
            match self {
                Self::Plain(product) => {
                    drive::<Four, HEIGHT, 2, WIDTH>(product, window, add, left, start);
                }
                Self::Gathered(gathered) => {
                    drive::<Four, HEIGHT, 2, WIDTH>(gathered, window, add, left, start);
                }
            }
        }
    }

    fn room(&self, window: Window, left: Left) -> usize {
        match self {
            Self::Plain(product) => room::<HEIGHT, WIDTH>(product, window, left),
            Self::Gathered(gathered) => room::<HEIGHT, WIDTH>(gathered, window, left),
        }
    }
}

/// What the next product is called whose packed rows stay.
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// A task, and how it is cut: along rows or along columns.
///
/// Whoever makes one promises that the places that the task leads to stay valid as long as there is a piece to make.
pub struct Cut {
    task: Task,
    add: bool,
    by_rows: bool,
    parts: Parts,
    /// Of this product alone, where rows that one piece has packed stay for the next.
    number: Option<NonZeroU32>,
}

impl Cut {
    /// None where it would have one piece.
    fn of(task: Task, add: bool, threads: usize) -> Option<Self> {
        let window = task.window();
        let Window { rows, columns } = window;
        let all = rows
            .length
            .saturating_mul(columns.length)
            .saturating_mul(task.steps());
        if all < SMALL || !task.has_distinct_places() {
            return None;
        }
        let cut = |side: usize, short: usize| {
            let each = (all / side).max(1);
            Parts::of(side, WIDTH, BRIEF.div_ceil(each).max(short), threads)
        };
        let may_stay = task.room(window, Left::Staying) <= ROOM - HEAD;
        let along_rows = (rows.length >= columns.length)
            .then(|| cut(rows.length, SHORT))
            // Each piece packs all columns; cut by columns, each thread packs all rows.
            .filter(|parts| {
                let (again, others) = (parts.count() as usize - 1, threads.saturating_sub(1));
                !may_stay || again > 0 && columns.length * again <= rows.length * others
            });
        let by_rows = along_rows.is_some();
        let stays = may_stay && !by_rows;
        let parts = along_rows.unwrap_or_else(|| {
            let short = if stays { WIDTH } else { SHORT };
            cut(columns.length, short)
        });
        let number = stays
            .then(|| NonZeroU32::new(NUMBER.fetch_add(1, Ordering::Relaxed)))
            .flatten();
        (parts.count() > 1).then_some(Self {
            task,
            add,
            by_rows,
            parts,
            number,
        })
    }

    fn window(&self, piece: u32) -> Window {
        let own = self.parts.part(piece);
        let part = Span {
            start: own.start,
            length: own.len(),
        };
        let whole = self.task.window();
        if self.by_rows {
            Window {
                rows: part,
                ..whole
            }
        } else {
            Window {
                columns: part,
                ..whole
            }
        }
    }
}

// SAFETY: whoever made one promises that the places may be reached, and only pieces are written to.
unsafe impl Sync for Cut {}

// SAFETY: there is no other of this kind.
unsafe impl Job for Cut {
    const KIND: Kind = Kind::Product;

    fn pieces(&self) -> u32 {
        self.parts.count()
    }

    unsafe fn make(&self, piece: u32, room: *mut f32) {
        // SAFETY: as promised by whoever made this; the window of a piece is within the work, and no other piece's. The
        // room has the packed rows that its first number tells of: nobody else writes them.
        unsafe {
            let packed = room.cast::<u32>();
            let number = self.number.map_or(NOTHING, NonZeroU32::get);
            let left = match *packed {
                _ if number == NOTHING => Left::Passing,
                last if last == number => Left::There,
                _ => Left::Staying,
            };
            *packed = NOTHING;
            let start = room.add(HEAD);
            self.task.run(self.window(piece), self.add, left, start);
            *packed = number;
        }
    }
}

/// Does the task, together with whoever is there.
///
/// # Safety
/// The places that it leads to must be valid.
pub unsafe fn multiply(task: Task, add: bool) {
    let shared = team::gathered().and_then(|team| Some((team, Cut::of(task, add, team.size)?)));
    if let Some((team, cut)) = shared {
        return team::share(team, cut);
    }
    let (window, left) = (task.window(), Left::Passing);
    // SAFETY: as promised by the caller.
    scratch(task.room(window, left), |start| unsafe {
        task.run(window, add, left, start);
    });
}
