//! Everything that the rules may look at, as the journal had it at one moment.

use crate::entries::{Acknowledgement, Cramp, Evening, Morning, SignReport};
use crate::night::{CutHour, Moment, Night};
use crate::profile::{Condition, DatedProfile, Medicine};

/// How many nights back the rules look: a season and as long before it (R27) is the longest window. Older entries cost
/// nothing and change nothing, but for [`LegTally`].
pub(crate) const CASE_NIGHTS: i64 = 250;

/// One person's journal as far as the rules look. Entries may come in any order; removed ones are not here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    /// The moment for which everything is asked.
    pub(crate) now: Moment,
    /// The hour at which nights end.
    pub(crate) cut: CutHour,
    /// The cramps of the last [`CASE_NIGHTS`] nights, without their taps.
    pub(crate) cramps: Vec<Cramp>,
    /// The mornings of those nights.
    pub(crate) mornings: Vec<Morning>,
    /// The evenings of those nights, without the person's own factors.
    pub(crate) evenings: Vec<Evening>,
    /// What was reported in the days of those nights.
    pub(crate) reports: Vec<SignReport>,
    /// Every profile that was saved.
    pub(crate) profiles: Vec<DatedProfile>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) medicines: Vec<Medicine>,
    pub(crate) acknowledgements: Vec<Acknowledgement>,
    pub(crate) legs: LegTally,
}

/// How many cramps were on which leg, as far as it was said: of the newest 400 of the whole journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LegTally {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) both: u32,
}

impl Case {
    /// A case of which nothing is known.
    pub(crate) fn empty(now: Moment, cut: CutHour) -> Self {
        Self {
            now,
            cut,
            cramps: Vec::new(),
            mornings: Vec::new(),
            evenings: Vec::new(),
            reports: Vec::new(),
            profiles: Vec::new(),
            conditions: Vec::new(),
            medicines: Vec::new(),
            acknowledgements: Vec::new(),
            legs: LegTally::default(),
        }
    }

    /// The first night that the case holds.
    pub(crate) fn first_night(now: &Moment, cut: CutHour) -> Night {
        Night::of(now, cut).plus(-CASE_NIGHTS)
    }
}
