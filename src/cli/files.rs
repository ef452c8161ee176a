//! Files in and out.

use std::fs::{self, File};
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use crate::data::{Dataset, parse_images, parse_labels};
use crate::error::{GantryError, Result};
use crate::metrics::Sheet;

/// The most bytes that one file may unpack to.
const MAX_BYTES: u64 = 1 << 30;

/// The training images and labels in `folder`.
///
/// # Errors
/// When they are not there, or malformed.
pub fn load_training_set(folder: &Path) -> Result<Dataset> {
    load(folder, "train")
}

/// The test images and labels in `folder`.
///
/// # Errors
/// As [`load_training_set`].
pub fn load_test_set(folder: &Path) -> Result<Dataset> {
    load(folder, "t10k")
}

fn load(folder: &Path, part: &str) -> Result<Dataset> {
    let images_path = find(folder, &format!("{part}-images"), "idx3-ubyte")?;
    let images = read(&images_path)?;
    let labels = find(folder, &format!("{part}-labels"), "idx1-ubyte")
        .and_then(|path| read(&path))
        .ok();
    let images = parse_images(&images_path.display().to_string(), &images)?;
    let labels = labels
        .as_deref()
        .map(|bytes| parse_labels(&format!("{part}-labels"), bytes))
        .transpose()?;
    let name = folder.file_name().map_or_else(
        || "data".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    Dataset::whole(&name, &images, labels)
}

/// A file's bytes, unpacked if it is gzip.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path).map_err(|error| failed(path, &error))?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_slice())
        .take(MAX_BYTES)
        .read_to_end(&mut unpacked)
        .map_err(|error| failed(path, &error))?;
    Ok(unpacked)
}

/// Writes `bytes` to `name` in `folder`.
///
/// # Errors
/// When it cannot be written.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    write_file(&folder.join(name), bytes)
}

/// Writes `bytes` to `path`.
///
/// # Errors
/// When it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(|error| failed(path, &error))
}

/// Removes a file.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(|error| failed(path, &error))
}

/// Writes a sample sheet as PNG.
///
/// # Errors
/// When it cannot be written.
pub fn write_png(folder: &Path, name: &str, sheet: &Sheet) -> Result<()> {
    let size = (sheet.width, sheet.height);
    encode_png(&folder.join(name), size, png::ColorType::Rgba, &sheet.rgba)
}

fn encode_png(
    path: &Path,
    (width, height): (usize, usize),
    color: png::ColorType,
    bytes: &[u8],
) -> Result<()> {
    let file = File::create(path).map_err(|error| failed(path, &error))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), width as u32, height as u32);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(bytes))
        .map_err(|error| failed(path, &error))
}

/// A picture in shades of grey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gray {
    /// Width, in pixels.
    pub width: usize,
    /// Height, in pixels.
    pub height: usize,
    /// One byte per pixel, 0 is black.
    pub pixels: Vec<u8>,
}

impl From<&Sheet> for Gray {
    /// The gaps become white.
    fn from(sheet: &Sheet) -> Self {
        let pixels = sheet.rgba.chunks_exact(4);
        Self {
            width: sheet.width,
            height: sheet.height,
            pixels: pixels
                .map(|pixel| if pixel[3] == 0 { 255 } else { pixel[0] })
                .collect(),
        }
    }
}

/// Writes a picture as grey PNG.
///
/// # Errors
/// When it cannot be written.
pub fn write_gray_png(folder: &Path, name: &str, picture: &Gray) -> Result<()> {
    let size = (picture.width, picture.height);
    encode_png(
        &folder.join(name),
        size,
        png::ColorType::Grayscale,
        &picture.pixels,
    )
}

/// Makes `folder`, with its parents.
///
/// # Errors
/// When it cannot be made.
pub fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
}

fn find(folder: &Path, stem: &str, kind: &str) -> Result<PathBuf> {
    let names = [
        format!("{stem}-{kind}"),
        format!("{stem}-{kind}.gz"),
        format!("{stem}.{kind}"),
        format!("{stem}.{kind}.gz"),
    ];
    names
        .iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| GantryError::File {
            path: folder.display().to_string(),
            problem: format!("none of {} is there", names.join(", ")),
        })
}

fn failed(path: &Path, error: &dyn std::fmt::Display) -> GantryError {
    GantryError::File {
        path: path.display().to_string(),
        problem: error.to_string(),
    }
}
