//! What became of reminders: what the phone reports, and the ledger that grows from it.

use super::id::ReminderId;
use super::planned::ReminderKind;
use crate::invalid::Invalid;
use crate::night::Moment;
use crate::word::vocabulary;

vocabulary! {
    /// What happened to a reminder, as the phone reports it.
    ReminderAction {
        /// It was shown.
        Delivered = "delivered",
        /// "Done": what it asks for is done. For the stretch the evening says so too.
        Done = "done",
        /// "Later": again in 10 minutes, unless that is too late.
        Later = "later",
        /// "Not tonight": nothing more of it for this night.
        NotTonight = "not-tonight",
        /// "Already in bed": nothing rings any more until the morning. Only with the bedtime call.
        InBed = "in-bed",
    }
}

/// One report about one reminder. The same report again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderRecord {
    /// The id of the [`Planned`](crate::Planned) reminder.
    pub reminder: String,
    /// What happened.
    pub action: ReminderAction,
    /// When, by the phone's clock.
    pub at: Moment,
}

impl ReminderRecord {
    pub(crate) fn checked(self) -> Result<Self, Invalid> {
        self.at.check()?;
        let id: ReminderId = self.reminder.parse()?;
        if self.action == ReminderAction::InBed && id.kind != ReminderKind::BedtimeStretch {
            return Err(Invalid::new("action", "in-bed belongs to the bedtime call; see already_in_bed"));
        }
        Ok(self)
    }
}

vocabulary! {
    /// How a reminder ended.
    ReminderOutcome {
        /// It came: within 15 minutes and the phone's window, or as soon as a phone that was off was on again.
        Came = "came",
        /// It came later than that although the phone was on.
        Late = "late",
        /// It never came, although the phone was on: something may be holding alarms back.
        Missed = "missed",
        /// It never came, and the phone was off.
        MissedWhileOff = "missed-while-off",
        /// Nobody can say: this phone tells no app what it has shown.
        NotSeen = "not-seen",
    }
}

impl ReminderOutcome {
    pub(crate) fn is_missed(self) -> bool {
        matches!(self, Self::Missed | Self::MissedWhileOff)
    }
}

/// One reminder of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LedgerLine {
    /// Its id.
    pub reminder: String,
    /// What it was about.
    pub kind: ReminderKind,
    /// When it was to come.
    pub planned: Option<Moment>,
    /// When it came, if it was seen to.
    pub delivered: Option<Moment>,
    /// The last answer: done, later, not tonight or in bed.
    pub action: Option<ReminderAction>,
    /// How it ended; `None` while that is open.
    pub outcome: Option<ReminderOutcome>,
}

/// Whether reminders reach the person: the newest 30 that were due in the last 30 nights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Reliability {
    /// How many were due and are known to have come or not, at most 30.
    pub due: u32,
    /// How many of them came, in time or late.
    pub came: u32,
    /// How many of those came late.
    pub late: u32,
    /// How many never came although the phone was on.
    pub missed: u32,
    /// How many never came because the phone was off.
    pub missed_while_off: u32,
    /// The newest one that came.
    pub last_came: Option<Moment>,
    /// The phone seems to hold reminders back.
    pub held_back: bool,
    /// In words: "27 of the last 30 reminders came."
    pub text: String,
    /// What to do about it, when the phone seems to hold reminders back.
    pub hint: Option<String>,
}
