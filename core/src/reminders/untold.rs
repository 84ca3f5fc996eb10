//! Phones that tell no app what they have shown, as iOS: what was due is presumed heard.

use super::planned::LeftOutReason;
use super::record::{ReminderAction, ReminderOutcome};
use super::testing::{Person, ids, item, utc, why_not};
use crate::night::CutHour;

use ReminderAction::{Delivered, Later};

#[test]
fn what_ios_rings_nobody_rings_again() {
    let mut person = Person::new("Europe/Berlin", "22:00:00");
    person.capabilities.runs_at_delivery = false;
    person.plan("2026-11-28T20:00:00Z");
    let plan = person.plan("2026-11-28T21:20:00Z");
    assert_eq!(ids(&plan)[0], "bedtime:call:2026-11-30");
    assert_eq!(person.state.ledger[0].outcome, ReminderOutcome::NotSeen);
    // Later still the clock is set back: what was due has been heard.
    assert_eq!(ids(&person.plan("2026-11-28T20:30:00Z"))[0], "bedtime:call:2026-11-30");
}

#[test]
fn what_ios_tells_takes_the_place_of_what_was_presumed() {
    let mut person = Person::new("Pacific/Auckland", "02:00:00");
    (person.state.cut, person.capabilities.runs_at_delivery) = (CutHour::new(16).unwrap(), false);
    person.plan("2026-12-15T06:00:00Z"); // holds 18 December at 13:00Z of the day before
    person.zone = "Europe/Paris".into();
    let call = "bedtime:call:2026-12-18";
    person.record(call, Delivered, "2026-12-18T01:00:00Z"); // iOS keeps the wall time
    person.record(call, Later, "2026-12-18T01:05:00Z");
    for _ in 0..2 {
        let plan = person.plan("2026-12-18T01:05:00Z");
        assert_eq!(item(&plan, call).map(|it| it.at.at), Some(utc("2026-12-18T01:15:00Z")));
    }
}

#[test]
fn what_ios_may_have_rung_before_a_journey_stays_so() {
    let mut person = Person::new("Europe/Berlin", "23:45:00");
    (person.state.cut, person.capabilities.runs_at_delivery) = (CutHour::new(13).unwrap(), false);
    person.plan("2026-05-13T16:30:00Z");
    person.zone = "America/New_York".into();
    for _ in 0..2 {
        let plan = person.plan("2026-05-15T03:44:00Z"); // 23:44; in Berlin it was due six hours ago
        assert_eq!(why_not(&plan, "bedtime:call:2026-05-15"), Some(LeftOutReason::Travelled));
    }
}

#[test]
fn what_ios_has_rung_before_the_stretch_was_done_stays_so() {
    let mut person = Person::new("Pacific/Honolulu", "21:15:00");
    person.capabilities.runs_at_delivery = false;
    person.plan("2026-05-23T06:00:00Z");
    person.stretch("2026-05-26", Some("2026-05-26T11:00:00Z")); // four hours after the call
    person.plan("2026-05-26T11:00:00Z");
    person.zone = "Africa/Cairo".into();
    let plan = person.plan("2026-05-26T13:00:00Z"); // 21:15 comes eleven hours after the call in Honolulu
    assert_eq!(why_not(&plan, "bedtime:call:2026-05-27"), Some(LeftOutReason::Travelled));
}
