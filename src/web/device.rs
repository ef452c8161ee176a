//! The device of this module, opened once: burn's runtime cannot be set up twice.

use std::cell::RefCell;

use gantry::Result;
use gantry::device::Compute;

thread_local! {
    static OPEN: RefCell<Option<Compute>> = const { RefCell::new(None) };
}

/// The module's device.
///
/// # Errors
/// When there is no adapter, or it refuses.
pub async fn open() -> Result<Compute> {
    if let Some(compute) = OPEN.with_borrow(Clone::clone) {
        return Ok(compute);
    }
    #[cfg(feature = "webgpu")]
    let compute = Compute::gpu().await?;
    #[cfg(not(feature = "webgpu"))]
    let compute = Compute::cpu();
    OPEN.set(Some(compute.clone()));
    Ok(compute)
}
