//! `ZoneWindow` against another implementation with a zone database of its own: jiff, in every zone there is.

use chrono::{DateTime, Datelike, NaiveDateTime, SecondsFormat, TimeDelta, Timelike, Utc};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use nightcramp::{Transition, Wall, ZoneWindow};
use nightcramp_tests::{figure, root, zone_window};

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

// --- what phones must say too -----------------------------------------------------------------------------------------

const ABOUT: &str = "Windows of zones as the helpers of Kotlin and Swift must build them from the system's rules, written \
    by a test of zones.rs from jiff's database: run it with WRITE_VECTORS=1. A window rests on the release `tzdb` of the \
    zone database: all from there on say the same. A system whose database is older can't know better: its test names the \
    zones that it leaves out, and still compares 40.";
/// What the zone database of Swift on Linux has; those of phones and of Java are younger.
const TZDB: &str = "2023b";

/// Laws that are younger than that, the release that brought them first.
const YOUNGER: [(&str, &str, &str, &str); 9] = [
    ("2023d", "America/Scoresbysund", "2020-01-01", "2024-12-31"),
    ("2024a", "Asia/Almaty", "2022-01-01", "2024-12-31"),
    // In which of the releases of 2026 each of these came does not matter: this one has them all.
    ("2026f", "America/Vancouver", "2025-01-01", "2027-06-01"),
    ("2026f", "America/Edmonton", "2025-01-01", "2027-06-01"),
    ("2026f", "America/Winnipeg", "2025-01-01", "2027-06-01"),
    ("2026f", "America/Yellowknife", "2025-01-01", "2027-06-01"),
    ("2026f", "America/Havana", "2025-01-01", "2027-06-01"),
    ("2026f", "America/Asuncion", "2025-01-01", "2027-06-01"),
    ("2026f", "Africa/Casablanca", "2025-01-01", "2027-06-01"),
];

/// Zone, first instant, first instant after. What they stand for is beside them.
const WINDOWS: [(&str, &str, &str); 74] = [
    ("Europe/Berlin", "2020-01-01", "2024-12-31"),
    ("Europe/Berlin", "2024-10-20", "2024-11-13"), // as long as a plan's
    ("Europe/Berlin", "2024-10-27T01:00:00Z", "2024-12-31"), // begins as the clock goes back
    ("Europe/Berlin", "2024-03-20", "2024-03-31T01:00:00Z"), // ends as it goes forward
    ("Europe/London", "2020-01-01", "2024-12-31"),
    ("Europe/Dublin", "2020-01-01", "2024-12-31"), // winter is the exception there
    ("Europe/Lisbon", "2020-01-01", "2024-12-31"),
    ("Europe/Moscow", "2010-01-01", "2015-01-01"), // summer for good, then winter for good
    ("Europe/Istanbul", "2014-01-01", "2018-01-01"), // summer for good; twice moved for an election or an exam
    ("Europe/Volgograd", "2018-01-01", "2021-12-31"), // there and back
    ("Europe/Samara", "2009-01-01", "2013-01-01"),
    ("Europe/Chisinau", "2012-01-01", "2020-12-31"), // changes at its own hour
    ("Atlantic/Azores", "2020-01-01", "2024-12-31"),
    ("Atlantic/Reykjavik", "2020-01-01", "2024-12-31"), // never
    ("Africa/Cairo", "2010-01-01", "2015-01-01"),       // paused for Ramadan; the change is at midnight
    ("Africa/Cairo", "2022-01-01", "2024-12-31"),       // began again
    ("Africa/Casablanca", "2012-01-01", "2024-12-31"),  // back for each Ramadan
    ("Africa/El_Aaiun", "2016-01-01", "2024-12-31"),
    ("Africa/Juba", "2020-01-01", "2022-01-01"), // half the night went back once
    ("Africa/Khartoum", "2016-01-01", "2019-01-01"),
    ("Africa/Sao_Tome", "2017-06-01", "2020-01-01"), // an hour for a year
    ("Africa/Windhoek", "2015-01-01", "2019-01-01"), // winter was the exception there
    ("Africa/Tripoli", "2011-01-01", "2015-01-01"),
    ("Africa/Johannesburg", "2020-01-01", "2024-12-31"), // never
    ("America/Havana", "2010-01-01", "2024-12-31"),      // the change is at midnight
    ("America/New_York", "2005-01-01", "2010-01-01"),    // the rule was changed
    ("America/New_York", "2020-01-01", "2024-12-31"),
    ("America/St_Johns", "2010-01-01", "2013-01-01"), // at one minute past midnight, then at two
    ("America/Vancouver", "2020-01-01", "2024-12-31"),
    ("America/Edmonton", "2020-01-01", "2024-12-31"),
    ("America/Winnipeg", "2020-01-01", "2024-12-31"),
    ("America/Phoenix", "2020-01-01", "2024-12-31"),       // never
    ("America/Mexico_City", "2020-01-01", "2024-12-31"),   // stopped
    ("America/Ciudad_Juarez", "2021-01-01", "2024-12-31"), // twice in a month
    ("America/Caracas", "2007-01-01", "2017-01-01"),       // half an hour, and back
    ("America/Sao_Paulo", "2016-01-01", "2020-12-31"),     // stopped; the change was at midnight
    ("America/Asuncion", "2020-01-01", "2024-12-31"),
    ("America/Santiago", "2018-01-01", "2024-12-31"),
    ("America/Punta_Arenas", "2015-01-01", "2019-01-01"),
    ("America/Nuuk", "2020-01-01", "2024-12-31"), // summer for good, and summer on top of it
    ("America/Port-au-Prince", "2011-01-01", "2019-01-01"), // now and then
    ("America/Metlakatla", "2015-01-01", "2020-01-01"),
    ("America/Argentina/San_Luis", "2007-01-01", "2011-01-01"),
    ("Antarctica/Troll", "2010-01-01", "2024-12-31"), // two hours at once
    ("Antarctica/Macquarie", "2008-01-01", "2013-01-01"),
    ("Antarctica/Palmer", "2015-01-01", "2018-01-01"),
    ("Asia/Amman", "2020-01-01", "2024-12-31"),     // stopped in summer
    ("Asia/Tehran", "2014-01-01", "2024-12-31"),    // stopped; half an hour off
    ("Asia/Kathmandu", "2010-01-01", "2024-12-31"), // a quarter off
    ("Asia/Kolkata", "2010-01-01", "2024-12-31"),
    ("Asia/Kabul", "2010-01-01", "2024-12-31"),
    ("Asia/Pyongyang", "2014-01-01", "2019-01-01"), // half an hour, and back
    ("Asia/Jerusalem", "2010-01-01", "2016-01-01"),
    ("Asia/Beirut", "2018-01-01", "2022-01-01"), // the change is at midnight
    ("Asia/Ulaanbaatar", "2014-01-01", "2019-01-01"),
    ("Asia/Novosibirsk", "2010-01-01", "2018-01-01"),
    ("Asia/Dhaka", "2008-01-01", "2011-01-01"), // one summer
    ("Asia/Karachi", "2007-01-01", "2011-01-01"),
    ("Asia/Tokyo", "2020-01-01", "2024-12-31"),          // never
    ("Australia/Lord_Howe", "2010-01-01", "2024-12-31"), // half an hour
    ("Australia/Adelaide", "2006-01-01", "2010-01-01"),
    ("Australia/Sydney", "2020-01-01", "2024-12-31"),
    ("Australia/Eucla", "2006-01-01", "2011-01-01"), // three quarters off
    ("Pacific/Apia", "2009-01-01", "2024-12-31"),    // a Friday that never was
    ("Pacific/Apia", "2011-12-28", "2012-01-02"),
    ("Pacific/Fakaofo", "2011-01-01", "2013-01-01"), // the same Friday, without any summer
    ("Pacific/Chatham", "2010-01-01", "2024-12-31"), // three quarters off
    ("Pacific/Norfolk", "2014-01-01", "2021-12-31"),
    ("Pacific/Easter", "2018-01-01", "2024-12-31"),
    ("Pacific/Fiji", "2012-01-01", "2022-01-01"),
    ("Pacific/Bougainville", "2014-01-01", "2016-01-01"),
    ("Pacific/Tongatapu", "2016-01-01", "2018-01-01"),
    ("Pacific/Marquesas", "2020-01-01", "2024-12-31"),
    ("Etc/GMT+12", "2020-01-01", "2024-12-31"),
];

#[test]
fn the_windows_that_kotlin_and_swift_build_are_those_of_jiff() {
    let old = WINDOWS.iter().map(|(zone, start, end)| (TZDB, *zone, *start, *end));
    let windows: Vec<_> =
        old.chain(YOUNGER).map(|(tzdb, zone, start, end)| shown(tzdb, &window(zone, start, end))).collect();
    let zones: std::collections::BTreeSet<&str> = WINDOWS.iter().map(|(zone, ..)| *zone).collect();
    figure("zones_vectors", zones.len(), "zones", ">= 40");
    assert!(WINDOWS.iter().all(|(.., end)| *end < "2025"), "a window that databases may disagree about");
    let text = format!("{{\n \"about\": {ABOUT:?},\n \"windows\": [\n{}\n ]\n}}\n", windows.join(",\n"));
    let path = root().join("tests/vectors/zones.json");
    if std::env::var_os("WRITE_VECTORS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let is_same = std::fs::read_to_string(path).unwrap() == text;
    assert!(is_same, "tests/vectors/zones.json is out of date; write it anew with WRITE_VECTORS=1");
}

/// The window from one text to another; a date is its midnight in UTC.
fn window(zone: &str, start: &str, end: &str) -> ZoneWindow {
    let instant = |text: &str| if text.len() == 10 { utc(&format!("{text}T00:00:00Z")) } else { utc(text) };
    let mut window = zone_window(zone, instant(start), instant(end));
    // The zone database also notes when only the rule changes; a window tells what the clock shows.
    let mut before_s = window.offset_s;
    window.transitions.retain(|change| std::mem::replace(&mut before_s, change.offset_s) != change.offset_s);
    window
}

fn shown(tzdb: &str, window: &ZoneWindow) -> String {
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let change = |it: &Transition| format!(r#"{{"at": "{}", "offset_s": {}}}"#, text(it.at), it.offset_s);
    let changes = window.transitions.iter().map(change).collect::<Vec<_>>().join(", ");
    let (zone, start, end) = (&window.zone, text(window.start), text(window.end));
    let head = format!(r#""tzdb": "{tzdb}", "zone": "{zone}", "start": "{start}", "end": "{end}""#);
    format!(r#"  {{{head}, "offset_s": {}, "transitions": [{changes}]}}"#, window.offset_s)
}
