//! Fails the calls to the disk that it is told to, with the codes that SQLite's own VFS gives for such a disk.

use std::sync::{Arc, Mutex, PoisonError};

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

/// The failing watcher; clones share one plan. Without a plan everything passes.
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

impl Watch for Faults {
    fn before(&self, call: Call<'_>) -> Verdict {
        let mut count = self.count();
        let Some(plan) = count.plan else { return Verdict::Pass };
        let Some(verdict) = failure(call, plan.trouble) else { return Verdict::Pass };
        let number = count.seen;
        count.seen += 1;
        if number < plan.after || (number > plan.after && !plan.for_good) {
            return Verdict::Pass;
        }
        count.first = count.first.or(Some(name(call)));
        verdict
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
