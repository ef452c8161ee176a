//! `r1`: no slope where the data is.

use super::{Default, Variant};
use crate::options::table;
use crate::penalties::R1;

/// 1801.04406.
pub const VARIANT: Variant = Variant {
    id: "r1",
    papers: &[R1],
    defaults: &[(&table::CONSTRAINT, Default::Text("r1"))],
    ..Variant::FULLY_CONNECTED
};
