//! Journals of whole years, the same for the same arguments.

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveTime, TimeDelta};
use nightcramp::{
    Acknowledgement, Answer, Condition, ConditionKind, CrampDetails, CrampDuration, CutHour, EntryKey, Evening, Factor,
    FactorAnswer, Journal, JournalError, Medicine, MedicineClass, Moment, Morning, Muscle, Night, Profile,
    ReminderAction, ReminderPreferences, ReminderRecord, Response, Setup, Side, Sign, SignReport, Soreness, Tap,
    TapSource, Word, reminder_defaults,
};

use crate::calls::nth_id;
use crate::{SetClock, moment, night, told};

/// A small generator with a long period (Steele's splitmix64): what it makes must not change with a library's version.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// An index below `length`.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.roll(length as u64)).expect("an index")
    }

    fn small(&mut self, sides: u64) -> u8 {
        u8::try_from(self.roll(sides)).expect("fewer sides than a byte has values")
    }
}

/// Writes so many nights up to `last`: about 150 cramps and 300 mornings a year. How many cramps those were.
///
/// # Errors
/// As for the calls that it makes.
pub fn write_nights(journal: &Journal, nights: i64, last: Night) -> Result<u32, JournalError> {
    let mut dice = Dice(7);
    let mut cramps = 0;
    for night in last.plus(1 - nights).through(last) {
        let count = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2][dice.index(10)];
        for _ in 0..count {
            cramp(journal, night, &mut dice)?;
            cramps += 1;
        }
        if dice.roll(5) > 0 {
            let disturbed = Some(dice.small(11));
            let morning = nightcramp::unanswered_morning(night)?;
            journal.save_morning(Morning { cramps: Some(count), sleep_disturbance: disturbed, ..morning })?;
        }
    }
    Ok(cramps)
}

fn cramp(journal: &Journal, night: Night, dice: &mut Dice) -> Result<(), JournalError> {
    let midnight = night.ends_on().and_time(NaiveTime::MIN).and_utc();
    let at = midnight + TimeDelta::milliseconds(i64::try_from(dice.roll(6 * 3_600_000)).expect("a quarter of a day"));
    let stamp = u64::try_from(at.timestamp_millis()).expect("a moment after 1970");
    let id = uuid::Builder::from_unix_timestamp_millis(stamp, &bytes(dice)).into_uuid();
    let at = Moment { at, offset_s: 3600, zone: "Europe/Berlin".into() };
    let kept = journal.tap(Tap { id: id.to_string(), at, source: TapSource::App })?;
    if dice.roll(3) > 0 {
        let details = CrampDetails {
            side: Some(if dice.roll(2) == 0 { Side::Left } else { Side::Right }),
            muscle: Some(Muscle::Calf),
            pain: Some(dice.small(11)),
            duration: Some(CrampDuration::OneToFiveMinutes),
            woke_me: Answer::Yes,
            ..CrampDetails::default()
        };
        journal.describe(kept.cramp_id, details)?;
    }
    Ok(())
}

fn bytes(dice: &mut Dice) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&dice.roll(u64::MAX).to_be_bytes());
    bytes
}

/// The last night of [`full_year`].
#[must_use]
pub fn last_night() -> Night {
    night("2026-11-22")
}

/// Writes a year in which everything was said that a journal can hold, with notes that fill several pages of the file.
///
/// # Errors
/// As for the calls that it makes.
pub fn full_year(journal: &Journal) -> Result<(), JournalError> {
    let last = last_night();
    write_nights(journal, 365, last)?;
    let mut dice = Dice(11);
    for n in 0..5 {
        let name = ["Long drives", "New shoes", "Stairs", "A late bus", "Gardening"][n as usize].into();
        journal.save_factor(Factor { id: nth_id(100 + n), name, retired: n == 4 })?;
    }
    for (n, night) in (0..).zip(last.plus(-364).through(last)) {
        if n % 2 == 0 {
            journal.save_evening(evening(night, &mut dice))?;
        }
        if n % 30 == 0 {
            let note = Some(note(&mut dice, 5000));
            journal.save_morning(Morning { cramps: Some(1), note, ..Morning::unanswered(night) })?;
        }
        if n % 40 == 1 {
            let time = if n % 80 == 1 { Some("03:30") } else { None };
            let cramp = journal.add_cramp(told(&nth_id(1000 + n), &night.to_string(), time))?;
            let details = CrampDetails {
                soreness_lasted: Some(Soreness::OneToThreeDays),
                urge_to_move: Answer::No,
                eased_by_walking: Answer::Yes,
                note: Some(note(&mut dice, 700)),
                ..CrampDetails::default()
            };
            journal.describe(cramp.id, details)?;
        }
        if n % 70 == 2 {
            let cramp = journal.add_cramp(told(&nth_id(2000 + n), &night.to_string(), None))?;
            journal.delete(EntryKey::Cramp { id: cramp.id })?;
        }
    }
    reports(journal, &mut dice)?;
    reminders(journal)?;
    of_the_person(journal)
}

/// A call each evening, and every third one put off.
fn reminders(journal: &Journal) -> Result<(), JournalError> {
    journal.save_reminder_preferences(ReminderPreferences {
        lead_min: 30,
        second_call: true,
        ..reminder_defaults()
    })?;
    for (n, night) in (0..).zip(last_night().plus(-364).through(last_night())) {
        let evening = night.begins_on(CutHour::NOON).and_hms_opt(20, 45, 0).expect("an evening").and_utc();
        let reminder = format!("bedtime:call:{night}");
        let at = Moment { at: evening, offset_s: 3600, zone: "Europe/Berlin".into() };
        let record = ReminderRecord { reminder, action: ReminderAction::Delivered, at };
        if n % 3 == 0 {
            journal.record_reminder(ReminderRecord { action: ReminderAction::Later, ..record.clone() })?;
        }
        journal.record_reminder(record)?;
    }
    Ok(())
}

/// A sign every third week, and an answer every second month.
fn reports(journal: &Journal, dice: &mut Dice) -> Result<(), JournalError> {
    let now = moment("2025-11-24T08:00:00+01:00");
    for n in 0..17 {
        let at = Moment { at: now.at + TimeDelta::days(21 * i64::from(n)), ..now.clone() };
        let sign = Sign::ALL[dice.index(Sign::ALL.len())];
        let answer = if dice.roll(4) == 0 { Answer::No } else { Answer::Yes };
        let since = Some(at.local().date()).filter(|_| n % 2 == 0);
        journal.report_sign(SignReport { id: nth_id(500 + n), sign, answer, at: at.clone(), since })?;
        if n % 3 == 0 {
            let on = at.local().date() + TimeDelta::days(14);
            let response = if n % 2 == 0 { Response::SeenFine } else { Response::Appointment { on } };
            journal.acknowledge(Acknowledgement {
                id: nth_id(600 + n),
                rule_id: format!("R{}", n + 1),
                response,
                at,
            })?;
        }
    }
    Ok(())
}

fn evening(night: Night, dice: &mut Dice) -> Evening {
    let length = if dice.roll(12) == 0 { 9000 } else { dice.index(200) };
    Evening {
        water_glasses: Some(dice.small(9)),
        caffeine_drinks: Some(dice.small(4)),
        sweating: if dice.roll(2) == 0 { Answer::Yes } else { Answer::No },
        heat: if dice.roll(2) == 0 { Answer::Yes } else { Answer::No },
        factors: (0..3)
            .map(|n| FactorAnswer {
                factor_id: nth_id(100 + n),
                answer: if dice.roll(2) == 0 { Answer::Yes } else { Answer::No },
            })
            .collect(),
        note: Some(note(dice, length)),
        ..Evening::unanswered(night)
    }
}

fn of_the_person(journal: &Journal) -> Result<(), JournalError> {
    for (year, since) in [(1951, "2025-11-23"), (1952, "2026-03-01")] {
        let profile = Profile {
            birth_year: Some(year),
            kidney_stage: Some(2),
            egfr: Some(71),
            cramps_began: Some(night("2021-05-01").ends_on()),
            drives: Answer::Yes,
            country: Some("DE".into()),
            ..Profile::unanswered()
        };
        journal.save_profile(profile, night(since).ends_on())?;
    }
    for (n, kind) in (300..).zip([ConditionKind::Thyroid, ConditionKind::Diabetes, ConditionKind::Neuropathy]) {
        journal.save_condition(Condition { id: nth_id(n), kind, answer: Answer::Yes, since: None, until: None })?;
    }
    for (n, class) in (400..).zip([MedicineClass::Statin, MedicineClass::Diuretic, MedicineClass::Quinine]) {
        let name = Some(format!("white ones, {n}"));
        journal.save_medicine(Medicine { id: nth_id(n), class, name, started: None, changed: None, stopped: None })?;
    }
    journal.set_cut_hour(13)
}

/// A note of about so many characters in which no stretch comes twice.
fn note(dice: &mut Dice, length: usize) -> String {
    let mut note = String::new();
    while note.len() < length {
        note.push_str(["cool ", "calf ", "süß ", "water ", "foot ", "late "][dice.index(6)]);
        note.push_str(&dice.roll(u64::MAX).to_string());
        note.push('\n');
    }
    note.chars().take(length).collect()
}

/// Makes [`full_year`] in `dir` under a clock, with a local copy, and shuts it: everything lies in the one file then.
///
/// # Panics
/// When that does not work.
pub fn make_full_year(dir: &Path, clock: SetClock) {
    let setup = Setup { clock: Arc::new(clock), ..Setup::default() };
    let journal = Journal::open_with(dir.to_str().expect("a path in UTF-8"), setup).expect("a journal");
    full_year(&journal).expect("a year");
    journal.check().expect("a sound journal");
    journal.shut();
    let log = dir.join("journal.db-wal").metadata().expect("the log stays");
    assert_eq!(log.len(), 0, "something is left in the log");
}
