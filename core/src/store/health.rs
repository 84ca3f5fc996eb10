//! How the journal is: for a page that a person shows to whoever helps them, and for the upkeep.

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::disk::if_there;
use super::place::Place;
use super::{Fault, LocalCopy, Recovery, Result, Slot, Store, copies, recover, room};

/// How often everything is checked and a copy is made.
const CHECK_DAYS: i64 = 7;
/// When a check that did not happen is worth a word.
const OVERDUE_DAYS: i64 = 21;

/// How the journal is. Holds counts and dates, nothing of what a person entered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Health {
    /// What all files of the journal take up.
    pub bytes: u64,
    /// What is free on their disk; `None` when the system does not say.
    pub free_bytes: Option<u64>,
    /// When everything was last checked and found sound; `None` when that has not happened yet.
    pub checked_at: Option<DateTime<Utc>>,
    /// The local copies, newest first.
    pub copies: Vec<LocalCopy>,
    /// The last recovery after damage, if there ever was one.
    pub recovery: Option<Recovery>,
    /// What is not as it should be. Empty when all is well.
    pub problems: Vec<Problem>,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Problem {
    /// The disk takes no writes. The history can be read; taps wait in the inbox.
    ReadOnly,
    /// The disk is nearly full.
    StorageLow {
        /// How many bytes to free.
        missing_bytes: u64,
    },
    /// Nothing was checked for three weeks: [`maintain`](crate::Journal::maintain) is not called, or does not get through.
    CheckOverdue,
    /// Rows were found damaged. They count no longer; those that a copy had are back.
    RowsSetAside {
        /// How many, since the journal began.
        rows: u32,
    },
    /// Damaged or replaced files are kept.
    FilesSetAside {
        /// How many times that happened.
        folders: u32,
    },
    /// The last check found the file damaged: call [`recover`](crate::Journal::recover).
    Damaged {
        /// What was found.
        reason: String,
    },
}

impl Store {
    /// How the journal is at `now_ms`.
    pub(crate) fn health(&self, now_ms: i64) -> Result<Health> {
        let told = self
            .read(now_ms, |journal| Ok((journal.checked_ms()?, journal.rows_set_aside()?, journal.last_recovery()?)));
        let ((checked_ms, rows, recovery), damaged) = match told {
            // A journal that cannot be read is when the page for helpers matters most.
            Err(error) if error.fault() == Some(Fault::Corrupt) => (Default::default(), Some(error.to_string())),
            told => (told?, self.found_damaged()),
        };
        let missing_bytes = room::missing_bytes(self.place.dir());
        let folders = folders(&self.place.damaged())?;
        let overdue = checked_ms.is_some_and(|at| (now_ms - at) / DAY_MS > OVERDUE_DAYS);
        let problems = [
            self.is_read_only().then_some(Problem::ReadOnly),
            (missing_bytes > 0).then_some(Problem::StorageLow { missing_bytes }),
            overdue.then_some(Problem::CheckOverdue),
            (rows > 0).then_some(Problem::RowsSetAside { rows }),
            (folders > 0).then_some(Problem::FilesSetAside { folders }),
            damaged.map(|reason| Problem::Damaged { reason }),
        ];
        Ok(Health {
            bytes: bytes(&self.place)?,
            free_bytes: room::free_bytes(self.place.dir()),
            checked_at: checked_ms.and_then(DateTime::from_timestamp_millis),
            copies: copies::list(&self.place)?,
            recovery,
            problems: problems.into_iter().flatten().collect(),
        })
    }

    /// Does what is due: the weekly check with its copy, the recovery when that finds damage, ballast, old copies.
    pub(crate) fn maintain(&self, now_ms: i64) -> Result<Health> {
        let checked_ms = match self.read(now_ms, |journal| journal.checked_ms()) {
            // What would say so is damaged itself.
            Err(error) if error.fault() == Some(Fault::Corrupt) => None,
            checked_ms => checked_ms?,
        };
        // A check dated in the future was made under a wrong clock.
        if checked_ms.is_none_or(|at| !(0..CHECK_DAYS).contains(&((now_ms - at).div_euclid(DAY_MS)))) {
            self.check(now_ms)?;
            if self.found_damaged().is_some() {
                self.recover(now_ms)?;
            }
        }
        room::take_ballast(&self.place)?;
        copies::drop_old(&self.place, now_ms)?;
        self.health(now_ms)
    }

    pub(super) fn found_damaged(&self) -> Option<String> {
        self.found_damaged.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    pub(super) fn set_found_damaged(&self, reason: Option<String>) {
        *self.found_damaged.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = reason;
    }

    fn is_read_only(&self) -> bool {
        matches!(*self.lock(), Slot::ReadOnly)
    }
}

const DAY_MS: i64 = TimeDelta::days(1).num_milliseconds();

fn bytes(place: &Place) -> Result<u64> {
    let mut bytes = 0;
    for file in [place.database(), place.log(), place.log_index(), place.ballast()] {
        bytes += if_there(file.metadata())?.map_or(0, |file| file.len());
    }
    Ok(bytes + bytes_below(&place.copies())? + bytes_below(&place.damaged())?)
}

fn bytes_below(dir: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in if_there(fs::read_dir(dir))?.into_iter().flatten() {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { bytes_below(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

fn folders(damaged: &Path) -> Result<u32> {
    let entries = if_there(fs::read_dir(damaged))?.into_iter().flatten().flatten();
    let kept = entries.filter(|entry| entry.file_name() != recover::UNFINISHED);
    Ok(u32::try_from(kept.count()).unwrap_or(u32::MAX))
}
