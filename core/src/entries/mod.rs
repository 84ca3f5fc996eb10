//! What the person said: presses at night, the details of a cramp, the evening before and the morning after.
//!
//! Start at [`Tap`] and [`Cramp`]. Everything is optional and may come later; what nobody said is unknown, never no.
//! A night without an entry is not a night without a cramp: see [`NightState`].

mod cramp;
mod evening;
mod morning;
mod night_page;
mod sign;
mod tap;
mod tonight;

pub(crate) use cramp::is_daytime;
pub use cramp::{ClockMark, Cramp, CrampDetails, CrampDuration, Muscle, NewCramp, Relief, Side, Soreness};
pub use evening::{Evening, Exercise, Factor, FactorAnswer, StretchKind, Supplement};
pub use morning::{AnyCramp, Morning};
pub use night_page::{EntryKey, NightMark, NightPage, NightState, NightTally};
pub(crate) use night_page::{mark_of, tally};
pub(crate) use sign::NIGHT_SIGNS;
pub use sign::{Acknowledgement, Response, Sign, SignReport};
pub(crate) use tap::JOIN_WITHIN_MS;
pub use tap::{Tap, TapKept, TapOutcome, TapSource};
pub(crate) use tonight::{
    LAST_NIGHTS, MOST_SUSPECTS, SUSPECT_AFTER_MS, asked_night, blames_entries, may_undo, questions,
};
pub use tonight::{MorningQuestion, QuestionKind, Tonight};

/// The longest note, in characters: several pages, and still far from slowing a list down.
const MOST_NOTE: usize = 10_000;
