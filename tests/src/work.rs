//! Pieces of work that a test interrupts, or watches from outside, by their names.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use nightcramp::{InboxTap, Journal, JournalError, Setup};

use crate::calls::{nth_id, nth_tap};
use crate::{inbox_of, open};

type Done = Result<(), Box<dyn Error>>;

/// Does a piece of work in the journal's directory `dir`. Marks `begin` when all that comes before it is done, and `end`
/// when it is acknowledged.
///
/// # Errors
/// What the work says.
pub fn run(name: &str, dir: &Path, mark: &dyn Fn(&str)) -> Done {
    let inbox = inbox_of(dir);
    let inbox_path = || inbox.to_string_lossy().into_owned();
    match name {
        "open" => opening(mark, || Ok(open(dir))),
        "open-recovering" => opening(mark, || open_recovering(dir)),
        "recover" => on_open(dir, mark, |journal| journal.recover().map(drop)),
        "ingest" => on_open(dir, mark, |journal| journal.ingest(inbox_path()).map(drop)),
        "check" => on_open(dir, mark, |journal| journal.check().map(drop)),
        "restore" => on_open(dir, mark, |journal| {
            let oldest = journal.health()?.copies.pop();
            journal.restore_copy(oldest.map(|copy| copy.name).unwrap_or_default())
        }),
        "erase" => on_open(dir, mark, |journal| journal.erase(vec![inbox_path()])),
        "tap" => {
            let journal = open(dir);
            journal.tap(nth_tap(1))?;
            marked(mark, || Ok(journal.tap(nth_tap(2)).map(drop)?))
        }
        "inbox" => marked(mark, || Ok(InboxTap::new(nth_tap(1))?.write(&inbox)?)),
        "erase-by-hand" => marked(mark, || erase_by_hand(dir)),
        "tap-without-sync" => tap_without_sync(dir, mark),
        "inbox-without-directory" => marked(mark, || write_inbox_by_hand(&inbox)),
        unknown => Err(format!("{unknown} is no work").into()),
    }
}

fn marked<T>(mark: &dyn Fn(&str), work: impl FnOnce() -> Result<T, Box<dyn Error>>) -> Result<T, Box<dyn Error>> {
    mark("begin");
    let done = work()?;
    mark("end");
    Ok(done)
}

fn opening(mark: &dyn Fn(&str), open: impl FnOnce() -> Result<Journal, JournalError>) -> Done {
    marked(mark, || Ok(open()?)).map(drop)
}

/// The work ends before the journal is closed.
fn on_open(dir: &Path, mark: &dyn Fn(&str), work: impl FnOnce(&Journal) -> Result<(), JournalError>) -> Done {
    let journal = open(dir);
    marked(mark, || Ok(work(&journal)?))
}

/// Opens a journal that may be damaged.
///
/// # Errors
/// As for [`Journal::open_recovering`].
pub fn open_recovering(dir: &Path) -> Result<Journal, JournalError> {
    Journal::open_recovering_with(&dir.to_string_lossy(), Setup::default())
}

/// Wrong: nothing says that an erasing is under way, so a kill leaves half of it.
fn erase_by_hand(dir: &Path) -> Done {
    for file in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        if_there(fs::remove_file(dir.join(file)))?;
    }
    for dir in [dir.join("copies"), dir.join("damaged"), inbox_of(dir)] {
        if_there(fs::remove_dir_all(dir))?;
    }
    Ok(())
}

fn if_there(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Wrong: a commit that is not synced.
fn tap_without_sync(dir: &Path, mark: &dyn Fn(&str)) -> Done {
    let connection = rusqlite::Connection::open(dir.join("journal.db"))?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE tap (id TEXT)")?;
    connection.execute("INSERT INTO tap VALUES (?1)", [nth_id(1)])?;
    marked(mark, || Ok(connection.execute("INSERT INTO tap VALUES (?1)", [nth_id(2)]).map(drop)?))
}

/// Wrong: the new name may be gone after a power cut.
fn write_inbox_by_hand(inbox: &Path) -> Done {
    let tap = InboxTap::new(nth_tap(1))?;
    let half_written = inbox.join(format!(".{}.tmp", nth_id(1)));
    fs::write(&half_written, tap.text())?;
    File::open(&half_written)?.sync_all()?;
    Ok(fs::rename(&half_written, inbox.join(tap.file_name()))?)
}
