//! SQLite's file layer with a watcher in front: to record what would reach a disk, and to make a disk fail.
//!
//! Start at [`Watch`]: it sees every [`Call`] before the disk does, and decides with a [`Verdict`]. [`Recorder`] only
//! writes down; [`crash`] makes of its notes what a power cut may leave; [`Faults`] fails the calls that it is told to.
//! Both stand before the plain files as well, as a [`nightcramp::Disk`].

pub mod crash;
mod fault;
mod image;
mod record;
mod shim;

pub use fault::{Faults, Trouble};
pub use image::Image;
pub use record::{Op, Recorder};
pub use shim::register;

use std::path::Path;

/// What SQLite is about to ask of the disk. Releasing a lock and closing are left out: nothing can be done about them.
#[derive(Clone, Copy, Debug)]
pub enum Call<'a> {
    /// A file is opened, and made when `create` is set and there is none.
    Open {
        /// Its path; empty for a nameless temporary file.
        file: &'a Path,
        /// Whether it may be made.
        create: bool,
        /// A rollback journal or a write-ahead log: SQLite syncs the directory with its first sync.
        log: bool,
    },
    /// A file is deleted.
    Delete {
        /// Its path.
        file: &'a Path,
        /// Whether the directory is synced afterwards.
        sync_dir: bool,
    },
    /// A file is looked for.
    Access,
    /// Bytes are read.
    Read,
    /// Bytes are written.
    Write {
        /// The file's path.
        file: &'a Path,
        /// Where in the file.
        at: usize,
        /// What is written.
        bytes: &'a [u8],
    },
    /// A file is cut or extended.
    Truncate {
        /// The file's path.
        file: &'a Path,
        /// Its new length.
        length: usize,
    },
    /// A file is synced.
    Sync {
        /// The file's path.
        file: &'a Path,
    },
    /// A file's length is asked for.
    Size,
    /// A lock is taken on the database.
    Lock,
    /// Shared memory of the write-ahead log is mapped, and grown when `grow` is set.
    ShmMap {
        /// Whether its file may have to grow.
        grow: bool,
    },
    /// A lock is taken on the shared memory.
    ShmLock,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The disk does it.
    Pass,
    /// It fails with this code, and nothing is done.
    Fail(i32),
    /// It fails with this code after half of the bytes were written.
    Half(i32),
}

/// Stands between SQLite and the disk.
pub trait Watch: Send + Sync + 'static {
    /// Sees a call before the disk does, and decides what becomes of it.
    fn before(&self, call: Call<'_>) -> Verdict;
}
