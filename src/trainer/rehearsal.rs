//! A training step for nothing, so that a GPU has its programs before the first one that counts.

use super::state::Trainer;
use super::step::Step;
use crate::data::{CLASSES, Dataset, IdxImages, PIXELS, SIDE};
use crate::error::Result;
use crate::options::table;

impl Trainer {
    /// Lets a twin of this run make its first iteration, on blank images: a GPU compiles every program of a step when
    /// it is launched for the first time, which can take longer than the step. Nothing of this run changes.
    ///
    /// # Errors
    /// When the device fails.
    pub fn rehearse(&self) -> Result<()> {
        let mut twin = Self::new(self.settings().clone(), &self.compute)?;
        twin.set_drawn(vec![0.0; 2]);
        twin.step(Step::Iteration, &self.blank_images()?)?;
        Ok(())
    }

    /// Enough of them for every minibatch of an iteration, of all classes.
    fn blank_images(&self) -> Result<Dataset> {
        let count = self.settings().int(&table::BATCH_SIZE).max(CLASSES);
        let labels: Vec<u8> = (0..count).map(|index| (index % CLASSES) as u8).collect();
        let images = IdxImages {
            count,
            side: SIDE,
            pixels: &vec![0; count * PIXELS],
        };
        Dataset::whole("blank", &images, Some(&labels))
    }
}
