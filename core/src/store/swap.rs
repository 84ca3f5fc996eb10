//! Replacing the database whole, so that a kill or a power cut at any point leaves the old one or the new one.
//!
//! The new file is made complete under a name of its own. Its last renaming is the promise; what follows can be done
//! again, and whoever opens the journal does it.

use super::Result;
use super::disk::if_there;
use super::place::Place;

/// Whether a complete replacement waits.
pub(super) fn is_pending(place: &Place) -> bool {
    place.next().exists()
}

/// Promises the finished file [`Place::next_unfinished`], which has been synced, and puts it in place.
pub(super) fn commit(place: &Place) -> Result<()> {
    place.disk.rename(&place.next_unfinished(), &place.next())?;
    place.disk.sync_dir(place.dir())?;
    finish(place)
}

/// Puts a replacement in place that waits, if one does.
pub(super) fn finish(place: &Place) -> Result<()> {
    if !is_pending(place) {
        return Ok(());
    }
    // A log left beside the new file would be taken for its own.
    for stale in [place.log(), place.log_index(), place.rollback()] {
        if_there(place.disk.remove(&stale))?;
    }
    place.disk.sync_dir(place.dir())?;
    place.disk.rename(&place.next(), &place.database())?;
    place.disk.sync_dir(place.dir())?;
    Ok(())
}

/// Removes what an interrupted replacement left behind before its promise.
pub(super) fn clear(place: &Place) -> Result<()> {
    let unfinished = place.next_unfinished();
    for stale in ["", "-journal", "-wal", "-shm"] {
        let mut name = unfinished.clone().into_os_string();
        name.push(stale);
        if_there(place.disk.remove(name.as_ref()))?;
    }
    Ok(())
}
