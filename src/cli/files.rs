//! Files in and out.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use crate::data::{Dataset, parse_images, parse_labels};
use crate::error::{GantryError, Result};

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
    let names = names_of(&format!("{part}-images"), "idx3-ubyte");
    let path = find(folder, &names).ok_or_else(|| {
        let names = names.join(", ");
        failed(folder, &format!("none of {names} is there"))
    })?;
    let images = read(&path)?;
    let images = parse_images(&path.display().to_string(), &images)?;
    // Labels may be absent; those that are there and cannot be read must not pass for absent.
    let path = find(folder, &names_of(&format!("{part}-labels"), "idx1-ubyte"));
    let labels = path.as_deref().map(read).transpose()?;
    let labels = match (&path, &labels) {
        (Some(path), Some(labels)) => Some(parse_labels(&path.display().to_string(), labels)?),
        _ => None,
    };
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
    if bytes.starts_with(&[0x1f, 0x8b]) {
        unpack(path, &bytes, MAX_BYTES)
    } else {
        Ok(bytes)
    }
}

fn unpack(path: &Path, gzip: &[u8], most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One more than there may be, which tells a file that is too long from one that just fits.
    GzDecoder::new(gzip)
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| failed(path, &error))?;
    if bytes.len() as u64 > most {
        let problem = format!("it unpacks to more than {most} bytes. Choose a smaller file");
        return Err(failed(path, &problem));
    }
    Ok(bytes)
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

/// Writes `bytes` to `path` in one go: whoever reads it meanwhile, or after a crash or on a full disk, finds the old
/// file or the new one, and never a part.
///
/// # Errors
/// When it cannot be written; the old file is still there then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|error| {
        // Why it failed is worth more than why the rest of it stays.
        let _ = fs::remove_file(&beside);
        failed(path, &error)
    })
}

/// Removes a file.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(|error| failed(path, &error))
}

/// Makes `folder`, with its parents.
///
/// # Errors
/// When it cannot be made.
pub fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
}

/// What one file may be called.
fn names_of(stem: &str, kind: &str) -> [String; 4] {
    [
        format!("{stem}-{kind}"),
        format!("{stem}-{kind}.gz"),
        format!("{stem}.{kind}"),
        format!("{stem}.{kind}.gz"),
    ]
}

fn find(folder: &Path, names: &[String]) -> Option<PathBuf> {
    let mut paths = names.iter().map(|name| folder.join(name));
    paths.find(|path| path.is_file())
}

/// The error of a file that could not be read or written.
pub fn failed(path: &Path, error: &dyn std::fmt::Display) -> GantryError {
    GantryError::File {
        path: path.display().to_string(),
        problem: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    #[test]
    fn a_file_that_unpacks_to_too_much_is_refused_and_not_cut() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&[7; 11]).unwrap();
        let gzip = gzip.finish().unwrap();
        let path = Path::new("images.gz");
        assert_eq!(unpack(path, &gzip, 11).unwrap(), [7; 11]);
        let error = unpack(path, &gzip, 10).unwrap_err().to_string();
        assert!(error.contains("images.gz: it unpacks to more"), "{error}");
    }

    #[test]
    fn what_cannot_be_replaced_stays_as_it_was() {
        let folder = std::env::temp_dir().join(format!("gantry-replace-{}", std::process::id()));
        create_folder(&folder).unwrap();
        let path = folder.join("file");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(read(&path).unwrap(), b"new");
        // A folder is in the way.
        create_folder(&folder.join("taken/by")).unwrap();
        assert!(replace(&folder.join("taken"), b"new").is_err());
        let left = fs::read_dir(&folder).unwrap().count();
        assert_eq!(left, 2, "the file and the folder");
        fs::remove_dir_all(&folder).unwrap();
    }
}
