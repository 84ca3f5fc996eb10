//! What the planner says, over the border: preferences, plan, ledger.

use chrono::{DateTime, Utc};

use super::{Journal, JournalError};
use crate::night::{Moment, Night};
use crate::reminders::{
    self, Bedtimes, Capabilities, Habit, Inputs, LedgerLine, Pauses, Pending, Plan, PlanDiff, Planning, Reliability,
    ReminderAction, ReminderId, ReminderPreferences, ReminderRecord, ReminderState, ReminderZones,
};
use crate::rules::Case;
use crate::texts::Texts;

type Result<T> = std::result::Result<T, JournalError>;

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// What the person wants to be reminded of; see [`reminder_defaults`] for what holds at first.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn reminder_preferences(&self) -> Result<ReminderPreferences> {
        self.read(|journal| journal.reminder_preferences())
    }

    /// Replaces what the person wants to be reminded of. Plan again after it.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept.
    pub fn save_reminder_preferences(&self, preferences: ReminderPreferences) -> Result<()> {
        let preferences = preferences.checked()?;
        self.write(|journal| journal.save_reminder_preferences(&preferences))
    }

    /// Everything that is to ring in the next 14 nights, and what of the past is settled by now.
    ///
    /// Ask again whenever something may have changed: at each start of the app, after each entry, when a reminder has come,
    /// when the clock, the zone or a permission changes, and by [`Plan::refill_by`]. Asked twice, it says the same.
    ///
    /// # Errors
    /// Storage errors, and [`JournalError::InvalidInput`] for a zone window that does not hold `now`, or that of the home
    /// when the preferences ask for it and it is missing.
    pub fn plan(
        &self,
        now: DateTime<Utc>,
        zones: ReminderZones,
        capabilities: Capabilities,
        language: String,
    ) -> Result<Plan> {
        let texts = Texts::of(&language);
        let here = zones.phone.moment_at(now)?;
        let (case, state) = self.read(|journal| Ok((journal.case(&here)?, journal.reminder_state(&here)?)))?;
        let follow_ups = reminders::follow_ups(&case, texts);
        let inputs = Inputs {
            now,
            zones: &zones,
            capabilities: &capabilities,
            bedtimes: bedtimes(&case, &state),
            state: &state,
            pauses: &|at| Pauses::at(&case, at, texts),
            follow_ups: &follow_ups,
            switches: &[],
            texts,
        };
        let Planning { plan, settled, doubts } = reminders::plan(&inputs)?;
        if !settled.is_empty() || !doubts.is_empty() {
            // On a full disk the ledger can wait for another plan; the reminders cannot.
            self.write(|journal| journal.settle_reminders(&settled, &doubts))
                .unwrap_or_else(|error| log::warn!("the ledger of reminders stays as it was: {}", error.name()));
        }
        Ok(plan)
    }

    /// Takes down what happened to a reminder. "Done" of the stretch is written into the evening too. Reported again, it
    /// changes nothing.
    ///
    /// # Errors
    /// Storage errors: put the same record into the inbox then. [`JournalError::InvalidInput`] for an id that no plan has.
    pub fn record_reminder(&self, record: ReminderRecord) -> Result<()> {
        let record = record.checked()?;
        self.write(|journal| journal.record_reminder(&record))
    }

    /// "Already in bed": nothing rings any more until the morning of the night that `at` lies in.
    ///
    /// # Errors
    /// Storage errors, and [`JournalError::InvalidInput`] for a moment that cannot be.
    pub fn already_in_bed(&self, at: Moment) -> Result<()> {
        at.check()?;
        self.write(|journal| {
            let night = Night::of(&at, journal.cut_hour()?);
            let reminder = ReminderId::bedtime(night).to_string();
            journal.record_reminder(&ReminderRecord { reminder, action: ReminderAction::InBed, at: at.clone() })
        })
    }

    /// Confirms the records of a reminder that were made under a wrong clock, or seemed so: they count from now on. Confirmed
    /// again, nothing changes.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when none of them was ever in doubt.
    pub fn trust_reminder(&self, reminder: String) -> Result<()> {
        self.write(|journal| journal.trust_reminder(&reminder))
    }

    /// Whether reminders reach the person: what came of those that were due in the 30 nights up to `now`.
    ///
    /// # Errors
    /// Storage errors, and [`JournalError::InvalidInput`] for a moment that cannot be.
    pub fn reliability(&self, now: Moment, language: String) -> Result<Reliability> {
        now.check()?;
        let (state, last) = self.read(|journal| Ok((journal.reminder_state(&now)?, journal.last_delivered(&now)?)))?;
        Ok(reminders::reliability(&state.ledger, last, Texts::of(&language)))
    }

    /// What became of the reminders of the nights from `first` to `last`, both included, oldest first.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] when `last` comes before `first` or more than a hundred years after it.
    pub fn reminder_ledger(&self, first: Night, last: Night) -> Result<Vec<LedgerLine>> {
        self.read(|journal| journal.reminder_ledger(first, last))
    }
}

/// The bedtimes of a case: as said, or moved with the habit.
fn bedtimes(case: &Case, state: &ReminderState) -> Bedtimes {
    let today = case.now.local().date();
    let profile = case.profiles.iter().filter(|it| it.since <= today).max_by_key(|it| it.since);
    let said = Bedtimes::said(profile);
    if !state.preferences.follow_habit {
        return said;
    }
    let habit = Habit {
        current: Night::of(&case.now, case.cut),
        cut: case.cut,
        preferences: &state.preferences,
        evenings: &case.evenings,
        cramps: &case.cramps,
    };
    said.learned(reminders::said_since(&case.profiles, today), &habit)
}

/// What to change so that a phone that holds `held` holds the plan `wanted`. Done twice, it is done once.
#[cfg_attr(feature = "uniffi", uniffi::export)]
#[must_use]
pub fn plan_diff(held: Vec<Pending>, wanted: Vec<Pending>) -> PlanDiff {
    reminders::plan_diff(&held, &wanted)
}

/// What the person is reminded of before they have chosen anything.
#[cfg_attr(feature = "uniffi", uniffi::export)]
#[must_use]
pub fn reminder_defaults() -> ReminderPreferences {
    ReminderPreferences::default()
}
