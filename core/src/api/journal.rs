//! [`Journal`], the object that an app holds. Each method is one step or nearly; what it decides is decided below.

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::{JournalError, Setup};
use crate::entries::{
    AnyCramp, ClockMark, Cramp, CrampDetails, EntryKey, Evening, Factor, Morning, NewCramp, NightMark, NightPage, Tap,
    TapKept, Tonight, blames_entries,
};
use crate::invalid::canonical_id;
use crate::night::{CutHour, Moment, Night, check_day};
use crate::profile::{Condition, Medicine, Profile};
use crate::store::{Ingested, Place, Reader, Removal, Store, StoreError, Writer};

type Result<T> = std::result::Result<T, JournalError>;

/// The journal of one person, in one file.
///
/// Open one and keep it. Every call blocks until it is done, so make it off the main thread; calls from several threads
/// wait for each other. What a call has written is on disk when it returns.
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Journal {
    pub(super) store: Store,
    setup: Setup,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Opens the journal in the directory `dir`, and makes both when there is none.
    ///
    /// # Errors
    /// [`JournalError::NewerSchema`], [`JournalError::NotAJournal`] and [`JournalError::Corrupt`] leave the file as it is;
    /// [`JournalError::OwnedElsewhere`] when another process has it; [`JournalError::StorageUnavailable`] when the path is
    /// wrong or the device is still locked. On a full or read-only disk an older journal opens, to be read.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub fn open(dir: String) -> Result<Arc<Self>> {
        Self::open_with(&dir, Setup::default()).map(Arc::new)
    }

    /// Records "cramp now". The tap is on disk when this returns: only then may a screen say "logged". Sending it again
    /// records it once, and a tap within 10 s of another joins its cramp.
    ///
    /// # Errors
    /// Any storage error: put the same tap into the inbox then. [`JournalError::IdTaken`] when the id was used for
    /// another tap.
    pub fn tap(&self, tap: Tap) -> Result<TapKept> {
        let tap = tap.checked()?;
        self.write(|journal| journal.keep(&tap))
    }

    /// Takes back the cramp that a tap made or joined. [`restore`](Self::restore) puts it back.
    ///
    /// A screen offers it until the morning, see [`Tonight::undo_tap_id`]; the call itself always works, so that a retry is safe.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] for a tap that was never kept.
    pub fn undo(&self, tap_id: String) -> Result<Cramp> {
        let tap_id = canonical_id("tap_id", &tap_id)?;
        self.write(|journal| {
            let (_, cramp_id) = journal.tap(&tap_id)?;
            journal.set_removed(&cramp_id, Some(Removal::TakenBack))?;
            journal.cramp(&cramp_id)
        })
    }

    /// Makes a tap that joined another's cramp a cramp of its own. For the tap that began the cramp nothing changes.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] for a tap that was never kept.
    pub fn split(&self, tap_id: String) -> Result<Cramp> {
        let tap_id = canonical_id("tap_id", &tap_id)?;
        self.write(|journal| journal.split(&tap_id).and_then(|()| journal.cramp(&tap_id)))
    }

    /// One cramp with its taps, removed or not.
    ///
    /// # Errors
    /// [`JournalError::NotFound`].
    pub fn cramp(&self, cramp_id: String) -> Result<Cramp> {
        let id = canonical_id("cramp_id", &cramp_id)?;
        self.read(|journal| journal.cramp(&id))
    }

    /// Replaces everything that was said about a cramp.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn describe(&self, cramp_id: String, details: CrampDetails) -> Result<Cramp> {
        let id = canonical_id("cramp_id", &cramp_id)?;
        details.check()?;
        self.write(|journal| journal.describe(&id, &details).and_then(|()| journal.cramp(&id)))
    }

    /// Adds a cramp that is told afterwards. Adding the same again changes nothing.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] when the zone window does not hold the night; [`JournalError::IdTaken`].
    pub fn add_cramp(&self, cramp: NewCramp) -> Result<Cramp> {
        let new = cramp.checked()?;
        self.write(|journal| journal.add_cramp(&new).and_then(|()| journal.cramp(&new.id)))
    }

    /// Moves a cramp to another night or time, which the person stands for: its clock is no longer in doubt.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] when the zone window does not hold the night; [`JournalError::NotFound`].
    pub fn move_cramp(&self, to: NewCramp) -> Result<Cramp> {
        let to = to.checked()?;
        self.write(|journal| journal.move_cramp(&to).and_then(|()| journal.cramp(&to.id)))
    }

    /// Confirms that the time of a suspect entry is right: it counts from now on.
    ///
    /// # Errors
    /// [`JournalError::NotFound`].
    pub fn confirm(&self, cramp_id: String) -> Result<Cramp> {
        let id = canonical_id("cramp_id", &cramp_id)?;
        self.write(|journal| journal.set_clock(&id, ClockMark::Confirmed).and_then(|()| journal.cramp(&id)))
    }

    /// Deletes an entry. [`restore`](Self::restore) brings it back.
    ///
    /// # Errors
    /// [`JournalError::NotFound`].
    pub fn delete(&self, entry: EntryKey) -> Result<()> {
        self.set_removed(entry, true)
    }

    /// Brings back an entry that was taken back or deleted.
    ///
    /// # Errors
    /// [`JournalError::NotFound`].
    pub fn restore(&self, entry: EntryKey) -> Result<()> {
        self.set_removed(entry, false)
    }

    /// Answers "Any cramp last night?". "No" takes the night's cramps back and writes the explicit zero;
    /// "one" and "two or more" add a cramp of unknown time under `id`, for its details.
    ///
    /// # Errors
    /// [`JournalError::IdTaken`] when `id` belongs to something else.
    pub fn answer_any_cramp(&self, night: Night, answer: AnyCramp, id: String) -> Result<NightPage> {
        let id = canonical_id("id", &id)?;
        self.write(|journal| journal.answer_any_cramp(night, answer, &id).and_then(|()| journal.page(night)))
    }

    /// Takes "no cramp" back: the cramps it had taken back count again, and the zero is no longer said.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn undo_no_cramp(&self, night: Night) -> Result<NightPage> {
        self.write(|journal| journal.undo_no_cramp(night).and_then(|()| journal.page(night)))
    }

    /// Replaces what was said of the evening before a night.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_evening(&self, evening: Evening) -> Result<NightPage> {
        let evening = evening.checked()?;
        self.write(|journal| journal.save_evening(&evening).and_then(|()| journal.page(evening.night)))
    }

    /// Replaces what was said of the morning after a night.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_morning(&self, morning: Morning) -> Result<NightPage> {
        morning.check()?;
        self.write(|journal| journal.save_morning(&morning).and_then(|()| journal.page(morning.night)))
    }

    /// The newest profile; every answer unknown when there is none.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn profile(&self) -> Result<Profile> {
        self.read(|journal| journal.profile(None))
    }

    /// The profile that held on a day; every answer unknown before the first one.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn profile_on(&self, day: NaiveDate) -> Result<Profile> {
        check_day("day", day)?;
        self.read(|journal| journal.profile(Some(day)))
    }

    /// Writes what the person says of themselves from a day on. What held before stays true for the days before.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_profile(&self, profile: Profile, since: NaiveDate) -> Result<()> {
        profile.check()?;
        check_day("since", since)?;
        self.write(|journal| journal.save_profile(&profile, since))
    }

    /// The conditions of the profile.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn conditions(&self) -> Result<Vec<Condition>> {
        self.read(|journal| journal.conditions())
    }

    /// Replaces a condition, or adds it.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_condition(&self, condition: Condition) -> Result<()> {
        let condition = condition.checked()?;
        self.write(|journal| journal.save_condition(&condition))
    }

    /// The medicines of the profile.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn medicines(&self) -> Result<Vec<Medicine>> {
        self.read(|journal| journal.medicines())
    }

    /// Replaces a medicine, or adds it.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_medicine(&self, medicine: Medicine) -> Result<()> {
        let medicine = medicine.checked()?;
        self.write(|journal| journal.save_medicine(&medicine))
    }

    /// The person's own factors, retired ones too.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn factors(&self) -> Result<Vec<Factor>> {
        self.read(|journal| journal.factors())
    }

    /// Replaces a factor, or adds it. A factor is retired, never deleted: old evenings name it.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_factor(&self, factor: Factor) -> Result<()> {
        let factor = factor.checked()?;
        self.write(|journal| journal.save_factor(&factor))
    }

    /// The first screen, whole, in one call.
    ///
    /// A few entries that lie more than 12 hours ahead of `now` are marked as made under a wrong clock, see [`ClockMark`];
    /// many of them say that `now` is wrong, and nothing is marked.
    ///
    /// # Errors
    /// Storage errors, and [`JournalError::InvalidInput`] for a moment that cannot be.
    pub fn tonight(&self, now: Moment) -> Result<Tonight> {
        now.check()?;
        let ahead = self.read(|journal| journal.ahead_of(&now))?;
        if blames_entries(&now, ahead.len()) {
            let mark = |journal: &Writer<'_>| ahead.iter().try_for_each(|id| journal.set_clock(id, ClockMark::Suspect));
            // On a full disk the marks can wait for another night; the screen cannot.
            self.write(mark).unwrap_or_else(|error| log::warn!("suspects stay unmarked: {}", error.name()));
        }
        self.read(|journal| journal.tonight(&now))
    }

    /// Everything about one night.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn night(&self, night: Night) -> Result<NightPage> {
        self.read(|journal| journal.page(night))
    }

    /// What is known of each night from `first` to `last`, both included, oldest first: a calendar.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] when `last` comes before `first` or more than a hundred years after it.
    pub fn nights(&self, first: Night, last: Night) -> Result<Vec<NightMark>> {
        self.read(|journal| journal.nights(first, last))
    }

    /// Everything about each night from `first` to `last` of which anything was said, oldest first: a list.
    ///
    /// # Errors
    /// As for [`nights`](Self::nights).
    pub fn pages(&self, first: Night, last: Night) -> Result<Vec<NightPage>> {
        self.read(|journal| journal.pages(first, last))
    }

    /// The hour at which one night ends and the next begins, 0 to 23.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn cut_hour(&self) -> Result<u8> {
        Ok(self.read(|journal| journal.cut_hour())?.hour())
    }

    /// Sets that hour. No entry is rewritten; all are counted under the nights of the new hour.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] above 23.
    pub fn set_cut_hour(&self, hour: u8) -> Result<()> {
        let cut = CutHour::new(hour)?;
        self.write(|journal| journal.set_cut_hour(cut))
    }

    /// Takes in the taps and the records of reminders that other surfaces left in the directory `inbox`. Each is taken in
    /// once, however often its file comes. Call it when the app starts and when it comes to the front.
    ///
    /// # Errors
    /// Storage errors; the files stay where they are then.
    pub fn ingest(&self, inbox: String) -> Result<Ingested> {
        Ok(self.store.ingest(Path::new(&inbox), self.now_ms())?)
    }

    /// A new id for a tap, a cramp, a factor, a condition, a medicine, a report or an acknowledgement.
    pub fn new_id(&self) -> String {
        self.setup.ids.new_id()
    }

    /// Closes the file. Every later call fails with [`JournalError::Shut`].
    pub fn shut(&self) {
        self.store.shut();
    }
}

impl Journal {
    /// Opens a journal with other file layers, another clock or source of ids: for tests and harnesses.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_with(dir: &str, setup: Setup) -> Result<Self> {
        Self::opened(dir, setup, Store::open)
    }

    pub(super) fn opened(
        dir: &str,
        setup: Setup,
        open: fn(Place, i64) -> std::result::Result<Store, StoreError>,
    ) -> Result<Self> {
        let place = Place::new(Path::new(dir), setup.vfs.clone(), Arc::clone(&setup.disk))?;
        Ok(Self { store: open(place, setup.clock.now().timestamp_millis())?, setup })
    }

    pub(super) fn now_ms(&self) -> i64 {
        self.setup.clock.now().timestamp_millis()
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, StoreError>) -> Result<T> {
        Ok(self.store.read(self.now_ms(), work)?)
    }

    pub(super) fn write<T>(&self, work: impl FnMut(&Writer<'_>) -> std::result::Result<T, StoreError>) -> Result<T> {
        Ok(self.store.write(self.now_ms(), work)?)
    }

    fn set_removed(&self, entry: EntryKey, removed: bool) -> Result<()> {
        match entry {
            EntryKey::Cramp { id } => {
                let id = canonical_id("id", &id)?;
                self.write(|journal| journal.set_removed(&id, removed.then_some(Removal::Deleted)))
            }
            EntryKey::Evening { night } => self.write(|journal| journal.set_evening_removed(night, removed)),
            EntryKey::Morning { night } => self.write(|journal| journal.set_morning_removed(night, removed)),
            EntryKey::Sign { id } => {
                let id = canonical_id("id", &id)?;
                self.write(|journal| journal.set_report_removed(&id, removed))
            }
            EntryKey::Acknowledgement { id } => {
                let id = canonical_id("id", &id)?;
                self.write(|journal| journal.set_acknowledgement_removed(&id, removed))
            }
            EntryKey::Condition { id } => {
                let id = canonical_id("id", &id)?;
                self.write(|journal| journal.set_condition_removed(&id, removed))
            }
            EntryKey::Medicine { id } => {
                let id = canonical_id("id", &id)?;
                self.write(|journal| journal.set_medicine_removed(&id, removed))
            }
        }
    }
}

/// The hour at which to end the night for someone who usually goes to bed at `bedtime`: 14 hours later.
///
/// # Errors
/// [`JournalError::InvalidInput`] for a time that no clock shows.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn proposed_cut_hour(bedtime: NaiveTime) -> Result<u8> {
    Ok(CutHour::proposed_for(bedtime).hour())
}

/// Details of which nobody has said anything yet: the start for filling some in.
#[cfg_attr(feature = "uniffi", uniffi::export)]
#[must_use]
pub fn unanswered_details() -> CrampDetails {
    CrampDetails::default()
}

/// An evening of which nobody has said anything yet.
///
/// # Errors
/// [`JournalError::InvalidInput`] for a night that no journal can hold.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn unanswered_evening(night: Night) -> Result<Evening> {
    Ok(Evening::unanswered(night))
}

/// A morning of which nobody has said anything yet.
///
/// # Errors
/// [`JournalError::InvalidInput`] for a night that no journal can hold.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn unanswered_morning(night: Night) -> Result<Morning> {
    Ok(Morning::unanswered(night))
}
