//! Several threads at one product: it is cut into pieces, and whoever is free takes the next one.
//!
//! Who they are, and how they learn of a job, is for the program to say ([`Team`]). In WebAssembly they are instances of
//! their own on the same memory, which run nothing but [`help`]: they need neither a thread of Rust's nor its atomics.
//! A sum is made by one of them from its first term to its last, so that it does not matter how many there are.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

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
    /// The next piece that nobody has taken. No answer of it reaches memory outside the product, or leaves a part of
    /// the product out: it may come from beyond the program.
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
    /// For each piece, whether somebody has begun it.
    begun: Box<[AtomicBool]>,
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
        let sums = rows.length.saturating_mul(columns.length);
        if sums.saturating_mul(task.steps()) < SMALL {
            return None;
        }
        let by_rows = rows.length >= columns.length;
        let side = if by_rows { rows } else { columns };
        let parts = EACH.saturating_mul(threads).max(1);
        let length = side.length.div_ceil(parts).max(SHORT);
        let length = length.next_multiple_of(WIDTH);
        let pieces = side.length.div_ceil(length);
        (pieces > 1).then(|| Self {
            task,
            add,
            by_rows,
            length,
            begun: (0..pieces).map(|_| AtomicBool::new(false)).collect(),
        })
    }

    fn side(&self) -> Span {
        let Window { rows, columns } = self.task.window();
        if self.by_rows { rows } else { columns }
    }

    fn pieces(&self) -> u32 {
        self.begun.len() as u32
    }

    /// Of a piece that there is.
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

    /// Does a piece, unless there is none of that number or somebody has begun it.
    ///
    /// # Safety
    /// The places that the task leads to must be valid, and `start` writable for [`ROOM`] numbers.
    unsafe fn piece(&self, piece: u32, start: *mut f32) {
        // Whoever has done it says so by other means (`Team::end`): the flag orders nothing.
        let is_new = |begun: &AtomicBool| !begun.swap(true, Ordering::Relaxed);
        if self.begun.get(piece as usize).is_some_and(is_new) {
            // SAFETY: as promised by the caller; the window of a piece is within the work.
            unsafe { self.task.run(self.window(piece), self.add, start) };
        }
    }
}

/// Does one piece of a job; nothing, if there is no such piece.
///
/// # Safety
/// The job must be one that [`Team::begin`] was given and whose [`Team::end`] waits for this call, the piece one that
/// nobody else has taken, and `start` writable for [`ROOM`] numbers.
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
        // No more often than there are pieces, whatever is answered.
        for piece in (0..job.pieces()).map_while(|_| (team.take)()) {
            // SAFETY: as promised by the caller.
            unsafe { job.piece(piece, start) };
        }
        (team.end)();
        // What nobody has taken, which is nothing unless the answers were wrong: the product must be whole.
        for piece in 0..job.pieces() {
            // SAFETY: as promised by the caller.
            unsafe { job.piece(piece, start) };
        }
    });
}
