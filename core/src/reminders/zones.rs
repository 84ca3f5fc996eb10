//! Every zone, every evening of ten years: one call for each evening that the clock has. jiff says which those are; the
//! planner's own resolving of wall clocks has no part in it.

use std::collections::VecDeque;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use super::diff::plan_diff;
use super::planned::{Pending, PlanDiff};
use super::testing::{Person, time_zone, utc, zone_window};
use crate::night::{CutHour, Night};

/// In CI every zone has one bedtime; with `NIGHTCRAMP_ALL_ZONES=1` every zone has all of them.
const BEDTIMES: u32 = 12;
const LEADS_MIN: [u16; 3] = [0, 15, 90];
/// So many days a plan must reach; plans that lie no further apart leave no evening out.
const REACH: TimeDelta = TimeDelta::days(13);

/// 21:00 to 02:30, in half hours.
pub(super) fn bedtime(index: u32) -> NaiveTime {
    NaiveTime::from_hms_opt((21 + index / 2) % 24, index % 2 * 30, 0).unwrap()
}

/// A zone's clock and a habit, from the first plan to the last.
struct Case<'z> {
    zone: &'z str,
    bedtime: NaiveTime,
    lead_min: u16,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    /// From one plan to the next.
    stride: TimeDelta,
    /// Whether to ask for each plan twice.
    twice: bool,
}

/// What a checker reads of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Call {
    id: String,
    at: DateTime<Utc>,
}

/// The evenings of a case as jiff has them.
#[derive(Default)]
struct Expected {
    calls: VecDeque<Call>,
    gaps: u64,
    overlaps: u64,
    dropped: u64,
}

impl Case<'_> {
    /// The bedtime on each date by jiff's compatible rule, and the lead off that instant. A date that the clock drops gives
    /// the same instant as the next one, whose key stays.
    fn expected(&self) -> Expected {
        let zone = time_zone(self.zone);
        let mut expected = Expected::default();
        let dates = self.from.date_naive().iter_days();
        for evening in dates.take_while(|date| *date <= (self.until + TimeDelta::days(20)).date_naive()) {
            let morning = evening.succ_opt().unwrap();
            let is_early = self.bedtime < NaiveTime::from_hms_opt(12, 0, 0).unwrap();
            let (at, kind) = resolve(&zone, if is_early { morning } else { evening }, self.bedtime);
            let call = Call { id: format!("bedtime:call:{morning}"), at: at - self.lead() };
            if expected.calls.back().is_some_and(|last| last.at == call.at) {
                expected.calls.pop_back();
                expected.gaps -= 1;
                expected.dropped += 1;
            }
            expected.gaps += u64::from(matches!(kind, AmbiguousOffset::Gap { .. }));
            expected.overlaps += u64::from(matches!(kind, AmbiguousOffset::Fold { .. }));
            expected.calls.push_back(call);
        }
        expected
    }

    fn lead(&self) -> TimeDelta {
        TimeDelta::minutes(self.lead_min.into())
    }

    fn person(&self) -> Person {
        let mut person = Person::new(self.zone, "22:00:00");
        (person.bedtimes.weekday, person.bedtimes.weekend) = (self.bedtime, self.bedtime);
        person.state.cut = CutHour::proposed_for(self.bedtime);
        person.state.preferences.lead_min = self.lead_min;
        person
    }
}

/// The instant of a wall clock time by jiff's compatible rule.
pub(super) fn resolve(zone: &TimeZone, date: NaiveDate, time: NaiveTime) -> (DateTime<Utc>, AmbiguousOffset) {
    let small = |number: u32| i8::try_from(number).unwrap();
    let day = civil::date(i16::try_from(date.year()).unwrap(), small(date.month()), small(date.day()));
    let found = zone.to_ambiguous_timestamp(day.at(small(time.hour()), small(time.minute()), 0, 0));
    let (mut at, mut kind) = (found.compatible().unwrap(), found.offset());
    // jiff 1.0.1 sees an hour twice in Nuuk on 28 October 2023 that its own clock shows once.
    if let AmbiguousOffset::Fold { before, after } = kind
        && zone.to_offset(at) != before
    {
        (at, kind) = (found.later().unwrap(), AmbiguousOffset::Unambiguous { offset: after });
    }
    (DateTime::from_timestamp(at.as_second(), 0).unwrap(), kind)
}

/// A planner under test: its calls, and what changes when it is asked again.
type PlannerFn = dyn Fn(&Case<'_>, DateTime<Utc>) -> (Vec<Call>, PlanDiff) + Sync;

/// The planner of this library.
fn ours(case: &Case<'_>, now: DateTime<Utc>) -> (Vec<Call>, PlanDiff) {
    let mut person = case.person();
    let first = person.plan_at(now).items;
    let second = if case.twice { person.plan_at(now + TimeDelta::seconds(1)).items } else { first.clone() };
    let pending = |item: &super::planned::Planned| Pending { id: item.id.clone(), hash: item.hash };
    let held: Vec<Pending> = first.iter().map(pending).collect();
    let wanted: Vec<Pending> = second.iter().map(pending).collect();
    (first.into_iter().map(|item| Call { id: item.id, at: item.at.at }).collect(), plan_diff(&held, &wanted))
}

/// What was looked at, and what was wrong with it.
#[derive(Default)]
struct Tally {
    plans: u64,
    evenings: u64,
    gaps: u64,
    overlaps: u64,
    dropped: u64,
    faults: u64,
    first_fault: Option<String>,
}

impl Tally {
    fn fault(&mut self, case: &Case<'_>, now: DateTime<Utc>, what: impl FnOnce() -> String) {
        self.faults += 1;
        let where_ = || format!("{} {} lead {} planned at {now}: ", case.zone, case.bedtime, case.lead_min);
        self.first_fault.get_or_insert_with(|| where_() + &what());
    }

    fn add(&mut self, other: Self) {
        self.plans += other.plans;
        self.evenings += other.evenings;
        self.gaps += other.gaps;
        self.overlaps += other.overlaps;
        self.dropped += other.dropped;
        self.faults += other.faults;
        self.first_fault = self.first_fault.take().or(other.first_fault);
    }
}

/// Plans again and again, each time from nothing but the preferences: no evening may be missing, none double, none moved.
fn check(case: &Case<'_>, planner: &PlannerFn, tally: &mut Tally) {
    let Expected { mut calls, gaps, overlaps, dropped } = case.expected();
    tally.gaps += gaps;
    tally.overlaps += overlaps;
    tally.dropped += dropped;
    let mut now = case.from + TimeDelta::days(1);
    while now < case.until {
        let next = now + case.stride;
        while calls.front().is_some_and(|call| call.at <= now) {
            calls.pop_front();
        }
        let (found, again) = planner(case, now);
        tally.plans += 1;
        tally.evenings += calls.iter().take_while(|call| call.at <= next).count() as u64;
        let reach = calls.iter().take_while(|call| call.at <= now + REACH).count();
        if found.len() < reach {
            tally.fault(case, now, || format!("{} calls, not {reach}", found.len()));
        }
        let wrong = found.iter().zip(&calls).find(|(found, expected)| found != expected);
        if let Some((found, expected)) = wrong {
            tally.fault(case, now, || format!("{found:?}, not {expected:?}"));
        }
        if found.first().is_some_and(|call| call.at <= now) || found.windows(2).any(|pair| pair[1].at <= pair[0].at) {
            tally.fault(case, now, || "not one after the other".into());
        }
        if again != PlanDiff::default() {
            tally.fault(case, now, || format!("asked again: {again:?}"));
        }
        now = next;
    }
}

/// Looks at all cases on all processors.
fn check_all(cases: &[Case<'_>], planner: &PlannerFn) -> Tally {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let share = |first: usize| {
            move || {
                let mut tally = Tally::default();
                cases.iter().skip(first).step_by(threads).for_each(|case| check(case, planner, &mut tally));
                tally
            }
        };
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(share(first))).collect();
        workers.into_iter().for_each(|worker| tally.add(worker.join().unwrap()));
    });
    tally
}

fn names() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect()
}

/// Ten years of each zone. `now` goes through all hours of the day: the stride is no whole number of days.
fn ten_years<'z>(names: &'z [String], all: bool) -> Vec<Case<'z>> {
    let case = |zone: &'z str, index: u32, of_zone: u32| Case {
        zone,
        bedtime: bedtime(index % BEDTIMES),
        lead_min: LEADS_MIN[(of_zone / BEDTIMES + index) as usize % LEADS_MIN.len()],
        twice: all || index.is_multiple_of(8),
        from: utc("2020-12-31T00:00:00Z"),
        until: utc("2031-01-01T00:00:00Z"),
        stride: TimeDelta::minutes(if all { 6 * 24 * 60 + 23 * 60 + 7 } else { 12 * 24 * 60 + 21 * 60 + 7 }),
    };
    let mut cases = Vec::new();
    for (zone, index) in names.iter().zip(0..) {
        let habits = if all { 0..BEDTIMES } else { index..index + 1 };
        cases.extend(habits.map(|habit| case(zone, habit, index)));
    }
    cases
}

/// Nights on which clocks did what no rule foresees, planned again and again in the fortnight before them.
fn odd_nights() -> Vec<Case<'static>> {
    let nights = [
        ("Pacific/Apia", "2011-12-30"),         // a day that was not
        ("Pacific/Fakaofo", "2011-12-30"),      // the same
        ("Pacific/Kiritimati", "1994-12-31"),   // the same
        ("Pacific/Enderbury", "1994-12-31"),    // the same
        ("Pacific/Kwajalein", "1993-08-21"),    // the same
        ("Australia/Lord_Howe", "2026-10-04"),  // half an hour forward
        ("Australia/Lord_Howe", "2026-04-05"),  // half an hour back
        ("Antarctica/Troll", "2026-03-29"),     // two hours forward
        ("Antarctica/Troll", "2026-10-25"),     // two hours back
        ("Africa/Casablanca", "2026-02-15"),    // back for Ramadan
        ("Africa/Casablanca", "2026-03-22"),    // and forward after it
        ("Africa/Cairo", "2023-04-28"),         // summer time came back, at midnight
        ("Africa/Cairo", "2026-10-30"),         // midnight comes twice
        ("America/Caracas", "2016-05-01"),      // half an hour for good
        ("America/Caracas", "2007-12-09"),      // and the other way
        ("Asia/Pyongyang", "2015-08-15"),       // half an hour back at midnight
        ("Asia/Pyongyang", "2018-05-05"),       // and forward, just before midnight
        ("America/Havana", "2026-03-08"),       // no midnight
        ("America/Asuncion", "2024-10-06"),     // no midnight, for the last time
        ("America/Sao_Paulo", "2018-11-04"),    // no midnight
        ("Asia/Beirut", "2023-03-26"),          // no midnight
        ("Asia/Gaza", "2023-04-29"),            // in the middle of Ramadan's end
        ("Asia/Kathmandu", "1986-01-01"),       // a quarter of an hour
        ("Africa/Monrovia", "1972-01-07"),      // forty-four minutes and thirty seconds
        ("America/Scoresbysund", "2024-03-31"), // changes rule and zone at once
        ("America/Godthab", "2023-03-25"),      // forward for good, at 22:00 of a Saturday
        ("America/Nuuk", "2023-10-28"),         // another zone by name, the same clock
        ("Asia/Manila", "1978-03-22"),          // summer time in spring, at midnight
        ("Antarctica/Casey", "2020-10-04"),     // three hours at a minute past midnight
        ("Asia/Singapore", "1982-01-01"),       // half an hour, at 16:00 UTC
        ("Europe/Dublin", "2026-10-25"),        // winter is what is saved
    ];
    let mut cases = Vec::new();
    for (zone, date) in nights {
        for lead_min in LEADS_MIN {
            let at = utc(&format!("{date}T09:00:00Z"));
            let (from, until) = (at - TimeDelta::days(17), at + TimeDelta::days(4));
            cases.extend((0..BEDTIMES).map(|index| Case {
                zone,
                bedtime: bedtime(index),
                lead_min,
                from,
                until,
                stride: TimeDelta::hours(if lead_min == 0 { 7 } else { 29 }),
                twice: true,
            }));
        }
    }
    cases
}

#[test]
fn one_call_for_each_evening_that_the_clock_has() {
    let all = std::env::var("NIGHTCRAMP_ALL_ZONES").is_ok_and(|all| all == "1");
    let names = names();
    let cases = ten_years(&names, all);
    let tally = check_all(&cases, &ours);
    let habits = cases.len() / names.len();
    println!(
        "{} zones x {habits} bedtimes x {:.0} nights: {} plans, {} evenings; {} in a gap, {} in an overlap, {} dropped",
        names.len(),
        tally.evenings as f64 / cases.len() as f64,
        tally.plans,
        tally.evenings,
        tally.gaps,
        tally.overlaps,
        tally.dropped,
    );
    println!(
        "figure reminder_evenings {} evenings promise >= {}",
        tally.evenings,
        if all { 26_000_000 } else { 2_000_000 }
    );
    println!("figure reminder_evenings_wrong {} plans promise <= 0", tally.faults);
    assert_eq!(tally.faults, 0, "{}", tally.first_fault.unwrap());
    assert!(names.len() > 550 && tally.gaps > 0 && tally.overlaps > 0);
}

#[test]
fn odd_nights_have_one_call_too() {
    let tally = check_all(&odd_nights(), &ours);
    println!(
        "odd nights: {} plans; {} evenings in a gap, {} in an overlap, {} dropped",
        tally.plans, tally.gaps, tally.overlaps, tally.dropped
    );
    assert_eq!(tally.faults, 0, "{}", tally.first_fault.unwrap());
    assert!(tally.dropped >= 5 * 36, "five dates that were not");
}

/// What the checks are worth: planners with the mistakes of other apps must not pass.
#[test]
fn planners_that_are_wrong_are_found_out() {
    #[track_caller]
    fn case(name: &str, wrong: fn(&Case<'_>, DateTime<Utc>, &mut Vec<Call>)) {
        let planner = move |case: &Case<'_>, now| {
            let (mut calls, again) = ours(case, now);
            wrong(case, now, &mut calls);
            (calls, again)
        };
        let names: Vec<String> = ["Europe/Berlin", "Africa/Cairo", "America/New_York"].map(String::from).into();
        let mut cases = ten_years(&names, true);
        cases.retain(|case| case.bedtime < NaiveTime::from_hms_opt(12, 0, 0).unwrap());
        cases.iter_mut().for_each(|case| case.twice = false);
        let tally = check_all(&cases, &planner);
        println!("control: {name}: {} of {} plans are wrong", tally.faults, tally.plans);
        assert!(tally.faults > 0, "{name} passed");
    }
    case("adds 24 hours", |_, _, calls| {
        let first = calls[0].at;
        calls.iter_mut().zip(0..).for_each(|(call, days)| call.at = first + TimeDelta::days(days));
    });
    case("keys its ids by time", |_, _, calls| {
        calls.iter_mut().for_each(|call| call.id = format!("bedtime:call:{}", call.at.format("%Y-%m-%dT%H:%M")));
    });
    case("takes today's offset for all days", |case, now, calls| {
        let offset_s = case.person().moment_at(now).offset_s;
        calls.iter_mut().for_each(|call| {
            let wall = wall(case, &call.id);
            call.at = (wall - TimeDelta::seconds(offset_s.into())).and_utc() - case.lead();
        });
        calls.retain(|call| call.at > now);
    });
    case("takes the lead off the wall time", |case, now, calls| {
        let window = zone_window(case.zone, now - TimeDelta::days(4), now + TimeDelta::days(20));
        calls.iter_mut().for_each(|call| {
            call.at = window.resolve(wall(case, &call.id) - case.lead()).unwrap().moment().at;
        });
        calls.retain(|call| call.at > now);
    });
}

/// What the clock is to show at the bedtime of a call.
fn wall(case: &Case<'_>, id: &str) -> chrono::NaiveDateTime {
    let night: Night = id.rsplit(':').next().unwrap().parse().unwrap();
    night.at(case.bedtime, CutHour::proposed_for(case.bedtime))
}
