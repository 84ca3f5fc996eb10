//! All files below a directory, as bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What lies below a directory; names are relative to it.
///
/// Locks and shared memory are left out: whoever comes after a cut finds neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Each directory below it, before what lies in that.
    pub dirs: BTreeSet<String>,
    /// Each file with its bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Image {
    /// What lies below `dir` now.
    ///
    /// # Panics
    /// When something there cannot be read.
    #[must_use]
    pub fn of(dir: &Path) -> Self {
        let mut image = Self::default();
        image.add(dir, "");
        image
    }

    /// Makes `dir` hold this and nothing else.
    ///
    /// # Panics
    /// When something there cannot be deleted or written.
    pub fn lay_out(&self, dir: &Path) {
        for entry in fs::read_dir(dir).expect("a directory") {
            let path = entry.expect("an entry").path();
            let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            removed.expect("an empty directory");
        }
        for name in &self.dirs {
            fs::create_dir(dir.join(name)).expect("a directory below it");
        }
        for (name, bytes) in &self.files {
            fs::write(dir.join(name), bytes).expect("room for a file");
        }
    }

    fn add(&mut self, dir: &Path, prefix: &str) {
        for entry in fs::read_dir(dir).expect("a directory") {
            let entry = entry.expect("an entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("its type").is_dir() {
                self.add(&entry.path(), &format!("{name}/"));
                self.dirs.insert(name);
            } else if name != "owner.lock" && !name.ends_with("-shm") {
                self.files.insert(name, fs::read(entry.path()).expect("its bytes"));
            }
        }
    }
}
