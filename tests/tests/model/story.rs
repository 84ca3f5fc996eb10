//! A story: each step is taken in a journal and in the model of it, and both must say the same.

mod fate;
mod reminders;
mod reports;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use nightcramp::{
    Answer, Clock, ClockMark, Cramp, CrampDetails, EntryKey, Evening, Factor, FactorAnswer, Health, InboxTap, Ingested,
    Journal, JournalError, LocalCopy, Moment, Morning, NewCramp, Night, NightState, Problem, Profile, Setup, Tap,
    TapOutcome, TapSource, ZoneWindow, unanswered_evening, unanswered_morning,
};
use nightcramp_tests::{SetClock, fast_dir, fixed_zone, rows, with_an_empty_journal};

use crate::maps::{Episode, Gone, Model, Place, shown};
use crate::steps::{Entry, FACTORS, NIGHTS, Step, ZONES};

pub(crate) const HOUR_MS: i64 = 3_600_000;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;
/// 2026-10-20, counted in days from 1970.
const FIRST_DAY: i64 = 20_746;
/// How many local copies there are at most.
const COPIES: usize = 3;
/// Between two whole comparisons.
const LOOK_EVERY: usize = 8;

/// What is wrong with a journal that the harness must see through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Planted {
    Nothing,
    /// Every third undo only says that it was done.
    ForgetsAnUndo,
    /// A kill takes what was committed and not yet moved into the database.
    LosesItsLog,
    /// A copy that is restored is not put in place.
    KeepsWhatItWas,
}

pub(crate) fn night(day: i64) -> Night {
    Night::ending_on(date(day)).unwrap()
}

fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap()
}

fn date(day: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + TimeDelta::days(day)
}

/// One of the keys, whichever `n` falls on; `None` when there is none yet.
fn pick<'m, V>(mut keys: impl ExactSizeIterator<Item = (&'m String, V)>, n: usize) -> Option<String> {
    let at = n.checked_rem(keys.len())?;
    keys.nth(at).map(|(key, _)| key.clone())
}

pub(crate) struct Story {
    planted: Planted,
    dir: tempfile::TempDir,
    journal: Journal,
    clock: SetClock,
    model: Model,
    /// Names of the local copies with what they hold, newest first.
    copies: Vec<(String, Model)>,
    /// Taps that wait in the inbox.
    waiting: BTreeMap<String, Moment>,
    zone: (i32, &'static str),
    asleep: bool,
    ids: u64,
    undos: u32,
}

impl Story {
    pub(crate) fn begin(planted: Planted) -> Self {
        let clock = SetClock::at(instant(FIRST_DAY * DAY_MS + 12 * HOUR_MS));
        let dir = with_an_empty_journal();
        let journal = open(dir.path(), &clock);
        let waiting = BTreeMap::new();
        let (model, copies, zone) = (Model::empty(), Vec::new(), ZONES[0]);
        Self { planted, dir, journal, clock, model, copies, waiting, zone, asleep: false, ids: 0, undos: 0 }
    }

    /// Takes all steps and compares what the journal shows now and then, and at the end.
    pub(crate) fn tell(&mut self, steps: &[Step]) {
        for (n, step) in steps.iter().enumerate() {
            self.take(step);
            if n % LOOK_EVERY == LOOK_EVERY - 1 {
                self.compare();
            }
        }
        self.compare();
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Tap(s) => self.press(s),
            Step::TapTwice(s) => [s, s + 4].into_iter().for_each(|s| self.press(s)),
            Step::Inbox(s) => {
                let tap = self.new_tap(s);
                self.put_into_the_inbox(tap);
            }
            Step::Ingest => self.ingest(),
            Step::TapAgain(n) | Step::Undo(n) | Step::Split(n) => {
                if let Some(id) = pick(self.model.taps.iter(), n) {
                    self.correct_tap(step, id);
                }
            }
            Step::Describe(n, ..) | Step::Move(n, ..) | Step::Confirm(n) => {
                if let Some(id) = pick(self.model.cramps.iter(), n) {
                    self.correct_cramp(step, id);
                }
            }
            Step::Add(day, hour) => self.add(FIRST_DAY + day, hour),
            Step::Delete(entry) => self.remove(entry, true),
            Step::Restore(entry) => self.remove(entry, false),
            Step::Look(s) => {
                let now = self.moment(s);
                self.journal.tonight(now.clone()).unwrap();
                if !self.asleep {
                    self.model.doubt(now.at.timestamp_millis());
                }
            }
            Step::Zone(n) => self.zone = ZONES[n],
            Step::Clock(day) => self.clock.set((FIRST_DAY + day) * DAY_MS + 12 * HOUR_MS),
            Step::Reopen | Step::Kill | Step::Suspend | Step::Resume => self.sleep_or_wake(step),
            Step::Check | Step::Maintain | Step::RestoreCopy(_) | Step::Recover | Step::Erase => self.look_after(step),
            Step::Report(..) | Step::Acknowledge(..) => self.report(step),
            Step::Remind(..) | Step::Wish(..) => self.remind(step),
            _ => self.check_in(step),
        }
    }

    fn now_ms(&self) -> i64 {
        self.clock.now().timestamp_millis()
    }

    /// What a call returned, or `None` when the journal sleeps: then the call must have said so, and changed nothing.
    #[track_caller]
    fn awake<T: std::fmt::Debug>(&self, done: Result<T, JournalError>) -> Option<T> {
        if self.asleep {
            assert_eq!(done.unwrap_err(), JournalError::Suspended);
            return None;
        }
        Some(done.unwrap())
    }

    fn new_id(&mut self) -> String {
        self.ids += 1;
        // Multiplied by an odd number, so that a later id is not always the larger one.
        format!("0199f0c2-7b1e-7cc3-9a52-{:012x}", self.ids.wrapping_mul(0x9e37_79b9_7f4b) & 0xffff_ffff_ffff)
    }

    fn moment(&self, s: i64) -> Moment {
        let at = instant(FIRST_DAY * DAY_MS + s * 1000);
        Moment { at, offset_s: self.zone.0, zone: self.zone.1.into() }
    }

    fn new_tap(&mut self, s: i64) -> Tap {
        Tap { id: self.new_id(), at: self.moment(s), source: TapSource::App }
    }

    fn inbox(&self) -> PathBuf {
        self.dir.path().join("inbox")
    }

    /// A press as an app handles it: what the journal refuses goes to the inbox.
    fn press(&mut self, s: i64) {
        let tap = self.new_tap(s);
        let kept = self.journal.tap(tap.clone());
        match self.awake(kept) {
            Some(kept) => {
                assert_eq!(kept.outcome, self.model.tap(&tap.id, &tap.at));
                assert_eq!(kept.cramp_id, self.model.taps[&tap.id].1);
            }
            None => self.put_into_the_inbox(tap),
        }
    }

    fn put_into_the_inbox(&mut self, tap: Tap) {
        InboxTap::new(tap.clone()).unwrap().write(&self.inbox()).unwrap();
        self.waiting.insert(tap.id, tap.at);
    }

    fn ingest(&mut self) {
        let taken = self.journal.ingest(self.inbox().to_str().unwrap().into());
        if self.waiting.is_empty() {
            assert_eq!(taken, Ok(Ingested::default()));
        } else if let Some(taken) = self.awake(taken) {
            assert_eq!(usize::try_from(taken.kept).unwrap(), self.waiting.len());
            for (id, at) in std::mem::take(&mut self.waiting) {
                self.model.tap(&id, &at);
            }
        }
    }

    fn correct_tap(&mut self, step: &Step, id: String) {
        let (at, cramp) = self.model.taps[&id].clone();
        match step {
            Step::TapAgain(_) => {
                let again = self.journal.tap(Tap { id, at, source: TapSource::App });
                if let Some(kept) = self.awake(again) {
                    assert_eq!((kept.outcome, kept.cramp_id), (TapOutcome::Repeated, cramp));
                }
            }
            Step::Undo(_) => {
                let undone = self.undo(id, &cramp);
                if let Some(undone) = self.awake(undone) {
                    assert_eq!(undone.id, cramp);
                    self.model.cramps.get_mut(&cramp).unwrap().gone = Gone::Removed;
                }
            }
            _ => {
                let split = self.journal.split(id.clone());
                if let Some(split) = self.awake(split) {
                    assert_eq!(split.id, id);
                    self.model.split(&id);
                }
            }
        }
    }

    fn undo(&mut self, id: String, cramp: &str) -> Result<Cramp, JournalError> {
        self.undos += 1;
        let forgets = self.planted == Planted::ForgetsAnUndo && self.undos.is_multiple_of(3) && !self.asleep;
        if forgets { self.journal.cramp(cramp.into()) } else { self.journal.undo(id) }
    }

    fn correct_cramp(&mut self, step: &Step, id: String) {
        let mut changed = self.model.cramps[&id].clone();
        let done = match *step {
            Step::Describe(_, pain, woke_me) => {
                changed.said = (Some(pain), woke_me);
                self.journal.describe(id.clone(), CrampDetails { pain: Some(pain), woke_me, ..Default::default() })
            }
            Step::Move(_, day, hour) => {
                let (told, place) = self.told(id.clone(), FIRST_DAY + day, hour);
                (changed.place, changed.clock) = (place, ClockMark::Confirmed);
                self.journal.move_cramp(told)
            }
            _ => {
                changed.clock = ClockMark::Confirmed;
                self.journal.confirm(id.clone())
            }
        };
        if self.awake(done).is_some() {
            self.model.cramps.insert(id, changed);
        }
    }

    fn add(&mut self, day: i64, hour: Option<u8>) {
        let id = self.new_id();
        let (told, place) = self.told(id.clone(), day, hour);
        for _ in ["told", "told again"] {
            let added = self.journal.add_cramp(told.clone());
            self.awake(added);
        }
        if !self.asleep {
            self.model.cramps.insert(id, Episode::new(place));
        }
    }

    /// A cramp as the person tells it, and where the model has it then.
    fn told(&self, id: String, day: i64, hour: Option<u8>) -> (NewCramp, Place) {
        let (offset_s, zone) = self.zone;
        let time = hour.map(|hour| NaiveTime::from_hms_opt(hour.into(), 0, 0).unwrap());
        let window = ZoneWindow { zone: zone.into(), ..fixed_zone(night(day), offset_s) };
        let place = hour.map_or(Place::SomeTimeIn(day), |hour| {
            let ms = self.model.wall_ms(day, hour) - i64::from(offset_s) * 1000;
            Place::Told(Moment { at: instant(ms), offset_s, zone: zone.into() })
        });
        (NewCramp { id, night: night(day), time, zone: window }, place)
    }

    fn remove(&mut self, entry: Entry, removed: bool) {
        let key = match entry {
            Entry::Cramp(n) => match pick(self.model.cramps.iter(), n) {
                Some(id) => EntryKey::Cramp { id },
                None => return,
            },
            Entry::Evening(day) => EntryKey::Evening { night: night(FIRST_DAY + day) },
            Entry::Morning(day) => EntryKey::Morning { night: night(FIRST_DAY + day) },
            Entry::Report(_) | Entry::Acknowledgement(_) => return self.remove_report(entry, removed),
        };
        let done = if removed { self.journal.delete(key.clone()) } else { self.journal.restore(key.clone()) };
        let day = |entry: i64| FIRST_DAY + entry;
        let flag = match entry {
            Entry::Evening(it) => self.model.evenings.get_mut(&day(it)).map(|(_, flag)| flag),
            Entry::Morning(it) => self.model.mornings.get_mut(&day(it)).map(|morning| &mut morning.removed),
            Entry::Cramp(_) | Entry::Report(_) | Entry::Acknowledgement(_) => None,
        };
        match (key, flag) {
            (EntryKey::Cramp { id }, _) => {
                if self.awake(done).is_some() {
                    self.model.cramps.get_mut(&id).unwrap().gone = if removed { Gone::Removed } else { Gone::No };
                }
            }
            (_, Some(flag)) if !self.asleep => {
                *flag = removed;
                done.unwrap();
            }
            (_, None) if !self.asleep => assert!(matches!(done, Err(JournalError::NotFound { .. })), "{done:?}"),
            _ => assert_eq!(done, Err(JournalError::Suspended)),
        }
    }
}

/// Check-ins, the profile and settings.
impl Story {
    fn check_in(&mut self, step: &Step) {
        match *step {
            Step::Say(day, said) => {
                let (day, id) = (FIRST_DAY + day, self.new_id());
                let page = self.journal.answer_any_cramp(night(day), said, id.clone());
                if let Some(page) = self.awake(page) {
                    self.model.say(day, said, &id);
                    assert_eq!(shown(&page), self.model.shows(day));
                }
            }
            Step::UndoNone(day) => {
                let page = self.journal.undo_no_cramp(night(FIRST_DAY + day));
                if let Some(page) = self.awake(page) {
                    self.model.undo_none(FIRST_DAY + day);
                    assert_eq!(shown(&page), self.model.shows(FIRST_DAY + day));
                }
            }
            Step::SaveEvening(day, glasses, factors) => self.save_evening(FIRST_DAY + day, glasses, factors),
            Step::SaveMorning(day, cramps, disturbed) => {
                let day = FIRST_DAY + day;
                let unanswered = unanswered_morning(night(day)).unwrap();
                let said = Morning { cramps, sleep_disturbance: Some(disturbed), ..unanswered };
                if self.awake(self.journal.save_morning(said.clone())).is_some() {
                    self.model.save_morning(day, said);
                }
            }
            Step::SaveFactor(n, retired) => {
                let factor = Factor { id: factor_id(n), name: format!("factor {n}"), retired };
                if self.awake(self.journal.save_factor(factor.clone())).is_some() {
                    self.model.factors.insert(factor.id.clone(), factor);
                }
            }
            Step::SaveProfile(since, born) => {
                let profile = Profile { birth_year: Some(born), ..Profile::unanswered() };
                if self.awake(self.journal.save_profile(profile.clone(), date(FIRST_DAY + since))).is_some() {
                    self.model.profiles.insert(FIRST_DAY + since, profile);
                }
            }
            Step::Cut(hour) => {
                if self.awake(self.journal.set_cut_hour(hour)).is_some() {
                    self.model.cut = hour.into();
                }
            }
            _ => unreachable!("{step:?} is no check-in"),
        }
    }

    fn save_evening(&mut self, day: i64, glasses: u8, factors: [Answer; FACTORS]) {
        let answers = factors.into_iter().enumerate();
        let factors = answers.map(|(n, answer)| FactorAnswer { factor_id: factor_id(n), answer });
        let known: Vec<_> = factors.filter(|it| self.model.factors.contains_key(&it.factor_id)).collect();
        let mut evening =
            Evening { water_glasses: Some(glasses), factors: known, ..unanswered_evening(night(day)).unwrap() };
        if self.awake(self.journal.save_evening(evening.clone())).is_some() {
            evening.factors.retain(|factor| factor.answer != Answer::Unknown);
            self.model.evenings.insert(day, (evening, false));
        }
    }
}

/// Journal and model side by side.
impl Story {
    fn compare(&self) {
        let days = FIRST_DAY - 2..FIRST_DAY + NIGHTS + 2;
        let (first, last) = (night(days.start), night(days.end - 1));
        let marks = self.journal.nights(first, last).unwrap();
        let mut pages = self.journal.pages(first, last).unwrap().into_iter().peekable();
        for (day, mark) in days.zip(marks) {
            let expected = self.model.shows(day);
            assert_eq!((mark.night, mark.state, mark.cramps), (night(day), expected.0, expected.1));
            match pages.next_if(|page| page.mark.night == night(day)) {
                Some(page) => assert_eq!(shown(&page), expected, "{}", night(day)),
                None => assert_eq!(expected, (NightState::Unknown, 0, vec![], None, None), "{day} is not listed"),
            }
        }
        assert_eq!(pages.next(), None);
        let health = self.journal.health().unwrap();
        assert_eq!(health.checked_at.map(|at| at.timestamp_millis()), self.model.checked_ms);
        let names = |copy: &LocalCopy| copy.name.clone();
        let copies = self.copies.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(health.copies.iter().map(names).collect::<Vec<_>>(), copies);
        if !self.asleep {
            // Asleep, each of these would open the file for itself.
            self.compare_one_by_one();
        }
    }

    fn compare_one_by_one(&self) {
        for day in FIRST_DAY..FIRST_DAY + NIGHTS {
            assert_eq!(self.journal.profile_on(date(day)).unwrap(), self.model.profile_on(day), "{day}");
        }
        for (id, episode) in &self.model.cramps {
            assert_eq!(self.journal.cramp(id.clone()).unwrap().removed, episode.gone != Gone::No, "{id}");
        }
        self.compare_reports();
        self.compare_reminders();
        assert_eq!(self.journal.factors().unwrap(), self.model.factors.values().cloned().collect::<Vec<_>>());
        assert_eq!(i64::from(self.journal.cut_hour().unwrap()), self.model.cut);
    }
}

fn factor_id(n: usize) -> String {
    format!("0199f0c2-7b1e-7cc3-9a53-{n:012x}")
}

fn open(dir: &Path, clock: &SetClock) -> Journal {
    let setup = Setup { clock: Arc::new(clock.clone()), ..Setup::default() };
    Journal::open_with(dir.to_str().unwrap(), setup).unwrap()
}

fn copy_all(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let copy = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&copy).unwrap();
            copy_all(&entry.path(), &copy);
        } else {
            std::fs::copy(entry.path(), copy).unwrap();
        }
    }
}
