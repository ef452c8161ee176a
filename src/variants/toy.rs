//! `toy`: points on a line or in the plane, where everything can be seen.

use super::{Default, GAN_2014, Variant, View};
use crate::options::table;

/// The game of 1406.2661 on data whose density is known.
pub const VARIANT: Variant = Variant {
    id: "toy",
    papers: &[GAN_2014],
    defaults: &[
        (&table::DATASET, Default::Text("ring8")),
        (&table::ARCHITECTURE, Default::Text("toy")),
        (&table::LATENT_SIZE, Default::Int(2)),
        (&table::BATCH_SIZE, Default::Int(256)),
        (&table::LR_D, Default::Float(1e-3)),
        (&table::LR_G, Default::Float(1e-3)),
    ],
    view: Some(View::Scatter),
    ..Variant::BASE
};
