//! A team of threads, for tests.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread::{self, JoinHandle};

use super::team::{self, Kind, ROOM, Team};

/// How a piece is made.
pub type Help = unsafe fn(*const (), u32, *mut f32);

const HELPERS: usize = 2;

/// What the threads share: one test of a program has them.
static ASKED: OnceLock<(Kind, Help)> = OnceLock::new();
static JOB: AtomicUsize = AtomicUsize::new(0);
static PIECES: AtomicU32 = AtomicU32::new(0);
static NEXT: AtomicU32 = AtomicU32::new(0);
static JOBS: AtomicU32 = AtomicU32::new(0);
static HELPED: AtomicU32 = AtomicU32::new(0);
/// Those of helpers that are not at work: what they have left there stays for the next job.
static ROOMS: Mutex<Vec<Vec<f32>>> = Mutex::new(Vec::new());

thread_local! {
    static AT_WORK: RefCell<Vec<JoinHandle<()>>> = const { RefCell::new(Vec::new()) };
}

/// From now on this thread has helpers for jobs of that kind, and no others.
pub fn gather(kind: Kind, help: Help) {
    ASKED.set((kind, help)).unwrap();
    team::gather(Team {
        size: HELPERS + 1,
        begin,
        take,
        end,
    });
}

/// Jobs that were shared.
pub fn jobs() -> u32 {
    JOBS.load(Ordering::SeqCst)
}

/// Pieces that helpers have made.
pub fn helped() -> u32 {
    HELPED.load(Ordering::SeqCst)
}

fn take() -> Option<u32> {
    let piece = NEXT.fetch_add(1, Ordering::SeqCst);
    (piece < PIECES.load(Ordering::SeqCst)).then_some(piece)
}

fn begin(kind: Kind, job: *const (), pieces: u32) {
    let &(own, help) = ASKED.get().unwrap();
    assert_eq!(kind, own);
    JOB.store(job as usize, Ordering::SeqCst);
    PIECES.store(pieces, Ordering::SeqCst);
    NEXT.store(0, Ordering::SeqCst);
    JOBS.fetch_add(1, Ordering::SeqCst);
    let work = move || {
        let kept = ROOMS.lock().unwrap().pop();
        let mut room = kept.unwrap_or_else(|| {
            let mut room = vec![f32::NAN; ROOM];
            room[0] = 0.0;
            room
        });
        while let Some(piece) = take() {
            let job = JOB.load(Ordering::SeqCst) as *const ();
            // SAFETY: the job is of that kind, and `end` waits for this thread.
            unsafe { help(job, piece, room.as_mut_ptr()) };
            HELPED.fetch_add(1, Ordering::SeqCst);
        }
        ROOMS.lock().unwrap().push(room);
    };
    AT_WORK.with_borrow_mut(|threads| threads.extend((0..HELPERS).map(|_| thread::spawn(work))));
}

fn end() {
    // All of them, also where one has panicked: a job that somebody works at must stay.
    let all: Vec<_> = AT_WORK.take().into_iter().map(JoinHandle::join).collect();
    for helper in all {
        helper.unwrap();
    }
}
