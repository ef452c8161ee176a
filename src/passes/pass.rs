//! A loop, and how it is shared.

use std::ops::Range;

use gemm::team::{self, Job, Kind, Parts};

use crate::batch_norm::{Normalise, PullBack};
use crate::bias::{AddBias, Sums};
use crate::border::Border;
use crate::fold::AddColumns;
use crate::pointwise::{Apply, ApplyBack};
use crate::update::Update;

/// Loops of less work are not shared: they take some 30 µs, and to tell others of one takes 10.
const SMALL: usize = 1 << 17;
/// Work that a part has at least.
const BRIEF: usize = 1 << 14;
/// Two cache lines.
pub const UNIT: usize = 32;

/// A loop over items of which any part may be done for itself.
pub trait Loop {
    /// How many there are.
    fn items(&self) -> usize;

    /// What one of them is, in numbers that are read: whether it is worth while to share.
    fn work(&self) -> usize;

    /// A part begins at a multiple of this.
    fn unit(&self) -> usize {
        1
    }

    /// Does some of them.
    ///
    /// # Safety
    /// Nobody may do one of the same items at the same time.
    unsafe fn run(&self, items: Range<usize>);
}

/// Writes out which loops there are. Those who help call them by name, and not by an address: they have no table of
/// functions.
macro_rules! passes {
    ($($name:ident),+ $(,)?) => {
        /// A loop of any sort.
        pub enum Pass<'a> {
            $($name($name<'a>)),+
        }

        impl Loop for Pass<'_> {
            fn items(&self) -> usize {
                match self {
                    $(Self::$name(own) => own.items()),+
                }
            }

            fn work(&self) -> usize {
                match self {
                    $(Self::$name(own) => own.work()),+
                }
            }

            fn unit(&self) -> usize {
                match self {
                    $(Self::$name(own) => own.unit()),+
                }
            }

            unsafe fn run(&self, items: Range<usize>) {
                // SAFETY: as promised by the caller.
                unsafe {
                    match self {
                        $(Self::$name(own) => own.run(items)),+
                    }
                }
            }
        }

        $(impl<'a> From<$name<'a>> for Pass<'a> {
            fn from(own: $name<'a>) -> Self {
                Self::$name(own)
            }
        })+
    };
}

passes!(
    AddBias, AddColumns, Apply, ApplyBack, Border, Normalise, PullBack, Sums, Update,
);

impl<'a> Pass<'a> {
    /// Does all of it, together with whoever is there.
    pub fn make(pass: impl Into<Self>) {
        let pass = pass.into();
        let items = pass.items();
        if let Some(team) = team::gathered()
            && items.saturating_mul(pass.work()) >= SMALL
        {
            let least = BRIEF.div_ceil(pass.work().max(1));
            let parts = Parts::of(items, pass.unit(), least, team.size);
            if parts.count() > 1 {
                return team::share(team, Shared { pass, parts });
            }
        }
        // SAFETY: what the pass writes to is borrowed by it alone.
        unsafe { pass.run(0..items) };
    }
}

/// A loop in parts.
struct Shared<'a> {
    pass: Pass<'a>,
    parts: Parts,
}

// SAFETY: what the loop writes to is borrowed by it alone, and only parts are written to.
unsafe impl Sync for Shared<'_> {}

// SAFETY: there is no other of this kind.
unsafe impl Job for Shared<'_> {
    const KIND: Kind = Kind::Pass;

    fn pieces(&self) -> u32 {
        self.parts.count()
    }

    unsafe fn make(&self, piece: u32, _room: *mut f32) {
        // SAFETY: parts do not overlap, and as promised by the caller nobody else makes this one.
        unsafe { self.pass.run(self.parts.part(piece)) };
    }
}

/// [`team::help`] with a loop.
///
/// # Safety
/// As [`team::help`].
#[cfg(any(target_family = "wasm", test))]
pub unsafe fn help_with_pass(job: *const (), piece: u32, room: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe { team::help::<Shared>(job, piece, room) };
}

/// Makes a piece of a job, as an instance does that helps. Which function it is follows from the kind by name: such an
/// instance has no table of functions.
///
/// # Safety
/// As [`team::help`], with the kind that [`team::Team::begin`] was given.
#[cfg(target_family = "wasm")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gantry_help(kind: u32, job: *const (), piece: u32, room: *mut f32) {
    const PRODUCT: u32 = Kind::Product as u32;
    const PASS: u32 = Kind::Pass as u32;
    // SAFETY: as promised by the caller.
    unsafe {
        match kind {
            PRODUCT => team::help_with_product(job, piece, room),
            PASS => help_with_pass(job, piece, room),
            _ => {}
        }
    }
}
