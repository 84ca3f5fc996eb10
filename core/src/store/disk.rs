//! Every change to plain files: what SQLite does not write itself. A test puts a disk that fails in its place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Changes plain files and directories. Reading is not here: a power cut or a fault can only spoil what is written.
pub trait Disk: Send + Sync {
    /// Makes a directory in one that exists. Nothing happens when it is there already.
    ///
    /// # Errors
    /// Whatever the file system says; so for all of these.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;

    /// Makes or empties a file, writes `bytes` and syncs them. Its name is durable only after [`sync_dir`](Self::sync_dir).
    ///
    /// # Errors
    /// Whatever the file system says.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Copies a file to one that is made or emptied, and syncs that one.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Syncs a file that SQLite has written.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn sync(&self, file: &Path) -> io::Result<()>;

    /// Makes the names in a directory durable.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;

    /// Gives a file or directory another name on the same disk, in place of a file that had that name.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Deletes a file.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn remove(&self, file: &Path) -> io::Result<()>;

    /// Deletes an empty directory.
    ///
    /// # Errors
    /// Whatever the file system says.
    fn remove_dir(&self, dir: &Path) -> io::Result<()>;
}

/// The operating system's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        match fs::create_dir(dir) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !dir.is_dir() => Err(error),
            _ => Ok(()),
        }
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(file)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut to = File::create(to)?;
        io::copy(&mut File::open(from)?, &mut to)?;
        to.sync_all()
    }

    fn sync(&self, file: &Path) -> io::Result<()> {
        File::open(file)?.sync_all()
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        File::open(dir)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        fs::remove_dir(dir)
    }
}

/// Makes a directory and its parents where they are missing, so that they are still there after a power cut.
pub(super) fn make_dirs(disk: &dyn Disk, dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_dirs(disk, parent)?;
    disk.make_dir(dir)?;
    // The new name is an entry of its parent: unsynced, all that is written inside could go with it. A parent that may
    // not be read cannot be synced, which is no reason to keep nothing at all.
    if File::open(parent).is_ok() { disk.sync_dir(parent) } else { Ok(()) }
}

/// Puts a whole file into `dir`: under `name` there is all of it or what was there before, and once this returns it is
/// durable.
pub(super) fn put(disk: &dyn Disk, dir: &Path, half_written: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let half_written = dir.join(half_written);
    disk.write(&half_written, bytes)?;
    disk.rename(&half_written, &dir.join(name))?;
    disk.sync_dir(dir)
}

/// `None` for what is not there, or no longer.
pub(super) fn if_there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_are_made_too_and_a_file_in_the_way_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        for _ in ["missing", "there already"] {
            make_dirs(&SystemDisk, &deep).unwrap();
            assert!(deep.is_dir());
        }
        fs::write(root.path().join("file"), "").unwrap();
        assert!(make_dirs(&SystemDisk, &root.path().join("file")).is_err());
        assert!(make_dirs(&SystemDisk, &root.path().join("file/below")).is_err());
    }
}
