//! One process owns a database; all others leave their taps in the inbox.
//!
//! SQLite could share the file, but two copies of SQLite in one process, or a process that was put to sleep with a lock,
//! are how other apps lost theirs. The lock is the system's, so it goes with the process that held it.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::{Result, StoreError};

/// The directories that this process owns: the locked file, and how many journals share it.
static OWNED: Mutex<BTreeMap<PathBuf, (File, usize)>> = Mutex::new(BTreeMap::new());

/// A share in this process's ownership of a directory.
#[derive(Debug)]
pub(super) struct Owner {
    dir: PathBuf,
}

impl Owner {
    /// Takes the directory, or shares in it when this process has it already.
    ///
    /// # Errors
    /// [`StoreError::OwnedElsewhere`] when another process has it.
    pub(super) fn of(dir: &Path, lock: &Path) -> Result<Self> {
        let dir = dir.canonicalize()?;
        let mut owned = owned();
        match owned.get_mut(&dir) {
            Some((_, shares)) => *shares += 1,
            None => {
                let file = open(lock)?;
                match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                    Err(Errno::WOULDBLOCK) => return Err(StoreError::OwnedElsewhere),
                    // A file system without locks has no second process either, on any phone that we know.
                    Err(errno) => log::warn!("no lock on this file system: {}", errno.raw_os_error()),
                    Ok(()) => {}
                }
                owned.insert(dir.clone(), (file, 1));
            }
        }
        Ok(Self { dir })
    }

    /// Whether no other journal of this process has the directory open.
    pub(super) fn is_alone(&self) -> bool {
        owned().get(&self.dir).is_some_and(|(_, shares)| *shares == 1)
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let mut owned = owned();
        if let Some((_, shares)) = owned.get_mut(&self.dir) {
            *shares -= 1;
            if *shares == 0
                && let Some((file, _)) = owned.remove(&self.dir)
            {
                // Closing alone lets go only when nobody else has the descriptor, and a process that this one is just
                // starting has it for a moment.
                flock(&file, FlockOperation::Unlock).unwrap_or_default();
            }
        }
    }
}

fn owned() -> MutexGuard<'static, BTreeMap<PathBuf, (File, usize)>> {
    OWNED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file is never deleted and has no content, so it needs no sync: one that a power cut took is simply made again.
fn open(lock: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(lock)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::super::{Place, Store, SystemDisk};
    use super::*;

    #[test]
    fn a_process_that_was_just_started_does_not_keep_what_was_let_go() {
        let dir = tempfile::tempdir().unwrap();
        let lock = dir.path().join("owner.lock");
        let owner = Owner::of(dir.path(), &lock).unwrap();
        let inherited = owned()[&owner.dir].0.try_clone().unwrap();
        drop(owner);
        flock(open(&lock).unwrap(), FlockOperation::NonBlockingLockExclusive).unwrap();
        drop(inherited);
    }

    #[test]
    fn nobody_steps_in_while_the_file_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path(), None, Arc::new(SystemDisk)).unwrap();
        let store = Store::open(place.clone(), 0).unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let intruder = scope.spawn(|| {
                let mut stepped_in = 0;
                while !done.load(Ordering::Relaxed) {
                    // A lock of another opened file is like one of another process.
                    stepped_in += u32::from(
                        flock(open(&place.owner()).unwrap(), FlockOperation::NonBlockingLockExclusive).is_ok(),
                    );
                }
                stepped_in
            });
            let erased: Vec<_> = (0..20).map(|_| store.erase(&[], 0).is_ok()).collect();
            done.store(true, Ordering::Relaxed);
            assert_eq!((intruder.join().unwrap(), erased), (0, vec![true; 20]));
        });
    }

    #[test]
    fn a_process_shares_what_it_owns_and_lets_go_with_the_last_share() {
        let dir = tempfile::tempdir().unwrap();
        let lock = dir.path().join("owner.lock");
        let taken_elsewhere = || {
            let file = open(&lock).unwrap();
            flock(&file, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK)
        };
        let one = Owner::of(dir.path(), &lock).unwrap();
        assert!(one.is_alone() && taken_elsewhere());
        let two = Owner::of(&dir.path().join("."), &lock).unwrap();
        assert!(!one.is_alone());
        drop(one);
        assert!(two.is_alone() && taken_elsewhere());
        drop(two);
        assert!(!taken_elsewhere());
        let file = open(&lock).unwrap();
        flock(&file, FlockOperation::NonBlockingLockExclusive).unwrap();
        assert!(matches!(Owner::of(dir.path(), &lock), Err(StoreError::OwnedElsewhere)));
    }
}
