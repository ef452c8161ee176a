//! How numbers that lie anywhere lie to each other, and strips of them.

use crate::tiles::Vector;
use crate::tiles::four::Four;

/// How four numbers lie to each other.
#[derive(Clone, Copy, PartialEq)]
pub enum Pattern {
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
    pub fn of(offsets: &[u32]) -> Self {
        let &[a, b, c, d] = offsets else {
            return Self::Scattered;
        };
        let step = |from: u32, to: u32| i64::from(to) - i64::from(from);
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
pub unsafe fn strip<const WIDTH: usize>(
    from: *const f32,
    lines: &[u32],
    steps: &[u32],
    to: *mut f32,
) {
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
