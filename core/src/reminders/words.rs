//! What reminders and their answers are called.

use super::planned::{ActionWords, PlanNoteKind, ReminderKind, ReminderText};
use super::record::ReminderAction;
use crate::texts::Texts;
use crate::word::Word;

/// The answers of a notification, *Cramp now* first.
pub(super) fn actions(texts: Texts) -> Vec<ActionWords> {
    let offered = [None, Some(ReminderAction::Done), Some(ReminderAction::Later), Some(ReminderAction::NotTonight)];
    let words = |action: Option<ReminderAction>| {
        let key = action.map_or("cramp-now", |action| action.word());
        let get = |part: &str| texts.get(&format!("reminder-action.{key}.{part}")).to_owned();
        ActionWords { action, locked: get("locked"), title: get("title") }
    };
    offered.into_iter().map(words).collect()
}

/// What can be answered beside *Cramp now*. The others are opened.
pub(super) fn answers(kind: ReminderKind) -> Vec<ReminderAction> {
    use ReminderAction::{Done, Later, NotTonight};
    match kind {
        ReminderKind::BedtimeStretch => vec![Done, Later, NotTonight],
        ReminderKind::LastWater | ReminderKind::SittingBreak | ReminderKind::WarmSoak => vec![Done, Later],
        ReminderKind::MorningCheckIn
        | ReminderKind::WeeklyReview
        | ReminderKind::VisitFollowUp
        | ReminderKind::ExperimentSwitch
        | ReminderKind::Refill => Vec::new(),
    }
}

pub(super) fn text(texts: Texts, key: &str) -> ReminderText {
    let get = |part: &str| texts.get(&format!("reminder.{key}.{part}")).to_owned();
    ReminderText { locked: get("locked"), title: get("title"), body: get("body") }
}

pub(super) fn note(texts: Texts, kind: PlanNoteKind, values: &[(&str, &str)]) -> String {
    texts.fill(&format!("reminder-note.{}", kind.word()), values)
}
