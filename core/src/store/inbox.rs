//! The inbox: one small file a tap, for whoever cannot open the database. The format is told in `core/docs/inbox.md`.
//!
//! A bad file is set aside, never deleted; a file from a newer app waits for it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::disk::{Disk, SystemDisk, if_there, make_dirs, put};
use super::erase::remove_all;
use super::place::check_path;
use super::{Result, Store, StoreError, Writer};
use crate::entries::{Tap, TapOutcome, TapSource};
use crate::invalid::Invalid;
use crate::night::Moment;
use crate::word::Word;

const FORMAT: &str = "nightcramp-inbox";
const VERSION: u32 = 1;
const EXTENSION: &str = "evt";
/// Far above the longest sound file; whatever is larger is not one.
const MOST_BYTES: u64 = 4096;
/// Where bad files go, below the inbox.
const ASIDE: &str = "bad";

/// A tap as a file of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxTap(Tap);

impl InboxTap {
    /// A tap that is sound enough to be written.
    ///
    /// # Errors
    /// [`Invalid`] when its id is no UUID or its moment cannot be.
    pub fn new(tap: Tap) -> std::result::Result<Self, Invalid> {
        Ok(Self(tap.checked()?))
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{EXTENSION}", self.0.id)
    }

    /// The file's content.
    #[must_use]
    pub fn text(&self) -> String {
        let Tap { id, at, source } = &self.0;
        let (utc_ms, offset_s, zone, source) = (at.at.timestamp_millis(), at.offset_s, &at.zone, source.word());
        let body = format!("{FORMAT} {VERSION}\nid {id}\nat {utc_ms} {offset_s} {zone}\nkind tap\nsource {source}\n");
        let sum = crc32fast::hash(body.as_bytes());
        format!("{body}crc32 {sum:08x}\n")
    }

    /// Puts the tap into the inbox. It is durable when this returns; writing it again changes nothing.
    ///
    /// # Errors
    /// Whatever the file system says. A half-written file bears a name that no reader looks at.
    pub fn write(&self, inbox: &Path) -> io::Result<()> {
        self.write_to(&SystemDisk, inbox)
    }

    /// The same on another disk: for tests and harnesses.
    ///
    /// # Errors
    /// As for [`write`](Self::write).
    pub fn write_to(&self, disk: &dyn Disk, inbox: &Path) -> io::Result<()> {
        make_dirs(disk, inbox)?;
        put(disk, inbox, &format!(".{}.tmp", self.0.id), &self.file_name(), self.text().as_bytes())
    }

    fn read(name: &str, bytes: &[u8]) -> Content {
        let Ok(text) = std::str::from_utf8(bytes) else { return Content::Bad };
        match text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix(FORMAT))
            .map(|rest| rest.trim_start().parse::<u32>())
        {
            Some(Ok(version)) if version > VERSION => return Content::Newer,
            Some(Ok(VERSION)) => {}
            _ => return Content::Bad,
        }
        match parse(text) {
            Some(tap) if tap.file_name() == name => Content::Tap(tap.0),
            _ => Content::Bad,
        }
    }
}

enum Content {
    Tap(Tap),
    /// Written by a newer app: left where it is.
    Newer,
    Bad,
}

/// A file is sound when writing what was read gives the same bytes: one spelling, nothing left over, the sum right.
fn parse(text: &str) -> Option<InboxTap> {
    let mut lines = text.lines().skip(1);
    let mut field =
        |key: &str| lines.next().and_then(|line| line.strip_prefix(key)).and_then(|rest| rest.strip_prefix(' '));
    let id = field("id")?.to_owned();
    let mut at = field("at")?.splitn(3, ' ');
    let at = Moment {
        at: DateTime::from_timestamp_millis(at.next()?.parse().ok()?)?,
        offset_s: at.next()?.parse().ok()?,
        zone: at.next()?.to_owned(),
    };
    if field("kind")? != "tap" {
        return None;
    }
    let source = TapSource::from_word(field("source")?)?;
    let tap = InboxTap::new(Tap { id, at, source }).ok()?;
    (tap.text() == text).then_some(tap)
}

/// What an ingest found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Ingested {
    /// Taps that are new in the journal, joined ones included.
    pub kept: u32,
    /// Taps that the journal had already.
    pub repeated: u32,
    /// Files that could not be read; they lie in the inbox's folder `bad`.
    pub set_aside: u32,
    /// Files from a newer app, left where they are.
    pub waiting: u32,
}

impl Store {
    /// Takes the inbox in: all its taps in one commit, and only then are their files removed.
    pub(crate) fn ingest(&self, inbox: &Path, now_ms: i64) -> Result<Ingested> {
        check_path("inbox", inbox)?;
        let disk = &*self.place.disk;
        let mut taken = Ingested::default();
        let mut taps: Vec<(PathBuf, Tap)> = Vec::new();
        let mut bad: Vec<PathBuf> = Vec::new();
        for (path, name) in files(inbox)? {
            let Some(small) = if_there(read_small(&path))? else { continue };
            match small.map_or(Content::Bad, |bytes| InboxTap::read(&name, &bytes)) {
                Content::Tap(tap) => taps.push((path, tap)),
                Content::Newer => taken.waiting += 1,
                Content::Bad => bad.push(path),
            }
        }
        let kept = if taps.is_empty() { Vec::new() } else { self.write(now_ms, |journal| keep_all(journal, &taps))? };
        let mut done: Vec<&Path> = Vec::new();
        for ((path, _), outcome) in taps.iter().zip(kept) {
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

/// What became of each tap; `None` where its id is used for something else.
fn keep_all(journal: &Writer<'_>, taps: &[(PathBuf, Tap)]) -> Result<Vec<Option<TapOutcome>>> {
    let keep = |(_, tap): &(PathBuf, Tap)| match journal.keep(tap) {
        Ok(kept) => Ok(Some(kept.outcome)),
        Err(StoreError::IdTaken(_)) => Ok(None),
        Err(error) => Err(error),
    };
    taps.iter().map(keep).collect()
}

/// Deletes every tap that waits in an inbox, finished or not, and what was set aside there.
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
