//! The hour at which one night ends and the next begins.

use chrono::{NaiveTime, Timelike};

use crate::invalid::Invalid;

/// A full hour of the wall clock, 0 to 23, at which the new night opens. Noon unless the person sleeps by day.
///
/// Stored entries know nothing of it: changing it changes only which night they are counted under, and changing it back
/// restores every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CutHour(u8);

impl CutHour {
    /// Noon to noon: right for everyone who sleeps at night.
    pub const NOON: Self = Self(12);

    /// The cut-off at a full hour.
    ///
    /// # Errors
    /// [`Invalid`] above 23.
    pub fn new(hour: u8) -> Result<Self, Invalid> {
        if hour < 24 { Ok(Self(hour)) } else { Err(Invalid::new("cut_hour", format!("must be 0 to 23, not {hour}"))) }
    }

    /// The cut-off that suits a usual bedtime: 14 hours later, rounded down to the hour.
    #[must_use]
    pub fn proposed_for(bedtime: NaiveTime) -> Self {
        Self(u8::try_from((bedtime.hour() + 14) % 24).unwrap_or(Self::NOON.0))
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.0
    }

    pub(super) fn time(self) -> NaiveTime {
        NaiveTime::from_hms_opt(self.0.into(), 0, 0).unwrap_or(NaiveTime::MIN)
    }

    /// From 6 a period is named by the date on which it ends, before by the date on which it begins: both are then the
    /// date of waking.
    pub(super) fn names_by_end(self) -> bool {
        self.0 >= 6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_off_lies_fourteen_hours_after_bedtime() {
        #[track_caller]
        fn case(bedtime: &str, hour: u8) {
            assert_eq!(CutHour::proposed_for(bedtime.parse().unwrap()).hour(), hour);
        }
        case("22:00:00", 12);
        case("22:59:00", 12);
        case("23:30:00", 13);
        case("08:15:00", 22);
        case("10:00:00", 0);
        case("00:30:00", 14);
    }

    #[test]
    fn a_day_has_twenty_four_hours() {
        assert!(CutHour::new(23).is_ok());
        assert_eq!(CutHour::new(24).unwrap_err().field, "cut_hour");
    }
}
