//! Windows of zones for a plan: a phone asks its operating system, here the zone database of the tests stands in.

use chrono::{DateTime, TimeDelta, Utc};
use nightcramp::{Moment, Transition, ZoneWindow};

/// As far as a plan looks.
const REACH: (TimeDelta, TimeDelta) = (TimeDelta::days(4), TimeDelta::days(20));

/// The rules of a zone around a moment; of one that nobody knows, the offset of the moment all along.
pub(crate) fn around(now: &Moment, id: &str) -> ZoneWindow {
    let (start, end) = (now.at - REACH.0, now.at + REACH.1);
    let fixed = ZoneWindow { zone: id.to_owned(), start, end, offset_s: now.offset_s, transitions: Vec::new() };
    known(id, start, end).unwrap_or(fixed)
}

/// What the zone database says from `start` to `end`.
pub(crate) fn known(id: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> Option<ZoneWindow> {
    let zone = jiff::tz::TimeZoneDatabase::bundled().get(id).ok()?;
    let first = jiff::Timestamp::from_second(start.timestamp()).ok()?;
    let transition = |change: jiff::tz::TimeZoneTransition<'_>| {
        let at = DateTime::from_timestamp(change.timestamp().as_second(), 0)?;
        Some(Transition { at, offset_s: change.offset().seconds() })
    };
    let transitions = zone.following(first).map_while(transition).take_while(|change| change.at < end).collect();
    Some(ZoneWindow { zone: id.to_owned(), start, end, offset_s: zone.to_offset(first).seconds(), transitions })
}
