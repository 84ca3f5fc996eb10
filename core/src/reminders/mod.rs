//! Reminders: what should ring when, and what became of it.
//!
//! Start at [`Plan`], what comes out, then [`Inputs`], what goes in. [`plan`] decides; [`bedtime`] turns a usual bedtime into
//! instants; [`habit`] learns it; [`ledger`] settles what was planned. Pure: the phone's zone and clock come in as values.

mod bedtime;
#[cfg(test)]
mod cases;
mod diff;
mod draft;
#[cfg(test)]
mod edges;
mod finish;
mod habit;
mod history;
mod id;
mod ledger;
mod others;
mod pause;
mod plan;
mod planned;
mod preferences;
mod record;
mod stretch;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod untold;
mod visits;
mod words;
#[cfg(test)]
mod year;
#[cfg(test)]
mod zones;

pub(crate) use diff::plan_diff;
pub(crate) use habit::{Bedtimes, Habit, said_since};
pub(crate) use id::ReminderId;
pub(crate) use ledger::{LedgerRow, Settled, Waiting, reliability};
pub(crate) use pause::Pauses;
pub(crate) use plan::{Doubt, Inputs, Planning, ReminderState, plan};
pub use planned::{
    ActionWords, Adjustment, BootItem, Capabilities, LeftOut, LeftOutReason, Pending, Plan, PlanDiff, PlanNote,
    PlanNoteKind, Planned, ReminderKind, ReminderText, ReminderZones,
};
pub use preferences::{ReminderClock, ReminderPreferences, Weekday};
pub use record::{LedgerLine, Reliability, ReminderAction, ReminderOutcome, ReminderRecord};
pub(crate) use visits::follow_ups;
