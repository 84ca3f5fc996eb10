//! What a test may put in the place of the real thing: the file layers, the clock, the source of ids.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::store::{Disk, SystemDisk};

/// Tells the time at which an edit is made. The moments of entries come from the app, never from here.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// The operating system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }
}

/// Makes ids.
pub trait Ids: Send + Sync {
    /// An id that no other call has returned: a UUID in lower case with hyphens.
    fn new_id(&self) -> String;
}

/// UUIDs of version 7, which sort by the time at which they were made.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeOrderedIds;

impl Ids for TimeOrderedIds {
    fn new_id(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

/// How to open a journal. `Setup::default()` is what every phone uses.
#[derive(Clone)]
pub struct Setup {
    /// The name of a registered SQLite VFS; `None` for SQLite's own.
    pub vfs: Option<String>,
    /// What changes plain files beside the database.
    pub disk: Arc<dyn Disk>,
    /// The clock that stamps edits.
    pub clock: Arc<dyn Clock>,
    /// The source of new ids.
    pub ids: Arc<dyn Ids>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { vfs: None, disk: Arc::new(SystemDisk), clock: Arc::new(SystemClock), ids: Arc::new(TimeOrderedIds) }
    }
}
