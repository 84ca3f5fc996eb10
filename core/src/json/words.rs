//! The smallest parts of the format: words, dates, clock times and moments.

use std::fmt;
use std::marker::PhantomData;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, Utc};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::answer::Answer;
use crate::entries::{Exercise, Muscle, Relief, Side, Sign, Soreness, StretchKind, Supplement, TapSource};
use crate::night::Night;
use crate::profile::{ConditionKind, MedicineClass, UsualFrequency};
use crate::reminders::{ReminderAction, Weekday};
use crate::word::Word;

/// A longer list of words than this is no help in a message.
const MOST_NAMED: usize = 12;

/// A text that is read by a function, which says what the text must be where it cannot be read.
struct Text<T, F>(F, PhantomData<T>);

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Text<T, (F, String)> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.1)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let (read, what) = self.0;
        read(text).ok_or_else(|| E::custom(format!("must be {what}, not {text:?}")))
    }
}

fn read<'de, T, D: Deserializer<'de>>(
    from: D,
    what: impl Into<String>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    from.deserialize_str(Text((read, what.into()), PhantomData))
}

fn read_word<'de, T: Word, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let words: Vec<&str> = T::ALL.iter().map(|value| value.word()).collect();
    let what = if words.len() <= MOST_NAMED {
        format!("one of {}", words.join(", "))
    } else {
        "one of the words in journal.schema.json".to_owned()
    };
    read(from, what, T::from_word)
}

macro_rules! words {
    ($($name:ident,)+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read_word(from)
            }
        }
    )+};
}

words! {
    Side, Muscle, Relief, Soreness, Sign, StretchKind, Exercise, Supplement, TapSource, UsualFrequency, ConditionKind,
    MedicineClass, Weekday, ReminderAction,
}

/// `yes` or `no`. Unknown has no word: it is left out.
impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.known() {
            Some(known) => to.serialize_str(if known { "yes" } else { "no" }),
            None => to.serialize_none(),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, "yes or no, and left out where nobody said", |text| match text {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            _ => None,
        })
    }
}

impl Serialize for Night {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Night {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::ending_on(read(from, DATE, date)?).map_err(|invalid| D::Error::custom(invalid.reason))
    }
}

const DATE: &str = "a date such as 2026-10-25";

/// Exactly `2026-10-25`: chrono alone takes `2026-1-5` too.
fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text)
}

/// A date that may be unknown.
pub(super) mod day {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        read(from, DATE, date).map(Some)
    }
}

/// A date that is known.
pub(super) mod known_day {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        read(from, DATE, date)
    }
}

const TIME: &str = "a time such as 22:30";
/// The minute is as fine as a time of the wall clock gets.
const CLOCK: &str = "%H:%M";

/// Exactly `09:05`: chrono alone takes `9:5` too.
fn clock_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, CLOCK).ok().filter(|time| time.format(CLOCK).to_string() == text)
}

/// A time of the wall clock that may be unknown.
pub(super) mod clock {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(time: &Option<NaiveTime>, to: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => to.collect_str(&time.format(CLOCK)),
            None => to.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
        read(from, TIME, clock_time).map(Some)
    }
}

/// A time of the wall clock that is known.
pub(super) mod known_clock {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&time.format(CLOCK))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        read(from, TIME, clock_time)
    }
}

/// An instant with the offset that the clock had: `2026-10-25T02:15:00+01:00`. RFC 3339, and where an offset has
/// seconds, as old local times do, those too: `+00:19:32`.
#[derive(Clone, Copy)]
pub(super) struct Instant {
    pub(super) at: DateTime<Utc>,
    pub(super) offset_s: i32,
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let shown = FixedOffset::east_opt(self.offset_s).map(|offset| self.at.with_timezone(&offset));
        match shown {
            Some(shown) if self.offset_s % 60 == 0 => {
                to.serialize_str(&shown.to_rfc3339_opts(SecondsFormat::AutoSi, false))
            }
            Some(shown) => to.collect_str(&shown.format("%Y-%m-%dT%H:%M:%S%.f%::z")),
            None => Err(serde::ser::Error::custom("no clock has such an offset")),
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, "a moment with its offset such as 2026-10-25T02:15:00+01:00", instant)
    }
}

fn instant(text: &str) -> Option<Instant> {
    // The seconds of an offset, which RFC 3339 does not know, are taken off and added by hand.
    let sign_at = text.len().checked_sub("+00:19:32".len()).filter(|at| text.is_char_boundary(*at))?;
    let (minutes, seconds) = match text.get(sign_at..) {
        Some(offset) if offset.starts_with(['+', '-']) => (text.get(..text.len() - 3)?, text.get(text.len() - 2..)?),
        _ => (text, "0"),
    };
    let shown = DateTime::parse_from_rfc3339(minutes).ok()?;
    let seconds: i32 = seconds.parse().ok().filter(|seconds| (0..60).contains(seconds))?;
    let whole = shown.offset().local_minus_utc();
    let is_west = text.get(sign_at..).is_some_and(|offset| offset.starts_with('-'));
    let offset_s = if is_west { whole - seconds } else { whole + seconds };
    let at = shown.naive_local().checked_sub_offset(FixedOffset::east_opt(offset_s)?)?.and_utc();
    Some(Instant { at, offset_s })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_its_offset_to_the_second() {
        #[track_caller]
        fn case(text: &str, utc: &str, offset_s: i32) {
            let read: Instant = serde_json::from_value(text.into()).unwrap();
            assert_eq!((read.at, read.offset_s), (utc.parse().unwrap(), offset_s));
            assert_eq!(serde_json::to_value(read).unwrap(), text);
        }
        case("2026-10-25T02:15:00+01:00", "2026-10-25T01:15:00Z", 3600);
        case("2026-10-25T02:15:00.250+05:45", "2026-10-24T20:30:00.250Z", 20_700);
        case("1970-01-01T00:00:00-00:44:30", "1970-01-01T00:44:30Z", -2_670); // Monrovia
        case("1971-01-01T00:00:00+00:19:32", "1970-12-31T23:40:28Z", 1_172);
        for bad in ["2026-10-25T02:15:00", "2026-10-25", "", "+00:19:32", "2026-10-25T02:15:00+01:00:99", "🌙🌙🌙"]
        {
            assert!(serde_json::from_value::<Instant>(bad.into()).is_err(), "{bad:?}");
        }
        assert!(serde_json::from_value::<Instant>("2026-10-25T02:15:00Z".into()).is_ok());
    }

    #[test]
    fn a_date_and_a_time_have_one_spelling() {
        assert!(["2026-10-25", "0099-01-01"].iter().all(|text| date(text).is_some()));
        assert!(["2026-1-5", "2026-02-30", "25.10.2026", "+2026-10-25"].iter().all(|text| date(text).is_none()));
    }

    #[test]
    fn a_wrong_word_is_told_with_the_right_ones() {
        let told = serde_json::from_value::<Side>("lefft".into()).unwrap_err().to_string();
        assert_eq!(told, "must be one of left, right, both, not \"lefft\"");
        let told = serde_json::from_value::<Answer>("unknown".into()).unwrap_err().to_string();
        assert_eq!(told, "must be yes or no, and left out where nobody said, not \"unknown\"");
    }
}
