//! Opening the file: what is ours, what is newer, what is foreign, and the settings under which a commit is durable.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, FileControl, MAIN_DB, OpenFlags};

use super::disk::if_there;
use super::place::Place;
use super::sums::DamageSeen;
use super::{Fault, Result, StoreError, check, copies, fault_of, recover, room, schema, sums};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER: usize = 100;
/// The first version that this code does not know.
const NEWER: u32 = schema::VERSION + 1;
/// Far more steps than the ladder of the schema will ever have.
const MOST_VERSION: u32 = 1000;
/// How long a call waits for another connection before it says that the journal is busy.
const BUSY: Duration = Duration::from_secs(5);
/// Between two tries of what SQLite does not wait for itself.
const PAUSE: Duration = Duration::from_millis(5);

/// Opens the journal to read and to write, makes it when there is none, and brings an older one up to date.
pub(super) fn open(place: &Place, seen: &DamageSeen, now_ms: i64) -> Result<Connection> {
    check_header(place)?;
    check_not_emptied(place)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(place, &place.database(), flags, seen)?;
    // Until the version is known nothing may be written, not even a checkpoint on closing.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = known_version(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    match found {
        0 => create(place, &mut connection)?,
        schema::VERSION => {
            schema::check(&connection)?;
            settle(&connection)?;
        }
        _ => {
            settle(&connection)?;
            // A step writes rows anew, with sums that would vouch for whatever they hold.
            check::set_damaged_rows_aside(place, &mut connection, now_ms)?;
            copies::keep_before(place, &connection, schema::VERSION, now_ms)?;
            schema::climb(&mut connection)?;
        }
    }
    log::debug!("journal open, schema {}", schema::VERSION);
    Ok(connection)
}

/// Opens the journal to read, with another connection or on a disk that takes no writes.
pub(super) fn open_to_read(place: &Place, seen: &DamageSeen) -> Result<Connection> {
    check_header(place)?;
    let log_bytes = if_there(place.log().metadata())?.map_or(0, |log| log.len());
    let connection = match connect(place, &place.database(), OpenFlags::SQLITE_OPEN_READ_ONLY, seen) {
        Ok(connection) if known_version(&connection).is_ok() => connection,
        // Without its log, and where none can be made, SQLite reads only a file that it may take for unchanging.
        _ if log_bytes == 0 => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            connect(place, Path::new(&unchanging(&place.database())), flags, seen)?
        }
        other => other?,
    };
    match known_version(&connection)? {
        schema::VERSION => schema::check(&connection).map(|()| connection),
        _ => Err(std::io::Error::from(std::io::ErrorKind::ReadOnlyFilesystem).into()),
    }
}

/// A connection with the functions of the schema, and with patience.
pub(super) fn connect(place: &Place, file: &Path, flags: OpenFlags, seen: &DamageSeen) -> Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match &place.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(file, flags, vfs.as_str())?,
        None => Connection::open_with_flags(file, flags)?,
    };
    connection.busy_timeout(BUSY)?;
    // Otherwise SQLite compiles a statement anew for each argument that it compares with a partial index.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    sums::register(&connection, seen)?;
    Ok(connection)
}

/// The URI of a file that nobody changes, neither now nor later.
fn unchanging(file: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

fn known_version(connection: &Connection) -> Result<u32> {
    match schema::version(connection)? {
        found if found > schema::VERSION => Err(StoreError::Newer { found, known: schema::VERSION }),
        found => Ok(found),
    }
}

/// Reads the header by hand, so that a foreign or newer file is refused without SQLite having touched it.
pub(super) fn check_header(place: &Place) -> Result<()> {
    let mut header = Vec::with_capacity(HEADER);
    if let Some(file) = if_there(File::open(place.database()))? {
        file.take(HEADER as u64).read_to_end(&mut header)?;
    }
    if awaits_rollback(place, &header) {
        return Ok(());
    }
    match judge(&header) {
        // The header may be what was damaged: rows that vouch for themselves say whose file it is.
        Err(StoreError::NotAJournal) if recover::has_own_rows(place)? => {
            Err(StoreError::Damaged("the file has lost its header".into()))
        }
        verdict => verdict,
    }
}

/// Of a file that was emptied SQLite would make a new one, and delete the log of what was there. Asked by the owner alone:
/// a journal that somebody else is just making is empty too.
fn check_not_emptied(place: &Place) -> Result<()> {
    let bytes = if_there(place.database().metadata())?.map_or(0, |file| file.len());
    match bytes == 0 && (recover::has_own_rows(place)? || !copies::list(place)?.is_empty()) {
        true => Err(StoreError::Damaged("the file is empty".into())),
        false => Ok(()),
    }
}

fn judge(header: &[u8]) -> Result<()> {
    let Some(header) = header.first_chunk::<HEADER>() else {
        return match word(header, 68) {
            None if header.is_empty() => Ok(()),
            Some(schema::APPLICATION_ID) | None if header.starts_with(MAGIC) || MAGIC.starts_with(header) => {
                Err(StoreError::Damaged("the file ends in its header".into()))
            }
            _ => Err(StoreError::NotAJournal),
        };
    };
    match word(header, 60) {
        _ if !header.starts_with(MAGIC) || word(header, 68) != Some(schema::APPLICATION_ID) => {
            Err(StoreError::NotAJournal)
        }
        Some(found @ NEWER..=MOST_VERSION) => Err(StoreError::Newer { found, known: schema::VERSION }),
        Some(..=schema::VERSION) if is_as_written(header) => Ok(()),
        _ => Err(StoreError::Damaged("the header is not as it was written".into())),
    }
}

/// Whether the header says what SQLite wrote there for us. Of a file that seems to be written by another SQLite, or in
/// another encoding, SQLite would read every text wrong, or write nothing at all.
fn is_as_written(header: &[u8; HEADER]) -> bool {
    let modes = [header[18], header[19]];
    let (format, encoding) = (word(header, 44), word(header, 56));
    (modes == [1, 1] || modes == [2, 2])
        && header[20] == 0
        && [Some(0), Some(4)].contains(&format)
        && [Some(0), Some(1)].contains(&encoding)
        && [52, 64].into_iter().all(|at| word(header, at) == Some(0))
}

fn word(header: &[u8], at: usize) -> Option<u32> {
    header.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// A power cut in the very first commit can leave a file whose first sector never reached the disk. The journal of that
/// commit lies beside it then, and SQLite takes it back to an empty file.
fn awaits_rollback(place: &Place, header: &[u8]) -> bool {
    header.iter().all(|byte| *byte == 0) && place.rollback().exists()
}

/// Marks the file as ours in its very first commit, so that a kill at any point leaves a file we know again.
fn create(place: &Place, connection: &mut Connection) -> Result<()> {
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    settle(connection)?;
    // In WAL mode EXTRA costs nothing more than FULL, and it covers the commit that made the file.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    schema::climb(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // A tap does not wait for ballast; on a disk without room for it the journal works all the same.
    room::take_ballast(place).unwrap_or_else(|_| log::warn!("no ballast"));
    Ok(())
}

/// Under these settings a commit is on disk when it returns. Never `synchronous = NORMAL`: in WAL mode it does not sync.
fn settle(connection: &Connection) -> Result<()> {
    let mode = wal_mode(connection)?;
    if !mode.eq_ignore_ascii_case("wal") {
        log::warn!("journal mode is {mode}");
    }
    // The log and its index stay when the file is closed: a full or read-only disk has no room for new ones.
    let mut on = 1;
    connection.file_control(Some(MAIN_DB), FileControl::PersistWal(&mut on))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 250;
         PRAGMA journal_size_limit = 1048576;
         PRAGMA secure_delete = ON;
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
    use std::sync::Arc;

    use super::super::SystemDisk;
    use super::*;

    fn header(application_id: u32, user_version: u32, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; 4096];
        bytes[..16].copy_from_slice(MAGIC);
        bytes[18..20].fill(2);
        bytes[60..64].copy_from_slice(&user_version.to_be_bytes());
        bytes[68..72].copy_from_slice(&application_id.to_be_bytes());
        bytes.truncate(length);
        bytes
    }

    fn place(dir: &Path) -> Place {
        Place::new(dir, None, Arc::new(SystemDisk)).unwrap()
    }

    #[test]
    fn a_file_that_is_not_ours_is_refused_by_its_header() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        let file = place.database();
        let ours = schema::APPLICATION_ID;
        let judge = |bytes: Vec<u8>| {
            std::fs::write(&file, &bytes).unwrap();
            let verdict = check_header(&place);
            assert_eq!(std::fs::read(&file).unwrap(), bytes, "the file was touched");
            verdict.err().map(|error| error.to_string())
        };
        assert_eq!(judge(vec![]), None);
        assert_eq!(judge(header(ours, schema::VERSION, 4096)), None);
        assert_eq!(judge(header(ours, 0, 4096)), None);
        assert!(judge(header(ours, 1 << 20, 4096)).unwrap().starts_with("damaged"), "no version that can be");
        for at in [18, 20, 45, 52, 59, 67] {
            let mut changed = header(ours, 1, 4096);
            changed[at] = 3;
            assert!(judge(changed).unwrap().starts_with("damaged"), "byte {at}");
        }
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
            let connection = open(&place(dir.path()), &DamageSeen::default(), 0).unwrap();
            let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(pragma("synchronous"), 2, "FULL");
            assert_eq!(pragma("secure_delete"), 1);
            assert_eq!(pragma("busy_timeout"), 5000);
            let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
            assert_eq!(mode, "wal");
        }
    }

    #[test]
    fn a_kill_between_the_first_commits_leaves_a_file_we_know_again() {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        let connection = Connection::open(place.database()).unwrap();
        connection.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
        drop(connection);
        assert_eq!(schema::version(&open(&place, &DamageSeen::default(), 0).unwrap()).unwrap(), schema::VERSION);
    }
}
