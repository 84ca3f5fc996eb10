//! Pieces of work that a test interrupts, or watches from outside, by their names.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use nightcramp::{InboxTap, Journal, JournalError, Setup};

use crate::calls::{nth_id, nth_tap};
use crate::{inbox_of, open};

type Done = Result<(), Box<dyn std::error::Error>>;

/// Does a piece of work in the journal's directory `dir`, and calls `begin` when all that comes before it is done.
///
/// # Errors
/// What the work says.
pub fn run(name: &str, dir: &Path, begin: &dyn Fn()) -> Done {
    let opened = || {
        let journal = open(dir);
        begin();
        journal
    };
    let inbox = inbox_of(dir);
    let inbox_path = || inbox.to_string_lossy().into_owned();
    match name {
        "open" => {
            begin();
            open(dir).shut();
        }
        "open-recovering" => {
            begin();
            open_recovering(dir)?;
        }
        "recover" => {
            opened().recover()?;
        }
        "ingest" => {
            opened().ingest(inbox_path())?;
        }
        "check" => {
            opened().check()?;
        }
        "restore" => {
            let journal = open(dir);
            let oldest = journal.health()?.copies.pop().ok_or("no copy")?;
            begin();
            journal.restore_copy(oldest.name)?;
        }
        "erase" => opened().erase(vec![inbox_path()])?,
        "erase-by-hand" => erase_by_hand(dir, begin)?,
        "warm-tap" => {
            let journal = open(dir);
            journal.tap(nth_tap(1))?;
            begin();
            journal.tap(nth_tap(2))?;
        }
        "tap-without-sync" => tap_without_sync(dir, begin)?,
        "inbox" => {
            begin();
            InboxTap::new(nth_tap(1))?.write(&inbox)?;
        }
        "inbox-without-directory" => write_inbox_by_hand(&inbox, begin)?,
        unknown => return Err(format!("{unknown} is no work").into()),
    }
    Ok(())
}

/// Opens a journal that may be damaged.
///
/// # Errors
/// As for [`Journal::open_recovering`].
pub fn open_recovering(dir: &Path) -> Result<Journal, JournalError> {
    Journal::open_recovering_with(&dir.to_string_lossy(), Setup::default())
}

/// Wrong: nothing says that an erasing is under way, so a kill leaves half of it.
fn erase_by_hand(dir: &Path, begin: &dyn Fn()) -> Done {
    begin();
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
fn tap_without_sync(dir: &Path, begin: &dyn Fn()) -> Done {
    let connection = rusqlite::Connection::open(dir.join("journal.db"))?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE tap (id TEXT)")?;
    connection.execute("INSERT INTO tap VALUES (?1)", [nth_id(1)])?;
    begin();
    connection.execute("INSERT INTO tap VALUES (?1)", [nth_id(2)])?;
    Ok(())
}

/// Wrong: the new name may be gone after a power cut.
fn write_inbox_by_hand(inbox: &Path, begin: &dyn Fn()) -> Done {
    let tap = InboxTap::new(nth_tap(1))?;
    let half_written = inbox.join(format!(".{}.tmp", nth_id(1)));
    begin();
    fs::write(&half_written, tap.text())?;
    File::open(&half_written)?.sync_all()?;
    Ok(fs::rename(&half_written, inbox.join(tap.file_name()))?)
}
