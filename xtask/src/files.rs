//! File operations that name the file when they fail.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

fn named<T>(action: &'static str, path: &Path, result: std::io::Result<T>) -> Result<T> {
    result.map_err(|source| Error::File {
        action,
        path: path.to_owned(),
        source,
    })
}

/// The whole file as bytes.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    named("read", path, fs::read(path))
}

/// The whole file as text.
pub fn read_text(path: &Path) -> Result<String> {
    named("read", path, fs::read_to_string(path))
}

/// A directory with all its parents.
pub fn create_dir(path: &Path) -> Result<()> {
    named("create", path, fs::create_dir_all(path))
}

/// Removes a file or a directory with all it holds; absent is fine.
pub fn remove(path: &Path) -> Result<()> {
    let result = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => named("remove", path, other),
    }
}

/// Writes beside the target and renames, so that a reader never sees half a file.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        create_dir(parent)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    named("write", &part, fs::write(&part, bytes))?;
    named("replace", path, fs::rename(&part, path))
}

/// Copies one file, atomically, creating the folder it goes to.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    write_atomic(to, &read(from)?)
}

/// The entries of a directory, sorted: what is built must not depend on the file system's order.
pub fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in named("list", dir, fs::read_dir(dir))? {
        paths.push(named("list", dir, entry)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Every file below `dir` that `keep` accepts; folders that it refuses are not entered.
pub fn walk(dir: &Path, keep: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(dir)? {
        if !keep(&path) {
            continue;
        }
        if path.is_dir() {
            files.extend(walk(&path, keep)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// The last component of a path as text; empty where there is none.
pub fn name_of(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atomic_write_replaces_and_leaves_nothing_beside() -> Result<()> {
        let dir = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        let file = dir.join("deep/a.txt");
        write_atomic(&file, b"one")?;
        write_atomic(&file, b"two")?;
        assert_eq!(read(&file)?, b"two");
        assert_eq!(walk(&dir, &|_| true)?, [file]);
        remove(&dir)?;
        remove(&dir)
    }
}
