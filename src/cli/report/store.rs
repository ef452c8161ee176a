//! The files of a report. Several reports may fill one folder at a time: each adds its run to what the file holds at
//! that moment, under a lock.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::results::Results;
use super::table;
use crate::cli::{evaluate, files};
use crate::error::{GantryError, Result};

/// The raw figures.
const NAME: &str = "results.json";

/// Folder and page.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// The folder's own name, under which the page refers to it.
    name: String,
}

impl Store {
    /// Makes the folder if it is not there.
    ///
    /// # Errors
    /// When it cannot be made, or has no name.
    pub fn open(folder: &Path) -> Result<Self> {
        files::create_folder(folder)?;
        let name = folder.file_name().ok_or_else(|| GantryError::File {
            path: folder.display().to_string(),
            problem: "the folder needs a name, which the table beside it takes".to_owned(),
        })?;
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            folder: folder.to_owned(),
        })
    }

    /// What the file holds now; nothing before the first run.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self) -> Result<Results> {
        let path = self.folder.join(NAME);
        if path.is_file() {
            Results::parse(&files::read(&path)?)
        } else {
            Ok(Results::default())
        }
    }

    /// Forgets all runs.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn clear(&self) -> Result<()> {
        let path = self.folder.join(NAME);
        if path.is_file() {
            files::remove(&path)?;
        }
        Ok(())
    }

    /// Changes what the file holds, and writes the page anew.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn update(&self, change: impl FnOnce(&mut Results)) -> Result<()> {
        let path = self.folder.join(NAME);
        let failed = |error: std::io::Error| GantryError::File {
            path: path.display().to_string(),
            problem: error.to_string(),
        };
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(failed)?;
        file.lock().map_err(failed)?;
        let mut results = match held(&mut file).map_err(failed)? {
            None => Results::default(),
            Some(bytes) => Results::parse(&bytes)?,
        };
        change(&mut results);
        let json = evaluate::json(&results)? + "\n";
        file.rewind().map_err(failed)?;
        file.set_len(0).map_err(failed)?;
        file.write_all(json.as_bytes()).map_err(failed)?;
        // Under the same lock, so that the page is never older than the figures.
        let page = table::markdown(&results, &self.name);
        files::write_file(&self.page(), page.as_bytes())
    }

    /// Writes the picture of a variant.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_picture(&self, variant: &str, picture: &files::Gray) -> Result<()> {
        files::write_gray_png(&self.folder, &format!("{variant}.png"), picture)
    }

    /// The page stands beside its folder: `docs/results.md` beside `docs/results/`.
    pub fn page(&self) -> PathBuf {
        self.folder.with_extension("md")
    }
}

/// The bytes of a file; none where it was just made.
fn held(file: &mut File) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((!bytes.is_empty()).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::results::Entry;
    use crate::options::{Changes, Settings, Value};

    #[test]
    fn reports_that_fill_one_folder_keep_each_others_runs() {
        let folder = std::env::temp_dir().join(format!("gantry-store-{}", std::process::id()));
        let stores = [Store::open(&folder).unwrap(), Store::open(&folder).unwrap()];
        std::thread::scope(|scope| {
            for (index, store) in stores.iter().enumerate() {
                scope.spawn(move || {
                    for seed in 0..20 {
                        let seed = Value::Int(2 * seed + index as i64);
                        let settings =
                            Settings::resolve(&Changes::from([("seed".to_owned(), seed)])).unwrap();
                        let entry = Entry::new(&settings, 100, 1.0, "here");
                        store.update(|results| results.put(entry)).unwrap();
                    }
                });
            }
        });
        assert_eq!(stores[0].read().unwrap().runs.len(), 40);
        std::fs::remove_dir_all(&folder).unwrap();
        std::fs::remove_file(stores[0].page()).unwrap();
    }
}
