//! A point in time as the person's clock had it.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};

use crate::invalid::{Invalid, in_range};

/// Java's and Foundation's own limit for an offset from UTC.
const MOST_OFFSET_S: i32 = 18 * 3600;
/// The longest id in the zone database has 32 characters; twice that leaves room.
const MOST_ZONE_LENGTH: usize = 64;

/// A point in time together with the offset and zone that the person's clock had then.
///
/// 02:00 stays 02:00 after a flight, and after any change of the zone rules: the offset is stored, never derived again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Moment {
    /// The instant, exact to the millisecond; 1970 to 9999.
    pub at: DateTime<Utc>,
    /// Seconds east of UTC on the person's clock at that instant, −64,800 to 64,800.
    pub offset_s: i32,
    /// The zone's IANA id such as `Europe/Berlin`, as the operating system names it. Never empty; an id nobody knows is kept.
    pub zone: String,
}

impl Moment {
    /// What the person's clock showed.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        local(self.at, self.offset_s)
    }

    pub(crate) fn check(&self) -> Result<(), Invalid> {
        check_instant("at", self.at)?;
        check_offset("offset_s", self.offset_s)?;
        check_zone_id(&self.zone)
    }
}

/// Wall clock for an instant. An unchecked extreme stays where it is instead of overflowing.
pub(super) fn local(at: DateTime<Utc>, offset_s: i32) -> NaiveDateTime {
    let utc = at.naive_utc();
    utc.checked_add_signed(TimeDelta::seconds(offset_s.into())).unwrap_or(utc)
}

pub(super) fn check_instant(field: &str, at: DateTime<Utc>) -> Result<(), Invalid> {
    in_range(field, Some(at.year()), 1970, 9999)
        .map_err(|_| Invalid::new(field, format!("must lie in the years 1970 to 9999, not {}", at.year())))
}

pub(super) fn check_offset(field: &str, offset_s: i32) -> Result<(), Invalid> {
    in_range(field, Some(offset_s), -MOST_OFFSET_S, MOST_OFFSET_S)
}

pub(crate) fn check_zone_id(zone: &str) -> Result<(), Invalid> {
    let fine = !zone.is_empty() && zone.len() <= MOST_ZONE_LENGTH && zone.bytes().all(|byte| byte.is_ascii_graphic());
    if fine {
        Ok(())
    } else {
        Err(Invalid::new("zone", "must be the zone's IANA id such as Europe/Berlin, never empty"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_shows_the_clock_it_was_taken_from() {
        let moment =
            Moment { at: "2026-05-01T17:00:00Z".parse().unwrap(), offset_s: 9 * 3600, zone: "Asia/Tokyo".into() };
        assert_eq!(moment.local().to_string(), "2026-05-02 02:00:00");
        assert_eq!(moment.check(), Ok(()));
    }

    #[test]
    fn an_empty_zone_is_an_error_never_utc() {
        let at = DateTime::UNIX_EPOCH;
        #[track_caller]
        fn field(moment: &Moment) -> String {
            moment.check().unwrap_err().field
        }
        assert_eq!(field(&Moment { at, offset_s: 0, zone: String::new() }), "zone");
        assert_eq!(field(&Moment { at, offset_s: 0, zone: "a\0b".into() }), "zone");
        assert_eq!(field(&Moment { at, offset_s: 64_801, zone: "UTC".into() }), "offset_s");
        assert_eq!(field(&Moment { at: DateTime::<Utc>::MAX_UTC, offset_s: 0, zone: "UTC".into() }), "at");
        assert_eq!(Moment { at, offset_s: 0, zone: "Mars/Olympus".into() }.check(), Ok(()));
    }

    #[test]
    fn extremes_do_not_overflow() {
        let moment = Moment { at: DateTime::<Utc>::MAX_UTC, offset_s: i32::MAX, zone: "UTC".into() };
        assert_eq!(moment.local(), moment.at.naive_utc());
    }
}
