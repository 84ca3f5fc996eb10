//! Opening the file: what is ours, what is newer, what is foreign, and the settings under which a commit is durable.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{Fault, Result, StoreError, dirs, fault_of, schema};
use crate::invalid::Invalid;

/// The database inside the directory that the app gave.
const FILE: &str = "journal.db";
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER: usize = 100;
/// How long a call waits for another process before it says that the journal is busy.
const BUSY: Duration = Duration::from_secs(5);
/// Between two tries of what SQLite does not wait for itself.
const PAUSE: Duration = Duration::from_millis(5);

pub(super) fn open(dir: &Path, vfs: Option<&str>) -> Result<Connection> {
    check_path("dir", dir)?;
    dirs::make(dir)?;
    let file = dir.join(FILE);
    check_header(&file)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = match vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(&file, flags, vfs)?,
        None => Connection::open_with_flags(&file, flags)?,
    };
    // Until the version is known nothing may be written, not even a checkpoint on closing.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(BUSY)?;
    let found = schema::version(&connection)?;
    if found > schema::VERSION {
        return Err(StoreError::Newer { found, known: schema::VERSION });
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    if found == schema::VERSION {
        settle(&connection)?;
    } else {
        create(&mut connection)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    log::debug!("journal open, schema {}", schema::VERSION);
    Ok(connection)
}

/// Refuses what no file system takes as a path; an empty one would mean the process's own directory, or nothing at all.
pub(super) fn check_path(field: &str, path: &Path) -> Result<()> {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.is_empty() || bytes.contains(&0) {
        return Err(Invalid::new(field, "must be the path of a directory").into());
    }
    Ok(())
}

/// Reads the header by hand, so that a foreign or newer file is refused without SQLite having touched it.
fn check_header(file: &Path) -> Result<()> {
    let mut header = Vec::with_capacity(HEADER);
    match File::open(file) {
        Ok(file) => file.take(HEADER as u64).read_to_end(&mut header)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let word = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    match (header.is_empty() || awaits_rollback(file, &header), header.starts_with(MAGIC), word(68), word(60)) {
        (true, ..) => Ok(()),
        (_, false, ..) if !MAGIC.starts_with(&header) => Err(StoreError::NotAJournal),
        (_, true, Some(schema::APPLICATION_ID), Some(found)) if found > schema::VERSION => {
            Err(StoreError::Newer { found, known: schema::VERSION })
        }
        (_, true, Some(schema::APPLICATION_ID), Some(_)) if header.len() == HEADER => Ok(()),
        (_, false, ..) | (_, true, Some(schema::APPLICATION_ID) | None, _) => {
            Err(StoreError::Damaged("the file ends in its header".into()))
        }
        (_, true, Some(_), _) => Err(StoreError::NotAJournal),
    }
}

/// A power cut in the very first commit can leave a file whose first sector never reached the disk. The journal of that
/// commit lies beside it then, and SQLite takes it back to an empty file.
fn awaits_rollback(file: &Path, header: &[u8]) -> bool {
    header.iter().all(|byte| *byte == 0) && file.with_extension("db-journal").exists()
}

/// Marks the file as ours in its very first commit, so that a kill at any point leaves a file we know again.
fn create(connection: &mut Connection) -> Result<()> {
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    settle(connection)?;
    // In WAL mode EXTRA costs nothing more than FULL, and it covers the commit that made the file.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    schema::climb(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

/// Under these settings a commit is on disk when it returns. Never `synchronous = NORMAL`: in WAL mode it does not sync.
fn settle(connection: &Connection) -> Result<()> {
    let mode = wal_mode(connection)?;
    if !mode.eq_ignore_ascii_case("wal") {
        log::warn!("journal mode is {mode}");
    }
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 250;
         PRAGMA journal_size_limit = 1048576;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?;
    // Apple's plain fsync does not reach the flash.
    #[cfg(target_vendor = "apple")]
    connection.execute_batch("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;")?;
    Ok(())
}

/// The change to WAL mode needs the file alone, and SQLite does not wait for that: where two make the same journal at
/// the same moment, one has to come again.
fn wal_mode(connection: &Connection) -> rusqlite::Result<String> {
    let begun = Instant::now();
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)) {
            Err(error) if fault_of(&error) == Fault::Busy && begun.elapsed() < BUSY => std::thread::sleep(PAUSE),
            mode => return mode,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(application_id: u32, user_version: u32, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; 4096];
        bytes[..16].copy_from_slice(MAGIC);
        bytes[60..64].copy_from_slice(&user_version.to_be_bytes());
        bytes[68..72].copy_from_slice(&application_id.to_be_bytes());
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn a_file_that_is_not_ours_is_refused_by_its_header() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FILE);
        let ours = schema::APPLICATION_ID;
        let judge = |bytes: Vec<u8>| {
            std::fs::write(&file, &bytes).unwrap();
            let verdict = check_header(&file);
            assert_eq!(std::fs::read(&file).unwrap(), bytes, "the file was touched");
            verdict.err().map(|error| error.to_string())
        };
        assert_eq!(judge(vec![]), None);
        assert_eq!(judge(header(ours, schema::VERSION, 4096)), None);
        assert_eq!(judge(header(ours, 0, 4096)), None);
        assert_eq!(judge(header(ours, 99, 4096)).unwrap(), format!("schema 99 is newer than {}", schema::VERSION));
        assert_eq!(judge(header(0, 0, 4096)).unwrap(), "not a journal");
        assert_eq!(judge(header(7, 1, 4096)).unwrap(), "not a journal");
        assert_eq!(judge(b"PNG and so on".to_vec()).unwrap(), "not a journal");
        assert_eq!(judge(vec![0; 4096]).unwrap(), "not a journal");
        std::fs::write(dir.path().join("journal.db-journal"), b"of the commit that was cut").unwrap();
        assert_eq!(judge(vec![0; 4096]), None, "SQLite takes it back");
        for cut in [1, 15, 16, 60, 70, 99] {
            assert!(judge(header(ours, 1, cut)).unwrap().starts_with("damaged"), "{cut}");
        }
    }

    #[test]
    fn a_commit_is_synced_before_it_returns() {
        let dir = tempfile::tempdir().unwrap();
        for _ in ["created", "opened again"] {
            let connection = open(dir.path(), None).unwrap();
            let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(pragma("synchronous"), 2, "FULL");
            assert_eq!(pragma("foreign_keys"), 1);
            assert_eq!(pragma("busy_timeout"), 5000);
            let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
            assert_eq!(mode, "wal");
        }
    }

    #[test]
    fn a_kill_between_the_first_commits_leaves_a_file_we_know_again() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FILE);
        let connection = Connection::open(&file).unwrap();
        connection.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
        drop(connection);
        assert_eq!(schema::version(&open(dir.path(), None).unwrap()).unwrap(), schema::VERSION);
    }
}
