//! The journal on disk: SQLite and the inbox. The only SQL in the project; nothing medical.
//!
//! Start at [`Store`]: `read` and `write` take a closure, and `write` commits once. Then [`schema`], and one file a table.
//! Taps are appended and never changed; what the person says about a cramp stands beside them in `cramp`.

mod columns;
mod cramps;
mod dirs;
mod error;
mod evenings;
mod inbox;
mod mornings;
mod nights;
mod open;
mod preferences;
mod profiles;
mod schema;
mod taps;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

pub(crate) use cramps::Removal;
pub(crate) use error::{Fault, StoreError, fault_of};
pub use inbox::{InboxTap, Ingested};

type Result<T> = std::result::Result<T, StoreError>;

/// One journal file. Calls from several threads wait for each other.
pub(crate) struct Store {
    connection: Mutex<Option<Connection>>,
}

impl Store {
    /// Opens the journal in `dir` through the named VFS (SQLite's own when `None`), and makes it when there is none.
    pub(crate) fn open(dir: &Path, vfs: Option<&str>) -> Result<Self> {
        Ok(Self { connection: Mutex::new(Some(open::open(dir, vfs)?)) })
    }

    /// Runs `work` on one unchanging state of the journal.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let mut guard = self.lock();
        let connection = guard.as_mut().ok_or(StoreError::Shut)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        work(&Reader { connection: &transaction })
    }

    /// Runs `work` and commits once: all of it is on disk when this returns, or none of it happened.
    ///
    /// `now_ms` is the stamp by which the newer of two edits wins when journals are merged.
    pub(crate) fn write<T>(&self, now_ms: i64, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let mut guard = self.lock();
        let connection = guard.as_mut().ok_or(StoreError::Shut)?;
        // Immediate: a deferred writer that reads first fails under a second writer in spite of the busy timeout.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&Writer { reader: Reader { connection: &transaction }, now_ms })?;
        transaction.commit()?;
        Ok(done)
    }

    /// Closes the file. Every later call fails with [`StoreError::Shut`].
    pub(crate) fn shut(&self) {
        self.lock().take();
    }

    /// A panic elsewhere must not lock the person out: SQLite has rolled the transaction back.
    fn lock(&self) -> MutexGuard<'_, Option<Connection>> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What can be asked of the journal; each table's file adds its questions.
pub(crate) struct Reader<'c> {
    connection: &'c Connection,
}

/// What can be written; each table's file adds its statements.
pub(crate) struct Writer<'c> {
    reader: Reader<'c>,
    now_ms: i64,
}

impl<'c> std::ops::Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
