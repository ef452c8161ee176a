//! Several threads at one job: it is cut into pieces, and whoever is free takes the next one.
//!
//! Who they are, and how they learn of a job, is for the program to say ([`Team`]). In WebAssembly they are instances of
//! their own on the same memory, which run nothing but pieces of jobs: they need neither a thread of Rust's nor its
//! atomics. What comes out of a piece does not depend on how many there are.

use std::cell::Cell;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::products::{self, Cut};
use crate::scratch::scratch;

/// Numbers that a piece of any job needs room for.
pub const ROOM: usize = crate::products::ROOM;

/// What those who help can be asked for. Of each there is one type of job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// A piece of a product of matrices.
    Product,
    /// A piece of another loop over numbers.
    Pass,
}

/// Something that is made in pieces, in any order, several of them at the same time.
///
/// # Safety
/// No other type may be of the same kind: whoever helps knows a job by its kind and its address.
pub unsafe trait Job: Sync {
    /// By which those who help know what to call.
    const KIND: Kind;

    /// How many.
    fn pieces(&self) -> u32;

    /// Makes one of them.
    ///
    /// # Safety
    /// There must be a piece of that number, nobody else may make it, and `room` must be readable and writable for [`ROOM`]
    /// numbers, of which the first is what the last piece left there, or at first 0.
    unsafe fn make(&self, piece: u32, room: *mut f32);
}

/// A job, and what of it has been begun.
struct Shared<J> {
    job: J,
    begun: Box<[AtomicBool]>,
}

impl<J: Job> Shared<J> {
    fn new(job: J) -> Self {
        let begun = (0..job.pieces()).map(|_| AtomicBool::new(false)).collect();
        Self { job, begun }
    }

    /// Makes a piece, unless there is none of that number or it has been begun.
    ///
    /// # Safety
    /// Nobody may make the same piece at the same time, and `room` must be as [`Job::make`] wants it.
    unsafe fn make(&self, piece: u32, room: *mut f32) {
        // Whoever has made it says so by other means (`Team::end`): the flag orders nothing, and where threads are not
        // Rust's it is an ordinary number.
        let is_new = |begun: &AtomicBool| !begun.swap(true, Ordering::Relaxed);
        if self.begun.get(piece as usize).is_some_and(is_new) {
            // SAFETY: as promised by the caller.
            unsafe { self.job.make(piece, room) };
        }
    }
}

/// Those who work at a job.
#[derive(Clone, Copy, Debug)]
pub struct Team {
    /// How many, with the one that asks.
    pub size: usize,
    /// Tells the others of a job of this kind, at this address, with so many pieces.
    pub begin: fn(Kind, *const (), u32),
    /// The next piece that nobody has taken. An answer that comes twice, or none, does no harm as long as nobody else
    /// is given it: it may come from beyond the program.
    pub take: fn() -> Option<u32>,
    /// Waits until all pieces are done that others have taken.
    pub end: fn(),
}

thread_local! {
    static TEAM: Cell<Option<Team>> = const { Cell::new(None) };
}

/// From now on large jobs of this thread are shared with others.
pub fn gather(team: Team) {
    TEAM.set(Some(team));
}

/// Those whom this thread has gathered.
pub fn gathered() -> Option<Team> {
    TEAM.get()
}

/// Makes one piece of a job; nothing, if there is no such piece.
///
/// # Safety
/// The job must be one of this type that [`Team::begin`] was given and whose [`Team::end`] waits for this call, the piece
/// one that nobody else has taken, and `room` as [`Job::make`] wants it.
pub unsafe fn help<J: Job>(job: *const (), piece: u32, room: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe { (*job.cast::<Shared<J>>()).make(piece, room) };
}

/// [`help`] with a product.
///
/// # Safety
/// As [`help`].
pub unsafe fn help_with_product(job: *const (), piece: u32, room: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe { help::<Cut>(job, piece, room) };
}

/// Does the whole job, together with the team.
pub fn share<J: Job>(team: Team, job: J) {
    let shared = Shared::new(job);
    let pieces = shared.job.pieces();
    (team.begin)(J::KIND, std::ptr::from_ref(&shared).cast(), pieces);
    let others = Others(team.end);
    scratch(ROOM, |room| {
        // Other work was done in it since the last job.
        // SAFETY: there is so much room.
        unsafe { products::clear(room) };
        // No more often than there are pieces, whatever is answered.
        for piece in (0..pieces).map_while(|_| (team.take)()) {
            // SAFETY: nobody else was given it, and there is as much room.
            unsafe { shared.make(piece, room) };
        }
        drop(others);
        // What nobody has taken, which is nothing unless the answers were wrong: the job must be done.
        for piece in 0..pieces {
            // SAFETY: the others are done, and there is as much room.
            unsafe { shared.make(piece, room) };
        }
    });
}

/// Those who are at work at a job, which must not go before they have done: not even in a panic.
struct Others(fn());

impl Drop for Others {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// A length in parts.
#[derive(Debug)]
pub struct Parts(Box<[usize]>);

impl Parts {
    /// The longest first, so that few are needed and nobody has to be waited for long, except that the last takes what
    /// is left. All begin at multiples of `unit`, and none is shorter than `least` if there are several.
    pub fn of(length: usize, unit: usize, least: usize, threads: usize) -> Self {
        let mut edges = vec![0];
        let mut start = 0;
        while start < length {
            let rest = length - start;
            // Three quarters of what each would get.
            let part = rest.saturating_mul(3).div_ceil(4 * threads.max(1));
            let part = part.max(least).next_multiple_of(unit.max(1));
            // What would be left is too short.
            start += if part.saturating_add(least) > rest {
                rest
            } else {
                part
            };
            edges.push(start);
        }
        Self(edges.into())
    }

    /// How many.
    pub fn count(&self) -> u32 {
        self.0.len() as u32 - 1
    }

    /// One of them.
    ///
    /// # Panics
    /// When there is none of that number.
    pub fn part(&self, number: u32) -> Range<usize> {
        self.0[number as usize]..self.0[number as usize + 1]
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn parts_are_a_length_and_none_is_too_short() {
        let edges = |length, unit, least| Parts::of(length, unit, least, 2).0;
        assert_eq!(*edges(1024, 8, 32), [0, 384, 624, 776, 872, 936, 976, 1024]);
        assert_eq!(*edges(100, 8, 32), [0, 40, 100]);
        assert_eq!(*edges(31, 8, 32), [0, 31]);
        assert_eq!(*edges(0, 8, 32), [0]);
        for length in 1..500 {
            let parts = Parts::of(length, 4, 10, 3);
            let all: Vec<_> = (0..parts.count())
                .map(|number| parts.part(number))
                .collect();
            assert_eq!(
                all.iter().map(ExactSizeIterator::len).sum::<usize>(),
                length
            );
            assert!(
                all.len() == 1 || all.iter().all(|part| part.len() >= 10),
                "{all:?}"
            );
            assert!(all.iter().all(|part| part.start % 4 == 0), "{all:?}");
        }
    }
}
