//! The inbox: one small file a tap, for whoever cannot open the database. The format is told in `core/docs/inbox.md`.
//!
//! A bad file is set aside, never deleted; a file from a newer app waits for it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::open::check_path;
use super::{Result, Store, StoreError, dirs};
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
        dirs::make(inbox)?;
        let half_written = inbox.join(format!(".{}.tmp", self.0.id));
        let mut file = File::create(&half_written)?;
        file.write_all(self.text().as_bytes())?;
        file.sync_all()?;
        fs::rename(&half_written, inbox.join(self.file_name()))?;
        File::open(inbox)?.sync_all()
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
        let mut done: Vec<PathBuf> = Vec::new();
        if !taps.is_empty() {
            self.write(now_ms, |journal| {
                for (path, tap) in taps {
                    match journal.keep(&tap).map(|kept| kept.outcome) {
                        Ok(TapOutcome::Repeated) => taken.repeated += 1,
                        Ok(TapOutcome::Saved | TapOutcome::Joined) => taken.kept += 1,
                        Err(StoreError::IdTaken(_)) => {
                            bad.push(path);
                            continue;
                        }
                        Err(error) => return Err(error),
                    }
                    done.push(path);
                }
                Ok(())
            })?;
        }
        for path in &bad {
            taken.set_aside += u32::from(if_there(set_aside(inbox, path))?.is_some());
        }
        done.iter().try_for_each(|path| if_there(fs::remove_file(path)).map(drop))?;
        log::debug!("inbox: {} kept, {} repeated, {} set aside", taken.kept, taken.repeated, taken.set_aside);
        Ok(taken)
    }
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

/// `None` for what is not there, or no longer: another call may have taken the same file in.
fn if_there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

fn read_small(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if fs::metadata(path)?.len() > MOST_BYTES { Ok(None) } else { fs::read(path).map(Some) }
}

/// Moves a bad file into `bad`, under a name that no earlier one has.
fn set_aside(inbox: &Path, path: &Path) -> io::Result<()> {
    let aside = inbox.join(ASIDE);
    fs::create_dir_all(&aside)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (0_u32..).map(|n| if n == 0 { aside.join(&name) } else { aside.join(format!("{name}.{n}")) });
    match free.into_iter().find(|path| !path.exists()) {
        Some(free) => fs::rename(path, free),
        None => Ok(()),
    }
}
