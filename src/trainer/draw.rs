//! What a run shows: samples of the fixed latent grid, the variant's own view, points and a map of what D believes.

use burn::tensor::{Tensor, TensorData};
use serde::{Deserialize, Serialize};

use super::state::{Trainer, drawn_params};
use crate::data::{CLASSES, Dataset, PIXELS, Source, pm1};
use crate::error::{DatasetProblem, Mismatch, Result};
use crate::latent::LatentSpace;
use crate::nets::Network;
use crate::objectives::{self, Divergence, Objective, Scores};
use crate::options::table;
use crate::rng::{HostRng, Stream};
use crate::variants::{self, Draw, Game, Player, View};

/// Latent vectors per row of a view by class.
const PER_CLASS: usize = 8;
/// Images of one chosen class.
const CHOSEN: usize = 16;
/// Real images that a view starts from.
const PAIRS: usize = 24;

/// What a visitor chose to see in a variant's view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(default)]
pub struct Request {
    /// One class alone, instead of a row per class.
    pub class: Option<u8>,
    /// The continuous codes, -1 to 1.
    pub codes: [f32; 2],
}

/// Images in rows.
#[derive(Clone, Debug)]
pub struct Picture {
    /// `[count, 784]` in [-1, 1], row by row.
    pub images: Tensor<2>,
    /// Images per row.
    pub columns: usize,
}

impl Trainer {
    /// Samples `[count, 784]` in [-1, 1] (or points) of the fixed latent grid: the same z through time, in evaluation
    /// mode, with the averaged weights if there are any. Classes take turns.
    ///
    /// # Errors
    /// When the variant starts from real images and there are none.
    pub fn grid(&self, count: usize, dataset: &Dataset) -> Result<Tensor<2>> {
        let seed = self.settings.int(&table::SEED) as u64;
        self.generate(count, &mut HostRng::new(seed, Stream::Grid), dataset)
    }

    /// `count` samples from latent vectors drawn from `rng`.
    ///
    /// # Errors
    /// As [`Trainer::grid`].
    pub fn generate(
        &self,
        count: usize,
        rng: &mut HostRng,
        dataset: &Dataset,
    ) -> Result<Tensor<2>> {
        let classes = (0..count).map(|index| (index % CLASSES) as u8).collect();
        self.generate_classes(classes, rng, dataset)
    }

    /// The numbers of `samples` on the host, in one read-back.
    ///
    /// # Errors
    /// [`GantryError::Device`](crate::GantryError::Device) when the device fails.
    pub async fn read(&self, samples: Tensor<2>) -> Result<Vec<f32>> {
        self.compute.read(samples).await
    }

    /// One sample for each of `classes`.
    ///
    /// # Errors
    /// As [`Trainer::grid`].
    pub fn generate_classes(
        &self,
        classes: Vec<u8>,
        rng: &mut HostRng,
        dataset: &Dataset,
    ) -> Result<Tensor<2>> {
        self.one_each(classes, rng, dataset, |game, draw| game.sample(draw))
    }

    /// The same in the domain of the data set: [`Game::digits`].
    ///
    /// # Errors
    /// As [`Trainer::grid`].
    pub fn generate_digits(
        &self,
        classes: Vec<u8>,
        rng: &mut HostRng,
        dataset: &Dataset,
    ) -> Result<Tensor<2>> {
        self.one_each(classes, rng, dataset, |game, draw| game.digits(draw))
    }

    fn one_each(
        &self,
        classes: Vec<u8>,
        rng: &mut HostRng,
        dataset: &Dataset,
        make: impl FnOnce(&mut dyn Game, Draw) -> Result<Tensor<2>>,
    ) -> Result<Tensor<2>> {
        let mut game = self.drawn_game();
        let count = classes.len();
        let draw = Draw {
            latent: LatentSpace::from_settings(&self.settings).sample(
                count,
                rng,
                &self.compute.device,
            ),
            classes,
            real: self.real_images(game.draws_from_real(), count, dataset)?,
            codes: [0.0; 2],
        };
        make(game.as_mut(), draw)
    }

    /// The variant's own view.
    ///
    /// # Errors
    /// As [`Trainer::grid`], and when the variant has no view of images.
    pub fn view(&self, request: Request, dataset: &Dataset) -> Result<Picture> {
        let variant = variants::find(self.settings.choice(&table::VARIANT))?;
        match (variant.view, request.class) {
            (Some(View::Classes), Some(class)) => self.by_class(vec![class; CHOSEN], 4, request),
            (Some(View::Classes | View::Codes), _) => {
                let rows = (0..CLASSES as u8).flat_map(|class| [class; PER_CLASS]);
                self.by_class(rows.collect(), PER_CLASS, request)
            }
            (Some(View::Reconstructions), _) => self.side_by_side(true, dataset),
            (Some(View::Translations | View::Pyramid), _) => {
                self.side_by_side(self.game.draws_from_real(), dataset)
            }
            _ => Err(Mismatch::NoView {
                variant: variant.id,
            }
            .into()),
        }
    }

    /// The same latent vectors in every row.
    fn by_class(&self, classes: Vec<u8>, columns: usize, request: Request) -> Result<Picture> {
        let seed = self.settings.int(&table::SEED) as u64;
        let mut rng = HostRng::new(seed, Stream::Grid);
        let distinct = if request.class.is_some() {
            classes.len()
        } else {
            columns
        };
        let space = LatentSpace::from_settings(&self.settings);
        let row = space.sample(distinct, &mut rng, &self.compute.device);
        let draw = Draw {
            latent: row.repeat_dim(0, classes.len() / distinct),
            classes,
            real: None,
            codes: request.codes,
        };
        let images = self.drawn_game().sample(draw)?;
        Ok(Picture { images, columns })
    }

    /// The variant's columns, so many to a row that the picture is about square.
    fn side_by_side(&self, from_real: bool, dataset: &Dataset) -> Result<Picture> {
        let seed = self.settings.int(&table::SEED) as u64;
        let mut game = self.drawn_game();
        let draw = Draw {
            latent: LatentSpace::from_settings(&self.settings).sample(
                PAIRS,
                &mut HostRng::new(seed, Stream::Grid),
                &self.compute.device,
            ),
            classes: (0..PAIRS).map(|index| (index % CLASSES) as u8).collect(),
            real: self.real_images(from_real, PAIRS, dataset)?,
            codes: [0.0; 2],
        };
        let columns = game.view(draw)?;
        let width = columns.len();
        let parts: Vec<Tensor<3>> = columns
            .into_iter()
            .map(|column| column.reshape([PAIRS, 1, PIXELS]))
            .collect();
        let images = Tensor::cat(parts, 1).reshape([PAIRS * width, PIXELS]);
        Ok(Picture {
            images,
            columns: width * if width > 2 { 2 } else { 4 },
        })
    }

    /// The belief of the discriminator, 0 to 1, on an n × n grid over ±`extent` (or n points on the line), row by
    /// row from the top; none where it does not score points.
    ///
    /// # Errors
    /// [`GantryError::Device`](crate::GantryError::Device) when the device fails.
    pub async fn belief_map(&self, n: usize, extent: f32) -> Result<Option<Vec<f32>>> {
        let at = |index: usize| extent * (2.0 * (index as f32 + 0.5) / n as f32 - 1.0);
        let points: Vec<f32> = match self.dimensions() {
            Some(1) => (0..n).map(at).collect(),
            Some(2) => (0..n * n).flat_map(|i| [at(i % n), -at(i / n)]).collect(),
            _ => return Ok(None),
        };
        let dimensions = self.dimensions().unwrap_or(1);
        let shape = [points.len() / dimensions, dimensions];
        let points = Tensor::from_data(TensorData::new(points, shape), &self.compute.device);
        let mut game = self.game.boxed();
        // Minibatch discrimination compares all with all.
        let rows = match self.settings.int(&table::MINIBATCH_DISCRIMINATION) {
            0 => shape[0],
            _ => n,
        };
        let mut parts = Vec::new();
        for start in (0..shape[0]).step_by(rows) {
            match game.score(points.clone().narrow(0, start, rows)) {
                Some(scores) => parts.push(scores),
                None => return Ok(None),
            }
        }
        let belief = self.objective()?.belief;
        let scores = self.read(Tensor::cat(parts, 0)).await?;
        Ok(Some(scores.into_iter().map(belief).collect()))
    }

    /// What the loss of the discriminator, as it is, says of a divergence between real and generated points, one after
    /// the other; none where its objective bounds none, or where it scores no single points.
    ///
    /// # Errors
    /// [`GantryError::Device`](crate::GantryError::Device) when the device fails.
    pub async fn divergence_estimate(
        &self,
        real: &[f32],
        generated: &[f32],
    ) -> Result<Option<(Divergence, f32)>> {
        let objective = self.objective()?;
        let compares = self.settings.int(&table::MINIBATCH_DISCRIMINATION) > 0
            || self.settings.bool(&table::MINIBATCH_STDDEV);
        let (Some(bound), Some(dimensions), false) = (objective.bound, self.dimensions(), compares)
        else {
            return Ok(None);
        };
        let mut game = self.game.boxed();
        let mut score = |points: &[f32]| {
            let shape = [points.len() / dimensions, dimensions];
            let data = TensorData::new(points.to_vec(), shape);
            game.score(Tensor::from_data(data, &self.compute.device))
        };
        let (Some(real), Some(fake)) = (score(real), score(generated)) else {
            return Ok(None);
        };
        let loss = objective.d_loss(Scores {
            real,
            fake,
            real_label: 1.0,
            joined: None,
        });
        let loss = self.compute.read(loss).await?;
        let gain = -f64::from(loss.first().copied().unwrap_or(f32::NAN));
        Ok(Some((bound.divergence, (bound.of_gain)(gain) as f32)))
    }

    fn objective(&self) -> Result<&'static Objective> {
        objectives::find(self.settings.choice(&table::OBJECTIVE))
    }

    /// 1 or 2 where the data is points.
    pub fn dimensions(&self) -> Option<usize> {
        match self.source {
            Source::Images => None,
            Source::Toy(distribution) => Some(distribution.dimensions()),
        }
    }

    /// `count` real points, for the scatter; the run's own points do not move on.
    pub fn real_points(&self, count: usize) -> Vec<f32> {
        let seed = self.settings.int(&table::SEED) as u64;
        match self.source {
            Source::Images => Vec::new(),
            Source::Toy(distribution) => {
                distribution.sample(count, &self.drawn, &mut HostRng::new(seed, Stream::Grid))
            }
        }
    }

    /// The game with the averaged weights, if there are any.
    pub fn drawn_game(&self) -> Box<dyn Game> {
        let mut game = self.game.boxed();
        if let Some(ema) = &self.ema {
            ema.apply(drawn_params(game.as_mut()));
        }
        game
    }

    /// The networks that are exported: all but the discriminators, averaged if there is an average.
    pub(super) fn drawn_networks(&self) -> Vec<(&'static str, Network)> {
        let mut game = self.drawn_game();
        game.networks_mut()
            .into_iter()
            .filter(|(role, _)| role.player != Player::Discriminator)
            .map(|(role, network)| (role.name, network.clone()))
            .collect()
    }

    /// The first images of the data set, over and over, where the drawing starts from real images.
    fn real_images(
        &self,
        from_real: bool,
        count: usize,
        dataset: &Dataset,
    ) -> Result<Option<Tensor<2>>> {
        if !from_real {
            return Ok(None);
        }
        let loaded = dataset.loaded();
        if loaded == 0 {
            return Err(DatasetProblem::NoImages.into());
        }
        let pixels: Vec<f32> = (0..count)
            .flat_map(|index| dataset.image(index % loaded))
            .copied()
            .map(pm1)
            .collect();
        let pixels = TensorData::new(pixels, [count, PIXELS]);
        Ok(Some(Tensor::from_data(pixels, &self.compute.device)))
    }
}
