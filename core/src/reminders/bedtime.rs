//! From a usual bedtime to the evenings that the person's clock has.

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};

use super::habit::Bedtimes;
use super::planned::Adjustment;
use super::preferences::{ReminderPreferences, Weekday};
use crate::night::{CutHour, Moment, Night, Wall, ZoneWindow};

/// A clock that jumps this far has dropped the evening, not shifted it: Apia had no 30 December 2011.
const DROPS_EVENING: TimeDelta = TimeDelta::hours(12);
/// From so long after bedtime nothing rings but the bedtime call itself (design).
pub(super) const QUIET_AFTER: TimeDelta = TimeDelta::hours(1);
/// Who goes to bed by day sleeps so long, unless they say when they get up. Our own choice.
const DAY_SLEEP: TimeDelta = TimeDelta::hours(8);
/// Nobody sleeps longer: a waking time that comes later after bedtime is not of this sleep. Our own choice.
const MOST_SLEEP: TimeDelta = TimeDelta::hours(14);

/// The clock that the evening goes by: the phone's, or the one at home.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) zone: &'a ZoneWindow,
    pub(super) cut: CutHour,
}

/// What a wall clock time comes to on a night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    At(Moment, Adjustment),
    /// The zone drops the evening.
    Dropped,
    /// The zone window begins later.
    Before,
    /// The zone window does not reach so far.
    Beyond,
}

impl Clock<'_> {
    /// When the clock shows `time` in a night.
    pub(super) fn find(&self, night: Night, time: NaiveTime) -> Found {
        let wall = night.at(time, self.cut);
        match self.zone.resolve(wall) {
            Ok(Wall::Once(at)) => Found::At(at, Adjustment::None),
            Ok(Wall::Twice { first, .. }) => Found::At(first, Adjustment::OverlapFirst),
            Ok(Wall::Skipped { after }) if after.local() - wall >= DROPS_EVENING => Found::Dropped,
            Ok(Wall::Skipped { after }) => Found::At(after, Adjustment::GapShifted),
            Err(_) => {
                let last = self.zone.moment_at(self.zone.end - TimeDelta::milliseconds(1));
                if last.is_ok_and(|last| wall > last.local()) { Found::Beyond } else { Found::Before }
            }
        }
    }

    pub(super) fn night_of(&self, at: DateTime<Utc>) -> Option<Night> {
        self.zone.moment_at(at).ok().map(|moment| Night::of(&moment, self.cut))
    }

    /// When the person gets up after a bedtime.
    fn waking(&self, bedtime: &Moment, preferences: &ReminderPreferences) -> DateTime<Utc> {
        let went = bedtime.local();
        let by_day = (5..18).contains(&went.hour());
        let Some(time) = preferences.waking.or_else(|| if by_day { None } else { NaiveTime::from_hms_opt(7, 0, 0) })
        else {
            return bedtime.at + DAY_SLEEP;
        };
        let day = if time > went.time() { went.date() } else { went.date().succ_opt().unwrap_or(went.date()) };
        let waking = self.zone.resolve(day.and_time(time)).map(|wall| wall.moment().at).ok();
        // Said for another life, such as nights off duty.
        waking.filter(|waking| *waking - bedtime.at <= MOST_SLEEP).unwrap_or(bedtime.at + DAY_SLEEP)
    }
}

/// One evening of the person's clock, with the sleep that follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evening {
    pub(super) night: Night,
    pub(super) bedtime: Moment,
    pub(super) adjustment: Adjustment,
    pub(super) waking: DateTime<Utc>,
    /// "Already in bed", said at this instant.
    pub(super) in_bed: Option<DateTime<Utc>>,
}

impl Evening {
    /// Whether the person sleeps, or said that they are in bed. The bedtime call has a rule of its own.
    pub(super) fn is_quiet(&self, at: DateTime<Utc>) -> bool {
        let from = self.bedtime.at + QUIET_AFTER;
        let from = self.in_bed.map_or(from, |in_bed| in_bed.min(from));
        from <= at && at < self.waking
    }
}

/// The evenings of the nights from `first` on.
#[derive(Debug)]
pub(super) struct Evenings {
    /// Those that the clock has, in order.
    pub(super) list: Vec<Evening>,
    /// Nights whose evening the zone drops.
    pub(super) dropped: Vec<Night>,
    /// The window ended before the last of them.
    pub(super) cut_short: bool,
}

pub(super) fn evenings(
    clock: Clock<'_>,
    bedtimes: &Bedtimes,
    preferences: &ReminderPreferences,
    nights: impl Iterator<Item = Night>,
) -> Evenings {
    let mut found = Evenings { list: Vec::new(), dropped: Vec::new(), cut_short: false };
    for night in nights {
        let is_weekend = preferences.weekend_evenings.contains(&Weekday::of(night.begins_on(clock.cut)));
        let time = if is_weekend { bedtimes.weekend } else { bedtimes.weekday };
        match clock.find(night, time) {
            Found::At(bedtime, adjustment) => {
                let waking = clock.waking(&bedtime, preferences);
                found.list.push(Evening { night, bedtime, adjustment, waking, in_bed: None });
            }
            Found::Dropped => found.dropped.push(night),
            // It is over.
            Found::Before => {}
            Found::Beyond => found.cut_short = true,
        }
    }
    found
}
