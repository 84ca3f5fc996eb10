//! The inbox: one small file a tap or a record of a reminder, for whoever cannot open the database. [`file`] has the format.
//!
//! A bad file is set aside, never deleted; a file from a newer app waits for it.

mod file;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::file::{Content, EXTENSION, Item, read};
pub use self::file::{InboxReminder, InboxTap};
use super::disk::{Disk, if_there, make_dirs};
use super::erase::remove_all;
use super::place::check_path;
use super::{Result, Store, StoreError, Writer};
use crate::entries::TapOutcome;

/// Far above the longest sound file; whatever is larger is not one.
const MOST_BYTES: u64 = 4096;
/// Where bad files go, below the inbox.
const ASIDE: &str = "bad";

/// What an ingest found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Ingested {
    /// Taps that are new in the journal, joined ones included, and records of reminders, new or not: one that comes again
    /// changes nothing.
    pub kept: u32,
    /// Taps that the journal had already.
    pub repeated: u32,
    /// Files that could not be read; they lie in the inbox's folder `bad`.
    pub set_aside: u32,
    /// Files from a newer app, left where they are.
    pub waiting: u32,
}

impl Store {
    /// Takes the inbox in: all its taps and records in one commit, and only then are their files removed.
    pub(crate) fn ingest(&self, inbox: &Path, now_ms: i64) -> Result<Ingested> {
        check_path("inbox", inbox)?;
        let disk = &*self.place.disk;
        let mut taken = Ingested::default();
        let mut items: Vec<(PathBuf, Item)> = Vec::new();
        let mut bad: Vec<PathBuf> = Vec::new();
        for (path, name) in files(inbox)? {
            let Some(small) = if_there(read_small(&path))? else { continue };
            match small.map_or(Content::Bad, |bytes| read(&name, &bytes)) {
                Content::Sound(item) => items.push((path, item)),
                Content::Newer => taken.waiting += 1,
                Content::Bad => bad.push(path),
            }
        }
        let kept = if items.is_empty() { Vec::new() } else { self.write(now_ms, |journal| keep_all(journal, &items))? };
        let mut done: Vec<&Path> = Vec::new();
        for ((path, _), outcome) in items.iter().zip(kept) {
            match outcome {
                Some(TapOutcome::Repeated) => taken.repeated += 1,
                Some(TapOutcome::Saved | TapOutcome::Joined) => taken.kept += 1,
                None => {
                    bad.push(path.clone());
                    continue;
                }
            }
            done.push(path);
        }
        for path in &bad {
            taken.set_aside += u32::from(if_there(set_aside(disk, inbox, path))?.is_some());
        }
        done.iter().try_for_each(|path| if_there(disk.remove(path)).map(drop))?;
        if !done.is_empty() {
            // A file that a power cut brings back would undo an erasing, or a copy's return.
            disk.sync_dir(inbox)?;
        }
        log::debug!("inbox: {} kept, {} repeated, {} set aside", taken.kept, taken.repeated, taken.set_aside);
        Ok(taken)
    }
}

/// What became of each tap and record; `None` where a tap's id is used for something else.
fn keep_all(journal: &Writer<'_>, items: &[(PathBuf, Item)]) -> Result<Vec<Option<TapOutcome>>> {
    let keep = |(_, item): &(PathBuf, Item)| match item {
        Item::Tap(tap) => match journal.keep(tap) {
            Ok(kept) => Ok(Some(kept.outcome)),
            Err(StoreError::IdTaken(_)) => Ok(None),
            Err(error) => Err(error),
        },
        Item::Reminder(record) => journal.record_reminder(record).map(|()| Some(TapOutcome::Saved)),
    };
    items.iter().map(keep).collect()
}

/// Deletes everything that waits in an inbox, finished or not, and what was set aside there.
pub(super) fn erase(disk: &dyn Disk, inbox: &Path) -> Result<()> {
    let Some(entries) = if_there(fs::read_dir(inbox))? else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = Path::new(&name).extension().is_some_and(|it| it == EXTENSION || it == "tmp");
        if ours && entry.file_type()?.is_file() {
            if_there(disk.remove(&entry.path()))?;
        }
    }
    remove_all(disk, &inbox.join(ASIDE))?;
    Ok(disk.sync_dir(inbox)?)
}

/// The finished files of the inbox, oldest id first; an inbox that nobody has written to yet is empty.
fn files(inbox: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let Some(entries) = if_there(fs::read_dir(inbox))? else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let finished = !name.starts_with('.') && Path::new(&name).extension().is_some_and(|it| it == EXTENSION);
        if finished && entry.file_type()?.is_file() {
            files.push((entry.path(), name));
        }
    }
    files.sort();
    Ok(files)
}

fn read_small(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if fs::metadata(path)?.len() > MOST_BYTES { Ok(None) } else { fs::read(path).map(Some) }
}

/// Moves a bad file into `bad`, under a name that no earlier one has.
fn set_aside(disk: &dyn Disk, inbox: &Path, path: &Path) -> io::Result<()> {
    let aside = inbox.join(ASIDE);
    make_dirs(disk, &aside)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (0_u32..).map(|n| if n == 0 { aside.join(&name) } else { aside.join(format!("{name}.{n}")) });
    match free.into_iter().find(|path| !path.exists()) {
        Some(free) => disk.rename(path, &free),
        None => Ok(()),
    }
}
