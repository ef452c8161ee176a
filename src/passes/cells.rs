//! Numbers to which several threads write.

use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Range;

/// A slice that threads divide among themselves.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a, T = f32> {
    start: *mut T,
    length: usize,
    of: PhantomData<&'a mut [T]>,
}

impl<'a, T> Cells<'a, T> {
    pub fn of(numbers: &'a mut [T]) -> Self {
        Self {
            start: numbers.as_mut_ptr(),
            length: numbers.len(),
            of: PhantomData,
        }
    }

    pub fn len(&self) -> usize {
        self.length
    }

    /// A part of it.
    ///
    /// # Safety
    /// As long as it is used, nobody may ask for a part that overlaps it.
    ///
    /// # Panics
    /// When it goes beyond the slice.
    #[inline(always)]
    pub unsafe fn part(&self, part: Range<usize>) -> &'a mut [T] {
        assert!(part.start <= part.end && part.end <= self.length);
        // SAFETY: it is within the slice, which is borrowed for 'a; as promised by the caller, nobody else has it.
        unsafe { std::slice::from_raw_parts_mut(self.start.add(part.start), part.len()) }
    }
}

/// A vector of so many numbers.
///
/// # Safety
/// `write` must write all of them.
pub unsafe fn written(count: usize, write: impl FnOnce(Cells<MaybeUninit<f32>>)) -> Vec<f32> {
    let mut numbers = Vec::with_capacity(count);
    write(Cells::of(&mut numbers.spare_capacity_mut()[..count]));
    // SAFETY: there is room for them, and as promised by the caller all were written.
    unsafe { numbers.set_len(count) };
    numbers
}
