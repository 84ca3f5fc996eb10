//! What every test of power cuts does: cut a recording, open what is left, judge it.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use nightcramp::{Disk, Journal, JournalError, Setup};
use rusqlite::Connection;

use crate::calls::nth_id;
use crate::vfs::crash::{Dice, image};
use crate::vfs::{Image, Op, Recorder};
use crate::{SetClock, fast_dir, list, rows_of};

/// What was wrong after a cut.
#[derive(Debug, PartialEq, Eq)]
pub enum Damage {
    /// So many acknowledged rows are not there.
    Lost(usize),
    /// The file does not open, is not sound, or holds half of a call.
    Corrupt(String),
}

impl From<JournalError> for Damage {
    fn from(error: JournalError) -> Self {
        Self::Corrupt(error.to_string())
    }
}

impl From<rusqlite::Error> for Damage {
    fn from(error: rusqlite::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}

/// A setup of which `recorder` sees everything; it is registered as the VFS of this name.
#[must_use]
pub fn recorded(recorder: &Recorder, vfs: &str, clock: &SetClock) -> Setup {
    let disk: std::sync::Arc<dyn Disk> = std::sync::Arc::new(recorder.clone());
    Setup { vfs: Some(vfs.to_owned()), disk, clock: std::sync::Arc::new(clock.clone()), ..Setup::default() }
}

/// A path as the journal takes it.
///
/// # Panics
/// When it is not UTF-8.
#[must_use]
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Leaves in `dir` what a cut at some operation may leave, and says how many calls had been acknowledged by then.
pub fn cut(start: &Image, ops: &[Op], state: usize, dir: &Path) -> usize {
    let mut dice = Dice::new(state as u64);
    let ops = &ops[..dice.below(ops.len() + 1)];
    image(start, ops, &mut dice).lay_out(dir);
    ops.iter().filter(|op| **op == Op::Acknowledged).count()
}

/// What the journal in `dir` holds for whoever opens it now and takes the inbox in. One that may be damaged is recovered.
///
/// # Errors
/// [`Damage::Corrupt`] when it does not open, or is not sound afterwards.
pub fn settle(dir: &Path, may_be_damaged: bool) -> Result<Vec<String>, Damage> {
    let journal = match Journal::open_with(text(dir), Setup::default()) {
        Err(JournalError::Corrupt { .. }) if may_be_damaged => {
            Journal::open_recovering_with(text(dir), Setup::default())?
        }
        Ok(journal) if may_be_damaged => journal.recover().map(|_| journal)?,
        opened => opened?,
    };
    let taken = journal.ingest(text(&dir.join("inbox")).to_owned());
    journal.shut();
    if taken?.set_aside > 0 {
        return Err(Damage::Corrupt("a tap in the inbox that cannot be read".into()));
    }
    Ok(rows_of(&sound(&dir.join("journal.db"))?)?)
}

/// What [`settle`] finds in a copy of the files as they are now.
///
/// # Errors
/// As for [`settle`].
pub fn found_in_a_copy(dir: &Path, may_be_damaged: bool) -> Result<Vec<String>, Damage> {
    let copied = fast_dir();
    Image::of(dir).lay_out(copied.path());
    move_marker(dir, copied.path());
    settle(copied.path(), may_be_damaged)
}

/// An erasing knows its inboxes by their paths, and a copy of a journal does not lie where the journal does.
///
/// # Panics
/// When the marker cannot be written.
pub fn move_marker(from: &Path, to: &Path) {
    let marker = to.join("erasing");
    if let Ok(inboxes) = std::fs::read_to_string(&marker) {
        std::fs::write(marker, inboxes.replace(text(from), text(to))).expect("room for a path");
    }
}

/// Looks for what was erased in every file.
///
/// # Errors
/// [`Damage::Corrupt`] names the file that holds an id of a story.
pub fn no_trace(dir: &Path) -> Result<(), Damage> {
    let id_start = &nth_id(0).into_bytes()[..13];
    let holds_one = |bytes: &[u8]| bytes.windows(id_start.len()).any(|part| part == id_start);
    match Image::of(dir).files.iter().find(|(name, bytes)| holds_one(name.as_bytes()) || holds_one(bytes)) {
        Some((name, _)) => Err(Damage::Corrupt(format!("{name} was erased and has an id in it"))),
        None => Ok(()),
    }
}

/// The file, once SQLite has found nothing wrong with it.
///
/// # Errors
/// [`Damage::Corrupt`] with what SQLite found.
pub fn sound(file: &Path) -> Result<Connection, Damage> {
    let connection = Connection::open(file)?;
    match list(&connection, "PRAGMA integrity_check")?.join("; ") {
        verdict if verdict == "ok" => Ok(connection),
        verdict => Err(Damage::Corrupt(verdict)),
    }
}

/// Every state on one of as many threads as there are processors, each with a directory of its own.
pub fn in_parallel(states: std::ops::Range<usize>, check: impl Fn(usize, &Path) + Sync) {
    let next = AtomicUsize::new(states.start);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let dir = fast_dir();
                loop {
                    let state = next.fetch_add(1, Ordering::Relaxed);
                    if state >= states.end {
                        break;
                    }
                    check(state, dir.path());
                }
            });
        }
    });
}
