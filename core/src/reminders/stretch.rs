//! The bedtime call and its gentle second one: whether they ring on an evening, and when.

use chrono::{DateTime, TimeDelta, Utc};

use super::bedtime::{Evening, QUIET_AFTER};
use super::draft::{Draft, Fate};
use super::history::{Event, What};
use super::id::ReminderId;
use super::plan::Planner;
use super::planned::{Adjustment, LeftOutReason, ReminderKind};
use super::record::ReminderAction;

/// After a change of zone no bedtime call comes within so long of one that rang, or of a stretch that was done (design).
const TRAVEL_REST: TimeDelta = TimeDelta::hours(12);
/// A second call that would come sooner than this after the first is none. Our own choice.
const LEAST_APART: TimeDelta = TimeDelta::minutes(10);

/// An exact alarm may take so long to come through.
const LEAST_WINDOW_S: u32 = 60;

/// What the journal says against the call of an evening.
#[derive(Default)]
struct Against {
    /// The person's own word.
    said: Option<LeftOutReason>,
    /// A call that rang.
    rang: Option<LeftOutReason>,
    /// After a journey this is the second evening of the same night.
    second: bool,
}

impl Planner<'_> {
    /// The bedtime call of an evening, and the second one when it is wanted.
    pub(super) fn plan_stretch(&mut self, evening: &Evening, is_paused: bool) {
        let (id, fate) = self.call(evening, is_paused);
        if self.inputs.state.preferences.second_call {
            let again = id.second_call();
            let second = self.second_call(evening, &id, again.clone(), &fate);
            self.settle(again, second);
        }
        self.settle(id, fate);
    }

    fn call(&self, evening: &Evening, is_paused: bool) -> (ReminderId, Fate) {
        let at = self.call_time(evening);
        let against = self.against(evening, at);
        let second = against.second;
        let id = ReminderId { second, ..ReminderId::bedtime(evening.night) };
        let fate = match against {
            Against { said: Some(reason), .. } => Err(reason),
            _ if is_paused => Err(LeftOutReason::Paused),
            Against { rang, .. } => match (self.history.snoozed_until(&id), rang) {
                (Some(until), _) => self.bedtime_draft(evening, &id, until, Adjustment::Snoozed),
                (None, Some(reason)) => Err(reason),
                (None, None) => self.bedtime_draft(evening, &id, at, evening.adjustment),
            },
        };
        (id, fate)
    }

    fn second_call(&self, evening: &Evening, first_id: &ReminderId, id: ReminderId, first: &Fate) -> Fate {
        let preferences = &self.inputs.state.preferences;
        let at = self.call_time(evening) + TimeDelta::minutes(preferences.second_call_after_min.into());
        if let Err(reason) = first
            && !matches!(reason, LeftOutReason::Delivered | LeftOutReason::TooLate)
        {
            return Err(*reason);
        }
        let gently = |draft: Draft| Draft { words: "bedtime-again", ..draft };
        // "Later" on both is one wish.
        if self.history.snoozed_until(first_id).is_some() {
            return Err(LeftOutReason::Answered);
        }
        if let Some(until) = self.history.snoozed_until(&id) {
            return self.bedtime_draft(evening, &id, until, Adjustment::Snoozed).map(gently);
        }
        let mut said = self.history.of_id(first_id).chain(self.history.of_id(&id));
        if said.any(|event| event.what != What::Rang) {
            return Err(LeftOutReason::Answered);
        }
        if self.history.of_id(&id).any(|event| event.what == What::Rang) {
            return Err(LeftOutReason::Delivered);
        }
        let first_at = first.as_ref().map_or_else(|_| self.history.last_rang(first_id), |first| Some(first.at));
        if first_at.is_some_and(|first| at < first + LEAST_APART) {
            return Err(LeftOutReason::TooLate);
        }
        if at > evening.bedtime.at + QUIET_AFTER {
            return Err(LeftOutReason::Quiet);
        }
        // Gentle: one whose time is over is not made up for. Within its window the phone may still be about to ring.
        if at <= self.inputs.now && !self.is_in_its_window(&id) {
            return Err(LeftOutReason::TooLate);
        }
        self.bedtime_draft(evening, &id, at, evening.adjustment).map(gently)
    }

    fn is_in_its_window(&self, id: &ReminderId) -> bool {
        self.waiting(id).is_some_and(|held| {
            self.inputs.now < held.at.at + TimeDelta::seconds(held.window_s.max(LEAST_WINDOW_S).into())
        })
    }

    fn call_time(&self, evening: &Evening) -> DateTime<Utc> {
        evening.bedtime.at - TimeDelta::minutes(self.inputs.state.preferences.lead_min.into())
    }

    fn bedtime_draft(&self, evening: &Evening, id: &ReminderId, at: DateTime<Utc>, moved: Adjustment) -> Fate {
        let too_late = evening.bedtime.at + TimeDelta::minutes(self.inputs.state.preferences.too_late_min.into());
        // A call that is on time is never too late, however short the person has made that.
        let too_late = if moved == Adjustment::Snoozed { too_late } else { too_late.max(at + TimeDelta::minutes(1)) };
        let due = match self.due(id, at, too_late) {
            // Only the lead was made longer, or the bedtime is still to come: who was to be called tonight is called.
            Err(_) if self.inputs.now < evening.bedtime.at && self.waiting(id).is_some() => self.at_once(too_late)?,
            due => due?,
        };
        Ok(Draft {
            id: id.clone(),
            at: due.at,
            too_late,
            adjustment: due.moved.unwrap_or(moved),
            // Who gets up before it is too late has the button as long as the call.
            button: Some((evening.bedtime.at, evening.waking.max(too_late))),
            words: "bedtime",
        })
    }

    /// Looks through what happened: by the night's key, and after a change of zone by the hours between.
    fn against(&self, evening: &Evening, at: DateTime<Utc>) -> Against {
        let mut against = Against::default();
        let of_bedtime = |event: &&Event| event.id.kind == ReminderKind::BedtimeStretch;
        for event in self.history.events.iter().filter(of_bedtime) {
            let is_same_night = event.id.night == evening.night;
            let travelled = event.at.as_ref().filter(|then| self.history.has_travelled_since(then));
            let rests = travelled.is_some_and(|then| (at - then.at).abs() < TRAVEL_REST);
            let reason = match event.what {
                What::Rang if rests => LeftOutReason::Travelled,
                What::Rang => LeftOutReason::Delivered,
                What::Said(ReminderAction::Done) => LeftOutReason::Done,
                What::Said(ReminderAction::NotTonight) => LeftOutReason::NotTonight,
                What::Said(ReminderAction::InBed) => LeftOutReason::InBed,
                What::Said(ReminderAction::Later | ReminderAction::Delivered) => continue,
            };
            let is_rang = event.what == What::Rang;
            // A third evening of the same night has no id left, and nobody needs it.
            let is_over = is_same_night && (travelled.is_none() || rests || event.id.second);
            if is_over || is_rang && rests {
                let slot = if is_rang { &mut against.rang } else { &mut against.said };
                *slot = Some(reason);
            } else if is_same_night {
                against.second = true;
            }
        }
        // What was said or rang on the second evening belongs to the second evening.
        against.second |= self.history.events.iter().any(|event| event.id.second && event.id.night == evening.night);
        against
    }
}
