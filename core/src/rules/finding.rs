//! What a rule says of a case, in words and with its reasons: what the screens show.

use chrono::NaiveDate;

use crate::entries::{EntryKey, NightMark, Response, Sign};
use crate::night::Night;
use crate::word::vocabulary;

vocabulary! {
    /// How soon to be seen, not how bad it is. Most urgent first.
    Urgency {
        /// Now: call for help.
        Emergency = "emergency",
        /// Within 24 hours.
        Today = "today",
        /// Within about two weeks.
        Soon = "soon",
        /// At the next visit.
        NextVisit = "next-visit",
        /// For the person to try.
        SelfCare = "self-care",
    }
}

vocabulary! {
    /// How sure the evidence is.
    Grade {
        /// Several good studies agree.
        Strong = "strong",
        /// Some good studies.
        Moderate = "moderate",
        /// Small or indirect studies.
        Weak = "weak",
        /// Our own choice, not from a study.
        OurChoice = "our-choice",
        /// Studies speak against it.
        Contradicted = "contradicted",
        /// No study of it.
        NoStudy = "none",
    }
}

vocabulary! {
    /// What a rule makes of a case.
    Verdict {
        /// Its condition is true.
        Fired = "fired",
        /// Its condition is false.
        NotFired = "not-fired",
        /// It cannot be told: something is not known.
        Unknown = "unknown",
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Origin {
    /// An entry of the journal.
    Entry {
        /// Which.
        key: EntryKey,
    },
    /// An answer in the profile.
    Profile {
        /// The day since which that profile holds.
        since: NaiveDate,
    },
}

/// One fact that a rule looked at, and what the rule asks of it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FactLine {
    /// The fact's name in the rulebook, such as `cramp-nights`.
    pub fact: String,
    /// What the journal shows: "Cramps on 7 of the last 14 nights", "Swollen ankles: not known".
    pub sentence: String,
    /// What the rule asks: "Rule: 6 nights or more"; empty where the sentence says it all.
    pub rule: String,
    /// Whether the rule's condition on this fact is met: fired is met.
    pub state: Verdict,
    /// False where the verdict is the same whatever this fact is: another one was enough.
    pub needed: bool,
    /// The nights that the fact counts, oldest first; empty where it counts none, or more than 14.
    pub nights: Vec<NightMark>,
    /// The entries that it came from, the newest first, at most 20.
    pub origins: Vec<Origin>,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Source {
    /// Its number in the sources of the rulebook, such as `S15`; `M…` is from memory and to be verified.
    pub id: String,
    /// As published.
    pub title: String,
    /// Where to read it, if known.
    pub address: Option<String>,
}

/// A sign that the person reported, as a screen shows it: "You ticked: …".
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReportedSign {
    /// The sign.
    pub sign: Sign,
    /// Its name.
    pub text: String,
    /// The report, to be deleted with [`Journal::delete`](crate::Journal::delete) when it was ticked by mistake; `None`
    /// where it is a detail of a cramp.
    pub report_id: Option<String>,
}

/// Why a finding is quiet although it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Quiet {
    /// What the person answered.
    pub response: Response,
    /// In words: "You have a visit on …".
    pub text: String,
}

/// One question, small enough to be answered in bed. Answer it with [`Journal::answer`](crate::Journal::answer).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Question {
    /// What it asks, such as `any-cramp`, `muscle`, `pain` or `thirst`.
    pub id: String,
    /// The night it asks about.
    pub night: Night,
    /// The cramp it asks about, if it does.
    pub cramp_id: Option<String>,
    /// In words.
    pub text: String,
    /// The answers to choose from, in order; none for `pain` and `sleep-disturbance`, which take a number from 0 to 10.
    pub choices: Vec<Choice>,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Choice {
    /// What [`Journal::answer`](crate::Journal::answer) takes.
    pub id: String,
    /// In words.
    pub text: String,
}

/// What one rule says, whether it fired or not, with its reasons.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Finding {
    /// The rule, such as `R4`.
    pub rule_id: String,
    /// The rule's version: it goes up with every change of its condition or words.
    pub version: u32,
    /// Fired, not fired, or unknown.
    pub verdict: Verdict,
    /// How soon, when it fired; else the most urgent that the rule can say.
    pub urgency: Urgency,
    /// The urgency in words: "Within two weeks".
    pub urgency_text: String,
    /// A row in a list.
    pub title: String,
    /// What to do, in plain words. Empty for a rule that did not fire and whose words hold numbers.
    pub message: String,
    /// What the journal shows, in a sentence; empty when it did not fire.
    pub because: String,
    /// What to ask the doctor for.
    pub ask_for: Vec<String>,
    /// What the rule looked at.
    pub facts: Vec<FactLine>,
    /// The signs that the person reported and that made it fire.
    pub ticked: Vec<ReportedSign>,
    /// The one question that would settle an unknown, if there is such a one.
    pub question: Option<Question>,
    /// How sure the evidence is.
    pub grade: Grade,
    /// The grade in words.
    pub grade_text: String,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// The first night of those on which it has fired without a break; looked for 28 nights back.
    pub since: Option<Night>,
    /// Set when the person has answered this finding and its facts have not grown since.
    pub quiet: Option<Quiet>,
}

/// What a guard says: advice that it silences, and why.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct GuardFinding {
    /// The guard, such as `G1`.
    pub guard_id: String,
    /// The guard's version.
    pub version: u32,
    /// Fired: it silences.
    pub verdict: Verdict,
    /// Why, in words.
    pub say: String,
    /// What it looked at.
    pub facts: Vec<FactLine>,
    /// How sure the evidence is.
    pub grade: Grade,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// Whom to call in the profile's country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhoneNumbers {
    /// The number for a medical emergency; `None` when no country is known: offer the three of `common` then.
    pub emergency: Option<String>,
    /// The line for advice within the day, where there is one.
    pub advice: Option<String>,
    /// The numbers that work in most of the world.
    pub common: Vec<String>,
}

/// Everything that the rules say of one moment.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Findings {
    /// What to show as cards now, at most two, the most urgent first. Quiet ones are not among them.
    pub cards: Vec<Finding>,
    /// Every rule that fired, quiet ones too, the most urgent first.
    pub fired: Vec<Finding>,
    /// Every rule that cannot be told yet.
    pub unknown: Vec<Finding>,
    /// Every rule that does not apply now.
    pub not_fired: Vec<Finding>,
    /// Every guard.
    pub guards: Vec<GuardFinding>,
    /// Whom to call.
    pub phones: PhoneNumbers,
}

/// A row of the list *something was different*.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SignRow {
    /// The sign.
    pub sign: Sign,
    /// Its name.
    pub text: String,
    /// One of the few rows of the night screen; the others come after *Something else*.
    pub at_night: bool,
    /// The report that says it is there now, if one does.
    pub report_id: Option<String>,
}
