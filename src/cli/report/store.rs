//! The files of a report. Several reports may fill one folder at a time: each adds its run to what the file holds at
//! that moment, under a lock, and puts the new file in the place of the old one, so that nobody reads half of it.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::results::Results;
use super::table;
use crate::cli::{evaluate, files, pictures};
use crate::error::{GantryError, Result};

/// The raw figures.
const NAME: &str = "results.json";
/// Locked by who writes. A file of its own, since the others are replaced.
const LOCK: &str = "results.lock";

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
        match fs::read(&path) {
            Ok(bytes) => Results::parse(&bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Results::default()),
            Err(error) => Err(files::failed(&path, &error)),
        }
    }

    /// Forgets all runs.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn clear(&self) -> Result<()> {
        let _lock = self.lock()?;
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
        let _lock = self.lock()?;
        let mut results = self.read()?;
        change(&mut results);
        let json = evaluate::json(&results)? + "\n";
        files::replace(&self.folder.join(NAME), json.as_bytes())?;
        // Under the same lock, so that the page is never older than the figures.
        let page = table::markdown(&results, &self.name);
        files::replace(&self.page(), page.as_bytes())
    }

    /// Waits for whoever writes; nobody else does until the file is dropped.
    fn lock(&self) -> Result<File> {
        let path = self.folder.join(LOCK);
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let locked = file.and_then(|file| file.lock().map(|()| file));
        locked.map_err(|error| files::failed(&path, &error))
    }

    /// Writes the picture of a variant.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_picture(&self, variant: &str, picture: &pictures::Gray) -> Result<()> {
        pictures::write_gray_png(&self.folder, &format!("{variant}.png"), picture)
    }

    /// The page stands beside its folder: `docs/results.md` beside `docs/results/`.
    pub fn page(&self) -> PathBuf {
        self.folder.with_extension("md")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::results::Entry;
    use crate::options::{Changes, Settings, Value};

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("gantry-store-{name}-{}", std::process::id()))
    }

    fn entry(seed: i64) -> Entry {
        let changes = Changes::from([("seed".to_owned(), Value::Int(seed))]);
        let settings = Settings::resolve(&changes).unwrap();
        Entry::new(&settings, 100, 1.0, "here")
    }

    #[test]
    fn reports_that_fill_one_folder_keep_each_others_runs() {
        let folder = folder("shared");
        let stores = [Store::open(&folder).unwrap(), Store::open(&folder).unwrap()];
        std::thread::scope(|scope| {
            let writers = [0, 1].map(|index| {
                let store = &stores[index];
                scope.spawn(move || {
                    for run in 0..20 {
                        let entry = entry(2 * run + index as i64);
                        store.update(|results| results.put(entry)).unwrap();
                    }
                })
            });
            // Whoever reads finds a whole file at any moment, with no fewer runs than before.
            let mut known = 0;
            while writers.iter().any(|writer| !writer.is_finished()) {
                let runs = stores[0].read().unwrap().runs.len();
                assert!(runs >= known, "{runs} runs after {known}");
                known = runs;
            }
        });
        assert_eq!(stores[0].read().unwrap().runs.len(), 40);
        fs::remove_dir_all(&folder).unwrap();
        fs::remove_file(stores[0].page()).unwrap();
    }

    #[test]
    fn an_empty_file_is_not_taken_for_a_new_one() {
        let store = Store::open(&folder("empty")).unwrap();
        fs::write(store.folder.join(NAME), "").unwrap();
        let add = || store.update(|results| results.put(entry(1)));
        for problem in [store.read().unwrap_err(), add().unwrap_err()] {
            assert!(problem.to_string().contains("--again"), "{problem}");
        }
        store.clear().unwrap();
        add().unwrap();
        assert_eq!(store.read().unwrap().runs.len(), 1);
        fs::remove_dir_all(&store.folder).unwrap();
        fs::remove_file(store.page()).unwrap();
    }
}
