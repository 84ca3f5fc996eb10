//! Where a journal lies: its directory, every name in it, and the layers below that a test may replace.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Result;
use super::disk::Disk;
use crate::invalid::Invalid;

/// The directory that the app gave, and how to reach it.
#[derive(Clone)]
pub(crate) struct Place {
    dir: PathBuf,
    /// A registered SQLite VFS; `None` for SQLite's own.
    pub(crate) vfs: Option<String>,
    pub(crate) disk: Arc<dyn Disk>,
}

impl Place {
    /// # Errors
    /// An empty path would mean the process's own directory, or nothing at all; no file system takes a zero byte.
    pub(crate) fn new(dir: &Path, vfs: Option<String>, disk: Arc<dyn Disk>) -> Result<Self> {
        check_path("dir", dir)?;
        Ok(Self { dir: dir.to_owned(), vfs, disk })
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The database.
    pub(super) fn database(&self) -> PathBuf {
        self.dir.join("journal.db")
    }

    /// What was committed and not yet moved into the database.
    pub(super) fn log(&self) -> PathBuf {
        self.dir.join("journal.db-wal")
    }

    /// Shared memory of the log; worth nothing without it.
    pub(super) fn log_index(&self) -> PathBuf {
        self.dir.join("journal.db-shm")
    }

    /// What SQLite takes back when the very first commit was cut off.
    pub(super) fn rollback(&self) -> PathBuf {
        self.dir.join("journal.db-journal")
    }

    /// Locked by the process that owns the database.
    pub(super) fn owner(&self) -> PathBuf {
        self.dir.join("owner.lock")
    }

    /// Room that is given up when the disk is full.
    pub(super) fn ballast(&self) -> PathBuf {
        self.dir.join("ballast")
    }

    /// Local copies.
    pub(super) fn copies(&self) -> PathBuf {
        self.dir.join("copies")
    }

    /// Damaged and replaced files.
    pub(super) fn damaged(&self) -> PathBuf {
        self.dir.join("damaged")
    }

    /// A database that is being made to replace this one.
    pub(super) fn next_unfinished(&self) -> PathBuf {
        self.dir.join("next.tmp")
    }

    /// The same, complete: whoever opens the journal puts it in place.
    pub(super) fn next(&self) -> PathBuf {
        self.dir.join("next.db")
    }

    /// Says that everything is to be erased: whoever opens the journal goes on with it.
    pub(super) fn erasing(&self) -> PathBuf {
        self.dir.join("erasing")
    }
}

/// Refuses what no file system takes as a path.
pub(super) fn check_path(field: &str, path: &Path) -> Result<()> {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.is_empty() || bytes.contains(&0) {
        return Err(Invalid::new(field, "must be the path of a directory").into());
    }
    Ok(())
}
