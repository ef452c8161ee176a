//! Writes one part of MNIST as shards.

use std::{io::Write as _, path::Path};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use super::{Part, idx::Idx};
use crate::{
    error::{Error, Result},
    files, hash,
};

/// Images in a shard: small enough to start training after the first, large enough to be few.
const SHARD_SIZE: u32 = 10_000;

/// Writes the shards of a part; returns their entries for the manifest.
pub fn write(dir: &Path, part: &Part, images: &[u8], labels: &[u8]) -> Result<Vec<Value>> {
    let refuse = |problem| Error::Contents {
        path: dir.to_owned(),
        problem,
    };
    let images = Idx::parse(images).map_err(refuse)?;
    let labels = Idx::parse(labels).map_err(refuse)?;
    if images.count() != labels.count() {
        return Err(refuse(format!(
            "{} images, {} labels",
            images.count(),
            labels.count()
        )));
    }
    let pairs = images
        .shards(SHARD_SIZE)
        .into_iter()
        .zip(labels.shards(SHARD_SIZE))
        .enumerate();
    let entries = pairs.map(|(index, (images, labels))| {
        let count = Idx::parse(&labels).map_err(refuse)?.count();
        Ok(json!({
            "count": count,
            "images": write_one(dir, &format!("{}-{index}", part.images.name), &images)?,
            "labels": write_one(dir, &format!("{}-{index}", part.labels.name), &labels)?,
        }))
    });
    entries.collect()
}

/// The name carries the hash, so a browser may keep the file for ever.
fn write_one(dir: &Path, name: &str, idx: &[u8]) -> Result<Value> {
    let sha256 = hash::sha256(&[idx]);
    let file = format!("{name}.{}.idx.gz", &sha256[..16]);
    let path = dir.join(&file);
    let packed = gzip(idx).map_err(|source| Error::File {
        action: "compress",
        path: path.clone(),
        source,
    })?;
    files::write_atomic(&path, &packed)?;
    Ok(json!({ "file": file, "bytes": packed.len(), "sha256": sha256 }))
}

/// Without a time or a name in the header: the same bytes on every machine.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::SHARD_SIZE;

    /// The core shuffles the first epoch within each shard. It is no dependency of this crate, which is compiled before
    /// anything else: its source tells.
    #[test]
    fn a_shard_holds_what_the_core_takes_for_one() {
        let core = include_str!("../../../src/data/batcher.rs");
        let size = core.lines().find_map(|line| {
            let number = line.strip_prefix("pub const SHARD_IMAGES: usize = ")?;
            Some(number.strip_suffix(';')?.replace('_', ""))
        });
        assert_eq!(size, Some(SHARD_SIZE.to_string()));
    }
}
