//! Every public call that writes, once, for the harnesses that interrupt them.
//!
//! Each call may be made at any time after [`base`], and again: it names its own ids, as an app does that tries again.

use std::path::Path;

use nightcramp::{
    Acknowledgement, Answer, AnyCramp, Condition, ConditionKind, CrampDetails, EntryKey, Evening, Factor, FactorAnswer,
    InboxReminder, InboxTap, Journal, JournalError, Medicine, MedicineClass, Morning, Muscle, Profile, Relief,
    ReminderAction, ReminderPreferences, ReminderRecord, Response, Sign, SignReport, Tap, TapSource, reminder_defaults,
};

use crate::{moment, night, plan_in_berlin, told};

/// What a call returns: that it returned is the acknowledgement.
pub type Done = Result<(), JournalError>;

/// A public call that writes.
#[derive(Clone, Copy)]
pub struct WriteCall {
    /// Its name, with what is special about it.
    pub name: &'static str,
    /// Makes it, in a journal that uses this directory as its inbox.
    pub make: fn(&Journal, &Path) -> Done,
}

/// The `n`-th id of a story: always the same one.
#[must_use]
pub fn nth_id(n: u32) -> String {
    format!("0199f0c2-7b1e-7cc3-9a52-{n:012x}")
}

/// The `n`-th tap of a story, an hour after the one before; those of [`base`] are 1 to 4.
#[must_use]
pub fn nth_tap(n: u32) -> Tap {
    let mut at = moment("2026-10-20T01:00:00+01:00");
    at.at += chrono::TimeDelta::hours(n.into());
    Tap { id: nth_id(n), at, source: TapSource::App }
}

/// What every story begins with, call by call: something that each of [`WRITE_CALLS`] can change.
pub const BASE: [WriteCall; 14] = [
    WriteCall { name: "tap 1", make: |journal, _| journal.tap(nth_tap(1)).map(drop) },
    WriteCall { name: "tap 2", make: |journal, _| journal.tap(nth_tap(2)).map(drop) },
    WriteCall { name: "tap 3", make: |journal, _| journal.tap(nth_tap(3)).map(drop) },
    WriteCall { name: "tap 4, joined to 3", make: |journal, _| journal.tap(joined(4, 3)).map(drop) },
    WriteCall { name: "save_factor", make: |journal, _| journal.save_factor(factor("Long drives", false)) },
    WriteCall { name: "save_evening, empty", make: |journal, _| journal.save_evening(evening(None)).map(drop) },
    WriteCall {
        name: "save_morning, empty",
        make: |journal, _| journal.save_morning(Morning::unanswered(night("2026-10-21"))).map(drop),
    },
    WriteCall {
        name: "answer_any_cramp, no, the night before",
        make: |journal, _| journal.answer_any_cramp(night("2026-10-18"), AnyCramp::NoCramp, nth_id(900)).map(drop),
    },
    WriteCall { name: "report_sign 902", make: |journal, _| journal.report_sign(report(902, Sign::WalkingPain)) },
    WriteCall { name: "acknowledge 903", make: |journal, _| journal.acknowledge(seen(903)) },
    WriteCall {
        name: "save_reminder_preferences, as at first",
        make: |journal, _| journal.save_reminder_preferences(reminder_defaults()),
    },
    WriteCall {
        name: "record_reminder, delivered, the night before",
        make: |journal, _| journal.record_reminder(record("bedtime:call:2026-10-20", ReminderAction::Delivered)),
    },
    WriteCall {
        name: "record_reminder, ten days ahead",
        make: |journal, _| {
            let (reminder, action, at) = (AHEAD.into(), ReminderAction::Delivered, moment("2026-10-31T22:45:00+01:00"));
            journal.record_reminder(ReminderRecord { reminder, action, at })
        },
    },
    WriteCall { name: "plan, which doubts it", make: |journal, _| plan(journal, "2026-10-21T12:00:00+02:00") },
];

/// Every public call that writes, and what it can be asked.
pub const WRITE_CALLS: [WriteCall; 36] = [
    WriteCall { name: "tap", make: |journal, _| journal.tap(nth_tap(500)).map(drop) },
    WriteCall { name: "tap, joined", make: |journal, _| journal.tap(joined(501, 2)).map(drop) },
    WriteCall { name: "undo", make: |journal, _| journal.undo(nth_id(1)).map(drop) },
    WriteCall { name: "split", make: |journal, _| journal.split(nth_id(4)).map(drop) },
    WriteCall { name: "describe", make: |journal, _| journal.describe(nth_id(3), details()).map(drop) },
    WriteCall {
        name: "add_cramp",
        make: |journal, _| journal.add_cramp(told(&nth_id(502), "2026-10-19", Some("03:30"))).map(drop),
    },
    WriteCall {
        name: "add_cramp, time unknown",
        make: |journal, _| journal.add_cramp(told(&nth_id(503), "2026-10-19", None)).map(drop),
    },
    WriteCall {
        name: "move_cramp",
        make: |journal, _| journal.move_cramp(told(&nth_id(2), "2026-10-17", Some("02:00"))).map(drop),
    },
    WriteCall { name: "confirm", make: |journal, _| journal.confirm(nth_id(3)).map(drop) },
    WriteCall { name: "delete, cramp", make: |journal, _| journal.delete(EntryKey::Cramp { id: nth_id(3) }) },
    WriteCall { name: "restore, cramp", make: |journal, _| journal.restore(EntryKey::Cramp { id: nth_id(1) }) },
    WriteCall {
        name: "delete, evening",
        make: |journal, _| journal.delete(EntryKey::Evening { night: night("2026-10-21") }),
    },
    WriteCall {
        name: "delete, morning",
        make: |journal, _| journal.delete(EntryKey::Morning { night: night("2026-10-21") }),
    },
    WriteCall {
        name: "answer_any_cramp, no",
        make: |journal, _| journal.answer_any_cramp(night("2026-10-20"), AnyCramp::NoCramp, nth_id(504)).map(drop),
    },
    WriteCall {
        name: "answer_any_cramp, two",
        make: |journal, _| journal.answer_any_cramp(night("2026-10-16"), AnyCramp::TwoOrMore, nth_id(505)).map(drop),
    },
    WriteCall { name: "undo_no_cramp", make: |journal, _| journal.undo_no_cramp(night("2026-10-18")).map(drop) },
    WriteCall {
        name: "save_evening",
        make: |journal, _| journal.save_evening(evening(Some("A long walk\nand a late bus"))).map(drop),
    },
    WriteCall { name: "save_morning", make: |journal, _| journal.save_morning(morning()).map(drop) },
    WriteCall {
        name: "save_profile",
        make: |journal, _| {
            let profile = Profile { birth_year: Some(1952), country: Some("DE".into()), ..Profile::unanswered() };
            journal.save_profile(profile, night("2026-10-01").ends_on())
        },
    },
    WriteCall {
        name: "save_condition",
        make: |journal, _| {
            let (kind, answer) = (ConditionKind::Thyroid, Answer::No);
            journal.save_condition(Condition { id: nth_id(506), kind, answer, since: None, until: None })
        },
    },
    WriteCall {
        name: "save_medicine",
        make: |journal, _| {
            let (class, name) = (MedicineClass::Statin, Some("the white one".into()));
            let id = nth_id(507);
            journal.save_medicine(Medicine { id, class, name, started: None, changed: None, stopped: None })
        },
    },
    WriteCall { name: "save_factor", make: |journal, _| journal.save_factor(factor("Drives", true)) },
    WriteCall { name: "report_sign", make: |journal, _| journal.report_sign(report(511, Sign::DarkUrine)) },
    WriteCall { name: "delete, report", make: |journal, _| journal.delete(EntryKey::Sign { id: nth_id(902) }) },
    WriteCall { name: "acknowledge", make: |journal, _| journal.acknowledge(appointment(512)) },
    WriteCall {
        name: "delete, acknowledgement",
        make: |journal, _| journal.delete(EntryKey::Acknowledgement { id: nth_id(903) }),
    },
    WriteCall {
        name: "save_reminder_preferences",
        make: |journal, _| {
            let preferences = ReminderPreferences { second_call: true, ..reminder_defaults() };
            journal.save_reminder_preferences(preferences)
        },
    },
    WriteCall {
        name: "record_reminder, delivered",
        make: |journal, _| journal.record_reminder(record("bedtime:call:2026-10-21", ReminderAction::Delivered)),
    },
    WriteCall {
        name: "record_reminder, done",
        make: |journal, _| journal.record_reminder(record("bedtime:call:2026-10-21", ReminderAction::Done)),
    },
    WriteCall {
        name: "record_reminder, soaked",
        make: |journal, _| journal.record_reminder(record("soak:call:2026-10-19", ReminderAction::Done)),
    },
    WriteCall {
        name: "record_reminder, in bed",
        make: |journal, _| journal.record_reminder(record("bedtime:call:2026-10-21", ReminderAction::InBed)),
    },
    WriteCall { name: "plan", make: |journal, _| plan(journal, "2026-10-23T12:00:00+02:00") },
    WriteCall { name: "trust_reminder", make: |journal, _| journal.trust_reminder(AHEAD.into()) },
    WriteCall {
        name: "already_in_bed",
        make: |journal, _| journal.already_in_bed(moment("2026-10-22T23:05:00+02:00")),
    },
    WriteCall { name: "set_cut_hour", make: |journal, _| journal.set_cut_hour(15) },
    WriteCall {
        name: "ingest",
        make: |journal, inbox| {
            for n in 508..511 {
                let tap = InboxTap::new(nth_tap(n)).expect("a sound tap");
                tap.write(inbox).expect("an inbox that can be written");
            }
            nth_record(511).write(inbox).expect("an inbox that can be written");
            journal.ingest(inbox.to_str().expect("a path in UTF-8").into()).map(drop)
        },
    },
];

/// A reminder's answer that waits in the inbox, at the moment of the `n`-th tap.
#[must_use]
pub fn nth_record(n: u32) -> InboxReminder {
    let (reminder, action, at) = ("bedtime:call:2026-10-26".into(), ReminderAction::Done, nth_tap(n).at);
    InboxReminder::new(&nth_id(n), ReminderRecord { reminder, action, at }).expect("a sound record")
}

fn joined(n: u32, to: u32) -> Tap {
    let mut at = nth_tap(to).at;
    at.at += chrono::TimeDelta::seconds(5);
    Tap { id: nth_id(n), at, source: TapSource::Watch }
}

fn factor(name: &str, retired: bool) -> Factor {
    Factor { id: nth_id(901), name: name.into(), retired }
}

fn evening(note: Option<&str>) -> Evening {
    let mut evening = Evening::unanswered(night("2026-10-21"));
    evening.note = note.map(str::to_owned);
    if note.is_some() {
        evening.factors = vec![FactorAnswer { factor_id: nth_id(901), answer: Answer::Yes }];
        evening.water_glasses = Some(5);
    }
    evening
}

fn morning() -> Morning {
    Morning { sleep_disturbance: Some(6), soreness: Answer::Yes, ..Morning::unanswered(night("2026-10-21")) }
}

fn report(n: u32, sign: Sign) -> SignReport {
    let at = moment("2026-10-21T22:00:00+02:00");
    SignReport { id: nth_id(n), sign, answer: Answer::Yes, since: Some(night("2026-10-20").ends_on()), at }
}

fn seen(n: u32) -> Acknowledgement {
    let at = moment("2026-10-22T09:00:00+02:00");
    Acknowledgement { id: nth_id(n), rule_id: "R2".into(), response: Response::SeenFine, at }
}

fn appointment(n: u32) -> Acknowledgement {
    let on = night("2026-11-02").ends_on();
    Acknowledgement { rule_id: "R21".into(), response: Response::Appointment { on }, ..seen(n) }
}

fn record(reminder: &str, action: ReminderAction) -> ReminderRecord {
    ReminderRecord { reminder: reminder.into(), action, at: moment("2026-10-20T22:50:00+02:00") }
}

/// The reminder of a record that lies ahead.
const AHEAD: &str = "bedtime:call:2026-11-01";

/// A plan comes whatever the disk says: what is acknowledged is the ledger, once it holds the last of the plan.
fn plan(journal: &Journal, now: &str) -> Done {
    let plan = plan_in_berlin(journal, moment(now).at)?;
    let last = plan.items.last().expect("an evening to come");
    let is_kept = journal.reminder_ledger(last.night, last.night)?.iter().any(|line| line.reminder == last.id);
    if is_kept { Ok(()) } else { Err(JournalError::StorageBusy) }
}

fn details() -> CrampDetails {
    CrampDetails {
        muscle: Some(Muscle::Calf),
        pain: Some(7),
        what_helped: Some(vec![Relief::Stretching, Relief::Walking]),
        note: Some("woke with it".into()),
        ..CrampDetails::default()
    }
}
