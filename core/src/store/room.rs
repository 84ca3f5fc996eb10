//! Room on the disk: how much is missing, and a ballast that is thrown off when the disk is full, so that a tap at night
//! still finds its place.

use std::path::Path;

use rusqlite::Connection;

use super::disk::{if_there, put};
use super::place::Place;
use super::{Fault, Result, StoreError};

const BALLAST_BYTES: usize = 256 * 1024;
/// What a journal needs to work as it should: a log of full length, a file that grows, the ballast.
const COMFORT_BYTES: u64 = 2 * 1024 * 1024;
/// Frames at which the log moves into the database while room is scarce; a tap takes about three.
const SHORT_LOG_FRAMES: u32 = 24;
/// Below this a write that failed has failed for want of room, whatever the system calls it.
const FULL_BYTES: u64 = 1024 * 1024;

/// Bytes that this app may still write on the disk of `dir`; `None` when the system does not say.
pub(super) fn free_bytes(dir: &Path) -> Option<u64> {
    rustix::fs::statvfs(dir).ok().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// How many bytes have to be freed before the journal works as it should; 0 when it does.
pub(super) fn missing_bytes(dir: &Path) -> u64 {
    free_bytes(dir).map_or(0, |free| COMFORT_BYTES.saturating_sub(free))
}

/// Whether an error means that the disk is full, by its code or by what the system says: a log that cannot be made for
/// want of room is a file that "cannot be opened".
pub(super) fn is_full(place: &Place, error: &StoreError) -> bool {
    match error.fault() {
        Some(Fault::Full) => true,
        Some(Fault::Unavailable) => free_bytes(place.dir()).is_some_and(|free| free < FULL_BYTES),
        _ => false,
    }
}

/// The error with what is missing, when it is for want of room.
pub(super) fn told(place: &Place, error: StoreError) -> StoreError {
    if is_full(place, &error) { StoreError::Full { missing_bytes: missing_bytes(place.dir()) } } else { error }
}

/// Makes room for a write: the ballast goes, and what stands in the log moves into the database, where most of it has
/// its place already, so that the log can begin anew within its length. It stays short from now on, until the journal is
/// opened again: a log that takes up all that the ballast left would leave no page for the database to grow by.
pub(super) fn make(place: &Place, connection: &Connection) {
    drop_ballast(place);
    if let Err(error) = connection.pragma_update(None, "wal_autocheckpoint", SHORT_LOG_FRAMES) {
        log::warn!("the log stays long: {:?}", super::fault_of(&error));
    }
    let begun_anew = connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |row| row.get::<_, bool>(0));
    log::warn!("the disk is full, the log {}", if begun_anew == Ok(false) { "begins anew" } else { "stays" });
}

/// Gives the ballast up. Whether there was one.
pub(super) fn drop_ballast(place: &Place) -> bool {
    let dropped = matches!(if_there(place.disk.remove(&place.ballast())), Ok(Some(())));
    if dropped {
        log::warn!("the disk is full, the ballast is gone");
    }
    dropped
}

/// Takes ballast in again once there is room. Less room than the comfort that the person was asked for: of what they
/// freed, the next write has taken its part already.
pub(super) fn take_ballast(place: &Place) -> Result<()> {
    let is_room = free_bytes(place.dir()).is_none_or(|free| free >= FULL_BYTES + BALLAST_BYTES as u64);
    if is_room && !place.ballast().exists() {
        put(&*place.disk, place.dir(), "ballast.tmp", "ballast", &vec![0; BALLAST_BYTES])?;
    }
    Ok(())
}
