//! What can go wrong below the api, with all it knows.

use rusqlite::{Error as Sqlite, ErrorCode};

use crate::invalid::Invalid;

/// SQLite's extended code for "the shared-memory file could not grow", which is how a full disk looks in WAL mode.
const SHMSIZE: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error(transparent)]
    Sqlite(#[from] Sqlite),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("schema {found} is newer than {known}")]
    Newer { found: u32, known: u32 },
    #[error("not a journal")]
    NotAJournal,
    #[error("damaged: {0}")]
    Damaged(String),
    #[error("{0} is used for something else")]
    IdTaken(String),
    #[error("{0} does not exist")]
    NotFound(String),
    /// A row with a wrong sum was met, on which nothing may be built.
    #[error("a row is damaged")]
    DamagedRow,
    /// So many bytes have to be freed; 0 when the system does not say.
    #[error("the disk is full, {missing_bytes} bytes are missing")]
    Full { missing_bytes: u64 },
    /// Another journal of this process, or a recovery that is under way.
    #[error("busy")]
    Busy,
    #[error("another process owns the journal")]
    OwnedElsewhere,
    #[error("suspended")]
    Suspended,
    #[error("shut")]
    Shut,
}

impl StoreError {
    /// What an app can do about it, when it is a fault of the storage.
    pub(super) fn fault(&self) -> Option<Fault> {
        match self {
            Self::Sqlite(error) => Some(fault_of(error)),
            Self::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Some(Fault::Full),
            Self::Io(_) => Some(Fault::Unavailable),
            Self::Damaged(_) | Self::DamagedRow => Some(Fault::Corrupt),
            Self::Full { .. } => Some(Fault::Full),
            Self::Busy => Some(Fault::Busy),
            _ => None,
        }
    }
}

/// What an app can do about a fault of the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Full,
    Busy,
    Unavailable,
    Corrupt,
}

/// Sorts SQLite's codes by what an app can do about them.
pub(crate) fn fault_of(error: &Sqlite) -> Fault {
    match error {
        Sqlite::SqliteFailure(failure, _) => match (failure.code, failure.extended_code) {
            (ErrorCode::DiskFull, _) | (_, SHMSIZE) => Fault::Full,
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Fault::Busy,
            // What the app sends is checked before: a row that the schema refuses has lain in the file.
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::ConstraintViolation, _) => {
                Fault::Corrupt
            }
            _ => Fault::Unavailable,
        },
        // A value that the schema's checks would never have let in.
        Sqlite::FromSqlConversionFailure(..) | Sqlite::InvalidColumnType(..) | Sqlite::IntegralValueOutOfRange(..) => {
            Fault::Corrupt
        }
        // Our own statements fit our own schema: this one is not ours any more.
        Sqlite::SqlInputError { .. } => Fault::Corrupt,
        _ => Fault::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_by_what_an_app_can_do() {
        #[track_caller]
        fn case(code: i32, fault: Fault) {
            let error = Sqlite::SqliteFailure(rusqlite::ffi::Error::new(code), None);
            assert_eq!(fault_of(&error), fault);
        }
        case(rusqlite::ffi::SQLITE_FULL, Fault::Full);
        case(rusqlite::ffi::SQLITE_IOERR_SHMSIZE, Fault::Full);
        case(rusqlite::ffi::SQLITE_BUSY, Fault::Busy);
        case(rusqlite::ffi::SQLITE_BUSY_SNAPSHOT, Fault::Busy);
        case(rusqlite::ffi::SQLITE_CORRUPT, Fault::Corrupt);
        case(rusqlite::ffi::SQLITE_NOTADB, Fault::Corrupt);
        case(rusqlite::ffi::SQLITE_CONSTRAINT_CHECK, Fault::Corrupt);
        case(rusqlite::ffi::SQLITE_IOERR_FSYNC, Fault::Unavailable);
        case(rusqlite::ffi::SQLITE_CANTOPEN, Fault::Unavailable);
        case(rusqlite::ffi::SQLITE_READONLY, Fault::Unavailable);
    }
}
