//! Writes down what reaches the disk, in order, with the moments at which something was acknowledged.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use nightcramp::{Disk, SystemDisk};

use super::{Call, Image, Verdict, Watch};

/// One thing that happened on the way to the disk. Names are relative to the directory that is watched, which is "".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A directory that was not there was made.
    MakeDir(String),
    /// A file that was not there was made.
    Create(String),
    /// Bytes were written at an offset.
    Write(String, usize, Vec<u8>),
    /// A file got another length.
    Truncate(String, usize),
    /// Everything written to a file so far is durable.
    Sync(String),
    /// Every name made, changed or deleted in a directory so far is durable.
    SyncDir(String),
    /// A file or a directory got another name, in place of a file that had it.
    Rename(String, String),
    /// A file or an empty directory was deleted.
    Delete(String),
    /// A call returned: what it did was promised.
    Acknowledged,
}

#[derive(Default)]
struct Notes {
    root: PathBuf,
    ops: Vec<Op>,
    /// Logs whose next sync is followed by one of the directory: so does SQLite's own VFS.
    dir_sync_due: HashSet<String>,
}

/// The recording watcher of SQLite and disk for all else, in one list; clones share it.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Notes>>);

impl Recorder {
    /// Begins anew and notes from now on what happens below `dir`. What lies there already.
    #[must_use]
    pub fn start(&self, dir: &Path) -> Image {
        self.notes(|notes| *notes = Notes { root: dir.to_owned(), ..Notes::default() });
        Image::of(dir)
    }

    /// Notes that a call has returned.
    pub fn acknowledge(&self) {
        self.notes(|notes| notes.ops.push(Op::Acknowledged));
    }

    /// What happened since the start, in order.
    #[must_use]
    pub fn take(&self) -> Vec<Op> {
        self.notes(std::mem::take).ops
    }

    fn notes<T>(&self, work: impl FnOnce(&mut Notes) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A plain file that now holds just these bytes.
    fn filled(&self, file: &Path, was_there: bool, bytes: &[u8]) {
        self.notes(|notes| {
            notes.add(file, |name| if was_there { Op::Truncate(name, 0) } else { Op::Create(name) });
            notes.add(file, |name| Op::Write(name, 0, bytes.to_vec()));
            notes.add(file, Op::Sync);
        });
    }
}

impl Notes {
    /// A path's name, if it lies where this looks.
    fn name(&self, path: &Path) -> Option<String> {
        Some(path.strip_prefix(&self.root).ok()?.to_str()?.to_owned())
    }

    fn add(&mut self, path: &Path, op: impl FnOnce(String) -> Op) {
        let name = self.name(path);
        self.ops.extend(name.map(op));
    }

    fn sync_parent(&mut self, file: &Path) {
        self.add(file.parent().unwrap_or(file), Op::SyncDir);
    }
}

impl Watch for Recorder {
    fn before(&self, call: Call<'_>) -> Verdict {
        self.notes(|notes| match call {
            Call::Open { file, create: true, log } => {
                if !file.exists() {
                    notes.add(file, Op::Create);
                }
                if log {
                    notes.dir_sync_due.extend(notes.name(file));
                }
            }
            Call::Delete { file, sync_dir } => {
                notes.add(file, Op::Delete);
                if sync_dir {
                    notes.sync_parent(file);
                }
            }
            Call::Write { file, at, bytes } => notes.add(file, |name| Op::Write(name, at, bytes.to_vec())),
            Call::Truncate { file, length } => notes.add(file, |name| Op::Truncate(name, length)),
            Call::Sync { file } => {
                notes.add(file, Op::Sync);
                if notes.name(file).is_some_and(|name| notes.dir_sync_due.remove(&name)) {
                    notes.sync_parent(file);
                }
            }
            _ => {}
        });
        Verdict::Pass
    }
}

/// What fails is not noted: nothing has happened then.
impl Disk for Recorder {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        let was_there = dir.exists();
        SystemDisk.make_dir(dir)?;
        if !was_there {
            self.notes(|notes| notes.add(dir, Op::MakeDir));
        }
        Ok(())
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let was_there = file.exists();
        SystemDisk.write(file, bytes)?;
        self.filled(file, was_there, bytes);
        Ok(())
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let was_there = to.exists();
        SystemDisk.copy(from, to)?;
        self.filled(to, was_there, &fs::read(to)?);
        Ok(())
    }

    fn sync(&self, file: &Path) -> io::Result<()> {
        SystemDisk.sync(file)?;
        self.notes(|notes| notes.add(file, Op::Sync));
        Ok(())
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        SystemDisk.sync_dir(dir)?;
        self.notes(|notes| notes.add(dir, Op::SyncDir));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.rename(from, to)?;
        self.notes(|notes| {
            let names = notes.name(from).zip(notes.name(to));
            notes.ops.extend(names.map(|(from, to)| Op::Rename(from, to)));
        });
        Ok(())
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        SystemDisk.remove(file)?;
        self.notes(|notes| notes.add(file, Op::Delete));
        Ok(())
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        SystemDisk.remove_dir(dir)?;
        self.notes(|notes| notes.add(dir, Op::Delete));
        Ok(())
    }
}
