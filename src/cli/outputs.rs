//! What a run of `gantry train` leaves in its folder.

use std::path::PathBuf;

use super::{evaluate, files, pictures};
use crate::data::{Dataset, Distribution, SIDE, Source, write_images};
use crate::error::Result;
use crate::metrics::{ModeReport, Sheet, bytes_of, csv};
use crate::options::table;
use crate::rng::{HostRng, Stream};
use crate::trainer::{Position, Request, Trainer};
use crate::variants;

/// Images that one sampling pass makes.
const SAMPLE_BATCH: usize = 500;
/// Images of `samples.png`.
const SHEET_IMAGES: usize = 64;
/// From which a run goes on.
const CHECKPOINT: &str = "checkpoint";

/// What is written, and where.
#[derive(Debug)]
pub struct Outputs {
    /// The folder of all files.
    pub folder: PathBuf,
    /// Samples to make.
    pub samples: usize,
}

impl Outputs {
    /// Writes what a run has come to that was trained since `start`. The checkpoint comes first: it is what cannot be
    /// made again when a drawing fails, or the disk is full; and it is kept of a training that has failed on its way.
    ///
    /// # Errors
    /// The training's own, or when files or device fail.
    pub async fn close(
        &self,
        trainer: &mut Trainer,
        dataset: &Dataset,
        start: Position,
        trained: Result<()>,
    ) -> Result<()> {
        if let Err(error) = trained {
            // Without a step there is nothing to keep, and an older run's checkpoint may lie there.
            let is_new = trainer.position() != start;
            if is_new && self.write_checkpoint(trainer, dataset).await.is_ok() {
                let path = self.folder.join(CHECKPOINT);
                eprintln!("gantry: the run is kept: --resume {}", path.display());
            }
            return Err(error);
        }
        self.write_checkpoint(trainer, dataset).await?;
        let weights = trainer.generator_safetensors().await?;
        files::write(&self.folder, "generator.safetensors", &weights)?;
        files::write(&self.folder, "log.csv", csv(trainer.log()).as_bytes())?;
        if let Source::Toy(distribution) = Source::from_settings(trainer.settings()) {
            self.write_points(trainer, distribution).await?;
        } else {
            self.write_images(trainer, dataset).await?;
        }
        println!("wrote {}", self.folder.display());
        Ok(())
    }

    async fn write_checkpoint(&self, trainer: &mut Trainer, dataset: &Dataset) -> Result<()> {
        let bytes = trainer.checkpoint(Some(dataset)).await?;
        // The run may have been resumed from the very file.
        files::replace(&self.folder.join(CHECKPOINT), &bytes)
    }

    /// Samples, and how they cover the modes.
    async fn write_points(&self, trainer: &Trainer, distribution: Distribution) -> Result<()> {
        let seed = trainer.settings().int(&table::SEED) as u64;
        let mut rng = HostRng::new(seed, Stream::Grid);
        let samples = trainer.generate(self.samples, &mut rng, &Dataset::none())?;
        let points = trainer.read(samples).await?;
        let mut text = String::from(["", "x\n", "x,y\n"][distribution.dimensions()]);
        for point in points.chunks_exact(distribution.dimensions()) {
            let cells: Vec<String> = point.iter().map(f32::to_string).collect();
            text += &(cells.join(",") + "\n");
        }
        files::write(&self.folder, "points.csv", text.as_bytes())?;
        if let Some(report) = ModeReport::of(distribution, &points) {
            println!(
                "{} of {} modes captured, {:.1}% of the samples within 3σ of a mode",
                report.captured,
                report.modes,
                100.0 * report.high_quality
            );
            let json = evaluate::json(&report)?;
            files::write(&self.folder, "modes.json", json.as_bytes())?;
        }
        Ok(())
    }

    async fn write_images(&self, trainer: &Trainer, dataset: &Dataset) -> Result<()> {
        let mut rng = HostRng::new(trainer.settings().int(&table::SEED) as u64, Stream::Grid);
        let mut pixels = Vec::with_capacity(self.samples * SIDE * SIDE);
        let mut left = self.samples;
        while left > 0 {
            let count = left.min(SAMPLE_BATCH);
            let images = trainer.generate(count, &mut rng, dataset)?;
            pixels.extend(bytes_of(&trainer.read(images).await?));
            left -= count;
        }
        let sheet = Sheet::new(&pixels[..SHEET_IMAGES * SIDE * SIDE]);
        files::write(
            &self.folder,
            "samples-images-idx3-ubyte",
            &write_images(SIDE, &pixels),
        )?;
        pictures::write_png(&self.folder, "samples.png", &sheet)?;
        let variant = variants::find(trainer.settings().choice(&table::VARIANT))?;
        if variant.view.is_some() {
            let picture = trainer.view(Request::default(), dataset)?;
            let pixels = bytes_of(&trainer.read(picture.images).await?);
            let sheet = Sheet::with_columns(&pixels, picture.columns);
            pictures::write_png(&self.folder, "view.png", &sheet)?;
        }
        Ok(())
    }
}

#[cfg(all(test, feature = "flex"))]
mod tests {
    use super::*;
    use crate::device::Compute;
    use crate::error::GantryError;
    use crate::options::{Changes, Settings, Value};
    use crate::trainer::Step;

    #[test]
    fn a_training_that_fails_on_its_way_leaves_what_it_has_come_to() {
        let name = format!("gantry-outputs-{}", std::process::id());
        let outputs = Outputs {
            folder: std::env::temp_dir().join(name),
            samples: 64,
        };
        files::create_folder(&outputs.folder).unwrap();
        let (none, compute) = (Dataset::none(), Compute::cpu());
        let toy = Changes::from([("variant".to_owned(), Value::Text("toy".to_owned()))]);
        let settings = Settings::resolve(&toy).unwrap();
        let mut trainer = Trainer::new(settings, &compute).unwrap();
        let start = trainer.position();
        let close = |trainer: &mut Trainer| {
            let lost = GantryError::Device {
                device: "cpu",
                problem: "gone".to_owned(),
            };
            let error = pollster::block_on(outputs.close(trainer, &none, start, Err(lost)));
            assert_eq!(error.unwrap_err().code(), "device_lost");
        };
        let path = outputs.folder.join(CHECKPOINT);
        close(&mut trainer);
        assert!(!path.exists(), "there was nothing to keep");
        for _ in 0..2 {
            trainer.step(Step::Iteration, &none).unwrap();
        }
        close(&mut trainer);
        let bytes = files::read(&path).unwrap();
        let kept = Trainer::restore(&bytes, Some(&none), &compute).unwrap();
        assert_eq!(kept.position(), trainer.position());
        let files = std::fs::read_dir(&outputs.folder).unwrap().count();
        assert_eq!(files, 1, "nothing is drawn of it");
        std::fs::remove_dir_all(&outputs.folder).unwrap();
    }
}
