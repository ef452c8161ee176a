//! The IDX format of MNIST: a big-endian header (magic, count, rows, columns), then one byte per pixel or label.
//!
//! The header is never trusted: sizes are compared with the bytes that are there before anything is allocated.

use super::dataset::MAX_IMAGES;
use crate::error::{GantryError, Result};

const IMAGES_MAGIC: u32 = 0x0000_0803;
const LABELS_MAGIC: u32 = 0x0000_0801;
const MAX_SIDE: u32 = 512;
const REMEDY_KIND: &str = "Choose an IDX file of unsigned bytes, such as train-images-idx3-ubyte";
const REMEDY_WHOLE: &str = "Download or unpack the file again";

/// The images of one IDX file, borrowed from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdxImages<'a> {
    /// How many images.
    pub count: usize,
    /// Height and width of each, in pixels: they are square.
    pub side: usize,
    /// `count × side × side` bytes, 0 is black.
    pub pixels: &'a [u8],
}

/// Reads the images of the IDX file `file`.
///
/// # Errors
/// [`GantryError::Idx`] that names the field: magic, count, rows, columns or data.
pub fn parse_images<'a>(file: &str, bytes: &'a [u8]) -> Result<IdxImages<'a>> {
    let wrong = |field, problem, remedy| wrong(file, field, problem, remedy);
    match word(bytes, 0) {
        Some(IMAGES_MAGIC) => {}
        Some(LABELS_MAGIC) => {
            return Err(wrong(
                "magic",
                "these are labels, not images".to_owned(),
                "Choose the images file, and add the labels beside it",
            ));
        }
        other => return Err(wrong("magic", not_idx(other, bytes), REMEDY_KIND)),
    }
    let count = field(file, "count", bytes, 1)?;
    if count == 0 || count as usize > MAX_IMAGES {
        return Err(wrong(
            "count",
            format!("it says {count} images; 1 to {MAX_IMAGES} are possible"),
            REMEDY_KIND,
        ));
    }
    let rows = field(file, "rows", bytes, 2)?;
    if !(1..=MAX_SIDE).contains(&rows) {
        return Err(wrong(
            "rows",
            format!("it says {rows} pixels; 1 to {MAX_SIDE} are possible"),
            REMEDY_KIND,
        ));
    }
    let columns = field(file, "columns", bytes, 3)?;
    if columns != rows {
        return Err(wrong(
            "columns",
            format!("images are {rows}×{columns} pixels"),
            "Crop or pad them to squares: any square size is rescaled to 28×28",
        ));
    }
    let side = rows as usize;
    let pixels = data(
        file,
        bytes,
        16,
        u64::from(count) * u64::from(rows) * u64::from(columns),
    )?;
    Ok(IdxImages {
        count: count as usize,
        side,
        pixels,
    })
}

/// Reads the labels of the IDX file `file`.
///
/// # Errors
/// [`GantryError::Idx`] that names the field: magic, count or data.
pub fn parse_labels<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a [u8]> {
    match word(bytes, 0) {
        Some(LABELS_MAGIC) => {}
        Some(IMAGES_MAGIC) => {
            return Err(wrong(
                file,
                "magic",
                "these are images, not labels".to_owned(),
                "Choose the labels file, such as train-labels-idx1-ubyte",
            ));
        }
        other => {
            return Err(wrong(
                file,
                "magic",
                not_idx(other, bytes),
                "Choose an IDX file of labels, such as train-labels-idx1-ubyte",
            ));
        }
    }
    let count = field(file, "count", bytes, 1)?;
    data(file, bytes, 8, u64::from(count))
}

/// An IDX file of `side × side` images.
pub fn write_images(side: usize, pixels: &[u8]) -> Vec<u8> {
    let count = pixels.len() / (side * side);
    let mut bytes = Vec::with_capacity(16 + pixels.len());
    for value in [IMAGES_MAGIC, count as u32, side as u32, side as u32] {
        bytes.extend(value.to_be_bytes());
    }
    bytes.extend(pixels);
    bytes
}

/// An IDX file of labels.
pub fn write_labels(labels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + labels.len());
    bytes.extend(LABELS_MAGIC.to_be_bytes());
    bytes.extend((labels.len() as u32).to_be_bytes());
    bytes.extend(labels);
    bytes
}

fn word(bytes: &[u8], index: usize) -> Option<u32> {
    let word = bytes.get(4 * index..4 * index + 4)?;
    word.try_into().ok().map(u32::from_be_bytes)
}

fn field(file: &str, name: &'static str, bytes: &[u8], index: usize) -> Result<u32> {
    word(bytes, index).ok_or_else(|| {
        wrong(
            file,
            name,
            format!(
                "the file ends after {} bytes, inside the header",
                bytes.len()
            ),
            REMEDY_WHOLE,
        )
    })
}

fn data<'a>(file: &str, bytes: &'a [u8], header: usize, expected: u64) -> Result<&'a [u8]> {
    let body = bytes.get(header..).unwrap_or_default();
    if body.len() as u64 == expected {
        return Ok(body);
    }
    let problem = if (body.len() as u64) < expected {
        format!(
            "truncated: the header promises {expected} bytes, {} are there",
            body.len()
        )
    } else {
        format!(
            "oversized: the header promises {expected} bytes, {} are there",
            body.len()
        )
    };
    Err(wrong(file, "data", problem, REMEDY_WHOLE))
}

fn not_idx(magic: Option<u32>, bytes: &[u8]) -> String {
    match magic {
        Some(magic) => format!("the file begins with {magic:#010x}, so it is not IDX"),
        None => format!("the file has only {} bytes", bytes.len()),
    }
}

fn wrong(file: &str, field: &'static str, problem: String, remedy: &'static str) -> GantryError {
    GantryError::Idx {
        file: file.to_owned(),
        field,
        problem,
        remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field_of(error: GantryError) -> &'static str {
        match error {
            GantryError::Idx { field, .. } => field,
            other => panic!("not an IDX error: {other}"),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let pixels: Vec<u8> = (0..2 * 9).collect();
        let bytes = write_images(3, &pixels);
        let images = parse_images("images", &bytes).unwrap();
        assert_eq!(
            (images.count, images.side, images.pixels),
            (2, 3, &pixels[..])
        );
        assert_eq!(
            parse_labels("labels", &write_labels(&[3, 1, 4])).unwrap(),
            [3, 1, 4]
        );
    }

    #[test]
    fn each_broken_field_is_named() {
        let good = write_images(3, &[0; 18]);
        let patched = |at: usize, value: u8| {
            let mut bytes = good.clone();
            bytes[at] = value;
            field_of(parse_images("images", &bytes).unwrap_err())
        };
        assert_eq!(patched(2, 9), "magic");
        assert_eq!(patched(3, 1), "magic");
        assert_eq!(patched(4, 0xff), "count");
        assert_eq!(patched(8, 0xff), "rows");
        assert_eq!(patched(15, 4), "columns");
        assert_eq!(patched(7, 3), "data");
        let cut = |len: usize| field_of(parse_images("images", &good[..len]).unwrap_err());
        assert_eq!(
            [cut(0), cut(5), cut(10), cut(14), cut(20)],
            ["magic", "count", "rows", "columns", "data"]
        );
        let mut long = good.clone();
        long.push(0);
        assert_eq!(field_of(parse_images("images", &long).unwrap_err()), "data");
    }

    #[test]
    fn a_huge_header_is_refused_without_allocating() {
        let mut bytes = write_images(3, &[0; 9]);
        bytes[4..16].copy_from_slice(&[0x00, 0x0f, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0]);
        assert_eq!(
            field_of(parse_images("images", &bytes).unwrap_err()),
            "data"
        );
    }

    #[test]
    fn labels_and_images_are_told_apart() {
        let error = parse_labels("labels", &write_images(1, &[0])).unwrap_err();
        assert!(error.to_string().contains("these are images"), "{error}");
    }
}
