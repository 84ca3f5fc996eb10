//! What the person wants to be reminded of, and when.

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::invalid::{Invalid, in_range};
use crate::night::check_zone_id;
use crate::word::vocabulary;

vocabulary! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

impl Weekday {
    /// The day of the week of a date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        use chrono::Datelike;
        match date.weekday() {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// By which clock the evening comes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReminderClock {
    /// By the phone's: 22:00 wherever the person is.
    Phone,
    /// By the one at home, wherever the person is.
    Home {
        /// The zone's IANA id, such as `Europe/Berlin`.
        zone: String,
    },
}

/// Which reminders the person wants. Bedtimes stand in [`Profile`](crate::Profile).
///
/// Where nothing else is said, the figures are our own choice: no study has tried them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderPreferences {
    /// By which clock the evening comes.
    pub clock: ReminderClock,
    /// The evenings before a free day, by the date on which the night's period begins. Friday and Saturday at first.
    pub weekend_evenings: Vec<Weekday>,
    /// When the person gets up: from then on it may ring again. `None`: 07:00, or 8 hours after a bedtime that lies between
    /// 05:00 and 18:00.
    pub waking: Option<NaiveTime>,
    /// The bedtime stretch. On at first.
    pub bedtime_stretch: bool,
    /// How many minutes before bedtime it calls, 0 to 180. 15 at first.
    pub lead_min: u16,
    /// Whether a gentle second call comes when nothing was answered.
    pub second_call: bool,
    /// How many minutes after the first call the second comes, 10 to 120. 20 at first.
    pub second_call_after_min: u16,
    /// How many minutes after bedtime a phone that was off still calls, 0 to 360. 180 at first.
    pub too_late_min: u16,
    /// Move the bedtime with the habit: at most 15 minutes a week, and it says so. Off at first.
    pub follow_habit: bool,
    /// The morning's questions, only when something is open. On at first.
    pub morning_check_in: bool,
    /// When they come: 07:30 at first, and never before waking.
    pub morning_at: NaiveTime,
    /// The last glass of water, well before bed. Off at first.
    pub last_water: bool,
    /// How many minutes before bedtime, 30 to 360. 120 at first.
    pub last_water_min: u16,
    /// A warm soak. Off at first.
    ///
    /// # Source
    /// Foot baths help older people sleep (evidence S73); no study of cramps. Weak.
    pub warm_soak: bool,
    /// How many minutes before bedtime, 15 to 240. 60 at first.
    pub warm_soak_min: u16,
    /// The days on which to be called away from sitting; empty: none.
    ///
    /// # Source
    /// A life of sitting goes with night cramps (evidence S47). Weak.
    pub break_days: Vec<Weekday>,
    /// The first break of the day. 10:00 at first.
    pub break_from: NaiveTime,
    /// No break after this; must be later than the first. 17:00 at first.
    pub break_until: NaiveTime,
    /// How many minutes from one break to the next, 30 to 480. 120 at first.
    pub break_every_min: u16,
    /// The day of a look back at the week; `None`: none.
    pub review_on: Option<Weekday>,
    /// When it comes. 18:00 at first.
    pub review_at: NaiveTime,
    /// A word about a visit that a finding asks for, and the day after one. On at first.
    pub visit_follow_up: bool,
}

impl Default for ReminderPreferences {
    fn default() -> Self {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
        Self {
            clock: ReminderClock::Phone,
            weekend_evenings: vec![Weekday::Friday, Weekday::Saturday],
            waking: None,
            bedtime_stretch: true,
            lead_min: 15,
            second_call: false,
            second_call_after_min: 20,
            too_late_min: 180,
            follow_habit: false,
            morning_check_in: true,
            morning_at: at(7, 30),
            last_water: false,
            last_water_min: 120,
            warm_soak: false,
            warm_soak_min: 60,
            break_days: Vec::new(),
            break_from: at(10, 0),
            break_until: at(17, 0),
            break_every_min: 120,
            review_on: None,
            review_at: at(18, 0),
            visit_follow_up: true,
        }
    }
}

impl ReminderPreferences {
    /// The preferences with days in one order and once each and times to the minute, or what is wrong with them.
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        if let ReminderClock::Home { zone } = &self.clock {
            check_zone_id(zone)?;
        }
        in_range("lead_min", Some(self.lead_min), 0, 180)?;
        in_range("second_call_after_min", Some(self.second_call_after_min), 10, 120)?;
        in_range("too_late_min", Some(self.too_late_min), 0, 360)?;
        in_range("last_water_min", Some(self.last_water_min), 30, 360)?;
        in_range("warm_soak_min", Some(self.warm_soak_min), 15, 240)?;
        in_range("break_every_min", Some(self.break_every_min), 30, 480)?;
        for time in [&mut self.morning_at, &mut self.break_from, &mut self.break_until, &mut self.review_at] {
            *time = to_the_minute(*time);
        }
        self.waking = self.waking.map(to_the_minute);
        if self.break_until <= self.break_from {
            return Err(Invalid::new("break_until", "must be later than break_from, on the same day"));
        }
        for days in [&mut self.weekend_evenings, &mut self.break_days] {
            days.sort_unstable();
            days.dedup();
        }
        Ok(self)
    }
}

fn to_the_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_that_cannot_be_are_refused() {
        #[track_caller]
        fn case(field: &str, change: fn(&mut ReminderPreferences)) {
            let mut preferences = ReminderPreferences::default();
            change(&mut preferences);
            assert_eq!(preferences.checked().unwrap_err().field, field);
        }
        assert_eq!(ReminderPreferences::default().checked(), Ok(ReminderPreferences::default()));
        case("zone", |it| it.clock = ReminderClock::Home { zone: String::new() });
        case("lead_min", |it| it.lead_min = 181);
        case("second_call_after_min", |it| it.second_call_after_min = 9);
        case("too_late_min", |it| it.too_late_min = 361);
        case("last_water_min", |it| it.last_water_min = 29);
        case("warm_soak_min", |it| it.warm_soak_min = 241);
        case("break_every_min", |it| it.break_every_min = 0);
        case("break_until", |it| it.break_until = it.break_from);
        case("break_until", |it| it.break_until = it.break_from + chrono::TimeDelta::seconds(59));
    }

    #[test]
    fn days_stand_once_each() {
        let days = vec![Weekday::Sunday, Weekday::Monday, Weekday::Sunday];
        let preferences = ReminderPreferences { break_days: days, ..ReminderPreferences::default() };
        assert_eq!(preferences.checked().unwrap().break_days, [Weekday::Monday, Weekday::Sunday]);
        assert_eq!(Weekday::of("2026-11-28".parse().unwrap()), Weekday::Saturday);
    }
}
