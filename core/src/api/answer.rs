//! Turns the answer to a question into the entry that it means.

use chrono::{Days, NaiveDate};

use super::{Journal, JournalError};
use crate::answer::Answer;
use crate::entries::{AnyCramp, CrampDetails, CrampDuration, Morning, Muscle, Sign, SignReport};
use crate::invalid::Invalid;
use crate::night::Moment;
use crate::profile::{Condition, ConditionKind, Profile, UsualFrequency};
use crate::rules::{FACTS, FactOrigin, Question};
use crate::word::Word;

type Result<T> = std::result::Result<T, JournalError>;

/// "Within a year", "one to two years ago", "over two years ago" are kept as a day in the middle of what was said. Our own
/// choice; R4 asks for two years.
const WITHIN_A_YEAR_DAYS: u64 = 180;
const ONE_TO_TWO_YEARS_DAYS: u64 = 548;
const OVER_TWO_YEARS_DAYS: u64 = 1_096;

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Writes the entry that an answer to a question means. `id` is a new UUID, for an entry that needs one.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] for a choice that the question does not have, and as for the call that writes such an
    /// entry.
    pub fn answer(&self, question: Question, choice_id: String, id: String, now: Moment) -> Result<()> {
        now.check()?;
        let choice = choice_id.as_str();
        match question.id.as_str() {
            "any-cramp" => {
                let answer = match choice {
                    "none" => AnyCramp::NoCramp,
                    "one" => AnyCramp::One,
                    "two-or-more" => AnyCramp::TwoOrMore,
                    _ => return refused(choice),
                };
                self.answer_any_cramp(question.night, answer, id).map(drop)
            }
            "muscle" | "pain" | "duration" | "eased" => self.describe_as(&question, choice),
            "toilet-visits" | "sleep-disturbance" => self.add_to_morning(&question, choice),
            "sleepy-by-day" => self.say_of_sign(Sign::Tired, choice, id, now),
            "drinks-most-days" => self.say_of_sign(Sign::DrinksMostDays, choice, id, now),
            _ => match FACTS.iter().find(|spec| spec.fact.question() == question.id).map(|spec| spec.origin()) {
                Some(FactOrigin::Signs([sign, ..])) => self.say_of_sign(*sign, choice, id, now),
                Some(FactOrigin::Conditions([kind, ..])) => self.say_of_condition(*kind, choice, id),
                _ => self.say_of_self(&question.id, choice, &now),
            },
        }
    }
}

impl Journal {
    fn describe_as(&self, question: &Question, choice: &str) -> Result<()> {
        let Some(cramp_id) = question.cramp_id.clone() else {
            return Err(Invalid::new("question", "must name its cramp; send it as it came").into());
        };
        let before = self.cramp(cramp_id.clone())?.details;
        let details = match question.id.as_str() {
            "muscle" => CrampDetails { muscle: Some(known(Muscle::from_word(choice), choice)?), ..before },
            "pain" => CrampDetails { pain: Some(number(choice)?), ..before },
            "eased" => CrampDetails { eased_by_stretching: yes_or_no(choice)?, ..before },
            _ => {
                let duration = match choice {
                    "under-1" => CrampDuration::UnderOneMinute,
                    "1-to-5" => CrampDuration::OneToFiveMinutes,
                    "5-to-10" => CrampDuration::FiveToTenMinutes,
                    "over-10" => CrampDuration::OverTenMinutes,
                    _ => return refused(choice),
                };
                CrampDetails { duration: Some(duration), ..before }
            }
        };
        self.describe(cramp_id, details).map(drop)
    }

    fn add_to_morning(&self, question: &Question, choice: &str) -> Result<()> {
        let night = question.night;
        let before = self.night(night)?.morning.unwrap_or_else(|| Morning::unanswered(night));
        let morning = match question.id.as_str() {
            "toilet-visits" => {
                let visits = if choice == "3-or-more" { 3 } else { number(choice)? };
                Morning { toilet_visits: Some(visits), ..before }
            }
            _ => Morning { sleep_disturbance: Some(number(choice)?), ..before },
        };
        self.save_morning(morning).map(drop)
    }

    fn say_of_sign(&self, sign: Sign, choice: &str, id: String, at: Moment) -> Result<()> {
        self.report_sign(SignReport { id, sign, answer: yes_or_no(choice)?, at, since: None })
    }

    fn say_of_condition(&self, kind: ConditionKind, choice: &str, id: String) -> Result<()> {
        self.save_condition(Condition { id, kind, answer: yes_or_no(choice)?, since: None, until: None })
    }

    /// Answers that belong to the profile.
    fn say_of_self(&self, question: &str, choice: &str, now: &Moment) -> Result<()> {
        let today = now.local().date();
        let before = self.profile_on(today)?;
        let profile = match question {
            "usually-rare" => {
                Profile { usual_frequency: Some(known(UsualFrequency::from_word(choice), choice)?), ..before }
            }
            "pregnant" => Profile { pregnant: yes_or_no(choice)?, ..before },
            "breastfeeding" => Profile { breastfeeding: yes_or_no(choice)?, ..before },
            "drives" => Profile { drives: yes_or_no(choice)?, ..before },
            // "No" leaves it unknown: nobody looked, or something was found.
            "kidney-tested" => match yes_or_no(choice)? {
                Answer::Yes => Profile { kidney_stage: Some(0), ..before },
                Answer::No | Answer::Unknown => before,
            },
            "check-up" => Profile { last_check_up: Some(check_up(choice, today)?), ..before },
            _ => return Err(Invalid::new("question", "must be one that the journal asked").into()),
        };
        self.save_profile(profile, today)
    }
}

fn check_up(choice: &str, today: NaiveDate) -> Result<NaiveDate> {
    let days = match choice {
        "within-a-year" => WITHIN_A_YEAR_DAYS,
        "one-to-two-years" => ONE_TO_TWO_YEARS_DAYS,
        "over-two-years" | "never" => OVER_TWO_YEARS_DAYS,
        _ => return refused(choice),
    };
    known(today.checked_sub_days(Days::new(days)), choice)
}

fn yes_or_no(choice: &str) -> Result<Answer> {
    match choice {
        "yes" => Ok(Answer::Yes),
        "no" => Ok(Answer::No),
        _ => refused(choice),
    }
}

fn number(choice: &str) -> Result<u8> {
    choice.parse().or_else(|_| refused(choice))
}

fn known<T>(value: Option<T>, choice: &str) -> Result<T> {
    value.map_or_else(|| refused(choice), Ok)
}

fn refused<T>(choice: &str) -> Result<T> {
    Err(Invalid::new("choice_id", format!("must be one of the question's choices, not {choice:?}")).into())
}
