//! The planner at its edges: what its reviewers thought of, each with the evening on which it would have gone wrong.

use super::pause::{Pause, Pauses};
use super::planned::{Adjustment, LeftOutReason, PlanNoteKind};
use super::preferences::{ReminderClock, Weekday};
use super::record::{ReminderAction, ReminderOutcome};
use super::testing::{Person, ids, instants, item, time, utc, why_not};
use crate::night::CutHour;

use ReminderAction::{Delivered, Done, Later};

const CALL: &str = "bedtime:call:2026-11-29";
const AGAIN: &str = "bedtime:again:2026-11-29";

/// Bedtime at 22:00 in Berlin, which is 21:00Z in November; the calls come then and twenty minutes later.
fn called_twice() -> Person {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.state.preferences.second_call = true;
    person.plan("2026-11-28T12:00:00Z");
    person
}

#[test]
fn a_second_call_keeps_its_distance_from_a_late_first_one() {
    let second = |rang: &str| {
        let mut person = called_twice();
        person.record(CALL, Delivered, rang);
        why_not(&person.plan(rang), AGAIN)
    };
    assert_eq!(second("2026-11-28T21:10:00Z"), None);
    assert_eq!(second("2026-11-28T21:10:01Z"), Some(LeftOutReason::TooLate));
    assert_eq!(second("2026-11-28T21:19:50Z"), Some(LeftOutReason::TooLate));
}

#[test]
fn later_on_both_calls_is_one_wish() {
    let mut person = called_twice();
    person.record(CALL, Delivered, "2026-11-28T21:00:00Z");
    person.record(AGAIN, Delivered, "2026-11-28T21:20:00Z");
    person.record(AGAIN, Later, "2026-11-28T21:21:00Z");
    let plan = person.plan("2026-11-28T21:21:00Z");
    let again = item(&plan, AGAIN).unwrap();
    assert_eq!((again.at.at, again.adjustment), (utc("2026-11-28T21:31:00Z"), Adjustment::Snoozed));
    assert_ne!(again.text, item(&plan, "bedtime:call:2026-11-30").unwrap().text, "its own words");
    person.record(CALL, Later, "2026-11-28T21:22:00Z");
    let plan = person.plan("2026-11-28T21:22:00Z");
    assert_eq!((ids(&plan)[0], why_not(&plan, AGAIN)), (CALL, Some(LeftOutReason::Answered)));
}

#[test]
fn a_second_call_may_ring_within_its_window() {
    let second = |exact: bool, now: &str| {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        (person.state.preferences.second_call, person.capabilities.exact) = (true, exact);
        person.plan("2026-11-28T12:00:00Z");
        person.record(CALL, Delivered, "2026-11-28T21:01:00Z");
        item(&person.plan(now), AGAIN).map(|again| again.adjustment)
    };
    let late = Some(Adjustment::Late);
    assert_eq!((second(false, "2026-11-28T21:29:59Z"), second(false, "2026-11-28T21:30:00Z")), (late, None));
    assert_eq!((second(true, "2026-11-28T21:20:59Z"), second(true, "2026-11-28T21:21:00Z")), (late, None));
}

#[test]
fn a_second_call_in_its_window_is_planned_alike_when_asked_again() {
    let mut person = Person::new("Australia/Sydney", "23:00:00");
    let preferences = &mut person.state.preferences;
    (preferences.second_call, preferences.too_late_min) = (true, 30);
    person.capabilities.exact = false;
    person.plan("2027-08-14T01:00:00Z");
    person.record("bedtime:call:2027-08-15", Delivered, "2027-08-14T13:01:00Z");
    let now = "2027-08-14T13:26:30Z";
    let plan = person.plan(now);
    assert_eq!(ids(&plan)[0], "bedtime:again:2027-08-15", "three minutes before it is too late");
    assert_eq!(person.plan(now), plan);
}

#[test]
fn what_waits_for_another_reminder_still_comes_when_the_app_is_opened_meanwhile() {
    for runs_at_delivery in [true, false] {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        let preferences = &mut person.state.preferences;
        (preferences.last_water, preferences.last_water_min) = (true, 90);
        (preferences.warm_soak, preferences.warm_soak_min) = (true, 90);
        person.capabilities.runs_at_delivery = runs_at_delivery;
        let (first, spaced) = ("soak:soak:2026-11-29", "water:last:2026-11-29");
        let [at, next] = ["2026-11-28T19:30:00Z", "2026-11-28T19:31:00Z"].map(utc);
        let plan = person.plan("2026-11-28T12:00:00Z");
        let times = [first, spaced].map(|id| item(&plan, id).unwrap().at.at);
        let (first, spaced) = if times == [at, next] { (first, spaced) } else { (spaced, first) };
        person.record(first, Delivered, "2026-11-28T19:30:00Z");
        let hash = item(&plan, spaced).unwrap().hash;
        let plan = person.plan("2026-11-28T19:30:30Z");
        let kept = item(&plan, spaced).unwrap();
        assert_eq!((kept.at.at, kept.adjustment, kept.hash), (next, Adjustment::Spaced, hash));
    }
}

#[test]
fn a_bedtime_moved_into_the_past_does_not_ring_at_once() {
    let mut person = Person::new("Europe/Berlin", "23:00:00");
    person.plan("2026-11-28T12:00:00Z");
    (person.bedtimes.weekday, person.bedtimes.weekend) = (time("22:00:00"), time("22:00:00"));
    let plan = person.plan("2026-11-28T21:20:00Z");
    assert_eq!((why_not(&plan, CALL), ids(&plan)[0]), (Some(LeftOutReason::TooLate), "bedtime:call:2026-11-30"));
    // A journey does so without asking anybody.
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.plan("2026-11-28T12:00:00Z");
    person.zone = "Asia/Tokyo".into();
    let plan = person.plan("2026-11-28T14:00:20Z"); // 23:00 there
    assert_eq!(item(&plan, CALL).map(|it| it.adjustment), Some(Adjustment::Late));
}

#[test]
fn later_that_never_rang_is_missed() {
    let start = || {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.plan("2026-11-28T12:00:00Z");
        person.record(CALL, Delivered, "2026-11-28T21:00:00Z");
        person.record(CALL, Later, "2026-11-28T21:02:00Z");
        person.plan("2026-11-28T21:02:00Z");
        person
    };
    let outcome = |mut person: Person| {
        person.plan("2026-11-29T07:00:00Z");
        person.state.ledger[0].outcome
    };
    assert_eq!(outcome(start()), ReminderOutcome::Missed);
    let mut person = start();
    person.record(CALL, Delivered, "2026-11-28T21:12:00Z");
    assert_eq!(outcome(person), ReminderOutcome::Came);
    let mut person = start();
    person.record(CALL, Done, "2026-11-28T21:05:00Z");
    assert_eq!(outcome(person), ReminderOutcome::Came, "the first came, and another was not needed");
    // One that would have crossed too-late was never to ring.
    let mut person = start();
    person.record(CALL, Delivered, "2026-11-28T23:55:00Z");
    person.record(CALL, Later, "2026-11-28T23:56:00Z");
    assert_eq!(outcome(person), ReminderOutcome::Late);
}

#[test]
fn what_is_done_long_after_a_call_does_not_excuse_it() {
    let outcome = |done: &str| {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.plan("2026-11-28T12:00:00Z");
        person.stretch("2026-11-29", Some(done));
        person.plan(done);
        person.state.ledger.first().map(|row| row.outcome)
    };
    assert_eq!(outcome("2026-11-28T20:50:00Z"), None);
    assert_eq!(outcome("2026-11-28T21:15:00Z"), None, "it may be a little late");
    assert_eq!(outcome("2026-11-28T21:15:01Z"), Some(ReminderOutcome::Missed));
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.state.preferences.break_days = vec![Weekday::Saturday];
    person.plan("2026-11-27T12:00:00Z");
    person.record("break:1:2026-11-28", Done, "2026-11-28T09:05:00Z");
    person.record("break:2:2026-11-29", Done, "2026-11-28T14:00:00Z");
    person.plan("2026-11-28T14:00:00Z");
    let outcome = |id: &str| person.state.ledger.iter().find(|row| row.reminder == id).map(|row| row.outcome);
    assert_eq!(outcome("break:1:2026-11-28"), None, "done in time");
    assert_eq!(outcome("break:2:2026-11-29"), Some(ReminderOutcome::Missed), "one break excuses no other");
}

#[test]
fn the_morning_tells_of_a_call_that_did_not_come() {
    let mut person = Person::new("Europe/Berlin", "22:00:00"); // T16
    person.plan("2026-11-28T12:00:00Z");
    person.capabilities.up_since = Some(utc("2026-11-29T06:29:00Z"));
    for now in ["2026-11-29T06:30:00Z", "2026-11-29T10:59:59Z"] {
        let note = person.plan(now).notes.into_iter().find(|note| note.kind == PlanNoteKind::Missed).unwrap();
        assert_eq!((note.about.as_deref(), &*note.text), (Some(CALL), "The last bedtime reminder did not come."));
    }
    assert!(person.plan("2026-11-29T11:00:00Z").notes.is_empty(), "it is noon");
    // After a journey the second evening of a night can be missed too.
    person.state.ledger[0].reminder = format!("{CALL}:2");
    let notes = person.plan("2026-11-29T06:30:00Z").notes;
    assert!(notes.iter().any(|note| note.about.as_deref() == Some("bedtime:call:2026-11-29:2")), "{notes:?}");
}

#[test]
fn what_a_wrong_clock_told_does_not_stand_for_what_rang() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.capabilities.runs_at_delivery = false;
    person.plan("2026-11-28T12:00:00Z");
    person.record(CALL, Delivered, "2026-12-05T21:00:00Z");
    let plan = person.plan("2026-11-28T21:01:00Z");
    assert!(plan.notes.iter().any(|note| note.kind == PlanNoteKind::Doubted));
    assert_eq!(ids(&person.plan("2026-11-28T20:30:00Z"))[0], "bedtime:call:2026-11-30", "presumed to have rung");
}

#[test]
fn water_soak_and_breaks_come_back_by_themselves() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let preferences = &mut person.state.preferences;
    (preferences.last_water, preferences.warm_soak, preferences.break_days) = (true, true, vec![Weekday::Tuesday]);
    person.pauses = |at| {
        let pause = || Some(Pause { by: "R24".into(), why: "Wait.".into() });
        let until = |day: &str| if at.at < utc(day) { pause() } else { None };
        let (water, soak) = (until("2026-11-30T12:00:00Z"), pause());
        Pauses { water, soak, self_care: until("2026-12-01T06:00:00Z"), ..Pauses::default() }
    };
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert_eq!(why_not(&plan, "water:last:2026-11-30"), Some(LeftOutReason::Paused));
    assert!(item(&plan, "water:last:2026-12-01").is_some());
    assert_eq!(why_not(&plan, "soak:soak:2026-12-10"), Some(LeftOutReason::Paused));
    assert_eq!(why_not(&plan, "break:1:2026-12-01"), Some(LeftOutReason::Paused), "judged on the evening before");
    assert!(item(&plan, "break:1:2026-12-08").is_some());
}

#[test]
fn nobody_sleeps_for_twenty_two_hours() {
    let mut person = Person::new("Europe/Berlin", "09:00:00");
    person.state.cut = CutHour::proposed_for(time("09:00:00"));
    person.state.preferences.waking = Some(time("07:00:00"));
    let call = &person.plan("2026-11-28T00:00:00Z").items[0];
    assert_eq!((call.at.at, call.button_until), (utc("2026-11-28T08:00:00Z"), Some(utc("2026-11-28T16:00:00Z"))));
    person.state.preferences.waking = Some(time("18:00:00"));
    let call = &person.plan("2026-11-28T00:00:00Z").items[0];
    assert_eq!(call.button_until, Some(utc("2026-11-28T17:00:00Z")));
}

#[test]
fn across_the_date_line_the_mornings_of_home_are_those_of_the_journal() {
    let mut person = Person::new("Pacific/Honolulu", "22:00:00");
    let preferences = &mut person.state.preferences;
    preferences.clock = ReminderClock::Home { zone: "Pacific/Auckland".into() };
    (preferences.morning_check_in, preferences.warm_soak) = (true, true);
    // 22:00 on 2 December in Auckland is 23:00 on the first in Honolulu: the journal's night ends a day earlier.
    let (morning, soak) = ("morning:check-in:2026-12-03", "soak:soak:2026-12-03");
    let plan = person.plan("2026-12-02T07:30:00Z");
    assert!(item(&plan, morning).is_some() && item(&plan, soak).is_some());
    person.state.answered = vec!["2026-12-02".parse().unwrap()];
    let mut soaked = crate::entries::Evening::unanswered("2026-12-02".parse().unwrap());
    soaked.warm_soak = crate::answer::Answer::Yes;
    person.state.evenings = vec![soaked];
    let plan = person.plan("2026-12-02T07:30:00Z");
    assert_eq!(why_not(&plan, morning), Some(LeftOutReason::NothingOpen));
    assert_eq!(why_not(&plan, soak), Some(LeftOutReason::Done));
}

#[test]
fn the_calendar_has_an_end() {
    let person = Person::new("Etc/UTC", "22:00:00");
    let now = utc("9999-12-20T12:00:00Z");
    let mut inputs = person.clone();
    let plan = inputs.plan_within(now, utc("9999-12-31T23:59:59Z"));
    assert_eq!(instants(&plan).last().map(String::as_str), Some("9999-12-30T22:00Z"));
    assert!(plan.notes.is_empty() && inputs.state.waiting.len() == 11);
}

#[test]
fn a_window_that_ends_early_is_told() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let now = utc("2026-11-28T12:00:00Z");
    for (end, calls) in [("2026-11-28T20:00:00Z", 0), ("2026-11-30T12:00:00Z", 2)] {
        let plan = person.plan_within(now, utc(end));
        assert_eq!(plan.items.len(), calls);
        assert_eq!(plan.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [PlanNoteKind::WindowShort]);
    }
    // The phone's window may be the shorter one of two.
    person.state.preferences.clock = ReminderClock::Home { zone: "Europe/Berlin".into() };
    let plan = person.plan_within(now, utc("2026-11-30T12:00:00Z"));
    assert_eq!(plan.items.len(), 2);
    assert_eq!(plan.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [PlanNoteKind::WindowShort]);
}

#[test]
fn by_the_clock_at_home_a_late_answer_is_of_its_own_night() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.state.preferences.clock = ReminderClock::Home { zone: "Europe/Berlin".into() };
    person.record(CALL, Delivered, "2026-11-28T21:00:00Z");
    person.record(CALL, Done, "2026-11-29T11:30:00Z");
    person.stretch("2026-11-29", Some("2026-11-29T11:30:00Z"));
    let plan = person.plan("2026-11-29T12:00:00Z");
    assert_eq!(ids(&plan)[0], "bedtime:call:2026-11-30");
}

#[test]
fn what_speaks_against_a_reminder_hours_later_does_not_excuse_it() {
    let outcome = |answered_at: &str| {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.state.preferences.morning_check_in = true;
        person.plan("2026-11-28T12:00:00Z");
        person.state.answered = vec!["2026-11-29".parse().unwrap()];
        person.plan(answered_at);
        let rows = &person.state.ledger;
        rows.iter().find(|row| row.reminder.starts_with("morning")).map(|row| row.outcome)
    };
    assert_eq!(outcome("2026-11-29T06:40:00Z"), None);
    assert_eq!(outcome("2026-11-29T08:30:00Z"), Some(ReminderOutcome::Missed));
}

#[test]
fn a_longer_lead_does_not_lose_tonights_call() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.state.preferences.lead_min = 15;
    person.plan("2026-11-28T12:00:00Z");
    person.state.preferences.lead_min = 30;
    for _ in 0..2 {
        let plan = person.plan("2026-11-28T20:40:20Z");
        assert_eq!(item(&plan, CALL).map(|call| call.at.at), Some(utc("2026-11-28T20:41:00Z")));
    }
}

#[test]
fn what_pauses_now_pauses_the_rest_of_the_day() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.state.preferences.break_days = vec![Weekday::Saturday];
    person.pauses = |at| {
        let pause = Some(Pause { by: "E1".into(), why: "Wait.".into() });
        Pauses { self_care: pause.filter(|_| at.at < utc("2026-11-28T20:30:00Z")), ..Pauses::default() }
    };
    let plan = person.plan("2026-11-28T11:30:00Z");
    assert_eq!(why_not(&plan, "break:3:2026-11-29"), Some(LeftOutReason::Paused), "at 14:00");
}
