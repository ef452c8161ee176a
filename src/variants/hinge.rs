//! `hinge`: the margin of a support vector machine.

use super::{Default, Variant};
use crate::objectives::GEOMETRIC_GAN;
use crate::options::table;

/// 1705.02894.
pub const VARIANT: Variant = Variant {
    id: "hinge",
    papers: &[GEOMETRIC_GAN],
    defaults: &[(&table::OBJECTIVE, Default::Text("hinge"))],
    ..Variant::FULLY_CONNECTED
};
