//! Writes down what reaches the disk, in order, with the moments at which something was acknowledged.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Call, Verdict, Watch};

/// One thing that happened on the way to the disk. Files are named without their directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A file that was not there was made.
    Create(String),
    /// Bytes were written at an offset.
    Write(String, usize, Vec<u8>),
    /// A file got another length.
    Truncate(String, usize),
    /// Everything written to a file so far is durable.
    Sync(String),
    /// Every file made or deleted so far is durable, as a name.
    SyncDir,
    /// A file was deleted.
    Delete(String),
    /// A call returned: what it did was promised.
    Acknowledged,
}

#[derive(Default)]
struct Notes {
    ops: Vec<Op>,
    /// Logs whose next sync is followed by one of the directory: so does SQLite's own VFS.
    dir_sync_due: HashSet<String>,
}

/// The recording watcher; clones share one list.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Notes>>);

impl Recorder {
    /// Notes that a call has returned.
    pub fn acknowledge(&self) {
        self.notes(|notes| notes.ops.push(Op::Acknowledged));
    }

    /// What happened since the last time, in order.
    #[must_use]
    pub fn take(&self) -> Vec<Op> {
        self.notes(std::mem::take).ops
    }

    fn notes<T>(&self, work: impl FnOnce(&mut Notes) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Watch for Recorder {
    fn before(&self, call: Call<'_>) -> Verdict {
        self.notes(|notes| match call {
            Call::Open { file, create, log } if create && !file.as_os_str().is_empty() => {
                if !file.exists() {
                    notes.ops.push(Op::Create(name(file)));
                }
                if log {
                    notes.dir_sync_due.insert(name(file));
                }
            }
            Call::Delete { file, sync_dir } => {
                notes.ops.push(Op::Delete(name(file)));
                if sync_dir {
                    notes.ops.push(Op::SyncDir);
                }
            }
            Call::Write { file, at, bytes } => notes.ops.push(Op::Write(name(file), at, bytes.to_vec())),
            Call::Truncate { file, length } => notes.ops.push(Op::Truncate(name(file), length)),
            Call::Sync { file } => {
                notes.ops.push(Op::Sync(name(file)));
                if notes.dir_sync_due.remove(&name(file)) {
                    notes.ops.push(Op::SyncDir);
                }
            }
            _ => {}
        });
        Verdict::Pass
    }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
