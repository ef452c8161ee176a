//! Pictures as PNG files.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use super::files::failed;
use crate::error::Result;
use crate::metrics::Sheet;

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
