//! Any values across the border: every public call, with whatever the bytes say.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use nightcramp::{
    Acknowledgement, Answer, AnyCramp, Capabilities, Condition, ConditionKind, CrampDetails, CrampDuration, EntryKey,
    Evening, Exercise, Factor, FactorAnswer, InboxTap, Journal, JournalError, Medicine, MedicineClass, Moment, Morning,
    Muscle, NewCramp, Night, Problem, Profile, Relief, ReminderAction, ReminderClock, ReminderKind,
    ReminderPreferences, ReminderRecord, ReminderZones, Response, Side, Sign, SignReport, Soreness, StretchKind,
    Supplement, Tap, TapSource, Transition, UsualFrequency, Weekday, Word, ZoneWindow,
};

use super::{Dealt, planted, put, text};
use crate::{fixed_zone, night, open, with_an_empty_journal};

/// More calls than these would find nothing more.
const MOST_CALLS: usize = 32;
const DAY_MS: i64 = 86_400_000;
/// 2026-10-20, counted in days from 1970.
const USUAL_DAY: i64 = 20_746;
const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Unknown];

type Done = Result<(), JournalError>;

/// Makes calls with values that the bytes deal out: each succeeds or says what is wrong with its input, and the journal is
/// sound afterwards.
///
/// # Panics
/// When a call fails for another reason, or when the journal is not sound.
pub fn border(bytes: &[u8]) {
    const GROUPS: [fn(&Journal, &Path, &mut Dealt<'_>) -> Done; 8] =
        [taps, cramps, check_ins, profile, reading, care, reports, reminders];
    planted(bytes);
    let dir = with_an_empty_journal();
    put(&dir.path().join("ballast"), &[]);
    let journal = open(dir.path());
    let mut dealt = Dealt(bytes);
    for _ in 0..MOST_CALLS {
        if dealt.is_used_up() {
            break;
        }
        let group = dealt.one_of(&GROUPS);
        match group(&journal, dir.path(), &mut dealt) {
            Ok(())
            | Err(
                JournalError::InvalidInput { .. }
                | JournalError::IdTaken { .. }
                | JournalError::NotFound { .. }
                | JournalError::Suspended,
            ) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    journal.resume().expect("a journal that wakes");
    let health = journal.check().expect("a check");
    let ill = |problem: &Problem| matches!(problem, Problem::Damaged { .. } | Problem::RowsSetAside { .. });
    assert!(!health.problems.iter().any(ill), "{:?}", health.problems);
    journal.shut();
    open(dir.path()).pages(night("2026-01-01"), night("2027-01-01")).expect("pages");
}

fn taps(journal: &Journal, dir: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 6 {
        0 | 1 => journal.tap(tap(dealt)).map(drop),
        2 => journal.undo(id(dealt)).map(drop),
        3 => journal.split(id(dealt)).map(drop),
        4 => {
            if let Ok(tap) = InboxTap::new(tap(dealt)) {
                tap.write(&dir.join("inbox")).expect("an inbox that can be written");
            }
            Ok(())
        }
        _ => journal.ingest(text(&dir.join("inbox"))).map(drop),
    }
}

fn cramps(journal: &Journal, _: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 6 {
        0 => journal.describe(id(dealt), details(dealt)).map(drop),
        1 => with_night(dealt, |dealt, night| journal.add_cramp(new_cramp(dealt, night)).map(drop)),
        2 => with_night(dealt, |dealt, night| journal.move_cramp(new_cramp(dealt, night)).map(drop)),
        3 => journal.confirm(id(dealt)).map(drop),
        4 => with_entry(dealt, |entry| journal.delete(entry)),
        _ => with_entry(dealt, |entry| journal.restore(entry)),
    }
}

fn check_ins(journal: &Journal, _: &Path, dealt: &mut Dealt<'_>) -> Done {
    const SAID: [AnyCramp; 3] = [AnyCramp::NoCramp, AnyCramp::One, AnyCramp::TwoOrMore];
    match dealt.byte() % 4 {
        0 => {
            with_night(dealt, |dealt, night| journal.answer_any_cramp(night, dealt.one_of(&SAID), id(dealt)).map(drop))
        }
        1 => with_night(dealt, |_, night| journal.undo_no_cramp(night).map(drop)),
        2 => with_night(dealt, |dealt, night| journal.save_evening(evening(dealt, night)).map(drop)),
        _ => with_night(dealt, |dealt, night| journal.save_morning(morning(dealt, night)).map(drop)),
    }
}

fn profile(journal: &Journal, _: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 5 {
        0 => {
            let profile = Profile {
                birth_year: dealt.option(|dealt| u16::from_be_bytes([dealt.byte() % 16, dealt.byte()])),
                usual_frequency: dealt.option(|dealt| dealt.one_of(UsualFrequency::ALL)),
                bedtime_weekday: dealt.option(time),
                bedtime_weekend: dealt.option(time),
                pregnant: dealt.one_of(&ANSWERS),
                due: dealt.option(date),
                gave_birth: dealt.option(date),
                breastfeeding: dealt.one_of(&ANSWERS),
                kidney_stage: dealt.option(|dealt| dealt.byte() % 8),
                egfr: dealt.option(Dealt::byte),
                last_check_up: dealt.option(date),
                cramps_began: dealt.option(date),
                medicines_complete: dealt.one_of(&ANSWERS),
                vitamin_b6_mg: dealt.option(|dealt| u16::from_be_bytes([dealt.byte() % 8, dealt.byte()])),
                drives: dealt.one_of(&ANSWERS),
                country: dealt.option(|dealt| if dealt.flag() { "DE".into() } else { dealt.text() }),
            };
            journal.save_profile(profile, date(dealt))
        }
        1 => journal.save_condition(Condition {
            id: id(dealt),
            kind: dealt.one_of(ConditionKind::ALL),
            answer: dealt.one_of(&ANSWERS),
            since: dealt.option(date),
            until: dealt.option(date),
        }),
        2 => journal.save_medicine(Medicine {
            id: id(dealt),
            class: dealt.one_of(MedicineClass::ALL),
            name: dealt.option(Dealt::text),
            started: dealt.option(date),
            changed: dealt.option(date),
            stopped: dealt.option(date),
        }),
        3 => journal.save_factor(Factor { id: id(dealt), name: dealt.text(), retired: dealt.flag() }),
        _ => journal.set_cut_hour(dealt.byte() % 32),
    }
}

fn reports(journal: &Journal, _: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 6 {
        0..=2 => journal.report_sign(SignReport {
            id: id(dealt),
            sign: dealt.one_of(Sign::ALL),
            answer: dealt.one_of(&ANSWERS),
            at: moment(dealt),
            since: dealt.option(date),
        }),
        3 | 4 => journal.acknowledge(Acknowledgement {
            id: id(dealt),
            rule_id: if dealt.flag() { "R2".into() } else { dealt.text() },
            response: if dealt.flag() { Response::Appointment { on: date(dealt) } } else { Response::SeenFine },
            at: moment(dealt),
        }),
        _ => with_night(dealt, |dealt, first| {
            with_night(dealt, |_, last| {
                let reports = journal.sign_reports(first, last).map(drop);
                reports.and(journal.acknowledgements().map(drop)).and(journal.profiles().map(drop))
            })
        }),
    }
}

fn reminders(journal: &Journal, _: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 8 {
        0 => journal.save_reminder_preferences(preferences(dealt)),
        1..=3 => {
            let (reminder, action) = (reminder(dealt), dealt.one_of(ReminderAction::ALL));
            journal.record_reminder(ReminderRecord { reminder, action, at: moment(dealt) })
        }
        4 => journal.already_in_bed(moment(dealt)),
        5 => journal.trust_reminder(reminder(dealt)),
        6 => {
            let zones = ReminderZones { phone: zone(dealt), home: dealt.option(zone) };
            let capabilities = Capabilities {
                most_pending: dealt.byte() % 64,
                notifications: dealt.flag(),
                exact: dealt.flag(),
                window_s: u32::try_from(dealt.index() % 4000).unwrap_or(0),
                runs_at_delivery: dealt.flag(),
                up_since: dealt.option(instant),
            };
            journal.plan(instant(dealt), zones, capabilities, "en".into()).map(drop)
        }
        _ => with_night(dealt, |dealt, first| {
            with_night(dealt, |dealt, last| {
                let ledger = journal.reminder_ledger(first, last).map(drop);
                ledger.and(journal.reliability(moment(dealt), "de".into()).map(drop))
            })
        }),
    }
}

/// The id of a reminder such as a plan gives, or anything.
fn reminder(dealt: &mut Dealt<'_>) -> String {
    match dealt.byte() {
        n @ ..224 => {
            let (kind, second) = (dealt.one_of(ReminderKind::ALL).word(), if n % 8 == 0 { ":2" } else { "" });
            format!("{kind}:call:{}{second}", date(dealt))
        }
        _ => dealt.text(),
    }
}

fn preferences(dealt: &mut Dealt<'_>) -> ReminderPreferences {
    let minutes = |dealt: &mut Dealt<'_>| u16::from(dealt.byte()) * 2;
    ReminderPreferences {
        clock: if dealt.flag() { ReminderClock::Phone } else { ReminderClock::Home { zone: zone_id(dealt) } },
        weekend_evenings: list(dealt),
        waking: dealt.option(time),
        bedtime_stretch: dealt.flag(),
        lead_min: minutes(dealt),
        second_call: dealt.flag(),
        second_call_after_min: minutes(dealt),
        too_late_min: minutes(dealt),
        follow_habit: dealt.flag(),
        morning_check_in: dealt.flag(),
        morning_at: time(dealt),
        last_water: dealt.flag(),
        last_water_min: minutes(dealt),
        warm_soak: dealt.flag(),
        warm_soak_min: minutes(dealt),
        break_days: list(dealt),
        break_from: time(dealt),
        break_until: time(dealt),
        break_every_min: minutes(dealt),
        review_on: dealt.option(|dealt| dealt.one_of(Weekday::ALL)),
        review_at: time(dealt),
        visit_follow_up: dealt.flag(),
    }
}

fn reading(journal: &Journal, _: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 8 {
        0 => journal.tonight(moment(dealt)).map(drop),
        1 => with_night(dealt, |_, night| journal.night(night).map(drop)),
        2 => with_night(dealt, |dealt, first| {
            with_night(dealt, |_, last| journal.nights(first, last).and(journal.pages(first, last)).map(drop))
        }),
        3 => journal.cramp(id(dealt)).map(drop),
        4 => journal.profile_on(date(dealt)).map(drop),
        5 => journal.profile().and(journal.conditions()).and(journal.medicines()).and(journal.factors()).map(drop),
        6 => nightcramp::proposed_cut_hour(time(dealt)).map(drop),
        // The two calls of a window that the phone does not make yet.
        _ => {
            let zone = zone(dealt);
            let at = instant(dealt);
            let wall = zone.resolve(at.naive_utc()).map(drop);
            Ok(wall.and(zone.moment_at(at).map(drop))?)
        }
    }
}

fn care(journal: &Journal, dir: &Path, dealt: &mut Dealt<'_>) -> Done {
    match dealt.byte() % 32 {
        0 => journal.suspend(),
        1..=8 => journal.resume(),
        9 => journal.check().map(drop),
        10 => journal.maintain().map(drop),
        11..=14 => journal.health().map(drop),
        15 => journal.recover().map(drop),
        16..=18 => {
            let copies = journal.health()?.copies;
            let known = copies.get(usize::from(dealt.byte()) % 4).map(|copy| copy.name.clone());
            journal.restore_copy(known.unwrap_or_else(|| dealt.text()))
        }
        19 => unless_out_of_reach(journal.erase((0..dealt.byte() % 3).map(|_| path(dealt, dir)).collect())),
        _ => unless_out_of_reach(journal.ingest(path(dealt, dir)).map(drop)),
    }
}

/// A path may well lead to a file, or be longer than any.
fn unless_out_of_reach(done: Done) -> Done {
    if matches!(done, Err(JournalError::StorageUnavailable { .. })) { Ok(()) } else { done }
}

/// A path that leads nowhere outside the directory.
fn path(dealt: &mut Dealt<'_>, dir: &Path) -> String {
    const NAMES: [&str; 8] = ["inbox", "none/at/all", "journal.db", "copies", "damaged", "inbox/bad", "", "owner.lock"];
    match dealt.byte() % 4 {
        0 => String::new(),
        1 => format!("{}/{}", text(dir), dealt.text().replace('/', "\u{2215}").replace("..", ".")),
        _ => text(&dir.join(dealt.one_of(&NAMES))),
    }
}

/// One of a few, so that calls meet; upper case is the same id. Or anything.
fn id(dealt: &mut Dealt<'_>) -> String {
    match dealt.byte() {
        n @ ..224 => format!("0199f0c2-7b1e-7cc3-9a52-{:012x}", n % 8),
        n @ 224..240 => format!("0199F0C2-7B1E-7CC3-9A52-{:012X}", n % 8),
        _ => dealt.text(),
    }
}

/// Near the others most often, else anything that fits into what the border takes; what it cannot take is refused there.
fn instant(dealt: &mut Dealt<'_>) -> DateTime<Utc> {
    let ms = match dealt.byte() {
        n @ ..192 => USUAL_DAY * DAY_MS + i64::from(n) * 3_600_000 + i64::from(dealt.byte()) * 1000,
        _ => dealt.number(),
    };
    let clamped = if ms < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp_millis(ms).unwrap_or(clamped)
}

fn offset_s(dealt: &mut Dealt<'_>) -> i32 {
    match dealt.byte() {
        n @ ..240 => i32::from(n % 29) * 3600 - 14 * 3600,
        _ => i32::try_from(dealt.number() >> 32).unwrap_or(0),
    }
}

fn zone_id(dealt: &mut Dealt<'_>) -> String {
    if dealt.byte() < 224 { "Europe/Berlin".into() } else { dealt.text() }
}

fn moment(dealt: &mut Dealt<'_>) -> Moment {
    Moment { at: instant(dealt), offset_s: offset_s(dealt), zone: zone_id(dealt) }
}

fn zone(dealt: &mut Dealt<'_>) -> ZoneWindow {
    let start = instant(dealt);
    let end =
        if dealt.flag() { start.checked_add_signed(TimeDelta::days(30)).unwrap_or(start) } else { instant(dealt) };
    let transitions = (0..dealt.byte() % 4).map(|_| Transition { at: instant(dealt), offset_s: offset_s(dealt) });
    let transitions = transitions.collect();
    ZoneWindow { zone: zone_id(dealt), start, end, offset_s: offset_s(dealt), transitions }
}

fn date(dealt: &mut Dealt<'_>) -> NaiveDate {
    let epoch = DateTime::UNIX_EPOCH.date_naive();
    let day = match dealt.byte() {
        n @ ..224 => USUAL_DAY + i64::from(n % 16),
        n if n < 240 => return dealt.text().parse().unwrap_or(NaiveDate::MAX),
        _ => dealt.number() >> 40,
    };
    epoch.checked_add_signed(TimeDelta::days(day)).unwrap_or(NaiveDate::MIN)
}

fn time(dealt: &mut Dealt<'_>) -> NaiveTime {
    let (seconds, nanos) = (u32::try_from(dealt.index() % 86_400).unwrap_or(0), u32::from(dealt.byte()) * 7_843_137);
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos).unwrap_or(NaiveTime::MIN)
}

/// A night comes across the border as a text: one that is none never reaches a call.
fn with_night(dealt: &mut Dealt<'_>, call: impl FnOnce(&mut Dealt<'_>, Night) -> Done) -> Done {
    let night = if dealt.byte() < 240 { Night::ending_on(date(dealt)) } else { dealt.text().parse() };
    night.map_err(JournalError::from).and_then(|night| call(dealt, night))
}

fn with_entry(dealt: &mut Dealt<'_>, call: impl FnOnce(EntryKey) -> Done) -> Done {
    match dealt.byte() % 7 {
        0 => with_night(dealt, |_, night| call(EntryKey::Evening { night })),
        1 => with_night(dealt, |_, night| call(EntryKey::Morning { night })),
        2 => call(EntryKey::Condition { id: id(dealt) }),
        3 => call(EntryKey::Medicine { id: id(dealt) }),
        4 => call(EntryKey::Sign { id: id(dealt) }),
        5 => call(EntryKey::Acknowledgement { id: id(dealt) }),
        _ => call(EntryKey::Cramp { id: id(dealt) }),
    }
}

fn tap(dealt: &mut Dealt<'_>) -> Tap {
    Tap { id: id(dealt), at: moment(dealt), source: dealt.one_of(TapSource::ALL) }
}

fn new_cramp(dealt: &mut Dealt<'_>, night: Night) -> NewCramp {
    let usual = dealt.byte() < 192;
    let zone = if usual { fixed_zone(crate::night("2026-10-26"), 3600) } else { zone(dealt) };
    NewCramp { id: id(dealt), night, time: dealt.option(time), zone }
}

fn list<T: Word>(dealt: &mut Dealt<'_>) -> Vec<T> {
    (0..dealt.byte() % 12).map(|_| dealt.one_of(T::ALL)).collect()
}

fn details(dealt: &mut Dealt<'_>) -> CrampDetails {
    const RECALLED: [CrampDuration; 4] = [
        CrampDuration::UnderOneMinute,
        CrampDuration::OneToFiveMinutes,
        CrampDuration::FiveToTenMinutes,
        CrampDuration::OverTenMinutes,
    ];
    CrampDetails {
        side: dealt.option(|dealt| dealt.one_of(Side::ALL)),
        muscle: dealt.option(|dealt| dealt.one_of(Muscle::ALL)),
        pain: dealt.option(|dealt| dealt.byte() % 16),
        duration: dealt.option(|dealt| match dealt.flag() {
            true => dealt.one_of(&RECALLED),
            false => CrampDuration::Timed { seconds: u32::try_from(dealt.index()).unwrap_or(u32::MAX) },
        }),
        hard_knot: dealt.one_of(&ANSWERS),
        eased_by_stretching: dealt.one_of(&ANSWERS),
        woke_me: dealt.one_of(&ANSWERS),
        got_out_of_bed: dealt.one_of(&ANSWERS),
        near_fall: dealt.one_of(&ANSWERS),
        fall: dealt.one_of(&ANSWERS),
        soreness_after: dealt.one_of(&ANSWERS),
        soreness_lasted: dealt.option(|dealt| dealt.one_of(Soreness::ALL)),
        urge_to_move: dealt.one_of(&ANSWERS),
        eased_by_walking: dealt.one_of(&ANSWERS),
        what_helped: dealt.option(list::<Relief>),
        different: dealt.option(list::<Sign>),
        note: dealt.option(Dealt::text),
    }
}

fn evening(dealt: &mut Dealt<'_>, night: Night) -> Evening {
    Evening {
        night,
        stretched: dealt.one_of(&ANSWERS),
        stretch_kind: dealt.option(|dealt| dealt.one_of(StretchKind::ALL)),
        stretch_minutes: dealt.option(|dealt| u16::from_be_bytes([dealt.byte() % 2, dealt.byte()])),
        stretched_at: dealt.option(moment),
        water_glasses: dealt.option(|dealt| dealt.byte() % 64),
        alcohol_drinks: dealt.option(|dealt| dealt.byte() % 64),
        caffeine_drinks: dealt.option(|dealt| dealt.byte() % 64),
        exercise: dealt.option(|dealt| dealt.one_of(Exercise::ALL)),
        long_sitting: dealt.one_of(&ANSWERS),
        long_standing: dealt.one_of(&ANSWERS),
        sweating: dealt.one_of(&ANSWERS),
        heat: dealt.one_of(&ANSWERS),
        fever: dealt.one_of(&ANSWERS),
        heavy_blanket: dealt.one_of(&ANSWERS),
        warm_soak: dealt.one_of(&ANSWERS),
        supplements: dealt.option(list::<Supplement>),
        factors: (0..dealt.byte() % 4)
            .map(|_| FactorAnswer { factor_id: id(dealt), answer: dealt.one_of(&ANSWERS) })
            .collect(),
        note: dealt.option(Dealt::text),
    }
}

fn morning(dealt: &mut Dealt<'_>, night: Night) -> Morning {
    Morning {
        night,
        cramps: dealt.option(|dealt| dealt.byte() % 64),
        sleep_disturbance: dealt.option(|dealt| dealt.byte() % 16),
        toilet_visits: dealt.option(|dealt| dealt.byte() % 64),
        soreness: dealt.one_of(&ANSWERS),
        tiredness: dealt.one_of(&ANSWERS),
        note: dealt.option(Dealt::text),
    }
}
