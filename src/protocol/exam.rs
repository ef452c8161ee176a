//! What a run's discriminator is asked while it trains.

use serde::Serialize;

use crate::data::Dataset;
use crate::device::Compute;
use crate::error::Result;
use crate::metrics::{Examination, Extent};
use crate::options::table;
use crate::trainer::Trainer;
use crate::variants::{self, Exam};

/// All test images, since one pass answers.
const OWN_CLASSES: Extent = Extent {
    learned: 0,
    asked: usize::MAX,
    at_once: 250,
};
/// A convolutional discriminator's features of one image are 25 kB.
const LINEAR_PROBE: Extent = Extent {
    learned: 2000,
    asked: 2000,
    at_once: 100,
};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    all(feature = "web", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(missing_as_null)
)]
pub struct Mark {
    /// What was asked; texts under `exam.<id>`.
    pub exam: Exam,
    /// Complete iterations when it was asked.
    pub iteration: u32,
    /// Share of the test images that were put in their class, 0 to 1.
    pub accuracy: f64,
    /// The same of a linear classifier on pixels, where features were asked.
    pub pixels: Option<f64>,
    /// Training images that the linear classifier has learned from; 0 where there is none.
    pub learned: usize,
    /// Test images.
    pub asked: usize,
}

/// Asks the discriminator of a run again and again, with the test images.
#[derive(Debug)]
pub struct Examiner {
    test: Dataset,
    sitting: Option<(u32, Examination)>,
    pixels: Option<f64>,
    on_pixels: Option<Examination>,
}

impl Examiner {
    /// With these test images.
    pub fn new(test: Dataset) -> Self {
        Self {
            test,
            sitting: None,
            pixels: None,
            on_pixels: None,
        }
    }

    /// Run or data are other ones from now on.
    pub fn forget(&mut self) {
        self.sitting = None;
        self.pixels = None;
        self.on_pixels = None;
    }

    /// Goes on a little; at the end of an examination, what came of it. The next call begins a new one.
    ///
    /// # Errors
    /// [`crate::GantryError::NeedsLabels`], or when the device fails.
    pub async fn go_on(
        &mut self,
        trainer: &Trainer,
        train: &Dataset,
        compute: &Compute,
    ) -> Result<Option<Mark>> {
        let variant = variants::find(trainer.settings().choice(&table::VARIANT))?;
        let Some(exam) = variant.exam else {
            return Ok(None);
        };
        let extent = match exam {
            Exam::OwnClasses => OWN_CLASSES,
            Exam::LinearProbe => LINEAR_PROBE,
        };
        if train.loaded() < extent.learned.min(train.count()) {
            return Ok(None);
        }
        if exam == Exam::LinearProbe && self.pixels.is_none() {
            self.compare(extent, train, compute).await?;
            return Ok(None);
        }
        let iteration = trainer.position().iteration;
        let begin = || {
            let game = trainer.drawn_game();
            let examination = match exam {
                Exam::OwnClasses => Examination::own_classes(game, extent, compute),
                Exam::LinearProbe => Examination::features(game, extent, compute),
            };
            examination.map(|examination| (iteration, examination))
        };
        let Some((iteration, mut examination)) = self.sitting.take().or_else(begin) else {
            return Ok(None);
        };
        let Some(accuracy) = examination.go_on(train, &self.test).await? else {
            self.sitting = Some((iteration, examination));
            return Ok(None);
        };
        Ok(Some(Mark {
            exam,
            iteration,
            accuracy,
            pixels: self.pixels.filter(|_| exam == Exam::LinearProbe),
            learned: extent.learned.min(train.loaded()),
            asked: extent.asked.min(self.test.loaded()),
        }))
    }

    /// Once: the pixels stay the same.
    async fn compare(&mut self, extent: Extent, train: &Dataset, compute: &Compute) -> Result<()> {
        let begun = self.on_pixels.take();
        // There is no network to go through.
        let extent = Extent {
            at_once: 1000,
            ..extent
        };
        let begun = begun.or_else(|| Examination::pixels(extent, compute));
        if let Some(mut examination) = begun {
            self.pixels = examination.go_on(train, &self.test).await?;
            self.on_pixels = self.pixels.is_none().then_some(examination);
        }
        Ok(())
    }
}
