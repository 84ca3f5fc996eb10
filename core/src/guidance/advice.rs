//! What is shown to somebody who wants to do something: the card at night, the stretch, what is known to help or not.

use crate::entries::{Side, StretchKind};
use crate::rules::{Grade, Source};
use crate::word::vocabulary;

vocabulary! {
    /// What a piece of guidance is about.
    TipKind {
        /// What may lie behind cramps.
        Cause = "cause",
        /// Something to do or to leave.
        Habit = "habit",
        /// Food and drink.
        Food = "food",
        /// Tablets and powders.
        Supplement = "supplement",
        /// What does not work, or could harm.
        NotWorking = "not-working",
    }
}

/// A piece of guidance, with how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Tip {
    /// Its name in the rulebook.
    pub id: String,
    /// What it is about.
    pub kind: TipKind,
    /// A few words.
    pub title: String,
    /// A few sentences.
    pub text: String,
    /// How sure the evidence is.
    pub grade: Grade,
    /// The grade in words.
    pub grade_text: String,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// The journal or the profile shows what it is about, so that it stands first.
    pub fits: bool,
}

/// Advice that is held back, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Suppressed {
    /// What is not shown: a tip's or a line's name in the rulebook, or `self-care` for all of it.
    pub id: String,
    /// Its title or words.
    pub title: String,
    /// The guard that silences it, the emergency or today rule beside which it stays silent, or the item of *do not stretch*
    /// that speaks against it.
    pub by: String,
    /// Why, in words.
    pub why: String,
}

/// The *cramp now* card: at most seven short lines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReliefCard {
    /// The lines, in order.
    pub lines: Vec<String>,
    /// Lines that are held back.
    pub suppressed: Vec<Suppressed>,
}

/// One step of the stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StretchStep {
    /// Its name in the rulebook.
    pub id: String,
    /// "Calf, left leg".
    pub title: String,
    /// What to do.
    pub text: String,
    /// Which leg.
    pub side: Side,
    /// How many seconds to hold.
    pub hold_s: u32,
    /// How many seconds to rest after it.
    pub rest_s: u32,
    /// How many times.
    pub rounds: u32,
}

/// The bedtime stretch in one of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StretchRoutine {
    /// Standing, seated or in bed.
    pub kind: StretchKind,
    /// In words.
    pub title: String,
    /// The steps in order; none while it is held back.
    pub steps: Vec<StretchStep>,
    /// When to stop at once.
    pub stop: String,
    /// Who should not stretch, or ask first.
    pub do_not: Vec<String>,
    /// How sure the evidence is.
    pub grade: Grade,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// Set while the stretch pauses, or this form of it is not for this person.
    pub suppressed: Vec<Suppressed>,
}

/// Everything that is known to help, or not to, for this person at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Guidance {
    /// The tips, those that fit this person first.
    pub tips: Vec<Tip>,
    /// What is held back, and why.
    pub suppressed: Vec<Suppressed>,
    /// Whether a prompt to stretch may be shown.
    pub stretch_prompt: bool,
}
