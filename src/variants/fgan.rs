//! `fgan`: any f-divergence by its variational bound.

use super::{Default, Variant};
use crate::objectives::F_GAN;
use crate::options::table;

/// 1606.00709.
pub const VARIANT: Variant = Variant {
    id: "fgan",
    papers: &[F_GAN],
    defaults: &[(
        &table::OBJECTIVE,
        Default::Text("f_gan_pearson_chi_squared"),
    )],
    ..Variant::FULLY_CONNECTED
};
