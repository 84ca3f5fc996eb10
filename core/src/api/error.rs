//! One variant for each thing that an app can do about it.

use crate::invalid::Invalid;
use crate::store::{Fault, StoreError, fault_of};

/// Why a call failed. Whatever it is, nothing that was acknowledged is lost, and nothing half done was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error))]
#[cfg_attr(feature = "uniffi", uniffi::export(Display))]
pub enum JournalError {
    /// The disk is full. Put a tap into the inbox, ask the person to free some space, then send the same call again.
    #[error("storage is full; free some space and send the same call again")]
    StorageFull {
        /// How many bytes to free before the journal works as it should; 0 when the system does not say.
        missing_bytes: u64,
    },
    /// The file is held elsewhere, or is just being replaced. Put a tap into the inbox, or send the same call again in a
    /// moment.
    #[error("the journal is busy; send the same call again")]
    StorageBusy,
    /// Another process has this journal open, and only one may. Put taps into the inbox: that process takes them in.
    #[error("another process has this journal open; put taps into the inbox")]
    OwnedElsewhere,
    /// The file cannot be read or written now: a locked device, a wrong path, a fault of the disk. Put a tap into the
    /// inbox, open the journal again later, and send the same call again: it is recorded once.
    #[error("the journal cannot be reached: {reason}")]
    StorageUnavailable {
        /// What the system says.
        reason: String,
    },
    /// The file is damaged. Put taps into the inbox, and call [`recover`](crate::Journal::recover), or
    /// [`open_recovering`](crate::Journal::open_recovering) where it does not even open. Never delete it.
    #[error("the journal is damaged: {reason}")]
    Corrupt {
        /// What was found.
        reason: String,
    },
    /// A newer app wrote this journal. It was not touched. Put taps into the inbox and ask for an update of the app.
    #[error("the journal has schema {found}, this app knows {known}; update the app")]
    NewerSchema {
        /// The schema of the file.
        found: u32,
        /// The newest schema that this library knows.
        known: u32,
    },
    /// The file `journal.db` is something else. It was not touched. Choose another directory.
    #[error("the file journal.db in this directory is not a journal; choose another directory")]
    NotAJournal,
    /// An argument cannot be kept. Nothing was written; mend the field and send the call again.
    #[error("{field} {reason}")]
    InvalidInput {
        /// The field, as this API calls it.
        field: String,
        /// What it must be.
        reason: String,
    },
    /// The id was used before for other content, which stays as it is. Make a new id and send the call again.
    #[error("the id {id} was used for something else; make a new one")]
    IdTaken {
        /// The id.
        id: String,
    },
    /// There is no such entry. Read the night again.
    #[error("there is no entry {id}")]
    NotFound {
        /// The id or the night that was asked for.
        id: String,
    },
    /// The journal was suspended. Put taps into the inbox; [`resume`](crate::Journal::resume) it when the app is back.
    #[error("the journal is suspended; put taps into the inbox or resume it")]
    Suspended,
    /// The journal was shut. Open it again.
    #[error("the journal was shut; open it again")]
    Shut,
}

impl From<Invalid> for JournalError {
    fn from(Invalid { field, reason }: Invalid) -> Self {
        Self::InvalidInput { field, reason }
    }
}

impl From<StoreError> for JournalError {
    fn from(error: StoreError) -> Self {
        let error = match error {
            StoreError::Sqlite(error) => match fault_of(&error) {
                Fault::Full => Self::StorageFull { missing_bytes: 0 },
                Fault::Busy => Self::StorageBusy,
                Fault::Unavailable => Self::StorageUnavailable { reason: error.to_string() },
                Fault::Corrupt => Self::Corrupt { reason: error.to_string() },
            },
            StoreError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                Self::StorageFull { missing_bytes: 0 }
            }
            StoreError::Full { missing_bytes } => Self::StorageFull { missing_bytes },
            StoreError::Io(error) => Self::StorageUnavailable { reason: error.to_string() },
            StoreError::Invalid(invalid) => invalid.into(),
            StoreError::Newer { found, known } => Self::NewerSchema { found, known },
            StoreError::NotAJournal => Self::NotAJournal,
            StoreError::Damaged(reason) => Self::Corrupt { reason },
            StoreError::DamagedRow => Self::Corrupt { reason: error.to_string() },
            StoreError::Busy => Self::StorageBusy,
            StoreError::OwnedElsewhere => Self::OwnedElsewhere,
            StoreError::Suspended => Self::Suspended,
            StoreError::IdTaken(id) => Self::IdTaken { id },
            StoreError::NotFound(id) => Self::NotFound { id },
            StoreError::Shut => Self::Shut,
        };
        log::warn!("{}", error.name());
        error
    }
}

impl JournalError {
    /// The variant alone: what a log may hold. Fields can carry a path or an id.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::StorageFull { .. } => "storage full",
            Self::StorageBusy => "storage busy",
            Self::StorageUnavailable { .. } => "storage unavailable",
            Self::Corrupt { .. } => "journal damaged",
            Self::NewerSchema { .. } => "journal from a newer app",
            Self::NotAJournal => "not a journal",
            Self::InvalidInput { .. } => "invalid input",
            Self::IdTaken { .. } => "id taken",
            Self::NotFound { .. } => "entry not found",
            Self::OwnedElsewhere => "owned by another process",
            Self::Suspended => "journal is suspended",
            Self::Shut => "journal was shut",
        }
    }
}
