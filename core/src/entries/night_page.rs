//! A night as the journal shows it: cramp, no cramp, or not known.

use chrono::NaiveDate;

use super::{Cramp, Evening, Morning};
use crate::night::Night;

/// What is known of a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NightState {
    /// At least one cramp: logged, or remembered in the morning.
    Cramp,
    /// The person said that there was none.
    NoCramp,
    /// Nobody said. Never counted as a night without a cramp.
    Unknown,
}

/// A night in a list or a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NightMark {
    /// The night.
    pub night: Night,
    /// What is known of it.
    pub state: NightState,
    /// How many cramps at least.
    pub cramps: u32,
}

/// How many nights of a list are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NightTally {
    /// Nights with a cramp.
    pub cramp: u32,
    /// Nights without one.
    pub no_cramp: u32,
    /// Nights of which nobody said.
    pub unknown: u32,
}

/// Everything about one night.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NightPage {
    /// The night, what is known of it, and how many cramps.
    pub mark: NightMark,
    /// The date on which the night's period began, with the cut-off in force: the evening's date for most people.
    pub begins_on: NaiveDate,
    /// Its cramps, oldest first, those of unknown time last. Removed ones are not here.
    pub cramps: Vec<Cramp>,
    /// The evening before, if anything was said.
    pub evening: Option<Evening>,
    /// The morning after, if anything was said.
    pub morning: Option<Morning>,
}

/// Which entry to delete or to restore.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EntryKey {
    /// A cramp, with all its taps.
    Cramp {
        /// The cramp's id.
        id: String,
    },
    /// The evening before a night.
    Evening {
        /// The night that follows.
        night: Night,
    },
    /// The morning after a night.
    Morning {
        /// The night that just ended.
        night: Night,
    },
    /// A report of a sign.
    Sign {
        /// The report's id.
        id: String,
    },
    /// An answer to a finding.
    Acknowledgement {
        /// The acknowledgement's id.
        id: String,
    },
    /// A condition of the profile.
    Condition {
        /// The condition's id.
        id: String,
    },
    /// A medicine of the profile.
    Medicine {
        /// The medicine's id.
        id: String,
    },
}

/// What is known of `night`, given its cramps and what the morning said.
///
/// A logged cramp outweighs "none": the tap was made at night, the answer hours later.
pub(crate) fn mark_of(night: Night, counted: u32, remembered: Option<u8>) -> NightMark {
    let cramps = counted.max(remembered.map_or(0, u32::from));
    let state = match (cramps, remembered) {
        (1.., _) => NightState::Cramp,
        (0, Some(_)) => NightState::NoCramp,
        (0, None) => NightState::Unknown,
    };
    NightMark { night, state, cramps }
}

pub(crate) fn tally(nights: &[NightMark]) -> NightTally {
    nights.iter().fold(NightTally::default(), |mut tally, mark| {
        match mark.state {
            NightState::Cramp => tally.cramp += 1,
            NightState::NoCramp => tally.no_cramp += 1,
            NightState::Unknown => tally.unknown += 1,
        }
        tally
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_without_an_entry_is_not_a_night_without_a_cramp() {
        #[track_caller]
        fn case(counted: u32, remembered: Option<u8>, state: NightState, cramps: u32) {
            let mark = mark_of("2026-11-23".parse().unwrap(), counted, remembered);
            assert_eq!((mark.state, mark.cramps), (state, cramps));
        }
        case(0, None, NightState::Unknown, 0);
        case(0, Some(0), NightState::NoCramp, 0);
        case(0, Some(2), NightState::Cramp, 2);
        case(1, None, NightState::Cramp, 1);
        case(1, Some(0), NightState::Cramp, 1);
        case(3, Some(2), NightState::Cramp, 3);
    }
}
