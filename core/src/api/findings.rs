//! What the rules say, what is asked, and what is known to help.

use super::{Journal, JournalError};
use crate::entries::{StretchKind, asked_night, questions as open_questions};
use crate::guidance::{Guidance, ReliefCard, StretchRoutine, advise};
use crate::night::Moment;
use crate::rules::{self, Case, Facts, Findings, Judge, PhoneNumbers, Question, SignRow};
use crate::texts::Texts;

type Result<T> = std::result::Result<T, JournalError>;

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Everything that the rules say of this moment, in the language asked for: a BCP 47 tag such as `de-AT`; English for a
    /// language that there is not.
    ///
    /// # Errors
    /// Storage errors, and [`JournalError::InvalidInput`] for a moment that cannot be.
    pub fn findings(&self, now: Moment, language: String) -> Result<Findings> {
        Ok(rules::findings(&self.case(now)?, Texts::of(&language)))
    }

    /// What matters most to ask now: at most three questions, the most important first. What the night itself leaves open
    /// is among them.
    ///
    /// # Errors
    /// As for [`findings`](Self::findings).
    pub fn questions(&self, now: Moment, language: String) -> Result<Vec<Question>> {
        let case = self.case(now)?;
        let night = asked_night(&case.now, case.cut);
        let open = open_questions(&self.read(|journal| journal.page(night))?);
        let facts = Facts::at(&case, case.now.clone());
        Ok(rules::questions(&Judge::new(&facts), &open, night, Texts::of(&language)))
    }

    /// The list *something was different*, most urgent first, as far as a rule can use it for this person.
    ///
    /// # Errors
    /// As for [`findings`](Self::findings).
    pub fn sign_list(&self, now: Moment, language: String) -> Result<Vec<SignRow>> {
        Ok(rules::sign_list(&self.case(now)?, Texts::of(&language)))
    }

    /// The *cramp now* card.
    ///
    /// # Errors
    /// As for [`findings`](Self::findings).
    pub fn relief_card(&self, now: Moment, language: String) -> Result<ReliefCard> {
        Ok(advise(&self.case(now)?, Texts::of(&language), |advisor| advisor.card()))
    }

    /// The bedtime stretch in one of its forms.
    ///
    /// # Errors
    /// As for [`findings`](Self::findings).
    pub fn stretch_routine(&self, kind: StretchKind, now: Moment, language: String) -> Result<StretchRoutine> {
        Ok(advise(&self.case(now)?, Texts::of(&language), |advisor| advisor.routine(kind)))
    }

    /// What is known to help, and what is not, in the order that fits this person.
    ///
    /// # Errors
    /// As for [`findings`](Self::findings).
    pub fn guidance(&self, now: Moment, language: String) -> Result<Guidance> {
        Ok(advise(&self.case(now)?, Texts::of(&language), |advisor| advisor.guidance()))
    }

    /// Whom to call in the profile's country.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn phone_numbers(&self) -> Result<PhoneNumbers> {
        Ok(rules::phones_for(self.profile()?.country.as_deref()))
    }
}

impl Journal {
    fn case(&self, now: Moment) -> Result<Case> {
        now.check()?;
        self.read(|journal| journal.case(&now))
    }
}

/// The languages that the core speaks, as BCP 47 tags. English first.
#[cfg_attr(feature = "uniffi", uniffi::export)]
#[must_use]
pub fn languages() -> Vec<String> {
    Texts::tags().map(str::to_owned).collect()
}
