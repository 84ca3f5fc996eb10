//! The journal of night-time leg cramps that phone apps embed.
//!
//! A person taps once at night, fills in the rest in the morning, and sees the night in their journal.
//! Start at [`Journal`], the one object an app holds; then [`Tap`], [`Cramp`] and [`Tonight`], the values it trades in.
//!
//! Arrows point down only, and a test holds them to it:
//!
//! ```text
//! json                  a journal as a file, for tests and desks
//! ffi, api              the exported object, the clock, public errors
//! store                 SQLite and the inbox: the only SQL
//! reminders             what rings when, and what came of it
//! guidance              the card at night, the stretch, what is known to help, gated by the guards
//! rules                 facts and rules in, findings out
//! entries, profile      what the person said, what stays true for weeks
//! night                 stored time, the unit of counting, wall clock to instant
//! answer, word, invalid  yes, no or unknown; closed vocabularies; what is wrong with an input
//! ```
//!
//! Everything below `store` is pure: no clock, no disk, no zone database. The moment comes in as a value.
//!
//! ```
//! use nightcramp::{Journal, Moment, Tap, TapOutcome, TapSource};
//! # let dir = tempfile::tempdir().unwrap();
//! # let dir = dir.path().to_str().unwrap().to_owned();
//! let journal = Journal::open(dir)?;
//! let at = Moment { at: "2026-10-25T00:45:00Z".parse().unwrap(), offset_s: 7200, zone: "Europe/Berlin".into() };
//! let kept = journal.tap(Tap { id: journal.new_id(), at, source: TapSource::App })?;
//! assert_eq!(kept.outcome, TapOutcome::Saved); // on disk now: the screen may say "Logged"
//! # Ok::<(), nightcramp::JournalError>(())
//! ```

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!("nightcramp");

mod answer;
mod api;
mod entries;
#[cfg(feature = "uniffi")]
mod ffi;
mod guidance;
mod insights;
mod invalid;
#[cfg(feature = "json")]
pub mod json;
mod night;
mod profile;
mod reminders;
mod rules;
mod store;
mod texts;
mod word;

pub use answer::Answer;
pub use api::{Clock, Ids, Journal, JournalError, Setup, SystemClock, TimeOrderedIds};
pub use api::{
    languages, plan_diff, proposed_cut_hour, reminder_defaults, unanswered_details, unanswered_evening,
    unanswered_morning,
};
pub use entries::{
    Acknowledgement, AnyCramp, ClockMark, Cramp, CrampDetails, CrampDuration, EntryKey, Evening, Exercise, Factor,
    FactorAnswer, Morning, MorningQuestion, Muscle, NewCramp, NightMark, NightPage, NightState, NightTally,
    QuestionKind, Relief, Response, Side, Sign, SignReport, Soreness, StretchKind, Supplement, Tap, TapKept,
    TapOutcome, TapSource, Tonight,
};
#[cfg(feature = "uniffi")]
pub use ffi::{LogLevel, LogSink, LogSinkError, set_log_sink};
pub use guidance::{Guidance, ReliefCard, StretchRoutine, StretchStep, Suppressed, Tip, TipKind};
pub use invalid::Invalid;
pub use night::{CutHour, Face, Moment, Night, Part, Transition, Wall, ZoneWindow};
pub use profile::{Condition, ConditionKind, DatedProfile, Medicine, MedicineClass, Profile, UsualFrequency};
pub use reminders::{
    ActionWords, Adjustment, BootItem, Capabilities, LedgerLine, LeftOut, LeftOutReason, Pending, Plan, PlanDiff,
    PlanNote, PlanNoteKind, Planned, Reliability, ReminderAction, ReminderClock, ReminderKind, ReminderOutcome,
    ReminderPreferences, ReminderRecord, ReminderText, ReminderZones, Weekday,
};
pub use rules::{
    Choice, FactLine, Finding, Findings, Grade, GuardFinding, Origin, PhoneNumbers, Question, Quiet, ReportedSign,
    SignRow, Source, Urgency, Verdict,
};
pub use store::{Disk, Health, InboxReminder, InboxTap, Ingested, LocalCopy, Problem, Recovery, SystemDisk};
pub use word::Word;
