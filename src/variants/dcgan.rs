//! `dcgan`: convolutions.

use super::{Default, Exam, Paper, Variant};
use crate::options::table;

/// 1511.06434.
pub const VARIANT: Variant = Variant {
    id: "dcgan",
    papers: &[Paper {
        arxiv: "1511.06434",
        title: "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks",
        authors: "Radford, Metz, Chintala",
        year: 2015,
    }],
    defaults: &[(&table::ARCHITECTURE, Default::Text("dcgan"))],
    exam: Some(Exam::LinearProbe),
    iterations: 1000,
    ..Variant::BASE
};
