//! From drafts to a plan: order, the phone's limits, words, and what the ledger keeps.

use chrono::{DateTime, TimeDelta, Utc};

use super::bedtime::Evenings;
use super::draft::{Draft, space};
use super::id::ReminderId;
use super::ledger::{LedgerRow, Settled, ledger_after, reliability_of, settle};
use super::plan::{Doubt, NIGHTS_AHEAD, Planner, Planning};
use super::planned::{
    Adjustment, BootItem, LeftOut, LeftOutReason, Plan, PlanNote, PlanNoteKind, Planned, ReminderKind, ReminderText,
};
use super::words;
use crate::night::Wall;

/// So many reminders before the first unlock.
const MOST_BOOT: usize = 8;
/// The app must be opened so long before the last evening that is planned. Our own choice.
const REFILL_BEFORE: TimeDelta = TimeDelta::hours(4);

impl Planner<'_> {
    pub(super) fn finish(mut self, evenings: &Evenings, doubts: Vec<Doubt>) -> Planning {
        self.space();
        let is_short = self.keep_within_window() || evenings.cut_short;
        let refill_by = self.cap(evenings);
        let items = self.items();
        let boot_slice = boot_slice(&items);
        let hash = items.iter().fold(crc32fast::Hasher::new(), |mut sum, item| {
            sum.update(item.id.as_bytes());
            sum.update(&item.hash.to_le_bytes());
            sum
        });
        let settled = settle(self.inputs, &self.history, &items, &self.left_out);
        let notes = self.notes(is_short, &doubts, &settled);
        let actions = words::actions(self.inputs.texts);
        let plan =
            Plan { items, boot_slice, refill_by, hash: hash.finalize(), actions, notes, left_out: self.left_out };
        Planning { plan, settled, doubts }
    }

    /// Keeps as many as the phone can hold, the soonest, and makes room for a word before they run out where nobody would
    /// notice. Returns by when the app must have planned again.
    fn cap(&mut self, evenings: &Evenings) -> DateTime<Utc> {
        let most = usize::from(self.inputs.capabilities.most_pending);
        let nudges = !self.inputs.capabilities.runs_at_delivery && most > 1 && !self.drafts.is_empty();
        let room = if nudges { most - 1 } else { most };
        let cut: Vec<Draft> = self.drafts.split_off(room.min(self.drafts.len()));
        let horizon = match (cut.is_empty(), self.drafts.last()) {
            (false, Some(last)) => last.at,
            _ => self.inputs.now + TimeDelta::days(NIGHTS_AHEAD),
        };
        self.left_out.extend(cut.iter().map(|it| LeftOut { id: it.id.to_string(), reason: LeftOutReason::BeyondCap }));
        let is_quiet = |at: DateTime<Utc>| evenings.list.iter().any(|evening| evening.is_quiet(at));
        let ends = |bedtime: DateTime<Utc>| {
            let nudge = bedtime - REFILL_BEFORE;
            bedtime <= horizon && nudge > self.inputs.now && !is_quiet(nudge)
        };
        let Some(last) = evenings.list.iter().rfind(|evening| ends(evening.bedtime.at)) else { return horizon };
        let refill_by = last.bedtime.at - REFILL_BEFORE;
        if nudges {
            self.drafts.push(Draft {
                id: ReminderId::new(ReminderKind::Refill, "open", last.night),
                at: refill_by,
                too_late: last.bedtime.at,
                adjustment: Adjustment::None,
                button: None,
                words: "refill",
            });
            self.space();
        }
        refill_by
    }

    /// What the phone's window does not reach has no wall time yet. Returns whether there was any.
    fn keep_within_window(&mut self) -> bool {
        let (end, all) = (self.inputs.zones.phone.end, self.drafts.len());
        self.drafts.retain(|draft| draft.at < end);
        self.drafts.len() < all
    }

    fn space(&mut self) {
        for over in space(&mut self.drafts) {
            self.settle(over.id, Err(LeftOutReason::TooLate));
        }
    }

    fn items(&self) -> Vec<Planned> {
        let mut codes = Vec::with_capacity(self.drafts.len());
        self.drafts.iter().filter_map(|draft| self.item(draft, &mut codes)).collect()
    }

    /// `None` where the phone's window does not reach.
    fn item(&self, draft: &Draft, codes: &mut Vec<i32>) -> Option<Planned> {
        let (phone, capabilities) = (&self.inputs.zones.phone, self.inputs.capabilities);
        let at = phone.moment_at(draft.at).ok()?;
        let shown_twice = matches!(phone.resolve(at.local()), Ok(Wall::Twice { .. }));
        let left_s = u32::try_from((draft.too_late - draft.at).num_seconds()).unwrap_or(0);
        let window_s = if capabilities.exact { 0 } else { capabilities.window_s.min(left_s) };
        let text = words::text(self.inputs.texts, draft.words);
        let id = draft.id.to_string();
        let request_code = request_code(&id, codes);
        let (button_from, button_until) = draft.button.unzip();
        let mut item = Planned {
            kind: draft.id.kind,
            rule: draft.id.rule.clone(),
            night: draft.id.night,
            at,
            shown_twice,
            window_s,
            too_late: draft.too_late,
            adjustment: draft.adjustment,
            button_from,
            button_until,
            text,
            answers: words::answers(draft.id.kind),
            unless_answered: draft.id.first_call().map(|first| first.to_string()),
            request_code,
            hash: 0,
            id,
        };
        item.hash = hash(&item);
        Some(item)
    }

    fn notes(&self, is_short: bool, doubts: &[Doubt], settled: &Settled) -> Vec<PlanNote> {
        let (inputs, texts) = (self.inputs, self.inputs.texts);
        let mut notes = Vec::new();
        let mut note = |kind: PlanNoteKind, about: Option<String>, values: &[(&str, &str)]| {
            notes.push(PlanNote { kind, about, text: words::note(texts, kind, values) });
        };
        let stretches = inputs.state.preferences.bedtime_stretch;
        if let Some(pause) = self.pauses.stretch.as_ref().filter(|_| stretches) {
            note(PlanNoteKind::Paused, Some(pause.by.clone()), &[("why", &pause.why)]);
        }
        if stretches && inputs.bedtimes.assumed {
            note(PlanNoteKind::BedtimeAssumed, None, &[]);
        }
        if let Some(time) = inputs.bedtimes.learned.filter(|_| stretches) {
            let time = time.format("%H:%M").to_string();
            note(PlanNoteKind::BedtimeLearned, None, &[("time", &time)]);
        }
        if !inputs.capabilities.notifications {
            note(PlanNoteKind::NotificationsOff, None, &[]);
        }
        if !inputs.capabilities.exact {
            note(PlanNoteKind::Inexact, None, &[]);
        }
        let ledger = ledger_after(&inputs.state.ledger, &inputs.state.waiting, settled);
        let tonight = self.clock.night_of(inputs.now).map(|night| ReminderId::bedtime(night).to_string());
        // The second evening of a night has the same id with an ending of its own.
        let is_tonights = |row: &&LedgerRow| tonight.as_ref().is_some_and(|call| row.reminder.starts_with(call));
        if let Some(missed) = ledger.iter().filter(is_tonights).find(|row| row.outcome.is_missed()) {
            note(PlanNoteKind::Missed, Some(missed.reminder.clone()), &[]);
        }
        if reliability_of(&ledger).held_back {
            note(PlanNoteKind::HeldBack, None, &[]);
        }
        for doubt in inputs.state.doubts.iter().filter(|doubt| !doubt.trusted).chain(doubts) {
            note(PlanNoteKind::Doubted, Some(doubt.reminder.clone()), &[]);
        }
        if is_short {
            note(PlanNoteKind::WindowShort, None, &[]);
        }
        notes
    }
}

/// The next few that say nothing about a person.
fn boot_slice(items: &[Planned]) -> Vec<BootItem> {
    let quiet = |item: &&Planned| !matches!(item.kind, ReminderKind::VisitFollowUp | ReminderKind::ExperimentSwitch);
    let boot_item = |item: &Planned| BootItem {
        id: item.id.clone(),
        at: item.at.at,
        too_late: item.too_late,
        button_until: item.button_until,
        request_code: item.request_code,
        unless_answered: item.unless_answered.clone(),
        locked: item.text.locked.clone(),
    };
    items.iter().filter(quiet).take(MOST_BOOT).map(boot_item).collect()
}

/// The first 31 bits of the id's sum; the next free number where another reminder of the plan has it.
fn request_code(id: &str, taken: &mut Vec<i32>) -> i32 {
    let mut code = i32::try_from(crc32fast::hash(id.as_bytes()) >> 1).unwrap_or(0);
    while taken.contains(&code) {
        code = code.checked_add(1).unwrap_or(0);
    }
    taken.push(code);
    code
}

/// Everything that the phone would have to set anew.
fn hash(item: &Planned) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    let ReminderText { locked, title, body } = &item.text;
    for text in [locked, title, body, &item.at.zone] {
        sum.update(text.as_bytes());
        sum.update(&[0]);
    }
    let ms = |at: Option<DateTime<Utc>>| at.map_or(0, |at| at.timestamp_millis());
    for ms in [ms(Some(item.at.at)), ms(Some(item.too_late)), ms(item.button_from), ms(item.button_until)] {
        sum.update(&ms.to_le_bytes());
    }
    sum.update(&item.at.offset_s.to_le_bytes());
    sum.update(&item.window_s.to_le_bytes());
    sum.update(&item.request_code.to_le_bytes());
    sum.update(&[u8::from(item.shown_twice)]);
    sum.finalize()
}
