//! The border: the one object that a phone holds, the clock, and the errors it can act on.

mod answer;
mod care;
mod error;
mod findings;
mod journal;
mod reminders;
mod reports;
mod setup;

pub use error::JournalError;
pub use findings::languages;
pub use journal::{Journal, proposed_cut_hour, unanswered_details, unanswered_evening, unanswered_morning};
pub use reminders::{plan_diff, reminder_defaults};
pub use setup::{Clock, Ids, Setup, SystemClock, TimeOrderedIds};
