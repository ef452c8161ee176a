//! The laboratory as a JavaScript class: one device, one data set, one run.

use tsify::Ts;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error::{JsResult, LabError};
use super::{decode, device, encode, encode_value};
use gantry::data::{Dataset, PIXELS, parse_images, parse_labels};
use gantry::device::Compute;
use gantry::error::{DatasetProblem, GantryError};
use gantry::metrics::{Sheet, bytes_of, csv};
use gantry::options::{Settings, Value, table};
use gantry::protocol::{DatasetInfo, DeviceInfo, Examiner, Mark, Report, Scatter};
use gantry::trainer::{Request, Step, Trainer};
use gantry::variants::{self, Equations};

/// Images of the fixed latent grid, and of the real ones beside it.
const GRID: usize = 64;

/// One run on one device, with its data. A promise that it returns must settle before the next call.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Lab {
    compute: Compute,
    dataset: Option<Dataset>,
    no_images: Dataset,
    examiner: Option<Examiner>,
    trainer: Trainer,
}

#[wasm_bindgen]
impl Lab {
    /// Opens the module's device and builds the networks.
    ///
    /// # Errors
    /// `device_lost` when there is no device, and the errors of `resolve`.
    pub async fn create(
        #[wasm_bindgen(unchecked_param_type = "Settings")] settings: JsValue,
    ) -> JsResult<Lab> {
        let settings = Settings::resolve(&decode(settings)?)?;
        let compute = device::open().await?;
        Ok(Self {
            trainer: Trainer::new(settings, &compute)?,
            dataset: None,
            no_images: Dataset::none(),
            examiner: None,
            compute,
        })
    }

    /// The device.
    ///
    /// # Errors
    /// None in practice.
    pub fn device(&self) -> JsResult<Ts<DeviceInfo>> {
        encode(&(&self.compute).into())
    }

    /// The run's settings, every key.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn settings(&self) -> JsResult<JsValue> {
        encode_value(self.trainer.settings().values())
    }

    /// What the players of the run minimise.
    ///
    /// # Errors
    /// None in practice.
    pub fn equations(&self) -> JsResult<Ts<Equations>> {
        encode(&Equations::of(self.trainer.settings())?)
    }

    /// A streamed training set of `count` images begins.
    ///
    /// # Errors
    /// `dataset_unusable` when there are none, or too many.
    pub fn begin_dataset(&mut self, name: &str, count: usize) -> JsResult<()> {
        self.exchange(Dataset::streamed(name, count)?)
    }

    /// The next shard of it, as the bytes of IDX files.
    ///
    /// # Errors
    /// `idx_malformed` or `dataset_unusable`; nothing is added then.
    pub fn add_shard(&mut self, images: &[u8], labels: Option<Box<[u8]>>) -> JsResult<()> {
        let images = parse_images("images", images)?;
        let labels = labels
            .as_deref()
            .map(|bytes| parse_labels("labels", bytes))
            .transpose()?;
        let dataset = self
            .dataset
            .as_mut()
            .ok_or(GantryError::from(DatasetProblem::Missing))?;
        Ok(dataset.push_shard(&images, labels)?)
    }

    /// Exchanges the data for a visitor's own files.
    ///
    /// # Errors
    /// `idx_malformed` or `dataset_unusable`; the present data is kept then.
    pub fn replace_dataset(
        &mut self,
        name: &str,
        images: &[u8],
        labels: Option<Box<[u8]>>,
    ) -> JsResult<()> {
        let images = parse_images(name, images)?;
        let labels = labels
            .as_deref()
            .map(|bytes| parse_labels("labels", bytes))
            .transpose()?;
        self.exchange(Dataset::whole(name, &images, labels)?)
    }

    /// The data set.
    ///
    /// # Errors
    /// None in practice.
    pub fn dataset(&self) -> JsResult<Option<Ts<DatasetInfo>>> {
        self.dataset
            .as_ref()
            .map(|dataset| encode(&dataset.into()))
            .transpose()
    }

    /// Lets the GPU compile the programs of a training step, which changes nothing of the run.
    ///
    /// # Errors
    /// `device_lost`.
    pub async fn rehearse(&mut self) -> JsResult<()> {
        Ok(self.trainer.rehearse()?)
    }

    /// Trains up to `iterations` iterations; answers how many were made: fewer while data is on its way.
    ///
    /// # Errors
    /// `device_lost`.
    pub async fn run(&mut self, iterations: u32) -> JsResult<u32> {
        for done in 0..iterations {
            if !self.forward(Step::Iteration)? {
                return Ok(done);
            }
        }
        Ok(iterations)
    }

    /// The test images, as the bytes of IDX files.
    ///
    /// # Errors
    /// `idx_malformed` or `dataset_unusable`.
    pub fn set_test_images(&mut self, images: &[u8], labels: &[u8]) -> JsResult<()> {
        let images = parse_images("test images", images)?;
        let labels = parse_labels("test labels", labels)?;
        let test = Dataset::whole("test", &images, Some(labels))?;
        self.examiner = Some(Examiner::new(test));
        Ok(())
    }

    /// Whether the run's discriminator is asked about test images.
    pub fn has_exam(&self) -> bool {
        let variant = variants::find(self.trainer.settings().choice(&table::VARIANT));
        self.trainer.needs_images() && variant.is_ok_and(|variant| variant.exam.is_some())
    }

    /// Asks the discriminator a little more about the test images; the answer comes with the last call of an
    /// examination, and the next one begins another.
    ///
    /// # Errors
    /// `device_lost`, `needs_labels`.
    pub async fn examine(&mut self) -> JsResult<Option<Ts<Mark>>> {
        let dataset = self.dataset.as_ref().unwrap_or(&self.no_images);
        let Some(examiner) = &mut self.examiner else {
            return Ok(None);
        };
        let going = examiner.go_on(&self.trainer, dataset, &self.compute);
        going.await?.as_ref().map(encode).transpose()
    }

    /// Goes one step further; `false` while data is on its way.
    ///
    /// # Errors
    /// `device_lost`.
    pub async fn step(&mut self, what: Ts<Step>) -> JsResult<bool> {
        let step: Step = decode(what.js_value())?;
        self.forward(step)
    }

    /// Where the run stands, with all figures since the last report, in one read-back.
    ///
    /// # Errors
    /// `device_lost`.
    pub async fn report(&mut self) -> JsResult<Ts<Report>> {
        encode(&Report::read(&mut self.trainer).await?)
    }

    /// The fixed latent grid through the generator.
    ///
    /// # Errors
    /// `device_lost`.
    #[wasm_bindgen(unchecked_return_type = "Sheet")]
    pub async fn samples(&mut self) -> JsResult<JsValue> {
        let images = self.trainer.grid(GRID, self.images())?;
        encode_sheet(&Sheet::new(&bytes_of(&self.trainer.read(images).await?)))
    }

    /// The variant's own view, as images in rows.
    ///
    /// # Errors
    /// `device_lost`; `incompatible` when the variant has none.
    #[wasm_bindgen(unchecked_return_type = "Sheet")]
    pub async fn view(&mut self, request: Ts<Request>) -> JsResult<JsValue> {
        let request: Request = decode(request.js_value())?;
        let picture = self.trainer.view(request, self.images())?;
        let pixels = bytes_of(&self.trainer.read(picture.images).await?);
        encode_sheet(&Sheet::with_columns(&pixels, picture.columns))
    }

    /// Points, where the data is points: generated and real ones, and what the discriminator believes.
    ///
    /// # Errors
    /// `device_lost`.
    pub async fn scatter(&mut self) -> JsResult<Option<Ts<Scatter>>> {
        let scatter = Scatter::read(&self.trainer).await?;
        scatter.as_ref().map(encode).transpose()
    }

    /// The points that the visitor drew, x and y in turn: the data of `drawn`.
    pub fn set_drawn(&mut self, points: Vec<f32>) {
        self.trainer.set_drawn(points);
    }

    /// As many real images.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "Sheet")]
    pub fn real_images(&self) -> JsResult<JsValue> {
        let mut pixels = Vec::with_capacity(GRID * PIXELS);
        if let Some(dataset) = &self.dataset {
            for index in 0..GRID.min(dataset.loaded()) {
                pixels.extend(dataset.image(index));
            }
        }
        pixels.resize(GRID * PIXELS, 0);
        encode_sheet(&Sheet::new(&pixels))
    }

    /// Changes an option while training, and answers the full settings.
    ///
    /// # Errors
    /// `unknown_option`, `option_value`, `option_not_live`; nothing has changed then.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn set_option(
        &mut self,
        key: &str,
        #[wasm_bindgen(unchecked_param_type = "Value")] value: JsValue,
    ) -> JsResult<JsValue> {
        self.trainer.set_option(key, &decode::<Value>(value)?)?;
        self.settings()
    }

    /// The whole run as bytes.
    ///
    /// # Errors
    /// `device_lost`.
    #[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer>")]
    pub async fn checkpoint(&mut self) -> JsResult<Vec<u8>> {
        Ok(self.trainer.checkpoint(self.dataset.as_ref()).await?)
    }

    /// Goes on with the run that these bytes describe.
    ///
    /// # Errors
    /// `checkpoint_unusable`, or `needs_labels` where the present images have none; the present run is kept then.
    pub async fn restore(&mut self, bytes: Vec<u8>) -> JsResult<()> {
        let restored = Trainer::restore(&bytes, self.dataset.as_ref(), &self.compute)?;
        if let Some(dataset) = &self.dataset {
            restored.check_dataset(dataset)?;
        }
        self.trainer = restored;
        self.forget_exam();
        Ok(())
    }

    /// The generator's weights for PyTorch and NumPy.
    ///
    /// # Errors
    /// `device_lost`.
    #[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer>")]
    pub async fn generator_safetensors(&mut self) -> JsResult<Vec<u8>> {
        Ok(self.trainer.generator_safetensors().await?)
    }

    /// The figures of all iterations, one line each.
    pub fn log_csv(&self) -> String {
        csv(self.trainer.log())
    }

    fn exchange(&mut self, dataset: Dataset) -> JsResult<()> {
        self.trainer.check_dataset(&dataset)?;
        if self
            .dataset
            .as_ref()
            .is_some_and(|old| old.name() != dataset.name())
        {
            self.trainer.restart_data();
        }
        self.dataset = Some(dataset);
        self.forget_exam();
        Ok(())
    }

    fn forget_exam(&mut self) {
        if let Some(examiner) = &mut self.examiner {
            examiner.forget();
        }
    }

    fn forward(&mut self, step: Step) -> JsResult<bool> {
        if self.dataset.is_none() && self.trainer.needs_images() {
            return Ok(false);
        }
        let dataset = self.dataset.as_ref().unwrap_or(&self.no_images);
        Ok(self.trainer.step(step, dataset)?)
    }

    fn images(&self) -> &Dataset {
        self.dataset.as_ref().unwrap_or(&self.no_images)
    }
}

fn encode_sheet(sheet: &Sheet) -> JsResult<JsValue> {
    let object = js_sys::Object::new();
    let set = |key: &str, value: &JsValue| {
        js_sys::Reflect::set(&object, &key.into(), value)
            .map_err(|_| LabError::undecodable("the sheet"))
    };
    set("width", &sheet.width.into())?;
    set("height", &sheet.height.into())?;
    set(
        "rgba",
        &js_sys::Uint8ClampedArray::from(sheet.rgba.as_slice()),
    )?;
    Ok(object.into())
}

#[wasm_bindgen(typescript_custom_section)]
const SHEET_TYPE: &str = "
/** Images in a grid, as canvas pixels. */
export type Sheet = { width: number, height: number, rgba: Uint8ClampedArray<ArrayBuffer> };
";
