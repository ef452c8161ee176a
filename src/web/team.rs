//! The threads that help with large jobs, as JavaScript arranges it.

use std::cell::RefCell;

use gantry::team::{self, Kind, ROOM, Team};
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Bytes of a helper's stack. What it runs holds a few tiles, or some numbers for each of a thousand channels.
const STACK: usize = 64 << 10;

/// What is agreed upon outside.
struct Arrangement {
    begin: Function,
    take: Function,
    end: Function,
}

thread_local! {
    static ARRANGEMENT: RefCell<Option<Arrangement>> = const { RefCell::new(None) };
}

/// A helper's places in the memory: the top of its stack, and its scratch room.
///
/// They are never given back, since a helper may be at work as long as the memory is there.
#[wasm_bindgen]
pub fn helper_places() -> Vec<u32> {
    // Vectors of 16 bytes, for the alignment that a stack has.
    let stack = vec![0_u128; STACK / size_of::<u128>()].leak();
    // At first it must be 0: what it begins with tells of what is in it.
    let room = vec![0_u128; (ROOM * size_of::<f32>()).div_ceil(size_of::<u128>())].leak();
    let top = stack.as_ptr_range().end as usize;
    vec![top as u32, room.as_ptr() as usize as u32]
}

/// From now on large jobs are shared among `size` threads: `begin(kind, job, pieces)` tells the others of a job of that
/// kind at that address, `take()` is the next piece or -1, `end()` waits until the others are done.
#[wasm_bindgen]
pub fn gather_team(size: usize, begin: Function, take: Function, end: Function) {
    ARRANGEMENT.set(Some(Arrangement { begin, take, end }));
    team::gather(Team {
        size,
        begin: tell,
        take: draw,
        end: wait,
    });

    fn tell(kind: Kind, job: *const (), pieces: u32) {
        let [kind, job, pieces] = [kind as u32, job as usize as u32, pieces].map(JsValue::from);
        with(|all| all.begin.call3(&JsValue::NULL, &kind, &job, &pieces));
    }

    fn draw() -> Option<u32> {
        let piece = with(|all| all.take.call0(&JsValue::NULL));
        piece
            .as_f64()
            .filter(|piece| *piece >= 0.0)
            .map(|piece| piece as u32)
    }

    fn wait() {
        with(|all| all.end.call0(&JsValue::NULL));
    }
}

fn with(call: impl FnOnce(&Arrangement) -> Result<JsValue, JsValue>) -> JsValue {
    let answer = ARRANGEMENT.with_borrow(|all| all.as_ref().map(call));
    match answer {
        Some(Ok(value)) => value,
        // A job that is not done must not be used: the instance ends, as after any panic.
        Some(Err(error)) => wasm_bindgen::throw_val(error),
        None => JsValue::UNDEFINED,
    }
}
