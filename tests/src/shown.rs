//! Everything that a journal shows to a person, to compare one journal with another.

use std::collections::BTreeSet;

use nightcramp::{CrampDetails, Journal, JournalError, LedgerLine, NightPage, Profile, reminder_defaults};

use crate::year::last_night;

/// What is shown of the year up to [`last_night`].
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Everything about each night.
    pub nights: Vec<NightPage>,
    /// The profiles, conditions, medicines, factors, reports, acknowledgements, the cut hour and what is known of reminders,
    /// each in one text, as far as something was said.
    pub rest: BTreeSet<String>,
}

impl Shown {
    /// Asks a journal for all of it.
    ///
    /// # Errors
    /// As for the questions.
    pub fn by(journal: &Journal) -> Result<Self, JournalError> {
        let last = last_night();
        let mut rest = BTreeSet::new();
        rest.extend(Some(journal.cut_hour()?).filter(|hour| *hour != 12).map(|hour| format!("cut hour {hour}")));
        for since in [300, 1] {
            let profile = Some(journal.profile_on(last.plus(-since).ends_on())?);
            rest.extend(profile.filter(|it| *it != Profile::unanswered()).map(|it| format!("{it:?}")));
        }
        rest.extend(journal.conditions()?.iter().map(|it| format!("{it:?}")));
        rest.extend(journal.medicines()?.iter().map(|it| format!("{it:?}")));
        rest.extend(journal.factors()?.iter().map(|it| format!("{it:?}")));
        let (first, last) = (last.plus(-400), last.plus(1));
        rest.extend(journal.profiles()?.iter().map(|it| format!("{it:?}")));
        rest.extend(journal.sign_reports(first, last)?.iter().map(|it| format!("{it:?}")));
        rest.extend(journal.acknowledgements()?.iter().map(|it| format!("{it:?}")));
        let preferences = Some(journal.reminder_preferences()?).filter(|it| *it != reminder_defaults());
        rest.extend(preferences.map(|it| format!("{it:?}")));
        rest.extend(journal.reminder_ledger(first, last)?.iter().flat_map(parts_of_line));
        Ok(Self { nights: journal.pages(first, last)?, rest })
    }

    /// What was entered, in the pieces that rows hold: a piece can be lost alone.
    pub fn parts(&self) -> impl Iterator<Item = String> {
        self.nights.iter().flat_map(parts_of).chain(self.rest.clone())
    }

    /// The pieces of nights that are not the same in another journal, and the rest.
    pub fn parts_not_in(&self, other: &Self) -> impl Iterator<Item = String> {
        let other = |page: &NightPage| {
            let found = other.nights.binary_search_by_key(&page.mark.night, |page| page.mark.night);
            found.is_ok_and(|n| other.nights[n] == *page)
        };
        self.nights.iter().filter(move |page| !other(page)).flat_map(parts_of).chain(self.rest.clone())
    }
}

/// What was planned, how it ended and what was reported stand in rows of their own.
fn parts_of_line(line: &LedgerLine) -> Vec<String> {
    let id = &line.reminder;
    let planned = line.planned.iter().map(|at| format!("{id} planned {at:?}, ended {:?}", line.outcome));
    let delivered = line.delivered.iter().map(|at| format!("{id} delivered {at:?}"));
    planned.chain(delivered).chain(line.action.iter().map(|action| format!("{id} {action:?}"))).collect()
}

fn parts_of(page: &NightPage) -> Vec<String> {
    let night = page.mark.night;
    let mut parts = Vec::new();
    for cramp in &page.cramps {
        let id = &cramp.id;
        parts.extend(cramp.taps.iter().map(|tap| format!("{id} {tap:?}")));
        if cramp.details != CrampDetails::default() {
            parts.push(format!("{id} {:?}", cramp.details));
        }
    }
    if let Some(mut evening) = page.evening.clone() {
        parts.extend(evening.factors.drain(..).map(|factor| format!("{night} {factor:?}")));
        parts.push(format!("{evening:?}"));
    }
    parts.extend(page.morning.iter().map(|morning| format!("{morning:?}")));
    parts
}
