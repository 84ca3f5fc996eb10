//! What the person wants to be reminded of, and what the phone reports.

use nightcramp::{
    LedgerLine, ReminderAction, ReminderClock, ReminderKind, ReminderPreferences, ReminderRecord, Word,
    reminder_defaults,
};

use super::*;

const KINDS: [ReminderKind; 2] = [ReminderKind::BedtimeStretch, ReminderKind::WarmSoak];

impl Story {
    pub(super) fn remind(&mut self, step: &Step) {
        match *step {
            Step::Remind(day, kind, action, s) => {
                let (kind, action, day) = (KINDS[kind], ReminderAction::ALL[action], FIRST_DAY + day);
                let record = ReminderRecord {
                    reminder: format!("{}:call:{}", kind.word(), night(day)),
                    action,
                    at: self.moment(s),
                };
                if action == ReminderAction::InBed && kind != ReminderKind::BedtimeStretch {
                    return;
                }
                for _ in ["reported", "reported again"] {
                    let reported = self.journal.record_reminder(record.clone());
                    self.awake(reported);
                }
                if !self.asleep {
                    self.model.report_reminder(day, kind, record);
                }
            }
            Step::Wish(lead_min, home) => {
                let zone = self.zone.1.to_owned();
                let clock = if home { ReminderClock::Home { zone } } else { ReminderClock::Phone };
                let wishes = ReminderPreferences { lead_min, clock, ..reminder_defaults() };
                if self.awake(self.journal.save_reminder_preferences(wishes.clone())).is_some() {
                    self.model.wishes = wishes;
                }
            }
            _ => unreachable!("{step:?} is about no reminder"),
        }
    }

    pub(super) fn compare_reminders(&self) {
        let days = FIRST_DAY..FIRST_DAY + NIGHTS;
        let found = self.journal.reminder_ledger(night(days.start), night(days.end - 1)).unwrap();
        assert_eq!(found, self.model.ledger());
        assert_eq!(self.journal.reminder_preferences().unwrap(), self.model.wishes);
    }
}

impl Model {
    fn report_reminder(&mut self, day: i64, kind: ReminderKind, record: ReminderRecord) {
        let key = (record.at.at.timestamp_millis(), record.action.word());
        if self.records.get(&record.reminder).is_some_and(|records| records.contains_key(&key)) {
            return;
        }
        if record.action == ReminderAction::Done {
            // Nothing was planned here, so by the clock at home it is of the night in which it was said.
            let day = if self.wishes.clock == ReminderClock::Phone { day } else { self.night_at(&record.at) };
            let said = self.evenings.get(&day).filter(|(_, removed)| !removed).map(|(evening, _)| evening.clone());
            let mut evening = said.unwrap_or_else(|| unanswered_evening(night(day)).unwrap());
            if kind == ReminderKind::WarmSoak {
                evening.warm_soak = Answer::Yes;
            } else if evening.stretched_at.is_none() {
                (evening.stretched, evening.stretched_at) = (Answer::Yes, Some(record.at.clone()));
            }
            self.evenings.insert(day, (evening, false));
        }
        self.records.entry(record.reminder.clone()).or_default().insert(key, record);
    }

    fn ledger(&self) -> Vec<LedgerLine> {
        let lines = self.records.iter().map(|(reminder, records)| {
            let of = |delivered| {
                let all = records.values();
                all.filter(move |record| (record.action == ReminderAction::Delivered) == delivered)
            };
            let kind = if reminder.starts_with("soak") { KINDS[1] } else { KINDS[0] };
            let delivered = of(true).next().map(|record| record.at.clone());
            let action = of(false).next_back().map(|record| record.action);
            let line = LedgerLine { reminder: reminder.clone(), kind, planned: None, delivered, action, outcome: None };
            (records.keys().next().map(|(ms, _)| *ms), line)
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort_by(|(a, left), (b, right)| (a, &left.reminder).cmp(&(b, &right.reminder)));
        lines.into_iter().map(|(_, line)| line).collect()
    }
}
