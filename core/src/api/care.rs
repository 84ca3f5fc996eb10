//! Looking after a journal: checks, copies, recovery, sleep, and the end. Each method is one step, as in `journal.rs`.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Journal, JournalError, Setup};
use crate::store::{Health, Recovery, Store};

type Result<T> = std::result::Result<T, JournalError>;

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Opens the journal in the directory `dir`; one that is too damaged to open is recovered first, as by
    /// [`recover`](Self::recover). What came back stands in [`Health::recovery`].
    ///
    /// # Errors
    /// As for [`open`](Self::open), except that damage is none; [`JournalError::StorageFull`] when there is no room for the
    /// damaged file beside the new one: it is left as it is then.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub fn open_recovering(dir: String) -> Result<Arc<Self>> {
        Self::opened(&dir, Setup::default(), Store::open_recovering).map(Arc::new)
    }

    /// Makes a new file of every row that can still be read and of what the newest local copy has beside them. The damaged
    /// files are kept. Call it when a call has said [`JournalError::Corrupt`]; meanwhile every other call says
    /// [`JournalError::StorageBusy`] at once, so that a tap goes to the inbox.
    ///
    /// # Errors
    /// Storage errors; the file is left as it is then.
    pub fn recover(&self) -> Result<Recovery> {
        Ok(self.store.recover(self.now_ms())?)
    }

    /// Does what is due, and costs next to nothing when nothing is: once a week it checks every row and makes a local
    /// copy, and it recovers what that finds damaged. Call it when the app goes to the background. Taps need not wait for
    /// the check.
    ///
    /// # Errors
    /// Storage errors; nothing is half done, and the next call goes on.
    pub fn maintain(&self) -> Result<Health> {
        Ok(self.store.maintain(self.now_ms())?)
    }

    /// Checks everything now, sets rows aside that are damaged, and makes a local copy when all is sound. Damage to the file
    /// itself is told as a [`Problem`](crate::Problem), for [`recover`](Self::recover).
    ///
    /// # Errors
    /// Storage errors.
    pub fn check(&self) -> Result<Health> {
        self.store.check(self.now_ms())?;
        self.health()
    }

    /// How the journal is, for a page that a person shows to whoever helps them.
    ///
    /// # Errors
    /// Storage errors.
    pub fn health(&self) -> Result<Health> {
        Ok(self.store.health(self.now_ms())?)
    }

    /// Makes the journal what the local copy `name` is. What it is now, and copies newer than that one, are kept in the
    /// folder `damaged`.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] for a copy that is not there; [`JournalError::Corrupt`] for one that is damaged itself;
    /// storage errors. The journal stays as it is then.
    pub fn restore_copy(&self, name: String) -> Result<()> {
        Ok(self.store.restore_copy(&name, self.now_ms())?)
    }

    /// Lets go of the file and of every lock, as iOS demands of an app that it puts to sleep. Until
    /// [`resume`](Self::resume) the journal can be read, and every call that writes says [`JournalError::Suspended`]: a tap
    /// goes to the inbox.
    ///
    /// # Errors
    /// [`JournalError::Shut`]; [`JournalError::StorageBusy`] while a recovery is under way.
    pub fn suspend(&self) -> Result<()> {
        Ok(self.store.suspend()?)
    }

    /// Takes the file again.
    ///
    /// # Errors
    /// As for [`open`](Self::open); the journal stays suspended then.
    pub fn resume(&self) -> Result<()> {
        Ok(self.store.resume(self.now_ms())?)
    }

    /// Erases everything that the person ever entered, with all copies and the taps that wait in the directories `inboxes`.
    /// The journal is open and empty afterwards. There is no way back.
    ///
    /// # Errors
    /// Storage errors. An erasing that was begun goes on when the journal is opened the next time.
    pub fn erase(&self, inboxes: Vec<String>) -> Result<()> {
        let inboxes: Vec<PathBuf> = inboxes.into_iter().map(PathBuf::from).collect();
        Ok(self.store.erase(&inboxes, self.now_ms())?)
    }
}

impl Journal {
    /// As [`open_recovering`](Self::open_recovering), with other file layers: for tests and harnesses.
    ///
    /// # Errors
    /// The same.
    pub fn open_recovering_with(dir: &str, setup: Setup) -> Result<Self> {
        Self::opened(dir, setup, Store::open_recovering)
    }
}
