//! Wall clock to instant and back, by the rules that the phone's operating system handed in.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::moment::{Moment, check_instant, check_offset, check_zone_id, local};
use crate::invalid::Invalid;

/// A change of a zone's offset from UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Transition {
    /// The first instant at which the new offset holds.
    pub at: DateTime<Utc>,
    /// Seconds east of UTC from then on.
    pub offset_s: i32,
}

/// A zone's rules for a stretch of time, as the operating system knows them.
///
/// The library carries no zone database: a phone's own is always newer. Nothing is resolved outside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ZoneWindow {
    /// The zone's IANA id such as `Europe/Berlin`.
    pub zone: String,
    /// The window's first instant.
    pub start: DateTime<Utc>,
    /// The first instant after the window.
    pub end: DateTime<Utc>,
    /// Seconds east of UTC at `start`.
    pub offset_s: i32,
    /// The changes after `start` and before `end`, oldest first; none is fine.
    pub transitions: Vec<Transition>,
}

/// What a wall clock time means on a given date: gap and overlap are cases, never accidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wall {
    /// The clock shows it once.
    Once(Moment),
    /// The clock jumps over it; `after` is later by the length of the gap.
    Skipped {
        /// What the clock shows instead.
        after: Moment,
    },
    /// The clock shows it twice.
    Twice {
        /// The earlier of the two.
        first: Moment,
        /// The later of the two.
        second: Moment,
    },
}

impl Wall {
    /// The one moment that stands for it: shifted out of a gap, the first of an overlap.
    #[must_use]
    pub fn moment(self) -> Moment {
        match self {
            Self::Once(moment) | Self::Skipped { after: moment } | Self::Twice { first: moment, .. } => moment,
        }
    }
}

impl ZoneWindow {
    /// The moment at which the person's clock shows `wall`.
    ///
    /// # Errors
    /// [`Invalid`] when the window is unsound or does not reach that far.
    pub fn resolve(&self, wall: NaiveDateTime) -> Result<Wall, Invalid> {
        self.check()?;
        let mut shown = self.stretches().filter(|stretch| stretch.shows(wall)).map(|s| self.moment(wall, s.offset_s));
        match (shown.next(), shown.next()) {
            (Some(first), Some(second)) => Ok(Wall::Twice { first, second }),
            (Some(moment), None) => Ok(Wall::Once(moment)),
            (None, _) => self.after_gap(wall).map(|after| Wall::Skipped { after }).ok_or_else(|| {
                Invalid::new(
                    "zone",
                    format!("the window does not hold {wall}; ask the operating system for a longer one"),
                )
            }),
        }
    }

    /// The moment of an instant on this zone's clock.
    ///
    /// # Errors
    /// [`Invalid`] when the window is unsound or does not reach that far.
    pub fn moment_at(&self, at: DateTime<Utc>) -> Result<Moment, Invalid> {
        self.check()?;
        let stretch = self.stretches().find(|stretch| stretch.start <= at && at < stretch.end);
        let offset_s = stretch.ok_or_else(|| Invalid::new("zone", format!("the window does not hold {at}")))?.offset_s;
        Ok(Moment { at, offset_s, zone: self.zone.clone() })
    }

    pub(crate) fn check(&self) -> Result<(), Invalid> {
        check_zone_id(&self.zone)?;
        check_instant("start", self.start)?;
        check_instant("end", self.end)?;
        check_offset("offset_s", self.offset_s)?;
        if self.end <= self.start {
            return Err(Invalid::new("end", "must be after the start"));
        }
        let mut before = self.start;
        for transition in &self.transitions {
            check_offset("transitions", transition.offset_s)?;
            if transition.at <= before || transition.at >= self.end {
                return Err(Invalid::new("transitions", "must lie after the start and before the end, oldest first"));
            }
            before = transition.at;
        }
        Ok(())
    }

    /// The stretches of unchanged offset, oldest first.
    fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let starts = std::iter::once((self.start, self.offset_s))
            .chain(self.transitions.iter().map(|transition| (transition.at, transition.offset_s)));
        let ends = self.transitions.iter().map(|transition| transition.at).chain(std::iter::once(self.end));
        starts.zip(ends).map(|((start, offset_s), end)| Stretch { start, end, offset_s })
    }

    /// Read with the offset before the gap, a time in the gap comes out later by the gap's length.
    fn after_gap(&self, wall: NaiveDateTime) -> Option<Moment> {
        self.stretches().zip(self.stretches().skip(1)).find_map(|(before, after)| {
            let skipped = local(before.end, before.offset_s) <= wall && wall < local(after.start, after.offset_s);
            let at = skipped.then(|| instant(wall, before.offset_s))?;
            Some(Moment { at, offset_s: after.offset_s, zone: self.zone.clone() })
        })
    }

    fn moment(&self, wall: NaiveDateTime, offset_s: i32) -> Moment {
        Moment { at: instant(wall, offset_s), offset_s, zone: self.zone.clone() }
    }
}

struct Stretch {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    offset_s: i32,
}

impl Stretch {
    fn shows(&self, wall: NaiveDateTime) -> bool {
        let at = instant(wall, self.offset_s);
        self.start <= at && at < self.end
    }
}

fn instant(wall: NaiveDateTime, offset_s: i32) -> DateTime<Utc> {
    wall.checked_sub_signed(TimeDelta::seconds(offset_s.into())).unwrap_or(wall).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin(transition: &str, before_s: i32, after_s: i32) -> ZoneWindow {
        let at: DateTime<Utc> = transition.parse().unwrap();
        ZoneWindow {
            zone: "Europe/Berlin".into(),
            start: at - TimeDelta::days(2),
            end: at + TimeDelta::days(2),
            offset_s: before_s,
            transitions: vec![Transition { at, offset_s: after_s }],
        }
    }

    #[test]
    fn a_gap_shifts_and_an_overlap_takes_the_first() {
        #[track_caller]
        fn case(window: &ZoneWindow, wall: &str, utc: &str, kind: &str) {
            let found = window.resolve(wall.parse().unwrap()).unwrap();
            let name = match &found {
                Wall::Once(_) => "once",
                Wall::Skipped { .. } => "skipped",
                Wall::Twice { .. } => "twice",
            };
            let moment = found.moment();
            assert_eq!((moment.at, name), (utc.parse().unwrap(), kind));
            assert_eq!(window.moment_at(moment.at).unwrap(), moment);
        }
        let spring = berlin("2026-03-29T01:00:00Z", 3600, 7200);
        case(&spring, "2026-03-29T01:59:59", "2026-03-29T00:59:59Z", "once");
        case(&spring, "2026-03-29T02:00:00", "2026-03-29T01:00:00Z", "skipped"); // 03:00
        case(&spring, "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", "skipped"); // 03:30
        case(&spring, "2026-03-29T03:00:00", "2026-03-29T01:00:00Z", "once");
        let autumn = berlin("2026-10-25T01:00:00Z", 7200, 3600);
        case(&autumn, "2026-10-25T01:59:59", "2026-10-24T23:59:59Z", "once");
        case(&autumn, "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "twice");
        case(&autumn, "2026-10-25T03:00:00", "2026-10-25T02:00:00Z", "once");
        let fixed = ZoneWindow { transitions: vec![], ..autumn };
        case(&fixed, "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "once");
    }

    #[test]
    fn nothing_is_resolved_outside_the_window() {
        let window = berlin("2026-10-25T01:00:00Z", 7200, 3600);
        for wall in ["2026-10-20T00:00:00", "2026-10-30T00:00:00"] {
            assert_eq!(window.resolve(wall.parse().unwrap()).unwrap_err().field, "zone");
        }
        assert!(window.moment_at(window.end).is_err());
        assert!(window.moment_at(window.start).is_ok());
    }

    #[test]
    fn an_unsound_window_is_refused() {
        let window = berlin("2026-10-25T01:00:00Z", 7200, 3600);
        #[track_caller]
        fn case(window: ZoneWindow, field: &str) {
            assert_eq!(window.check().unwrap_err().field, field);
        }
        case(ZoneWindow { zone: String::new(), ..window.clone() }, "zone");
        case(ZoneWindow { end: window.start, ..window.clone() }, "end");
        case(ZoneWindow { offset_s: 100_000, ..window.clone() }, "offset_s");
        let twice = vec![window.transitions[0].clone(), window.transitions[0].clone()];
        case(ZoneWindow { transitions: twice, ..window.clone() }, "transitions");
        case(ZoneWindow { start: window.end - TimeDelta::hours(1), ..window }, "transitions");
    }
}
