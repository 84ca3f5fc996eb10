//! The morning after a night.

use super::MOST_NOTE;
use crate::answer::Answer;
use crate::invalid::{Invalid, in_range, short_enough};
use crate::night::Night;

/// The morning after a night, one a night. Everything optional; an explicit 0 cramps is an answer, a missing one is not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Morning {
    /// The night that just ended.
    pub night: Night,
    /// How many cramps the person remembers, up to 50; 0 says "none". Logged cramps count beside it, the larger wins.
    pub cramps: Option<u8>,
    /// How badly sleep was disturbed, 0 (not at all) to 10.
    pub sleep_disturbance: Option<u8>,
    /// How often they got up to pass water, up to 50.
    pub toilet_visits: Option<u8>,
    /// Whether a leg is sore.
    pub soreness: Answer,
    /// Whether they are tired by day.
    pub tiredness: Answer,
    /// Anything else; at most 10,000 characters.
    pub note: Option<String>,
}

impl Morning {
    /// A morning of which nobody has said anything yet.
    #[must_use]
    pub fn unanswered(night: Night) -> Self {
        Self {
            night,
            cramps: None,
            sleep_disturbance: None,
            toilet_visits: None,
            soreness: Answer::Unknown,
            tiredness: Answer::Unknown,
            note: None,
        }
    }

    pub(crate) fn check(&self) -> Result<(), Invalid> {
        in_range("cramps", self.cramps, 0, 50)?;
        in_range("sleep_disturbance", self.sleep_disturbance, 0, 10)?;
        in_range("toilet_visits", self.toilet_visits, 0, 50)?;
        short_enough("note", self.note.as_deref(), MOST_NOTE)
    }
}

/// The answer to "Any cramp last night?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AnyCramp {
    /// None: the explicit zero. Cramps that were logged are taken back, and can be put back.
    NoCramp,
    /// One, at a time nobody noted.
    One,
    /// At least two.
    TwoOrMore,
}
