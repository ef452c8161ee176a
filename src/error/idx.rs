//! What can be wrong with an IDX file.

use thiserror::Error;

use super::Params;

/// What is wrong with an IDX file.
#[derive(Debug, Error)]
pub enum IdxProblem {
    /// Labels were given as images.
    #[error("these are labels, not images. Choose the images file, and add the labels beside it")]
    LabelsForImages,
    /// Images were given as labels.
    #[error(
        "these are images, not labels. Choose the labels file, such as train-labels-idx1-ubyte"
    )]
    ImagesForLabels,
    /// The magic number is that of no IDX file of bytes.
    #[error(
        "the file begins with {magic:#010x}, so it is not IDX. Choose an IDX file of unsigned bytes, such as {example}"
    )]
    NotIdx {
        /// The first four bytes.
        magic: u32,
        /// The name of a file that would do.
        example: &'static str,
    },
    /// Not even a magic number.
    #[error(
        "the file has only {bytes} bytes. Choose an IDX file of unsigned bytes, such as {example}"
    )]
    Tiny {
        /// How many there are.
        bytes: usize,
        /// The name of a file that would do.
        example: &'static str,
    },
    /// The header is cut off.
    #[error(
        "the file ends after {bytes} bytes, inside the header. Download or unpack the file again"
    )]
    Header {
        /// The first field that is missing.
        field: &'static str,
        /// How many there are.
        bytes: usize,
    },
    /// No images, or too many.
    #[error(
        "it says {count} images; 1 to {most} are possible. Choose an IDX file of unsigned bytes, such as train-images-idx3-ubyte"
    )]
    Count {
        /// How many the header promises.
        count: u32,
        /// How many are possible.
        most: usize,
    },
    /// Images of no size, or of too many pixels.
    #[error(
        "it says {rows} pixels; 1 to {most} are possible. Choose an IDX file of unsigned bytes, such as train-images-idx3-ubyte"
    )]
    Rows {
        /// How many the header promises.
        rows: u32,
        /// How many are possible.
        most: u32,
    },
    /// Images that are higher than wide, or wider than high.
    #[error(
        "images are {rows}×{columns} pixels. Crop or pad them to squares: any square size is rescaled to 28×28"
    )]
    NotSquare {
        /// Their height.
        rows: u32,
        /// Their width.
        columns: u32,
    },
    /// Fewer bytes than the header promises.
    #[error(
        "truncated: the header promises {promised} bytes, {present} are there. Download or unpack the file again"
    )]
    Truncated {
        /// How many it promises.
        promised: u64,
        /// How many there are.
        present: usize,
    },
    /// More bytes than the header promises.
    #[error(
        "oversized: the header promises {promised} bytes, {present} are there. Download or unpack the file again"
    )]
    Oversized {
        /// How many it promises.
        promised: u64,
        /// How many there are.
        present: usize,
    },
}

impl IdxProblem {
    /// The field of the header that is wrong, or `data`.
    pub fn field(&self) -> &'static str {
        match self {
            Self::LabelsForImages
            | Self::ImagesForLabels
            | Self::NotIdx { .. }
            | Self::Tiny { .. } => "magic",
            Self::Header { field, .. } => field,
            Self::Count { .. } => "count",
            Self::Rows { .. } => "rows",
            Self::NotSquare { .. } => "columns",
            Self::Truncated { .. } | Self::Oversized { .. } => "data",
        }
    }

    pub(super) fn params(&self) -> Params {
        let reason = Params::reason;
        match self {
            Self::LabelsForImages => reason("labels_for_images"),
            Self::ImagesForLabels => reason("images_for_labels"),
            Self::NotIdx { magic, example } => reason("not_idx")
                .with("magic", format!("{magic:#010x}"))
                .with("example", *example),
            Self::Tiny { bytes, example } => reason("tiny")
                .with("bytes", *bytes)
                .with("example", *example),
            Self::Header { bytes, .. } => reason("header").with("bytes", *bytes),
            Self::Count { count, most } => {
                reason("count").with("count", *count).with("most", *most)
            }
            Self::Rows { rows, most } => reason("rows").with("rows", *rows).with("most", *most),
            Self::NotSquare { rows, columns } => reason("not_square")
                .with("rows", *rows)
                .with("columns", *columns),
            Self::Truncated { promised, present } => reason("truncated")
                .with("promised", *promised)
                .with("present", *present),
            Self::Oversized { promised, present } => reason("oversized")
                .with("promised", *promised)
                .with("present", *present),
        }
    }
}
