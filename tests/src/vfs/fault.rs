//! Fails the calls to the disk that it is told to: SQLite's with the codes that its own VFS gives for such a disk, and
//! those of plain files with the system's errors.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use nightcramp::{Disk, SystemDisk};
use rusqlite::ffi;

use super::{Call, Verdict, Watch};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Any call fails: a fault of the disk.
    Broken,
    /// A write fails after half of its bytes.
    ShortWrite,
    /// Whatever needs room fails: the disk is full.
    Full,
}

#[derive(Clone, Copy)]
struct Plan {
    trouble: Trouble,
    /// How many calls that could fail so pass before one fails.
    after: usize,
    /// Whether every later one fails too.
    for_good: bool,
}

#[derive(Default)]
struct Count {
    plan: Option<Plan>,
    seen: usize,
    first: Option<&'static str>,
}

/// The failing watcher of SQLite and disk for all else; clones share one plan. Without a plan everything passes.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<Count>>);

impl Faults {
    /// From now on, the call number `after` that `trouble` can hit fails, and all later ones when `for_good`.
    pub fn plan(&self, trouble: Trouble, after: usize, for_good: bool) {
        *self.count() = Count { plan: Some(Plan { trouble, after, for_good }), ..Count::default() };
    }

    /// Lets everything pass again. What was hit first since [`plan`](Self::plan), or `None` when nothing was.
    #[must_use]
    pub fn clear(&self) -> Option<&'static str> {
        std::mem::take(&mut *self.count()).first
    }

    fn count(&self) -> std::sync::MutexGuard<'_, Count> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Faults {
    /// Whether it is a call's turn to fail, and how. `failure` says how it would, or `None` when it cannot so.
    fn meet<T>(&self, name: &'static str, failure: impl FnOnce(Trouble) -> Option<T>) -> Option<T> {
        let mut count = self.count();
        let plan = count.plan?;
        let failed = failure(plan.trouble)?;
        let number = count.seen;
        count.seen += 1;
        if number < plan.after || (number > plan.after && !plan.for_good) {
            return None;
        }
        count.first = count.first.or(Some(name));
        Some(failed)
    }

    /// A call that only a broken disk fails.
    fn pass(&self, name: &'static str, call: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        match self.meet(name, |trouble| (trouble == Trouble::Broken).then(|| error(trouble))) {
            Some(error) => Err(error),
            None => call(),
        }
    }

    /// A call that needs room for these bytes in a file.
    fn fill(&self, name: &'static str, file: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.meet(name, Some) {
            Some(Trouble::Broken) => Err(error(Trouble::Broken)),
            Some(trouble) => fs::write(file, &bytes[..bytes.len() / 2]).and(Err(error(trouble))),
            None => SystemDisk.write(file, bytes),
        }
    }
}

impl Watch for Faults {
    fn before(&self, call: Call<'_>) -> Verdict {
        self.meet(name(call), |trouble| failure(call, trouble)).unwrap_or(Verdict::Pass)
    }
}

impl Disk for Faults {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        match self.meet("make dir", |trouble| (trouble != Trouble::ShortWrite).then(|| error(trouble))) {
            Some(error) => Err(error),
            None => SystemDisk.make_dir(dir),
        }
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.fill("write a file", file, bytes)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.fill("copy a file", to, &fs::read(from)?)
    }

    fn sync(&self, file: &Path) -> io::Result<()> {
        self.pass("sync a file", || SystemDisk.sync(file))
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.pass("sync a dir", || SystemDisk.sync_dir(dir))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("rename", || SystemDisk.rename(from, to))
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.pass("remove", || SystemDisk.remove(file))
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        self.pass("remove a dir", || SystemDisk.remove_dir(dir))
    }
}

/// The system's error for a trouble.
fn error(trouble: Trouble) -> io::Error {
    match trouble {
        Trouble::Full => io::ErrorKind::StorageFull.into(),
        Trouble::Broken | Trouble::ShortWrite => io::Error::other("input/output error"),
    }
}

/// How a call fails under a trouble; `None` when the trouble does not touch it.
fn failure(call: Call<'_>, trouble: Trouble) -> Option<Verdict> {
    match trouble {
        Trouble::Broken => Some(Verdict::Fail(broken(call))),
        Trouble::ShortWrite => matches!(call, Call::Write { .. }).then_some(Verdict::Half(ffi::SQLITE_IOERR_WRITE)),
        Trouble::Full => match call {
            Call::Write { .. } => Some(Verdict::Half(ffi::SQLITE_FULL)),
            Call::ShmMap { grow: true } => Some(Verdict::Fail(ffi::SQLITE_IOERR_SHMSIZE)),
            _ => None,
        },
    }
}

fn broken(call: Call<'_>) -> i32 {
    match call {
        Call::Open { .. } => ffi::SQLITE_CANTOPEN,
        Call::Delete { .. } => ffi::SQLITE_IOERR_DELETE,
        Call::Access => ffi::SQLITE_IOERR_ACCESS,
        Call::Read => ffi::SQLITE_IOERR_READ,
        Call::Write { .. } => ffi::SQLITE_IOERR_WRITE,
        Call::Truncate { .. } => ffi::SQLITE_IOERR_TRUNCATE,
        Call::Sync { .. } => ffi::SQLITE_IOERR_FSYNC,
        Call::Size => ffi::SQLITE_IOERR_FSTAT,
        Call::Lock => ffi::SQLITE_IOERR_LOCK,
        Call::ShmMap { .. } => ffi::SQLITE_IOERR_SHMMAP,
        Call::ShmLock => ffi::SQLITE_IOERR_SHMLOCK,
    }
}

fn name(call: Call<'_>) -> &'static str {
    match call {
        Call::Open { .. } => "open",
        Call::Delete { .. } => "delete",
        Call::Access => "access",
        Call::Read => "read",
        Call::Write { .. } => "write",
        Call::Truncate { .. } => "truncate",
        Call::Sync { .. } => "sync",
        Call::Size => "size",
        Call::Lock => "lock",
        Call::ShmMap { .. } => "shm map",
        Call::ShmLock => "shm lock",
    }
}
