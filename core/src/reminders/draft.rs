//! Reminders in the making: whether one still rings, and making room between them.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::id::ReminderId;
use super::ledger::Waiting;
use super::plan::Planner;
use super::planned::{Adjustment, LeftOut, LeftOutReason, ReminderKind};

const MINUTE_MS: i64 = 60_000;
/// So long a reminder may wait for others that ring at its time.
const MOST_SPACED: TimeDelta = TimeDelta::minutes(10);

/// A reminder that will ring, but for its words.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) id: ReminderId,
    pub(super) at: DateTime<Utc>,
    pub(super) too_late: DateTime<Utc>,
    pub(super) adjustment: Adjustment,
    /// From when to when the button *Cramp now* stays.
    pub(super) button: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The key of its words.
    pub(super) words: &'static str,
}

/// It rings, or why not.
pub(super) type Fate = Result<Draft, LeftOutReason>;

/// When it still rings.
pub(super) struct Due {
    pub(super) at: DateTime<Utc>,
    /// The time that was meant is over: why it rings all the same.
    pub(super) moved: Option<Adjustment>,
}

impl Planner<'_> {
    /// In time; or some minutes after it, where the phone holds it so because it waits for others; or late, once, where the
    /// phone held it and could not ring, as after a night switched off. Other phones ring by themselves what they missed.
    pub(super) fn due(
        &self,
        id: &ReminderId,
        at: DateTime<Utc>,
        too_late: DateTime<Utc>,
    ) -> Result<Due, LeftOutReason> {
        if at >= too_late {
            return Err(LeftOutReason::TooLate);
        }
        if at > self.inputs.now {
            return Ok(Due { at, moved: None });
        }
        let held = self.waiting(id).ok_or(LeftOutReason::TooLate)?.at.clone();
        if held.at > self.inputs.now && held.at <= at + MOST_SPACED {
            return Ok(Due { at: held.at, moved: Some(Adjustment::Spaced) });
        }
        // Held for later it has not failed: the person has just moved their bedtime. A journey moves it without asking.
        let next = next_minute(self.inputs.now);
        let was_due = held.at <= self.inputs.now || self.history.has_travelled_since(&held);
        if self.inputs.capabilities.runs_at_delivery && was_due && next < too_late {
            return Ok(Due { at: next, moved: Some(Adjustment::Late) });
        }
        Err(LeftOutReason::TooLate)
    }

    /// At the next minute.
    pub(super) fn at_once(&self, too_late: DateTime<Utc>) -> Result<Due, LeftOutReason> {
        let next = next_minute(self.inputs.now);
        let due = Due { at: next, moved: Some(Adjustment::Late) };
        if next < too_late && self.inputs.capabilities.runs_at_delivery { Ok(due) } else { Err(LeftOutReason::TooLate) }
    }

    /// What the phone holds of a reminder.
    pub(super) fn waiting(&self, id: &ReminderId) -> Option<&Waiting> {
        let id = id.to_string();
        self.inputs.state.waiting.iter().find(|waiting| waiting.reminder == id)
    }

    pub(super) fn settle(&mut self, id: ReminderId, fate: Fate) {
        match fate {
            Ok(draft) => self.drafts.push(draft),
            Err(reason) => self.left_out.push(LeftOut { id: id.to_string(), reason }),
        }
    }
}

/// The next full minute: asked again within the same one, the answer is the same.
fn next_minute(now: DateTime<Utc>) -> DateTime<Utc> {
    let ms = now.timestamp_millis();
    now + TimeDelta::milliseconds(MINUTE_MS - ms.rem_euclid(MINUTE_MS))
}

/// In order, no two at the same instant: the bedtime call keeps its time, others wait a minute. Returns those for which that
/// is too late.
pub(super) fn space(drafts: &mut Vec<Draft>) -> Vec<Draft> {
    let is_call = |draft: &Draft| draft.id.kind == ReminderKind::BedtimeStretch;
    drafts.sort_by(|a, b| (!is_call(a), a.at, &a.id).cmp(&(!is_call(b), b.at, &b.id)));
    let mut taken = BTreeSet::new();
    for draft in drafts.iter_mut() {
        while !taken.insert(draft.at) {
            draft.at += TimeDelta::milliseconds(MINUTE_MS);
            // What is made up for stays late.
            if draft.adjustment != Adjustment::Late {
                draft.adjustment = Adjustment::Spaced;
            }
        }
    }
    drafts.sort_by_key(|draft| draft.at);
    drafts.extract_if(.., |draft| draft.at >= draft.too_late).collect()
}
