//! What has happened to reminders, as the planner looks at it.

use chrono::{DateTime, TimeDelta, Utc};

use super::bedtime::Clock;
use super::id::ReminderId;
use super::plan::{Doubt, Inputs};
use super::planned::ReminderKind;
use super::preferences::ReminderClock;
use super::record::{ReminderAction, ReminderOutcome};
use crate::answer::Answer;
use crate::entries::{SUSPECT_AFTER_MS, blames_entries};
use crate::night::{Moment, Night, ZoneWindow};

/// Not at all, or not for this night: what happened, to what, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) id: ReminderId,
    pub(super) what: What,
    /// `None` where the person gave no time.
    pub(super) at: Option<Moment>,
    /// Nobody has told it.
    is_presumed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Rang,
    /// The person has answered.
    Said(ReminderAction),
}

pub(super) struct History<'a> {
    pub(super) events: Vec<Event>,
    /// The phone's zone, when it matters that another one was recorded: in home mode it does not.
    phone: Option<&'a ZoneWindow>,
}

impl<'a> History<'a> {
    pub(super) fn of(inputs: &Inputs<'a>, clock: Clock<'_>, new_doubts: &[Doubt]) -> Self {
        let doubts = || inputs.state.doubts.iter().chain(new_doubts).filter(|doubt| !doubt.trusted);
        let doubted = |reminder: &str, at: DateTime<Utc>| doubts().any(|it| it.reminder == reminder && it.at == at);
        // What was kept under the phone's date: in home mode "this night" is the home clock's.
        let home_night = |at: DateTime<Utc>| if is_home(inputs) { clock.night_of(at) } else { None };
        let mut events = Vec::new();
        for record in inputs.state.records.iter().filter(|it| !doubted(&it.reminder, it.at.at)) {
            let Ok(mut id) = record.reminder.parse::<ReminderId>() else { continue };
            let what = match record.action {
                ReminderAction::Delivered => What::Rang,
                said => What::Said(said),
            };
            if record.action == ReminderAction::InBed {
                id.night = home_night(record.at.at).unwrap_or(id.night);
            }
            events.push(Event { id, what, at: Some(record.at.clone()), is_presumed: false });
        }
        let presumed = presumed(inputs, &events);
        events.extend(presumed);
        for evening in inputs.state.evenings.iter().filter(|evening| evening.stretched == Answer::Yes) {
            let at = evening.stretched_at.clone();
            if at.as_ref().is_some_and(|at| doubted(&ReminderId::bedtime(evening.night).to_string(), at.at)) {
                continue;
            }
            // Answered on the reminder, it is of the reminder's night, however late that was.
            let done = What::Said(ReminderAction::Done);
            let is_told = |it: &Event| it.id.kind == ReminderKind::BedtimeStretch && it.what == done && it.at == at;
            if at.is_some() && events.iter().any(is_told) {
                continue;
            }
            let night = at.as_ref().and_then(|at| home_night(at.at));
            let id = ReminderId::bedtime(night.unwrap_or(evening.night));
            events.push(Event { id, what: What::Said(ReminderAction::Done), at, is_presumed: false });
        }
        Self { events, phone: (!is_home(inputs)).then_some(&inputs.zones.phone) }
    }

    /// What concerns one reminder.
    pub(super) fn of_id<'e>(&'e self, id: &'e ReminderId) -> impl Iterator<Item = &'e Event> {
        self.events.iter().filter(move |event| event.id == *id)
    }

    /// Whether the phone has changed its zone since: another id and another offset than it would have had.
    pub(super) fn has_travelled_since(&self, at: &Moment) -> bool {
        self.phone.is_some_and(|phone| {
            at.zone != phone.zone && phone.moment_at(at.at).is_ok_and(|here| here.offset_s != at.offset_s)
        })
    }

    /// When "already in bed" was said of a night, on this zone's clock.
    pub(super) fn in_bed(&self, night: Night) -> Option<DateTime<Utc>> {
        let said = self.events.iter().filter(|it| it.what == What::Said(ReminderAction::InBed) && it.id.night == night);
        said.filter_map(|it| it.at.as_ref()).filter(|at| !self.has_travelled_since(at)).map(|at| at.at).min()
    }

    /// Ten minutes after the last "later", unless it has rung again since.
    pub(super) fn snoozed_until(&self, id: &ReminderId) -> Option<DateTime<Utc>> {
        let later = self.last(id, What::Said(ReminderAction::Later))?;
        (self.last_rang(id) <= Some(later)).then_some(later + SNOOZE)
    }

    /// When a reminder rang last.
    pub(super) fn last_rang(&self, id: &ReminderId) -> Option<DateTime<Utc>> {
        self.last(id, What::Rang)
    }

    /// When the person first said of a reminder, or of the same evening's other call, that it need not come.
    pub(super) fn first_word(&self, id: &ReminderId) -> Option<DateTime<Utc>> {
        let is_bedtime = id.kind == ReminderKind::BedtimeStretch;
        let is_about = |it: &&Event| it.id == *id || is_bedtime && it.id.kind == id.kind && it.id.night == id.night;
        let words = self.events.iter().filter(is_about).filter(|it| {
            matches!(it.what, What::Said(ReminderAction::Done | ReminderAction::NotTonight | ReminderAction::InBed))
        });
        words.filter_map(|it| it.at.as_ref()).map(|at| at.at).min()
    }

    /// When the phone told of a reminder last that this had happened.
    pub(super) fn last_told(&self, id: &ReminderId, what: What) -> Option<DateTime<Utc>> {
        newest(self.of_id(id).filter(|it| it.what == what && !it.is_presumed))
    }

    fn last(&self, id: &ReminderId, what: What) -> Option<DateTime<Utc>> {
        newest(self.of_id(id).filter(|it| it.what == what))
    }
}

fn newest<'e>(events: impl Iterator<Item = &'e Event>) -> Option<DateTime<Utc>> {
    events.filter_map(|it| it.at.as_ref()).map(|at| at.at).max()
}

/// "Later" means so long.
const SNOOZE: TimeDelta = TimeDelta::minutes(10);

fn is_home(inputs: &Inputs<'_>) -> bool {
    inputs.state.preferences.clock != ReminderClock::Phone
}

/// What a phone that tells nobody has rung all the same, as far as anyone can know: better once too few than twice. Where it
/// did tell, that counts.
fn presumed(inputs: &Inputs<'_>, told: &[Event]) -> Vec<Event> {
    let is_told = |id: &ReminderId| told.iter().any(|it| it.id == *id && it.what == What::Rang);
    let rang = |reminder: &str, at: &Moment| {
        let id = reminder.parse().ok().filter(|id| !is_told(id))?;
        Some(Event { id, what: What::Rang, at: Some(at.clone()), is_presumed: true })
    };
    let unseen = inputs.state.ledger.iter().filter(|row| row.outcome == ReminderOutcome::NotSeen);
    let due = inputs.state.waiting.iter().filter(|it| !inputs.capabilities.runs_at_delivery && it.at.at <= inputs.now);
    unseen
        .filter_map(|row| rang(&row.reminder, &row.planned))
        .chain(due.filter_map(|it| rang(&it.reminder, &it.at)))
        .collect()
}

/// Records that lie more than 12 hours ahead and were never seen before: made under a wrong clock. Many of them say that
/// the clock is wrong now.
pub(super) fn new_doubts(inputs: &Inputs<'_>) -> Vec<Doubt> {
    let records = inputs.state.records.iter().map(|record| (record.reminder.clone(), record.at.at));
    let evenings = inputs.state.evenings.iter().filter(|evening| evening.stretched == Answer::Yes);
    let stretched =
        evenings.filter_map(|it| Some((ReminderId::bedtime(it.night).to_string(), it.stretched_at.as_ref()?.at)));
    let edge = inputs.now + TimeDelta::milliseconds(SUSPECT_AFTER_MS);
    let mut ahead: Vec<(String, DateTime<Utc>)> = records.chain(stretched).filter(|(_, at)| *at > edge).collect();
    ahead.sort();
    ahead.dedup();
    let Ok(now) = inputs.zones.phone.moment_at(inputs.now) else { return Vec::new() };
    if !blames_entries(&now, ahead.len()) {
        return Vec::new();
    }
    ahead.retain(|(reminder, at)| !inputs.state.doubts.iter().any(|it| it.reminder == *reminder && it.at == *at));
    ahead.into_iter().map(|(reminder, at)| Doubt { reminder, at, trusted: false }).collect()
}
