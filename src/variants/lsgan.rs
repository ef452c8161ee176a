//! `lsgan`: least squares instead of cross-entropy.

use super::{Default, Variant};
use crate::objectives::LSGAN;
use crate::options::table;

/// 1611.04076.
pub const VARIANT: Variant = Variant {
    id: "lsgan",
    papers: &[LSGAN],
    defaults: &[(&table::OBJECTIVE, Default::Text("least_squares"))],
    ..Variant::FULLY_CONNECTED
};
