//! Zeros around images.

use std::mem::MaybeUninit;
use std::ops::Range;

use crate::cells::{Cells, written};
use crate::pass::{Loop, Pass};

/// How square planes lie within larger ones.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Of a plane.
    pub side: usize,
    /// Lines above, and numbers on the left.
    pub before: usize,
    /// Lines below, and numbers on the right.
    pub after: usize,
}

impl Frame {
    /// Of a plane with its border.
    pub fn outer(self) -> usize {
        self.before + self.side + self.after
    }
}

/// Planes with zeros around them.
///
/// # Panics
/// When a plane is not whole, or there cannot be as many numbers.
pub fn frame(planes: &[f32], frame: Frame) -> Vec<f32> {
    let side = frame.side;
    let area = side.checked_mul(side).filter(|&area| area > 0);
    let whole = area.filter(|&area| planes.len().is_multiple_of(area));
    let count = whole.and_then(|area| {
        let outer = side.checked_add(frame.before)?.checked_add(frame.after)?;
        outer.checked_pow(2)?.checked_mul(planes.len() / area)
    });
    let Some(count) = count else {
        panic!("{} numbers are no planes for {frame:?}", planes.len());
    };
    // SAFETY: every number belongs to a plane, and those are written.
    unsafe {
        written(count, |to| {
            Pass::make(Border {
                from: planes,
                to,
                frame,
            });
        })
    }
}

/// See [`frame`]; its items are planes.
pub struct Border<'a> {
    from: &'a [f32],
    to: Cells<'a, MaybeUninit<f32>>,
    frame: Frame,
}

impl Loop for Border<'_> {
    fn items(&self) -> usize {
        self.from.len() / self.frame.side.pow(2)
    }

    fn work(&self) -> usize {
        self.frame.outer().pow(2)
    }

    unsafe fn run(&self, items: Range<usize>) {
        let (inner, outer) = (self.frame.side.pow(2), self.frame.outer().pow(2));
        let from = &self.from[items.start * inner..items.end * inner];
        // SAFETY: as promised by the caller.
        let to = unsafe { self.to.part(items.start * outer..items.end * outer) };
        for (from, to) in from.chunks_exact(inner).zip(to.chunks_exact_mut(outer)) {
            // Copies of a length that the compiler knows are a few instructions, others a call.
            match self.frame.side {
                7 => self.frame.plane(lines::<7>(from), to),
                14 => self.frame.plane(lines::<14>(from), to),
                28 => self.frame.plane(lines::<28>(from), to),
                side => self.frame.plane(from.chunks_exact(side), to),
            }
        }
    }
}

#[inline(always)]
fn lines<const N: usize>(from: &[f32]) -> impl Iterator<Item = &[f32]> {
    from.as_chunks::<N>().0.iter().map(|line| &line[..])
}

impl Frame {
    #[inline(always)]
    fn plane<'a>(self, lines: impl Iterator<Item = &'a [f32]>, to: &mut [MaybeUninit<f32>]) {
        // The edges of a line are too short for a call each.
        to.fill(MaybeUninit::new(0.0));
        let to = to.chunks_exact_mut(self.outer()).skip(self.before);
        for (line, to) in lines.zip(to) {
            to[self.before..][..line.len()].write_copy_of_slice(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::noise;

    #[test]
    fn planes_get_a_border_of_any_width() {
        for (side, before, after) in [(7, 1, 1), (14, 1, 2), (28, 2, 0), (5, 0, 3), (1, 2, 2)] {
            let edge = Frame {
                side,
                before,
                after,
            };
            let planes = noise(3 * side * side, 1);
            let framed = frame(&planes, edge);
            let outer = edge.outer();
            assert_eq!(framed.len(), 3 * outer * outer);
            for (at, number) in framed.iter().enumerate() {
                let (plane, y, x) = (at / (outer * outer), at / outer % outer, at % outer);
                let within = |at: usize| (before..before + side).contains(&at);
                let should = if within(y) && within(x) {
                    planes[(plane * side + y - before) * side + x - before]
                } else {
                    0.0
                };
                assert_eq!(*number, should, "{edge:?} at {at}");
            }
        }
    }
}
