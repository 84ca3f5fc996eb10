//! `ZoneWindow` against another implementation with a zone database of its own: jiff, in every zone there is.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use nightcramp::{Wall, ZoneWindow};
use nightcramp_tests::zone_window;

/// Steps around a change of clocks: the edges, and both sides of gaps and overlaps from 20 minutes to a day.
const AROUND_MIN: [i64; 15] = [-1500, -121, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 121, 1500];
/// Nothing special: seven hours off a whole number of days, so that every hour of the day comes up.
const STEP_H: i64 = 24 * 9 + 7;

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn civil(wall: NaiveDateTime) -> jiff::civil::DateTime {
    let field = |value: u32| i8::try_from(value).unwrap();
    jiff::civil::date(i16::try_from(wall.year()).unwrap(), field(wall.month()), field(wall.day())).at(
        field(wall.hour()),
        field(wall.minute()),
        field(wall.second()),
        0,
    )
}

/// Compares one wall time; says which kind it was.
fn compare(window: &ZoneWindow, zone: &TimeZone, wall: NaiveDateTime) -> &'static str {
    let theirs = zone.to_ambiguous_timestamp(civil(wall));
    let ours = window.resolve(wall).unwrap_or_else(|invalid| panic!("{} {wall}: {invalid}", window.zone));
    let kind = match (&ours, theirs.offset()) {
        (Wall::Once(_), AmbiguousOffset::Unambiguous { .. }) => "once",
        (Wall::Skipped { .. }, AmbiguousOffset::Gap { .. }) => "skipped",
        (Wall::Twice { second, .. }, AmbiguousOffset::Fold { after, .. }) => {
            assert_eq!(second.offset_s, after.seconds(), "{} {wall}, the second", window.zone);
            assert_eq!(second.local(), wall, "{} {wall}, the second", window.zone);
            "twice"
        }
        (_, offset) => panic!("{} {wall}: {ours:?}, jiff {offset:?}", window.zone),
    };
    let ours = ours.moment();
    let theirs = theirs.compatible().unwrap();
    assert_eq!(ours.at.timestamp(), theirs.as_second(), "{} {wall}", window.zone);
    assert_eq!(ours.offset_s, zone.to_offset(theirs).seconds(), "{} {wall}", window.zone);
    assert_eq!(window.moment_at(ours.at).as_ref(), Ok(&ours), "{} {wall}, back again", window.zone);
    kind
}

/// Wall times through the window, and densely around its changes of clocks.
fn walls(window: &ZoneWindow) -> Vec<NaiveDateTime> {
    let (first, last) = (window.start + TimeDelta::days(2), window.end - TimeDelta::days(2));
    let mut walls: Vec<NaiveDateTime> = std::iter::successors(Some(first), |at| Some(*at + TimeDelta::hours(STEP_H)))
        .take_while(|at| *at < last)
        .map(|at| at.naive_utc())
        .collect();
    let mut before_s = window.offset_s;
    for change in window.transitions.iter().filter(|change| first < change.at && change.at < last) {
        for shown_s in [before_s, change.offset_s] {
            let shown = change.at.naive_utc() + TimeDelta::seconds(shown_s.into());
            walls.extend(AROUND_MIN.iter().map(|minutes| shown + TimeDelta::minutes(*minutes)));
            walls.extend([-1, 1].map(|seconds| shown + TimeDelta::seconds(seconds)));
        }
        before_s = change.offset_s;
    }
    walls
}

/// Nuuk changed its rules, not its clock, when 23:00 struck on this day; jiff sees an overlap that the zone database has not.
fn jiff_is_wrong(zone: &str, wall: NaiveDateTime) -> bool {
    matches!(zone, "America/Nuuk" | "America/Godthab") && wall.to_string().starts_with("2023-10-28 23:")
}

#[test]
fn every_zone_resolves_as_in_jiff() {
    let database = TimeZoneDatabase::bundled();
    let (mut zones, mut skipped, mut twice) = (0, 0, 0);
    for name in database.available() {
        let zone = database.get(name.as_str()).unwrap();
        for years in [(2020, 2021), (2023, 2024), (2026, 2028), (2035, 2036)] {
            let window = zone_window(
                name.as_str(),
                utc(&format!("{}-01-01T00:00:00Z", years.0)),
                utc(&format!("{}-12-31T00:00:00Z", years.1)),
            );
            for wall in walls(&window).into_iter().filter(|wall| !jiff_is_wrong(name.as_str(), *wall)) {
                match compare(&window, &zone, wall) {
                    "skipped" => skipped += 1,
                    "twice" => twice += 1,
                    _ => {}
                }
            }
        }
        zones += 1;
    }
    assert!(zones > 500, "only {zones} zones: is the database whole?");
    assert!(skipped > 10_000 && twice > 10_000, "{skipped} skipped and {twice} twice: the changes were missed");
}

#[test]
fn odd_changes_of_clocks_resolve_as_their_people_live_them() {
    #[track_caller]
    fn case(zone: &str, wall: &str, kind: &str, utc_and_offset: &str) {
        let wall: NaiveDateTime = wall.parse().unwrap();
        let middle = wall.and_utc();
        let window = zone_window(zone, middle - TimeDelta::days(20), middle + TimeDelta::days(20));
        let tz = TimeZoneDatabase::bundled().get(zone).unwrap();
        assert_eq!(compare(&window, &tz, wall), kind);
        let moment = window.resolve(wall).unwrap().moment();
        let offset = chrono::FixedOffset::east_opt(moment.offset_s).unwrap();
        assert_eq!(moment.at.with_timezone(&offset).to_rfc3339(), utc_and_offset);
    }
    case("Africa/Cairo", "2026-04-24T00:15:00", "skipped", "2026-04-24T01:15:00+03:00"); // no midnight
    case("Africa/Cairo", "2026-10-29T23:30:00", "twice", "2026-10-29T23:30:00+03:00");
    case("America/Havana", "2026-03-08T00:30:00", "skipped", "2026-03-08T01:30:00-04:00");
    case("America/Havana", "2024-11-03T00:30:00", "twice", "2024-11-03T00:30:00-04:00");
    case("Australia/Lord_Howe", "2026-10-04T02:15:00", "skipped", "2026-10-04T02:45:00+11:00"); // half an hour
    case("Australia/Lord_Howe", "2026-04-05T01:45:00", "twice", "2026-04-05T01:45:00+11:00");
    case("Africa/Casablanca", "2024-03-10T02:30:00", "twice", "2024-03-10T02:30:00+01:00"); // Ramadan
    case("Africa/Casablanca", "2024-04-14T02:30:00", "skipped", "2024-04-14T03:30:00+01:00");
    case("Pacific/Apia", "2011-12-30T03:00:00", "skipped", "2011-12-31T03:00:00+14:00"); // a Friday that never was
    case("Pacific/Apia", "2011-12-29T23:59:59", "once", "2011-12-29T23:59:59-10:00");
    case("Antarctica/Troll", "2026-03-29T02:00:00", "skipped", "2026-03-29T04:00:00+02:00"); // two hours at once
    case("Antarctica/Troll", "2026-10-25T01:30:00", "twice", "2026-10-25T01:30:00+02:00");
    case("Pacific/Chatham", "2026-09-27T03:00:00", "skipped", "2026-09-27T04:00:00+13:45");
    case("Pacific/Chatham", "2026-04-05T03:00:00", "twice", "2026-04-05T03:00:00+13:45");
}

#[test]
fn a_window_that_ends_in_the_overlap_or_the_gap_does_not_guess() {
    let change = utc("2026-10-25T01:00:00Z");
    let after = zone_window("Europe/Berlin", change, change + TimeDelta::days(3));
    assert_eq!(after.offset_s, 3600, "the window begins as the clock goes back");
    let wall: NaiveDateTime = "2026-10-25T02:30:00".parse().unwrap();
    assert_eq!(after.resolve(wall).unwrap().moment().at, utc("2026-10-25T01:30:00Z"), "the only one it holds");
    let until_gap = zone_window("Europe/Berlin", utc("2026-03-20T00:00:00Z"), utc("2026-03-29T01:00:00Z"));
    assert_eq!(until_gap.transitions, [], "the change itself lies past the end");
    assert_eq!(until_gap.resolve("2026-03-29T02:30:00".parse().unwrap()).unwrap_err().field, "zone");
}
