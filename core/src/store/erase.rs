//! Erasing everything: one call, which a kill cannot leave half done.
//!
//! A marker is made durable first. Whoever opens a journal that has one goes on erasing.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{Disk, if_there, put};
use super::place::{Place, check_path};
use super::{Result, Store, inbox, room, swap};
use crate::invalid::Invalid;

const MARKER: &str = "erasing";

impl Store {
    /// Erases the journal, its copies, what was set aside, and the taps that wait in these inboxes. The journal is open and
    /// empty afterwards.
    pub(crate) fn erase(&self, inboxes: &[PathBuf], now_ms: i64) -> Result<()> {
        inboxes.iter().try_for_each(|inbox| check_inbox(inbox))?;
        self.while_away(now_ms, |place| {
            let list: Vec<&str> = inboxes.iter().filter_map(|inbox| inbox.to_str()).collect();
            let mark = || put(&*place.disk, place.dir(), "erasing.tmp", MARKER, list.join("\n").as_bytes());
            mark().or_else(|error| {
                // Even a full disk can be erased.
                let helped = room::drop_ballast(place);
                if helped { mark() } else { Err(error) }
            })?;
            finish(place)
        })?;
        self.set_found_damaged(None);
        Ok(())
    }
}

/// An erasing that was begun must come to its end: what cannot be erased is refused before.
fn check_inbox(inbox: &Path) -> Result<()> {
    check_path("inboxes", inbox)?;
    if inbox.to_string_lossy().contains(['\n', '\r']) {
        // The marker holds them line by line.
        return Err(Invalid::new("inboxes", "must be paths on one line").into());
    }
    if_there(fs::read_dir(inbox))?;
    Ok(())
}

/// Whether an erasing was interrupted.
pub(super) fn is_pending(place: &Place) -> bool {
    place.erasing().exists()
}

/// Goes on with an erasing, if one was interrupted.
pub(super) fn finish(place: &Place) -> Result<()> {
    let Some(inboxes) = if_there(fs::read_to_string(place.erasing()))? else { return Ok(()) };
    let disk = &*place.disk;
    for file in [place.database(), place.log(), place.log_index(), place.rollback(), place.ballast(), place.next()] {
        if_there(disk.remove(&file))?;
    }
    swap::clear(place)?;
    for dir in [place.copies(), place.damaged()] {
        remove_all(disk, &dir)?;
    }
    for inbox in inboxes.lines() {
        inbox::erase(disk, Path::new(inbox))?;
    }
    disk.sync_dir(place.dir())?;
    disk.remove(&place.erasing())?;
    disk.sync_dir(place.dir())?;
    log::info!("everything was erased");
    Ok(())
}

/// Deletes a directory with all that is in it; a file that has its name is not ours.
pub(super) fn remove_all(disk: &dyn Disk, dir: &Path) -> Result<()> {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { remove_all(disk, &entry.path())? } else { disk.remove(&entry.path())? }
    }
    Ok(disk.remove_dir(dir)?)
}
