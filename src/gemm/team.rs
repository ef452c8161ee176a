//! Several threads at one product: it is cut into pieces, and whoever is free takes the next one.
//!
//! Who they are, and how they learn of a job, is for the program to say ([`Team`]). In WebAssembly they are instances of
//! their own on the same memory, which run nothing but [`help`]: they need neither a thread of Rust's nor its atomics.
//! A sum is made by one of them from its first term to its last, so that it does not matter how many there are.

use std::cell::Cell;

use crate::drive::{Span, Window, Work, drive, room};
use crate::gathered::Gathered;
use crate::matrix::Product;
use crate::scratch::scratch;
use crate::tiles::four::Four;

/// Rows and columns of a tile of sums.
const HEIGHT: usize = 4;
const WIDTH: usize = 8;
/// Products of which it is not worth while to speak: so many multiplications take some 50 µs.
const SMALL: usize = 1 << 20;
/// The least that a piece may have of the longer side of a product: packing the other factor is done once for each.
const SHORT: usize = 32;
/// Pieces for each thread, since they are not equally quick.
const EACH: usize = 4;

/// Numbers that [`help`] needs room for.
pub const ROOM: usize = 128 * 512 + WIDTH * 512 + HEIGHT * WIDTH;

/// Those who work at a product.
#[derive(Clone, Copy, Debug)]
pub struct Team {
    /// How many, with the one that asks.
    pub size: usize,
    /// Tells the others of a job with so many pieces.
    pub begin: fn(&Job, u32),
    /// The next piece that nobody has taken.
    pub take: fn() -> Option<u32>,
    /// Waits until all pieces are done that others have taken.
    pub end: fn(),
}

thread_local! {
    static TEAM: Cell<Option<Team>> = const { Cell::new(None) };
}

/// From now on large products that this thread asks for are shared with others.
pub fn gather(team: Team) {
    TEAM.set(Some(team));
}

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

    fn steps(&self) -> usize {
        match self {
            Self::Plain(product) => product.sizes().2,
            Self::Gathered(gathered) => gathered.sizes().2,
        }
    }

    /// # Safety
    /// As [`drive`].
    #[inline(never)]
    unsafe fn run(&self, window: Window, add: bool, start: *mut f32) {
        // SAFETY: as promised by the caller.
        unsafe {
            match self {
                Self::Plain(product) => {
                    drive::<Four, HEIGHT, 2, WIDTH>(product, window, add, start);
                }
                Self::Gathered(gathered) => {
                    drive::<Four, HEIGHT, 2, WIDTH>(gathered, window, add, start);
                }
            }
        }
    }

    fn room(&self, window: Window) -> usize {
        match self {
            Self::Plain(product) => room::<HEIGHT, WIDTH>(product, window),
            Self::Gathered(gathered) => room::<HEIGHT, WIDTH>(gathered, window),
        }
    }
}

/// A task, and how it is cut: along rows or along columns, into pieces of this length.
pub struct Job {
    task: Task,
    add: bool,
    by_rows: bool,
    length: usize,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pieces = self.pieces();
        write!(f, "{:?} in {pieces} pieces", self.task.window())
    }
}

impl Job {
    /// None where it would have one piece.
    fn of(task: Task, add: bool, threads: usize) -> Option<Self> {
        let Window { rows, columns } = task.window();
        if rows.length * columns.length * task.steps() < SMALL {
            return None;
        }
        let by_rows = rows.length >= columns.length;
        let side = if by_rows { rows } else { columns };
        let length = side.length.div_ceil(EACH * threads).max(SHORT);
        let job = Self {
            task,
            add,
            by_rows,
            length: length.next_multiple_of(WIDTH),
        };
        (job.pieces() > 1).then_some(job)
    }

    fn side(&self) -> Span {
        let Window { rows, columns } = self.task.window();
        if self.by_rows { rows } else { columns }
    }

    fn pieces(&self) -> u32 {
        self.side().length.div_ceil(self.length) as u32
    }

    fn window(&self, piece: u32) -> Window {
        let side = self.side();
        let start = piece as usize * self.length;
        let part = Span {
            start,
            length: self.length.min(side.length - start),
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

    /// # Safety
    /// There must be such a piece, nobody else may have taken it, and `start` must be writable for [`ROOM`] numbers.
    unsafe fn piece(&self, piece: u32, start: *mut f32) {
        // SAFETY: as promised by the caller; a window of the work is within it.
        unsafe { self.task.run(self.window(piece), self.add, start) };
    }
}

/// Does one piece of a job.
///
/// # Safety
/// The job must be one that [`Team::begin`] was given and that has not ended, the piece one of its pieces that nobody
/// else has taken, and `start` writable for [`ROOM`] numbers.
pub unsafe fn help(job: *const Job, piece: u32, start: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe { (*job).piece(piece, start) };
}

/// [`help`] by the name under which an instance exports it.
///
/// # Safety
/// As [`help`].
#[cfg(target_family = "wasm")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gantry_help(job: *const Job, piece: u32, start: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe { help(job, piece, start) };
}

/// Does the task, together with whoever is there.
///
/// # Safety
/// The places that it leads to must be valid.
pub unsafe fn multiply(task: Task, add: bool) {
    let team = TEAM.get();
    let shared = team.and_then(|team| Some((team, Job::of(task, add, team.size)?)));
    let Some((team, job)) = shared else {
        let window = task.window();
        // SAFETY: as promised by the caller.
        return scratch(task.room(window), |start| unsafe {
            task.run(window, add, start);
        });
    };
    (team.begin)(&job, job.pieces());
    scratch(ROOM, |start| {
        while let Some(piece) = (team.take)() {
            // SAFETY: as promised by the caller; who takes a piece is the only one.
            unsafe { job.piece(piece, start) };
        }
    });
    (team.end)();
}
