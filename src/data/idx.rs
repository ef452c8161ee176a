//! The IDX format of MNIST: a big-endian header (magic, count, rows, columns), then one byte per pixel or label.
//!
//! The header is never trusted: sizes are compared with the bytes that are there before anything is allocated.

use std::cmp::Ordering;

use super::dataset::MAX_IMAGES;
use crate::error::{GantryError, IdxProblem, Result};

const IMAGES_MAGIC: u32 = 0x0000_0803;
const LABELS_MAGIC: u32 = 0x0000_0801;
const MAX_SIDE: u32 = 512;

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
    let wrong = |problem| wrong(file, problem);
    match word(bytes, 0) {
        Some(IMAGES_MAGIC) => {}
        Some(LABELS_MAGIC) => return Err(wrong(IdxProblem::LabelsForImages)),
        other => return Err(wrong(not_idx(other, bytes, "train-images-idx3-ubyte"))),
    }
    let count = field(file, "count", bytes, 1)?;
    if count == 0 || count as usize > MAX_IMAGES {
        let most = MAX_IMAGES;
        return Err(wrong(IdxProblem::Count { count, most }));
    }
    let rows = field(file, "rows", bytes, 2)?;
    if !(1..=MAX_SIDE).contains(&rows) {
        let most = MAX_SIDE;
        return Err(wrong(IdxProblem::Rows { rows, most }));
    }
    let columns = field(file, "columns", bytes, 3)?;
    if columns != rows {
        return Err(wrong(IdxProblem::NotSquare { rows, columns }));
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
        Some(IMAGES_MAGIC) => return Err(wrong(file, IdxProblem::ImagesForLabels)),
        other => {
            let problem = not_idx(other, bytes, "train-labels-idx1-ubyte");
            return Err(wrong(file, problem));
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

fn field(file: &str, field: &'static str, bytes: &[u8], index: usize) -> Result<u32> {
    word(bytes, index).ok_or_else(|| {
        let bytes = bytes.len();
        wrong(file, IdxProblem::Header { field, bytes })
    })
}

fn data<'a>(file: &str, bytes: &'a [u8], header: usize, promised: u64) -> Result<&'a [u8]> {
    let body = bytes.get(header..).unwrap_or_default();
    let present = body.len();
    match (present as u64).cmp(&promised) {
        Ordering::Equal => Ok(body),
        Ordering::Less => Err(wrong(file, IdxProblem::Truncated { promised, present })),
        Ordering::Greater => Err(wrong(file, IdxProblem::Oversized { promised, present })),
    }
}

fn not_idx(magic: Option<u32>, bytes: &[u8], example: &'static str) -> IdxProblem {
    match magic {
        Some(magic) => IdxProblem::NotIdx { magic, example },
        None => IdxProblem::Tiny {
            bytes: bytes.len(),
            example,
        },
    }
}

fn wrong(file: &str, problem: IdxProblem) -> GantryError {
    GantryError::Idx {
        file: file.to_owned(),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field_of(error: GantryError) -> &'static str {
        match error {
            GantryError::Idx { problem, .. } => problem.field(),
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
