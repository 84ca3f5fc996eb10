//! What stays true for weeks or years, each with its dates, so that one can ask what was true on a given night.

mod condition;
mod medicine;

use chrono::{NaiveDate, NaiveTime};

pub use condition::{Condition, ConditionKind};
pub use medicine::{Medicine, MedicineClass};

use crate::answer::Answer;
use crate::invalid::{Invalid, in_range};
use crate::night::check_day;
use crate::word::vocabulary;

vocabulary! {
    /// How often cramps usually come, as the person remembers it. An answer that grows old.
    UsualFrequency {
        /// Less than once a month.
        Rarely = "rarely",
        /// About once a month.
        Monthly = "monthly",
        /// About once a week.
        Weekly = "weekly",
        /// Several nights a week.
        SeveralAWeek = "several-a-week",
        /// Almost every night.
        Nightly = "nightly",
    }
}

/// What the person said of themselves. Everything optional.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Profile {
    /// The year of birth, 1900 to 2100.
    pub birth_year: Option<u16>,
    /// How often cramps usually come.
    pub usual_frequency: Option<UsualFrequency>,
    /// The usual bedtime before a working day.
    pub bedtime_weekday: Option<NaiveTime>,
    /// The usual bedtime before a free day.
    pub bedtime_weekend: Option<NaiveTime>,
    /// Whether the person is pregnant.
    pub pregnant: Answer,
    /// The date on which the child is due.
    pub due: Option<NaiveDate>,
    /// The date on which the last child was born.
    pub gave_birth: Option<NaiveDate>,
    /// Whether the person breastfeeds.
    pub breastfeeding: Answer,
    /// Kidney disease by stage, 1 to 5; 0 says tested and normal.
    pub kidney_stage: Option<u8>,
    /// The last known eGFR, in ml/min/1.73 m², 1 to 200.
    pub egfr: Option<u8>,
    /// The day of the last check-up with blood tests.
    pub last_check_up: Option<NaiveDate>,
    /// "This began on …": the day on which the person says that these cramps began.
    pub cramps_began: Option<NaiveDate>,
    /// Whether the medicines listed are all that the person takes: only then is one that is not listed not taken.
    pub medicines_complete: Answer,
    /// Vitamin B6 from all products together, in mg a day, up to 1,000.
    pub vitamin_b6_mg: Option<u16>,
    /// Whether the person drives.
    pub drives: Answer,
    /// The country whose phone numbers to show, as two capital letters (ISO 3166-1 alpha-2).
    pub country: Option<String>,
}

impl Profile {
    /// A profile of which nobody has said anything yet.
    #[must_use]
    pub fn unanswered() -> Self {
        Self {
            birth_year: None,
            usual_frequency: None,
            bedtime_weekday: None,
            bedtime_weekend: None,
            pregnant: Answer::Unknown,
            due: None,
            gave_birth: None,
            breastfeeding: Answer::Unknown,
            kidney_stage: None,
            egfr: None,
            last_check_up: None,
            cramps_began: None,
            medicines_complete: Answer::Unknown,
            vitamin_b6_mg: None,
            drives: Answer::Unknown,
            country: None,
        }
    }

    pub(crate) fn check(&self) -> Result<(), Invalid> {
        in_range("birth_year", self.birth_year, 1900, 2100)?;
        in_range("kidney_stage", self.kidney_stage, 0, 5)?;
        in_range("egfr", self.egfr, 1, 200)?;
        in_range("vitamin_b6_mg", self.vitamin_b6_mg, 0, 1_000)?;
        let days = [
            ("due", self.due),
            ("gave_birth", self.gave_birth),
            ("last_check_up", self.last_check_up),
            ("cramps_began", self.cramps_began),
        ];
        for (field, day) in days {
            day.map_or(Ok(()), |day| check_day(field, day))?;
        }
        match &self.country {
            Some(country) if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                Err(Invalid::new("country", "must be two capital letters such as DE"))
            }
            _ => Ok(()),
        }
    }
}

/// A profile with the day from which on it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DatedProfile {
    /// The first day on which it holds; the next one ends it.
    pub since: NaiveDate,
    /// What the person said.
    pub profile: Profile,
}

/// Refuses an impossible date, and dates that run backwards.
pub(crate) fn check_span(dates: &[(&str, Option<NaiveDate>)]) -> Result<(), Invalid> {
    let mut before: Option<NaiveDate> = None;
    for (field, date) in dates {
        let Some(date) = *date else { continue };
        check_day(field, date)?;
        if before.is_some_and(|before| date < before) {
            return Err(Invalid::new(field, "must not be before the date it follows"));
        }
        before = Some(date);
    }
    Ok(())
}
