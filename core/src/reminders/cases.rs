//! The planner on cases: the shared T09 to T22 of peers' bugs, and what the design promises besides.

use super::planned::{Adjustment, LeftOutReason, PlanNoteKind};
use super::preferences::{ReminderClock, Weekday};
use super::record::{ReminderAction, ReminderOutcome};
use super::testing::{Person, ids, instants, item, night, paused, stretch_id, time, utc, why_not};
use crate::night::CutHour;

use ReminderAction::{Delivered, Done, InBed, Later, NotTonight};

#[test]
fn the_wall_time_stays_through_a_change_of_clocks() {
    #[track_caller]
    fn case(zone: &str, bedtime: &str, now: &str, first: &[&str], adjustment: Adjustment) {
        let plan = Person::new(zone, bedtime).plan(now);
        assert_eq!(instants(&plan)[..first.len()], *first, "{zone} {bedtime}");
        let adjusted = plan.items.iter().map(|it| it.adjustment).find(|it| *it != Adjustment::None);
        assert_eq!(adjusted.unwrap_or(Adjustment::None), adjustment, "{zone} {bedtime}");
    }
    use Adjustment::{GapShifted, OverlapFirst};
    const NONE: Adjustment = Adjustment::None;
    let berlin = "Europe/Berlin";
    case(
        berlin,
        "22:00:00",
        "2026-03-28T20:30:00Z",
        &["2026-03-28T21:00Z", "2026-03-29T20:00Z", "2026-03-30T20:00Z"],
        NONE,
    ); // T09
    case(berlin, "22:00:00", "2026-10-24T19:30:00Z", &["2026-10-24T20:00Z", "2026-10-25T21:00Z"], NONE); // T10
    case("Africa/Cairo", "00:15:00", "2026-04-23T21:50:00Z", &["2026-04-23T22:15Z", "2026-04-24T21:15Z"], GapShifted); // T11
    case(berlin, "02:30:00", "2026-10-24T12:00:00Z", &["2026-10-25T00:30Z", "2026-10-26T01:30Z"], OverlapFirst); // T12
    case(
        "Australia/Lord_Howe",
        "02:15:00",
        "2026-10-03T06:00:00Z",
        &["2026-10-03T15:45Z", "2026-10-04T15:15Z"],
        GapShifted,
    ); // T13
    // 30 December 2011 is not on Samoa's calendar: the later key stays.
    let apia = "Pacific/Apia";
    case(apia, "22:00:00", "2011-12-29T12:00:00Z", &["2011-12-30T08:00Z", "2011-12-31T08:00Z"], NONE);
    assert_eq!(
        why_not(&Person::new(apia, "22:00:00").plan("2011-12-29T12:00:00Z"), "bedtime:call:2011-12-31"),
        Some(LeftOutReason::NoSuchEvening)
    );
}

#[test]
fn the_lead_comes_off_the_instant_so_that_the_call_is_never_after_bedtime() {
    let mut person = Person::new("Europe/Berlin", "03:10:00");
    person.state.preferences.lead_min = 30;
    let plan = person.plan("2026-03-28T12:00:00Z");
    let call = &plan.items[0];
    // 03:10 comes ten minutes after the gap: half an hour earlier the clock shows 01:40.
    assert_eq!((call.at.at, call.at.local().to_string()), (utc("2026-03-29T00:40:00Z"), "2026-03-29 01:40:00".into()));
    assert_eq!((call.adjustment, call.night), (Adjustment::None, night("2026-03-29")));
    assert_eq!((call.button_from, call.too_late), (Some(utc("2026-03-29T01:10:00Z")), utc("2026-03-29T04:10:00Z")));
    assert_eq!(call.button_until, Some(utc("2026-03-29T05:00:00Z")), "until waking");
    assert!(!call.shown_twice);
    let mut person = Person::new("Europe/Berlin", "02:30:00");
    assert!(person.plan("2026-10-24T12:00:00Z").items[0].shown_twice);
}

#[test]
fn a_journey_moves_what_is_still_to_come() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    assert_eq!(instants(&person.plan("2026-06-09T12:00:00Z"))[0], "2026-06-09T20:00Z");
    person.zone = "America/New_York".into();
    let plan = person.plan("2026-06-09T18:00:00Z"); // T14
    assert_eq!((ids(&plan)[0], &*instants(&plan)[0]), ("bedtime:call:2026-06-10", "2026-06-10T02:00Z"));
}

#[test]
fn after_a_journey_twelve_hours_lie_between_two_calls() {
    #[track_caller]
    fn case(from: &str, rang: &str, of: &str, to: &str, now: &str, next: (&str, &str)) {
        let mut person = Person::new(from, "22:00:00");
        person.record(&format!("bedtime:call:{of}"), Delivered, rang);
        person.zone = to.into();
        let plan = person.plan(now);
        assert_eq!((ids(&plan)[0], &*instants(&plan)[0]), next, "{from} to {to}");
    }
    // Tokyo to Los Angeles: the same date again, 16 hours later (T07).
    case(
        "Asia/Tokyo",
        "2026-05-02T13:00:00Z",
        "2026-05-03",
        "America/Los_Angeles",
        "2026-05-02T20:00:00Z",
        ("bedtime:call:2026-05-03:2", "2026-05-03T05:00Z"),
    );
    // New York to Tokyo: the next evening comes 11 hours later, so that only the one after it rings.
    case(
        "America/New_York",
        "2026-05-02T02:00:00Z",
        "2026-05-02",
        "Asia/Tokyo",
        "2026-05-02T12:00:00Z",
        ("bedtime:call:2026-05-04", "2026-05-03T13:00Z"),
    );
    // London to New York within the evening: five hours on, the call has rung.
    case(
        "Europe/London",
        "2026-05-02T21:00:00Z",
        "2026-05-03",
        "America/New_York",
        "2026-05-02T23:00:00Z",
        ("bedtime:call:2026-05-04", "2026-05-04T02:00Z"),
    );
    // Another id, but the same clock, is no journey: by the key it has rung.
    case(
        "Europe/Berlin",
        "2026-05-02T20:00:00Z",
        "2026-05-03",
        "Europe/Paris",
        "2026-05-02T20:30:00Z",
        ("bedtime:call:2026-05-04", "2026-05-03T20:00Z"),
    );
}

#[test]
fn the_second_evening_of_a_night_rings_once() {
    let mut person = Person::new("Asia/Tokyo", "22:30:00");
    person.stretch("2026-05-03", Some("2026-05-02T13:30:00Z"));
    person.zone = "America/Los_Angeles".into();
    let plan = person.plan("2026-05-02T20:00:00Z"); // T07: done in Tokyo, 16 hours before
    assert_eq!((ids(&plan)[0], &*instants(&plan)[0]), ("bedtime:call:2026-05-03:2", "2026-05-03T05:30Z"));
    person.record("bedtime:call:2026-05-03:2", Delivered, "2026-05-03T05:30:00Z");
    assert_eq!(ids(&person.plan("2026-05-03T05:31:00Z"))[0], "bedtime:call:2026-05-04");
    person.record("bedtime:call:2026-05-03:2", Later, "2026-05-03T05:32:00Z");
    assert_eq!(instants(&person.plan("2026-05-03T05:32:00Z"))[0], "2026-05-03T05:42Z");
}

#[test]
fn the_home_clock_does_not_travel() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.state.preferences.clock = ReminderClock::Home { zone: "Europe/Berlin".into() };
    person.record("bedtime:call:2026-05-02", Delivered, "2026-05-01T20:00:00Z");
    person.zone = "Asia/Tokyo".into();
    let plan = person.plan("2026-05-02T01:00:00Z");
    assert_eq!((ids(&plan)[0], &*instants(&plan)[0]), ("bedtime:call:2026-05-03", "2026-05-02T20:00Z"));
    assert_eq!(plan.items[0].at.local().to_string(), "2026-05-03 05:00:00", "on the phone's clock");
    // Kept under the phone's date, it belongs to the home clock's evening.
    person.stretch("2026-05-04", Some("2026-05-02T19:00:00Z"));
    let plan = person.plan("2026-05-02T19:30:00Z");
    assert_eq!(why_not(&plan, "bedtime:call:2026-05-03"), Some(LeftOutReason::Done));
    assert_eq!(ids(&plan)[0], "bedtime:call:2026-05-04");
    person.state.evenings.clear();
    person.record("bedtime:call:2026-05-04", InBed, "2026-05-02T19:00:00Z");
    let plan = person.plan("2026-05-02T19:30:00Z");
    assert_eq!(why_not(&plan, "bedtime:call:2026-05-03"), Some(LeftOutReason::InBed));
    assert!(item(&plan, "bedtime:call:2026-05-04").is_some());
}

#[test]
fn planned_again_it_is_the_same() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let first = person.plan("2026-11-28T12:00:00Z");
    for again in ["2026-11-28T12:00:00Z", "2026-11-28T12:00:07Z", "2026-11-28T18:00:00Z"] {
        assert_eq!(person.plan(again).items, first.items, "T15");
    }
    assert_eq!(person.state.waiting.len(), first.items.len());
    let mut codes: Vec<i32> = first.items.iter().map(|it| it.request_code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), first.items.len());
}

#[test]
fn a_phone_that_was_off_rings_until_it_is_too_late() {
    let start = || {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.plan("2026-11-28T20:00:00Z");
        person
    };
    let call = "bedtime:call:2026-11-29";
    let mut person = start(); // T17: on again at 22:40
    let plan = person.plan("2026-11-28T21:40:20Z");
    let late = item(&plan, call).unwrap();
    assert_eq!((late.at.at, late.adjustment), (utc("2026-11-28T21:41:00Z"), Adjustment::Late));
    assert_eq!(item(&person.plan("2026-11-28T21:40:59Z"), call).unwrap().at, late.at, "asked twice, planned once");
    person.record(call, Delivered, "2026-11-28T21:41:00Z");
    assert_eq!(ids(&person.plan("2026-11-28T21:41:01Z"))[0], "bedtime:call:2026-11-30");
    assert_eq!(person.state.ledger[0].outcome, ReminderOutcome::Late);
    let mut person = start(); // T16: on again in the morning
    person.capabilities.up_since = Some(utc("2026-11-29T06:29:00Z"));
    let plan = person.plan("2026-11-29T06:30:00Z");
    assert_eq!((why_not(&plan, call), ids(&plan)[0]), (Some(LeftOutReason::TooLate), "bedtime:call:2026-11-30"));
    assert_eq!(person.state.ledger[0].outcome, ReminderOutcome::MissedWhileOff);
    let mut person = start();
    person.plan("2026-11-29T06:30:00Z");
    assert_eq!(person.state.ledger[0].outcome, ReminderOutcome::Missed, "the phone was on");
    // What was never handed to the phone is not made up for: nobody who sets a bedtime at 22:05 wants it to ring at once.
    let plan = Person::new("Europe/Berlin", "22:00:00").plan("2026-11-28T21:05:00Z");
    assert_eq!(ids(&plan)[0], "bedtime:call:2026-11-30");
}

#[test]
fn a_clock_set_back_does_not_ring_again() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.record("bedtime:call:2026-11-29", Delivered, "2026-11-28T21:00:00Z");
    assert_eq!(ids(&person.plan("2026-11-28T20:00:10Z"))[0], "bedtime:call:2026-11-30"); // T18
}

#[test]
fn records_of_a_wrong_clock_are_left_out_until_they_are_confirmed() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.record("bedtime:call:2026-12-02", Delivered, "2026-12-01T21:00:00Z");
    person.stretch("2026-12-03", Some("2026-12-02T20:00:00Z"));
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert!(item(&plan, "bedtime:call:2026-12-02").is_some() && item(&plan, "bedtime:call:2026-12-03").is_some());
    assert_eq!(plan.notes.iter().filter(|note| note.kind == PlanNoteKind::Doubted).count(), 2);
    // For good, also when their time has come.
    assert!(item(&person.plan("2026-12-01T20:00:00Z"), "bedtime:call:2026-12-02").is_some());
    person.state.doubts.iter_mut().for_each(|doubt| doubt.trusted = true);
    let plan = person.plan("2026-12-01T20:00:00Z");
    assert_eq!(why_not(&plan, "bedtime:call:2026-12-02"), Some(LeftOutReason::Delivered));
    assert_eq!(why_not(&plan, "bedtime:call:2026-12-03"), Some(LeftOutReason::Done));
}

#[test]
fn only_the_stretch_of_this_night_is_a_reason_to_be_silent() {
    let mut person = Person::new("Europe/Berlin", "22:00:00"); // T19
    person.stretch("2026-11-28", Some("2026-11-27T20:00:00Z"));
    assert_eq!(ids(&person.plan("2026-11-28T20:45:00Z"))[0], "bedtime:call:2026-11-29");
    person.stretch("2026-11-29", Some("2026-11-28T20:40:00Z"));
    let plan = person.plan("2026-11-28T20:45:00Z");
    assert_eq!(
        (why_not(&plan, "bedtime:call:2026-11-29"), ids(&plan)[0]),
        (Some(LeftOutReason::Done), "bedtime:call:2026-11-30")
    );
    assert_eq!(person.state.ledger, [], "called off, not missed");
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.stretch("2026-11-29", None);
    assert_eq!(why_not(&person.plan("2026-11-28T20:45:00Z"), &stretch_id("2026-11-29")), Some(LeftOutReason::Done));
}

#[test]
fn later_means_ten_minutes_and_never_too_late() {
    let mut person = Person::new("Europe/Berlin", "22:00:00"); // T20
    let call = "bedtime:call:2026-11-29";
    person.plan("2026-11-28T20:00:00Z");
    for (rang, pressed, again) in [
        ("2026-11-28T21:00:00Z", "2026-11-28T21:00:00Z", Some("2026-11-28T21:10:00Z")),
        ("2026-11-28T21:10:00Z", "2026-11-28T23:49:30Z", Some("2026-11-28T23:59:30Z")),
        ("2026-11-28T23:59:30Z", "2026-11-28T23:59:40Z", None),
    ] {
        person.record(call, Delivered, rang);
        person.record(call, Later, pressed);
        let plan = person.plan(pressed);
        assert_eq!(item(&plan, call).map(|it| it.at.at), again.map(utc), "{pressed}");
        assert!(item(&plan, call).is_none_or(|it| it.adjustment == Adjustment::Snoozed));
        let next = item(&plan, "bedtime:call:2026-11-30").unwrap();
        assert_eq!(next.at.at, utc("2026-11-29T21:00:00Z"), "the next evening stays where it was");
    }
    assert_eq!(why_not(&person.plan("2026-11-29T00:05:00Z"), call), Some(LeftOutReason::TooLate));
}

#[test]
fn a_phone_holds_the_soonest_and_is_told_before_they_run_out() {
    let mut person = Person::new("Europe/Berlin", "22:00:00"); // T21
    let all = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let preferences = &mut person.state.preferences;
    (preferences.break_days, preferences.second_call) = (all.to_vec(), true);
    (preferences.last_water, preferences.warm_soak, preferences.morning_check_in) = (true, true, true);
    person.capabilities.runs_at_delivery = false;
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert_eq!(plan.items.len(), 60);
    assert!(plan.items.windows(2).all(|pair| pair[0].at.at < pair[1].at.at));
    assert!(plan.items.iter().all(|item| item.at.at > utc("2026-11-28T12:00:00Z")));
    let nudge = plan.items.iter().position(|it| it.id.starts_with("refill:open:")).unwrap();
    assert!(nudge > 30 && nudge < 59, "{nudge}");
    assert_eq!(plan.items[nudge].at.at, plan.refill_by);
    assert!(plan.left_out.iter().any(|it| it.reason == LeftOutReason::BeyondCap));
    assert_eq!(plan.boot_slice.len(), 8);
    person.capabilities.runs_at_delivery = true;
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert!(plan.items.len() == 60 && !ids(&plan).iter().any(|id| id.starts_with("refill")));
    person.capabilities.most_pending = 1;
    assert_eq!(person.plan("2026-11-28T12:00:00Z").items.len(), 1);
}

#[test]
fn without_permission_it_is_inexact_never_empty() {
    let mut person = Person::new("Europe/Berlin", "22:00:00"); // T22
    let exact = person.plan("2026-11-28T12:00:00Z");
    (person.capabilities.exact, person.capabilities.notifications) = (false, false);
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert_eq!(instants(&plan), instants(&exact));
    assert!(plan.items.iter().all(|it| it.window_s == 600) && exact.items.iter().all(|it| it.window_s == 0));
    let kinds: Vec<PlanNoteKind> = plan.notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [PlanNoteKind::NotificationsOff, PlanNoteKind::Inexact]);
}

#[test]
fn the_person_has_the_last_word_of_a_night() {
    #[track_caller]
    fn case(action: ReminderAction, reason: LeftOutReason) {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.state.preferences.second_call = true;
        person.record("bedtime:call:2026-11-29", action, "2026-11-28T20:30:00Z");
        let plan = person.plan("2026-11-28T20:31:00Z");
        assert_eq!(why_not(&plan, "bedtime:call:2026-11-29"), Some(reason));
        assert_eq!(why_not(&plan, "bedtime:again:2026-11-29"), Some(reason));
        assert_eq!(ids(&plan)[0], "bedtime:call:2026-11-30");
    }
    case(Done, LeftOutReason::Done);
    case(NotTonight, LeftOutReason::NotTonight);
    case(InBed, LeftOutReason::InBed);
}

#[test]
fn a_second_call_is_gentle() {
    let start = |lead_min| {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        (person.state.preferences.second_call, person.state.preferences.lead_min) = (true, lead_min);
        person
    };
    let (call, again) = ("bedtime:call:2026-11-29", "bedtime:again:2026-11-29");
    let mut person = start(15);
    let plan = person.plan("2026-11-28T20:00:00Z");
    assert_eq!(item(&plan, again).unwrap().at.at, utc("2026-11-28T21:05:00Z"));
    assert_ne!(item(&plan, again).unwrap().text, item(&plan, call).unwrap().text);
    person.record(call, Delivered, "2026-11-28T20:45:00Z");
    assert!(item(&person.plan("2026-11-28T20:46:00Z"), again).is_some(), "nothing was answered");
    person.record(call, Later, "2026-11-28T20:47:00Z");
    let plan = person.plan("2026-11-28T20:47:00Z");
    assert_eq!(why_not(&plan, again), Some(LeftOutReason::Answered));
    assert_eq!(item(&plan, call).unwrap().at.at, utc("2026-11-28T20:57:00Z"));
    // A first call that is made up for leaves no room for a second.
    let mut person = start(15);
    person.plan("2026-11-28T20:00:00Z");
    assert_eq!(why_not(&person.plan("2026-11-28T21:00:00Z"), again), Some(LeftOutReason::TooLate));
    // Never more than an hour after bedtime.
    let mut person = start(0);
    person.state.preferences.second_call_after_min = 61;
    assert_eq!(why_not(&person.plan("2026-11-28T20:00:00Z"), again), Some(LeftOutReason::Quiet));
}

#[test]
fn nothing_rings_while_the_person_sleeps() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let preferences = &mut person.state.preferences;
    (preferences.morning_check_in, preferences.morning_at) = (true, time("06:30:00"));
    preferences.review_on = Some(Weekday::Saturday);
    preferences.review_at = time("23:30:00");
    let plan = person.plan("2026-11-28T12:00:00Z");
    let morning = item(&plan, "morning:check-in:2026-11-29").unwrap();
    assert_eq!((morning.at.at, morning.adjustment), (utc("2026-11-29T06:00:00Z"), Adjustment::AfterWaking));
    assert_eq!(why_not(&plan, "review:week:2026-11-29"), Some(LeftOutReason::Quiet));
    person.state.preferences.waking = Some(time("09:15:00"));
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert_eq!(item(&plan, "morning:check-in:2026-11-29").unwrap().at.at, utc("2026-11-29T08:15:00Z"));
    // "Already in bed" at 21:10 silences what was to come before bedtime too.
    person.state.preferences.warm_soak = true;
    (person.state.preferences.warm_soak_min, person.state.preferences.lead_min) = (45, 15);
    assert!(item(&person.plan("2026-11-28T20:10:00Z"), "soak:soak:2026-11-29").is_some());
    person.record("bedtime:call:2026-11-29", InBed, "2026-11-28T20:10:00Z");
    let plan = person.plan("2026-11-28T20:10:00Z");
    assert_eq!(why_not(&plan, "soak:soak:2026-11-29"), Some(LeftOutReason::Quiet));
    assert_eq!(why_not(&plan, "bedtime:call:2026-11-29"), Some(LeftOutReason::InBed));
}

#[test]
fn who_sleeps_by_day_is_called_by_day() {
    let mut person = Person::new("Europe/Berlin", "09:00:00");
    person.state.cut = CutHour::proposed_for(time("09:00:00"));
    person.state.preferences.break_days = vec![Weekday::Saturday];
    let plan = person.plan("2026-11-28T00:00:00Z");
    assert_eq!((ids(&plan)[0], &*instants(&plan)[0]), ("bedtime:call:2026-11-28", "2026-11-28T08:00Z"));
    assert_eq!(plan.items[0].button_until, Some(utc("2026-11-28T16:00:00Z")), "eight hours later");
    let why: Vec<_> =
        plan.left_out.iter().filter(|it| it.id.starts_with("break:") && it.id.contains("11-28")).collect();
    assert!(!why.is_empty() && why.iter().all(|it| it.reason == LeftOutReason::Quiet), "{why:?}");
    person.state.preferences.morning_check_in = true;
    let plan = person.plan("2026-11-28T00:00:00Z");
    let asked = item(&plan, "morning:check-in:2026-11-28").unwrap();
    assert_eq!(
        (asked.at.at, asked.adjustment),
        (utc("2026-11-28T16:00:00Z"), Adjustment::AfterWaking),
        "after the sleep"
    );
}

#[test]
fn the_weekend_has_its_own_bedtime() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.bedtimes.weekend = time("23:30:00");
    let plan = person.plan("2026-11-26T12:00:00Z"); // a Thursday
    let shown: Vec<String> = plan.items.iter().take(4).map(|it| it.at.local().format("%a %H:%M").to_string()).collect();
    assert_eq!(shown, ["Thu 22:00", "Fri 23:30", "Sat 23:30", "Sun 22:00"]);
    person.state.preferences.weekend_evenings = vec![Weekday::Thursday];
    assert_eq!(person.plan("2026-11-26T12:00:00Z").items[0].at.local().format("%a %H:%M").to_string(), "Thu 23:30");
}

#[test]
fn the_stretch_pauses_and_comes_back_by_itself() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.pauses = |_| paused();
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert_eq!(plan.items, []);
    assert_eq!(why_not(&plan, &stretch_id("2026-11-29")), Some(LeftOutReason::Paused));
    assert_eq!(plan.notes[0].about.as_deref(), Some("G12"));
    // What pauses for three days more comes back on the fourth evening, although nobody opens the app.
    person.pauses = |at| if at.at < utc("2026-12-01T12:00:00Z") { paused() } else { Default::default() };
    assert_eq!(ids(&person.plan("2026-11-28T12:00:00Z"))[0], "bedtime:call:2026-12-02");
}

#[test]
fn a_window_that_ends_early_ends_the_plan() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let plan = person.plan("2026-11-28T12:00:00Z");
    assert!(plan.items.len() == 15 && plan.notes.is_empty(), "{:?}", plan.notes);
}

#[test]
fn what_would_wait_until_it_is_too_late_is_left_out() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let preferences = &mut person.state.preferences;
    (preferences.break_days, preferences.break_every_min) = (vec![Weekday::Saturday], 30);
    person.plan("2026-11-28T08:00:00Z");
    // The first break has not come, and its time ends with the next one.
    let plan = person.plan("2026-11-28T09:29:10Z");
    assert_eq!((ids(&plan)[0], &*instants(&plan)[0]), ("break:2:2026-11-28", "2026-11-28T09:30Z"));
    assert_eq!(why_not(&plan, "break:1:2026-11-28"), Some(LeftOutReason::TooLate));
}

#[test]
fn what_is_late_stays_late_where_it_must_wait_for_another() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    let preferences = &mut person.state.preferences;
    (preferences.last_water, preferences.last_water_min) = (true, 90);
    (preferences.warm_soak, preferences.warm_soak_min) = (true, 90);
    person.plan("2026-11-28T19:00:00Z");
    let due = person.state.waiting.clone();
    let plan = person.plan("2026-11-28T19:40:20Z"); // the phone was off at 20:30
    assert_eq!(instants(&plan)[..2], ["2026-11-28T19:41Z", "2026-11-28T19:42Z"]);
    assert!(plan.items[..2].iter().all(|it| it.adjustment == Adjustment::Late));
    assert!(due[..2].iter().all(|it| person.state.waiting.contains(it)), "due when they were due");
}

#[test]
fn in_bed_nobody_is_asked_to_open_the_app() {
    let mut person = Person::new("Europe/Berlin", "23:30:00");
    person.state.preferences.lead_min = 15;
    (person.capabilities.runs_at_delivery, person.capabilities.most_pending) = (false, 3);
    assert_eq!(ids(&person.plan("2026-11-28T18:00:00Z"))[0], "refill:open:2026-11-29");
    person.record("bedtime:call:2026-11-29", InBed, "2026-11-28T18:10:00Z");
    person.capabilities.most_pending = 2;
    assert_eq!(ids(&person.plan("2026-11-28T18:10:00Z")), ["bedtime:call:2026-11-30"]);
}
