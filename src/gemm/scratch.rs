//! Memory that stays from one product to the next.

use std::cell::Cell;

/// A cache line: a vector never lies across two.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line(#[allow(dead_code)] [f32; Line::NUMBERS]);

impl Line {
    const NUMBERS: usize = 16;
}

thread_local! {
    static KEPT: Cell<Vec<Line>> = const { Cell::new(Vec::new()) };
}

/// Calls `with` with room for as many numbers, of any value.
#[inline(always)]
pub fn scratch<R>(numbers: usize, with: impl FnOnce(*mut f32) -> R) -> R {
    // A product within a product would find nothing kept, and make room of its own.
    let mut lines = KEPT.take();
    let needed = numbers.div_ceil(Line::NUMBERS);
    if lines.len() < needed {
        lines.resize(needed, Line([0.0; Line::NUMBERS]));
    }
    let result = with(lines.as_mut_ptr().cast());
    KEPT.set(lines);
    result
}
