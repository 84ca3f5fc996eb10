//! Stored time and the unit of counting: which night a moment belongs to, and when a wall clock time comes in a night.
//!
//! Start at [`Night`], then [`Moment`] and [`ZoneWindow`]. Pure: no clock and no zone database; the phone's operating
//! system knows its zone's rules and hands them in.

mod cut;
mod moment;
mod zone;

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

pub use cut::CutHour;
pub use moment::Moment;
pub(crate) use moment::check_zone_id;
pub use zone::{Transition, Wall, ZoneWindow};

use crate::invalid::Invalid;

/// From this many hours after the cut-off a person is taken to be in bed or near it. Our own choice: for the default
/// cut-off that is 20:00, two hours before the bedtime it was proposed from.
const NIGHT_STARTS_H: i64 = 8;
/// From this many hours after the cut-off the morning has come: 07:00 for the default cut-off. Our own choice.
const MORNING_STARTS_H: i64 = 19;

/// One night, named by the date of the morning on which it ends, as sleep diaries do.
///
/// Runs from one cut-off to the next, noon to noon unless the person sleeps by day. Holds no clock time and no zone, so
/// travel cannot move it. Years 1900 to 9999.
///
/// # Source
/// The Consensus Sleep Diary names a night by the date of the morning on which it is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Night(NaiveDate);

impl Night {
    /// The night that ends on the morning of `date`.
    ///
    /// # Errors
    /// [`Invalid`] outside the years 1900 to 9999.
    pub fn ending_on(date: NaiveDate) -> Result<Self, Invalid> {
        check_day("night", date)?;
        Ok(Self(date))
    }

    /// The night that a moment belongs to. An entry exactly at the cut-off opens the new night.
    #[must_use]
    pub fn of(moment: &Moment, cut: CutHour) -> Self {
        let began = since_cut(moment, cut).date();
        let named = if cut.names_by_end() { began.succ_opt().unwrap_or(began) } else { began };
        // The last evening there is would end in a year that no night can have.
        Self(NaiveDate::from_ymd_opt(9999, 12, 31).map_or(named, |last| named.min(last)))
    }

    /// The date of the morning on which the night ends: its name.
    #[must_use]
    pub fn ends_on(self) -> NaiveDate {
        self.0
    }

    /// The date on which the night's period begins, at the cut-off: the evening's date for everyone who sleeps at night.
    #[must_use]
    pub fn begins_on(self, cut: CutHour) -> NaiveDate {
        if cut.names_by_end() { self.0.pred_opt().unwrap_or(self.0) } else { self.0 }
    }

    /// The wall clock date and time at which `time` comes in this night.
    #[must_use]
    pub fn at(self, time: NaiveTime, cut: CutHour) -> NaiveDateTime {
        let begins = self.begins_on(cut);
        let date = if time < cut.time() { begins.succ_opt().unwrap_or(begins) } else { begins };
        date.and_time(time)
    }

    /// The night `nights` later, or earlier when negative; stays at the edge of the calendar.
    #[must_use]
    pub fn plus(self, nights: i64) -> Self {
        let days = Days::new(nights.unsigned_abs());
        let moved = if nights < 0 { self.0.checked_sub_days(days) } else { self.0.checked_add_days(days) };
        Self(moved.unwrap_or(self.0))
    }

    /// Every night from this one to `last`, both included.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        self.0.iter_days().take_while(move |day| *day <= last.0).map(Self)
    }

    /// How many nights lie from this one to `later`; negative when it is earlier.
    #[must_use]
    pub fn nights_to(self, later: Self) -> i64 {
        (later.0 - self.0).num_days()
    }
}

/// `2026-10-25`, the date of the morning.
impl fmt::Display for Night {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads what [`Night`]'s `Display` writes.
impl std::str::FromStr for Night {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let date =
            text.parse().map_err(|_| Invalid::new("night", format!("{text:?} is no date such as 2026-10-25")))?;
        Self::ending_on(date)
    }
}

/// Refuses a date that no person's journal can hold.
pub(crate) fn check_day(field: &str, date: NaiveDate) -> Result<(), Invalid> {
    match date.year() {
        1900..=9999 => Ok(()),
        year => Err(Invalid::new(field, format!("must lie in the years 1900 to 9999, not {year}"))),
    }
}

/// Which part of a night's period a moment lies in, by the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first 8 hours after the cut-off. A cramp here came by day unless the person says it woke them.
    Day,
    /// From 8 to 19 hours after the cut-off: in bed or near it.
    Night,
    /// From 19 hours after the cut-off to the next one.
    Morning,
}

impl Part {
    /// The part of its night that a moment lies in.
    #[must_use]
    pub fn of(moment: &Moment, cut: CutHour) -> Self {
        match since_cut(moment, cut).time().signed_duration_since(NaiveTime::MIN).num_hours() {
            hours if hours < NIGHT_STARTS_H => Self::Day,
            hours if hours < MORNING_STARTS_H => Self::Night,
            _ => Self::Morning,
        }
    }

    /// The world that a shell shows first in this part.
    #[must_use]
    pub fn face(self) -> Face {
        if self == Self::Night { Face::Night } else { Face::Day }
    }
}

/// Which of its two worlds a shell shows first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Face {
    /// Black and dim: one target, "Cramp".
    Night,
    /// The morning's questions and the journal.
    Day,
}

/// The wall clock shifted so that the cut-off is midnight: its date is the date on which the period began.
fn since_cut(moment: &Moment, cut: CutHour) -> NaiveDateTime {
    let local = moment.local();
    local.checked_sub_signed(TimeDelta::hours(cut.hour().into())).unwrap_or(local)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(text: &str) -> Moment {
        let at = chrono::DateTime::parse_from_rfc3339(text).unwrap();
        Moment { at: at.to_utc(), offset_s: at.offset().local_minus_utc(), zone: "Test/Zone".into() }
    }

    fn cut(hour: u8) -> CutHour {
        CutHour::new(hour).unwrap()
    }

    #[test]
    fn a_night_is_named_by_the_morning_it_ends() {
        #[track_caller]
        fn case(tapped: &str, cut_hour: u8, night: &str) {
            assert_eq!(Night::of(&moment(tapped), cut(cut_hour)).to_string(), night);
        }
        case("2026-05-01T12:01:00+09:00", 12, "2026-05-02");
        case("2026-05-02T11:59:59+09:00", 12, "2026-05-02");
        case("2026-05-02T12:00:00+09:00", 12, "2026-05-03"); // the cut-off itself opens the new night
        case("2026-10-25T02:15:00+01:00", 12, "2026-10-25"); // Berlin, the second 02:15
        case("2026-05-02T05:59:59+00:00", 6, "2026-05-02");
        case("2026-05-02T06:00:00+00:00", 6, "2026-05-03");
        case("2026-05-02T04:59:59+00:00", 5, "2026-05-01"); // cut-offs 0 to 5 name by the date of beginning
        case("2026-05-02T05:00:00+00:00", 5, "2026-05-02");
        case("2026-05-02T00:00:00+00:00", 0, "2026-05-02");
        case("2026-05-02T22:30:00+00:00", 23, "2026-05-02");
    }

    #[test]
    fn the_day_the_night_and_the_morning_follow_the_cut_off() {
        #[track_caller]
        fn case(at: &str, cut_hour: u8, part: Part, face: Face) {
            let found = Part::of(&moment(at), cut(cut_hour));
            assert_eq!((found, found.face()), (part, face));
        }
        case("2026-05-02T11:59:00+09:00", 12, Part::Morning, Face::Day);
        case("2026-05-02T12:01:00+09:00", 12, Part::Day, Face::Day);
        case("2026-05-02T19:59:00+09:00", 12, Part::Day, Face::Day);
        case("2026-05-02T20:00:00+09:00", 12, Part::Night, Face::Night);
        case("2026-05-03T03:10:00+09:00", 12, Part::Night, Face::Night);
        case("2026-05-03T07:00:00+09:00", 12, Part::Morning, Face::Day);
        case("2026-05-03T10:00:00+09:00", 22, Part::Night, Face::Night); // a day sleeper at 10 a.m.
    }

    #[test]
    fn a_wall_time_comes_once_in_a_night() {
        #[track_caller]
        fn case(time: &str, cut_hour: u8, at: &str) {
            let night: Night = "2026-05-02".parse().unwrap();
            assert_eq!(night.at(time.parse().unwrap(), cut(cut_hour)).to_string(), at);
        }
        case("23:50:00", 12, "2026-05-01 23:50:00");
        case("02:00:00", 12, "2026-05-02 02:00:00");
        case("12:00:00", 12, "2026-05-01 12:00:00");
        case("11:59:00", 12, "2026-05-02 11:59:00");
        case("09:00:00", 22, "2026-05-02 09:00:00");
        case("09:00:00", 3, "2026-05-02 09:00:00");
        case("02:00:00", 3, "2026-05-03 02:00:00");
    }

    #[test]
    fn an_impossible_night_is_refused() {
        for bad in ["", "2026-02-30", "1899-12-31", "+10000-01-01", "-0001-01-01", "2026-10-25T00:00", "25.10.2026"] {
            assert_eq!(bad.parse::<Night>().unwrap_err().field, "night", "{bad:?}");
        }
        assert!(Night::ending_on(NaiveDate::MAX).is_err());
    }

    #[test]
    fn nights_count_by_the_calendar_across_a_change_of_clocks() {
        let (first, last): (Night, Night) = ("2026-03-27".parse().unwrap(), "2026-03-30".parse().unwrap());
        assert_eq!(first.through(last).count(), 4);
        assert_eq!(first.nights_to(last), 3);
        assert_eq!(first.plus(3), last);
        assert_eq!(last.plus(-3), first);
    }

    fn any_moment() -> impl Strategy<Value = Moment> {
        (0_i64..4_102_444_800_000, -64_800_i32..=64_800).prop_map(|(ms, offset_s)| Moment {
            at: chrono::DateTime::from_timestamp_millis(ms).unwrap(),
            offset_s,
            zone: "Test/Zone".into(),
        })
    }

    proptest! {
        #[test]
        fn the_night_never_goes_back_while_time_goes_on(moment in any_moment(), hour in 0_u8..24, later_ms in 0_i64..1_000_000_000) {
            let later = Moment { at: moment.at + TimeDelta::milliseconds(later_ms), ..moment.clone() };
            prop_assert!(Night::of(&moment, cut(hour)) <= Night::of(&later, cut(hour)));
        }

        #[test]
        fn a_night_lasts_one_day_on_an_unchanged_clock(moment in any_moment(), hour in 0_u8..24) {
            let next_day = Moment { at: moment.at + TimeDelta::days(1), ..moment.clone() };
            prop_assert_eq!(Night::of(&moment, cut(hour)).plus(1), Night::of(&next_day, cut(hour)));
        }

        #[test]
        fn the_wall_time_of_a_moment_leads_back_to_it(moment in any_moment(), hour in 0_u8..24) {
            let night = Night::of(&moment, cut(hour));
            prop_assert_eq!(night.at(moment.local().time(), cut(hour)), moment.local());
        }

        #[test]
        fn the_wake_date_is_the_name_for_every_cut_off(moment in any_moment(), hour in 0_u8..24) {
            // Nineteen hours after the cut-off the person is awake: that date names the night.
            let awake = Night::of(&moment, cut(hour));
            let begins = awake.begins_on(cut(hour)).and_time(cut(hour).time());
            let names = (begins + TimeDelta::hours(if hour < 6 { 6 } else { 18 })).date();
            prop_assert_eq!(awake.ends_on(), names);
        }
    }
}
