//! What a running training says of itself.

use serde::Serialize;

use crate::data::Dataset;
use crate::device::{Compute, DeviceKind};
use crate::trainer::{Point, Trainer};

/// Where a run stands, with the figures of all iterations since the last report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    all(feature = "web", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(missing_as_null)
)]
pub struct Report {
    /// Complete iterations.
    pub iteration: u32,
    /// Discriminator steps since the last generator step.
    pub d_steps_done: u32,
    /// Real images seen.
    pub images_seen: u64,
    /// Passes through the data set that are complete.
    pub epoch: u32,
    /// Whether all losses of this report are finite.
    pub finite: bool,
    /// What the points' `measure` means: a key of the catalogue, `measure.<id>`.
    pub measure: Option<&'static str>,
    /// One entry per iteration since the last report.
    pub points: Vec<Point>,
}

impl Report {
    /// Reads the waiting figures and says where `trainer` stands.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn read(trainer: &mut Trainer) -> crate::Result<Self> {
        let points = trainer.read_points().await?.to_vec();
        let position = trainer.position();
        Ok(Self {
            iteration: position.iteration,
            d_steps_done: position.d_steps_done,
            images_seen: position.images_seen,
            epoch: trainer.epoch(),
            measure: trainer.measure(),
            finite: points.iter().all(Point::is_finite),
            points,
        })
    }
}

/// Which device a module runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct DeviceInfo {
    /// Which.
    pub device: DeviceKind,
    /// Name of the adapter.
    pub adapter: String,
}

impl From<&Compute> for DeviceInfo {
    fn from(compute: &Compute) -> Self {
        Self {
            device: compute.kind,
            adapter: compute.adapter.clone(),
        }
    }
}

/// How much of the data set has arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct DatasetInfo {
    /// What it is called.
    pub name: String,
    /// Images that there will be.
    pub count: usize,
    /// Images that have arrived.
    pub loaded: usize,
    /// Whether each image has a label.
    pub labelled: bool,
}

impl From<&Dataset> for DatasetInfo {
    fn from(dataset: &Dataset) -> Self {
        Self {
            name: dataset.name().to_owned(),
            count: dataset.count(),
            loaded: dataset.loaded(),
            labelled: dataset.labels().is_some(),
        }
    }
}
