//! The journal on disk: SQLite and the inbox. The only SQL in the project; nothing medical.
//!
//! Start at [`Store`]: `read` and `write` take a closure, and `write` commits once. Then [`schema`], and one file a table.
//! Taps are appended and never changed; what the person says about a cramp stands beside them in `cramp`.
//!
//! What is promised of all this, and how it is shown, stands in `core/docs/durability.md`. `place` names the files, `disk`
//! changes them; `check`, `copies`, `recover`, `swap` and `erase` look after them, and `salvage` reads rows from ruins.

mod case;
mod check;
mod columns;
mod copies;
mod cramps;
mod disk;
mod erase;
mod error;
mod evenings;
mod health;
mod inbox;
mod mornings;
mod nights;
mod open;
mod owner;
mod place;
mod preferences;
mod profiles;
mod recover;
mod reminder_preferences;
mod reminder_records;
mod reminders;
mod reports;
mod room;
mod salvage;
mod schema;
mod sums;
mod swap;
mod taps;

use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use owner::Owner;
use sums::DamageSeen;

pub use copies::LocalCopy;
pub(crate) use cramps::Removal;
pub use disk::{Disk, SystemDisk};
pub(crate) use error::{Fault, StoreError, fault_of};
pub use health::{Health, Problem};
pub use inbox::{InboxReminder, InboxTap, Ingested};
pub(crate) use place::Place;
pub use recover::Recovery;

type Result<T> = std::result::Result<T, StoreError>;

/// One journal, and whether it can be reached. Calls from several threads wait for each other.
pub(crate) struct Store {
    place: Place,
    slot: Mutex<Slot>,
    damage_seen: DamageSeen,
    /// What the last check found wrong with the file itself.
    found_damaged: Mutex<Option<String>>,
    /// Held by whatever goes through the whole file or replaces it: a copy made of a file that is just being erased would
    /// bring everything back.
    upkeep: Mutex<()>,
}

/// What stands behind the calls at the moment.
enum Slot {
    Open(Connection, Owner),
    /// On a disk that takes no writes: the next one tries again.
    ///
    /// What is read opens the file for itself: SQLite shares the log's index among the connections of a process, and one
    /// that cannot write it would hold back the one that can.
    ReadOnly,
    /// The app is asleep, or about to be: no lock is held.
    Suspended,
    /// The file is being replaced. Whoever calls meanwhile is told to come again.
    Away,
    /// It could not be opened again after that: the next call tries.
    Lost,
    Shut,
}

impl Store {
    /// Opens the journal and makes it when there is none. `now_ms` dates what has to be kept aside.
    pub(crate) fn open(place: Place, now_ms: i64) -> Result<Self> {
        let store = Self {
            place,
            slot: Mutex::new(Slot::Shut),
            damage_seen: DamageSeen::default(),
            found_damaged: Mutex::default(),
            upkeep: Mutex::default(),
        };
        *store.lock() = store.connect(now_ms)?;
        Ok(store)
    }

    /// Runs `work` on one unchanging state of the journal. Damaged rows that it meets are left out, and set aside.
    pub(crate) fn read<T>(&self, now_ms: i64, work: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let (mut work, mut done) = (Some(work), None);
        self.read_once(now_ms, &mut |journal| {
            done = work.take().map(|work| work(journal)).transpose()?;
            Ok(())
        })?;
        done.ok_or(StoreError::Busy)
    }

    /// Compiled once, not for each of the calls: a phone has to load all of them.
    fn read_once(&self, now_ms: i64, work: &mut dyn FnMut(&Reader<'_>) -> Result<()>) -> Result<()> {
        let mut guard = self.lock();
        if let Slot::Lost = &*guard {
            *guard = self.connect(now_ms)?;
        }
        let done = match &mut *guard {
            Slot::Open(connection, _) => read(connection, work),
            Slot::ReadOnly | Slot::Suspended => open::open_to_read(&self.place, &self.damage_seen)
                .and_then(|mut connection| read(&mut connection, work)),
            Slot::Away | Slot::Lost => Err(StoreError::Busy),
            Slot::Shut => Err(StoreError::Shut),
        };
        if self.damage_seen.swap(false, Ordering::Relaxed)
            && let Slot::Open(connection, _) = &mut *guard
        {
            check::set_damaged_rows_aside(&self.place, connection, now_ms)
                .unwrap_or_else(|error| log::warn!("damaged rows stay where they are: {:?}", error.fault()));
        }
        done.map_err(|error| room::told(&self.place, error))
    }

    /// Runs `work` and commits once: all of it is on disk when this returns, or none of it happened. On a full disk it
    /// runs a second time, once room was made.
    ///
    /// `now_ms` is the stamp by which the newer of two edits wins when journals are merged. The stamp of a row never goes
    /// back: under a clock that was set back an edit takes the one after the row's last, or an old copy would win over it.
    pub(crate) fn write<T>(&self, now_ms: i64, mut work: impl FnMut(&Writer<'_>) -> Result<T>) -> Result<T> {
        let mut done = None;
        let mut work = |journal: &Writer<'_>| work(journal).map(|value| done = Some(value));
        self.with_open(now_ms, &mut |connection| write(&self.place, &self.damage_seen, connection, now_ms, &mut work))?;
        done.ok_or(StoreError::Busy)
    }

    /// Runs `work` on the connection that may write.
    fn with_open(&self, now_ms: i64, work: &mut dyn FnMut(&mut Connection) -> Result<()>) -> Result<()> {
        let mut guard = self.lock();
        if let Slot::ReadOnly | Slot::Lost = &*guard {
            *guard = self.connect_to_write(now_ms).map_err(|error| room::told(&self.place, error))?;
        }
        match &mut *guard {
            Slot::Open(connection, _) => work(connection).map_err(|error| room::told(&self.place, error)),
            Slot::ReadOnly | Slot::Away | Slot::Lost => Err(StoreError::Busy),
            Slot::Suspended => Err(StoreError::Suspended),
            Slot::Shut => Err(StoreError::Shut),
        }
    }

    /// Lets go of the file and of every lock. What is read meanwhile opens the file for itself.
    pub(crate) fn suspend(&self) -> Result<()> {
        // A check has a connection of its own.
        let _turn = self.upkeep();
        let mut guard = self.lock();
        match &*guard {
            Slot::Open(..) | Slot::ReadOnly | Slot::Lost | Slot::Suspended => *guard = Slot::Suspended,
            Slot::Away => return Err(StoreError::Busy),
            Slot::Shut => return Err(StoreError::Shut),
        }
        Ok(())
    }

    /// Takes the file again.
    pub(crate) fn resume(&self, now_ms: i64) -> Result<()> {
        let mut guard = self.lock();
        match &*guard {
            Slot::Suspended | Slot::Lost => *guard = self.connect(now_ms)?,
            Slot::Open(..) | Slot::ReadOnly => {}
            Slot::Away => return Err(StoreError::Busy),
            Slot::Shut => return Err(StoreError::Shut),
        }
        Ok(())
    }

    /// Closes the file. Every later call fails with [`StoreError::Shut`].
    pub(crate) fn shut(&self) {
        *self.lock() = Slot::Shut;
    }

    /// Opens to write, and to read alone where no write is possible: the history is worth having all the same.
    fn connect(&self, now_ms: i64) -> Result<Slot> {
        self.connect_to_write(now_ms).or_else(|error| match error.fault() {
            Some(Fault::Full | Fault::Unavailable) => open::open_to_read(&self.place, &self.damage_seen)
                .map(|_| Slot::ReadOnly)
                .map_err(|_| room::told(&self.place, error)),
            _ => Err(error),
        })
    }

    fn connect_to_write(&self, now_ms: i64) -> Result<Slot> {
        // What one thread sees of a file that another is just making must not be judged.
        static OPENING: Mutex<()> = Mutex::new(());
        let _turn = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        let owner = self.own()?;
        let connect = || open::open(&self.place, &self.damage_seen, now_ms);
        let connection = connect().or_else(|error| {
            let helped = room::is_full(&self.place, &error) && room::drop_ballast(&self.place);
            if helped { connect() } else { Err(error) }
        })?;
        Ok(Slot::Open(connection, owner))
    }

    /// Takes the directory, and finishes what a kill has interrupted there.
    fn own(&self) -> Result<Owner> {
        let place = &self.place;
        let interrupted = || erase::is_pending(place) || swap::is_pending(place);
        if !interrupted() {
            // Nothing may be laid beside a file that is not ours.
            open::check_header(place)?;
        }
        disk::make_dirs(&*place.disk, place.dir())?;
        let owner = Owner::of(place.dir(), &place.owner())?;
        if interrupted() {
            erase::finish(place)?;
            swap::finish(place)?;
        }
        Ok(owner)
    }

    /// Runs `work` on the files while nobody has them open, and opens the journal again whatever came of it. Calls
    /// meanwhile are told that the journal is busy and need not wait: a tap goes to the inbox.
    fn while_away<T>(&self, now_ms: i64, work: impl FnOnce(&Place) -> Result<T>) -> Result<T> {
        let _turn = self.upkeep();
        let owner = {
            let mut guard = self.lock();
            match &*guard {
                Slot::Open(_, owner) if !owner.is_alone() => return Err(StoreError::Busy),
                Slot::Open(..) | Slot::ReadOnly | Slot::Lost => {}
                Slot::Suspended => return Err(StoreError::Suspended),
                Slot::Away => return Err(StoreError::Busy),
                Slot::Shut => return Err(StoreError::Shut),
            }
            match std::mem::replace(&mut *guard, Slot::Away) {
                Slot::Open(connection, owner) => {
                    // What is damaged is kept as it was found: nothing is moved from the log on closing.
                    let kept = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
                    kept.map(|_| owner).map_err(StoreError::from)
                }
                _ => self.own(),
            }
        };
        let (done, owner) = match owner {
            Ok(owner) => (work(&self.place), Some(owner)),
            Err(error) => (Err(error), None),
        };
        let opened = self.connect(now_ms);
        // Not before: another process could step in between.
        drop(owner);
        let mut guard = self.lock();
        match opened {
            // Shut meanwhile, and it stays so.
            _ if matches!(*guard, Slot::Shut) => {}
            Ok(slot) => *guard = slot,
            Err(error) => {
                *guard = Slot::Lost;
                return done.and(Err(error));
            }
        }
        done.map_err(|error| room::told(&self.place, error))
    }

    fn upkeep(&self) -> MutexGuard<'_, ()> {
        self.upkeep.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A panic elsewhere must not lock the person out: SQLite has rolled the transaction back.
    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(connection: &mut Connection, work: &mut dyn FnMut(&Reader<'_>) -> Result<()>) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
    work(&Reader { connection: &transaction })
}

type Work<'w> = dyn FnMut(&Writer<'_>) -> Result<()> + 'w;

/// What is met only while a write is under way is dealt with before it is tried again: a full disk, a damaged row.
fn write(
    place: &Place,
    seen: &DamageSeen,
    connection: &mut Connection,
    now_ms: i64,
    work: &mut Work<'_>,
) -> Result<()> {
    match commit(seen, connection, now_ms, work) {
        Err(StoreError::DamagedRow) => {
            check::set_damaged_rows_aside(place, connection, now_ms)?;
            // None is left. What still seems damaged is a value that SQLite has tried, see `has_damaged_rows`.
            let done = commit(&DamageSeen::default(), connection, now_ms, work);
            seen.store(false, Ordering::Relaxed);
            done
        }
        Err(error) if room::is_full(place, &error) => {
            room::make(place, connection);
            commit(seen, connection, now_ms, work)
        }
        done => done,
    }
}

fn commit(seen: &DamageSeen, connection: &mut Connection, now_ms: i64, work: &mut Work<'_>) -> Result<()> {
    // Immediate: a deferred writer that reads first fails under a second writer in spite of the busy timeout.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&Writer { reader: Reader { connection: &transaction }, now_ms });
    if seen.swap(false, Ordering::Relaxed) {
        // Whatever was written on top of a damaged row would vouch for it with a sum of its own.
        return Err(StoreError::DamagedRow);
    }
    done?;
    Ok(transaction.commit()?)
}

/// What can be asked of the journal; each table's file adds its questions.
pub(crate) struct Reader<'c> {
    connection: &'c Connection,
}

/// What can be written; each table's file adds its statements.
pub(crate) struct Writer<'c> {
    reader: Reader<'c>,
    now_ms: i64,
}

impl<'c> std::ops::Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
