//! The tables `reminder` and `reminder_doubt`: what was handed to the phone and how it ended, and which of its reports were
//! made under a wrong clock. What it reported stands in `reminder_records`.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::columns::{Read, instant, known, moment, reminder_id, word};
use super::nights::check_range;
use super::reminder_records::record_of;
use super::{Reader, Result, Writer};
use crate::night::{Moment, Night};
use crate::reminders::{
    Doubt, LedgerLine, LedgerRow, ReminderAction, ReminderId, ReminderOutcome, ReminderState, Settled, Waiting,
};
use crate::word::Word;

/// What was reported longer ago changes no plan, and ends nothing but what waits since then.
const RECORDS_REACH: TimeDelta = TimeDelta::days(4);
/// A phone that was carried east has rung what waits before it was due here.
const SLACK: TimeDelta = TimeDelta::days(1);
/// Reliability looks 30 nights back.
const LEDGER_REACH: TimeDelta = TimeDelta::days(31);
/// A clock that was set back finds what it has rung ahead; further ahead it was wrong.
const LEDGER_AHEAD: TimeDelta = TimeDelta::hours(12);
/// How many nights before and after the current one the planner looks at.
const EVENINGS: (i64, i64) = (-4, 16);

impl Reader<'_> {
    /// What the planner needs to know of the journal at `now`: one statement a table, however many years.
    pub(crate) fn reminder_state(&self, now: &Moment) -> Result<ReminderState> {
        let cut = self.cut_hour()?;
        let current = Night::of(now, cut);
        let waiting = self.waiting()?;
        // What iOS tells when the app is opened again after weeks is of that time.
        let oldest = waiting.first().map_or(now.at, |it| it.at.at);
        let recent_ms = (oldest - SLACK).min(now.at - RECORDS_REACH).timestamp_millis();
        Ok(ReminderState {
            cut,
            preferences: self.reminder_preferences()?,
            evenings: self.evenings_between(current.plus(EVENINGS.0), current.plus(EVENINGS.1))?,
            answered: self.answered(current.plus(-1), current, cut)?,
            records: self.records_since(recent_ms, current.plus(EVENINGS.0))?,
            doubts: self.doubts_since(recent_ms)?,
            waiting,
            ledger: self.settled_between(now.at - LEDGER_REACH, now.at + LEDGER_AHEAD)?,
        })
    }

    fn doubts_since(&self, from_ms: i64) -> Result<Vec<Doubt>> {
        let sql = "SELECT reminder, utc_ms, trusted FROM sound_reminder_doubt WHERE utc_ms >= ?1
                   ORDER BY reminder, utc_ms";
        let doubt = |row: &Row<'_>| Ok(Doubt { reminder: row.get(0)?, at: instant(row, 1)?, trusted: row.get(2)? });
        Ok(self.connection.prepare_cached(sql)?.query_map([from_ms], doubt)?.collect::<Read<_>>()?)
    }

    fn waiting(&self) -> Result<Vec<Waiting>> {
        let sql = "SELECT id, utc_ms, offset_s, zone, window_s, too_late_ms FROM sound_reminder
                   WHERE outcome IS NULL ORDER BY utc_ms, id";
        let waiting = |row: &Row<'_>| {
            let at = known(moment(row, 1)?, 1)?;
            Ok(Waiting { reminder: row.get(0)?, at, window_s: row.get(4)?, too_late: instant(row, 5)? })
        };
        Ok(self.connection.prepare_cached(sql)?.query_map([], waiting)?.collect::<Read<_>>()?)
    }

    /// What was due between two instants and has ended, oldest first.
    fn settled_between(&self, first: DateTime<Utc>, last: DateTime<Utc>) -> Result<Vec<LedgerRow>> {
        // The night leads through the table: a reminder rings within two days of the date of its night.
        let sql = "SELECT id, utc_ms, offset_s, zone, outcome FROM sound_reminder
                   WHERE night BETWEEN ?1 AND ?2 AND outcome IS NOT NULL AND utc_ms BETWEEN ?3 AND ?4
                   ORDER BY utc_ms, id";
        let day = |at: DateTime<Utc>, days| (at + TimeDelta::days(days)).date_naive().to_string();
        let reach = (day(first, -3), day(last, 3), first.timestamp_millis(), last.timestamp_millis());
        let settled = |row: &Row<'_>| {
            let (planned, outcome) = (known(moment(row, 1)?, 1)?, known(word(row, 4)?, 4)?);
            Ok(LedgerRow { reminder: row.get(0)?, planned, outcome })
        };
        Ok(self.connection.prepare_cached(sql)?.query_map(reach, settled)?.collect::<Read<_>>()?)
    }

    /// When a reminder came last, up to `now`.
    pub(crate) fn last_delivered(&self, now: &Moment) -> Result<Option<Moment>> {
        let sql = "SELECT utc_ms, offset_s, zone FROM sound_reminder_record
                   WHERE utc_ms <= ?1 AND action = 'delivered' ORDER BY utc_ms DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let last = statement.query_row([now.at.timestamp_millis()], |row| known(moment(row, 0)?, 0)).optional()?;
        Ok(last)
    }

    /// What became of the reminders of the nights `first` to `last`, oldest first.
    pub(crate) fn reminder_ledger(&self, first: Night, last: Night) -> Result<Vec<LedgerLine>> {
        check_range(first, last)?;
        let nights = [first.to_string(), last.to_string()];
        let mut lines: BTreeMap<String, (DateTime<Utc>, LedgerLine)> = BTreeMap::new();
        let sql = "SELECT id, utc_ms, offset_s, zone, outcome FROM sound_reminder WHERE night BETWEEN ?1 AND ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        for line in statement.query_map(nights.clone(), planned_of)? {
            let (at, line) = line?;
            lines.insert(line.reminder.clone(), (at, line));
        }
        let sql = "SELECT reminder, action, utc_ms, offset_s, zone FROM sound_reminder_record
                   WHERE night BETWEEN ?1 AND ?2 ORDER BY utc_ms, reminder, action";
        let mut statement = self.connection.prepare_cached(sql)?;
        for record in statement.query_map(nights, |row| Ok((known(reminder_id(row, 0)?, 0)?, record_of(row)?)))? {
            let (id, record) = record?;
            let unplanned = || (record.at.at, line_of(&id));
            let (_, line) = lines.entry(record.reminder.clone()).or_insert_with(unplanned);
            match record.action {
                ReminderAction::Delivered => line.delivered = line.delivered.take().or(Some(record.at)),
                answer => line.action = Some(answer),
            }
        }
        let mut lines: Vec<_> = lines.into_values().collect();
        lines.sort_by(|(a, left), (b, right)| (a, &left.reminder).cmp(&(b, &right.reminder)));
        Ok(lines.into_iter().map(|(_, line)| line).collect())
    }
}

impl Writer<'_> {
    /// Writes down what a plan has changed: how reminders ended, which do not ring any more, which wait, what is in doubt.
    pub(crate) fn settle_reminders(&self, settled: &Settled, doubts: &[Doubt]) -> Result<()> {
        for (reminder, outcome) in &settled.ended {
            self.end_reminder(reminder, *outcome)?;
        }
        for reminder in &settled.withdrawn {
            let sql = "DELETE FROM reminder WHERE night = ?1 AND id = ?2 AND outcome IS NULL";
            self.connection.prepare_cached(sql)?.execute((night_of(reminder)?, reminder))?;
        }
        for waiting in &settled.waiting {
            self.await_reminder(waiting)?;
        }
        for doubt in doubts {
            let sql = "INSERT INTO reminder_doubt (reminder, utc_ms, changed_ms, trusted) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (reminder, utc_ms) DO NOTHING";
            let row = (&doubt.reminder, doubt.at.timestamp_millis(), self.now_ms, doubt.trusted);
            self.connection.prepare_cached(sql)?.execute(row)?;
        }
        Ok(())
    }

    fn end_reminder(&self, reminder: &str, outcome: ReminderOutcome) -> Result<()> {
        let sql = "UPDATE reminder SET changed_ms = max(?3, changed_ms + 1), outcome = ?4
                   WHERE (night, id) IN (SELECT night, id FROM sound_reminder WHERE night = ?1 AND id = ?2)";
        let row = (night_of(reminder)?, reminder, self.now_ms, outcome.word());
        self.connection.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    fn await_reminder(&self, waiting: &Waiting) -> Result<()> {
        let sql = "INSERT INTO reminder (night, id, changed_ms, utc_ms, offset_s, zone, window_s, too_late_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (night, id) DO UPDATE SET changed_ms = max(?3, changed_ms + 1), utc_ms = ?4,
                       offset_s = ?5, zone = ?6, window_s = ?7, too_late_ms = ?8, outcome = NULL";
        self.connection.prepare_cached(sql)?.execute(params![
            night_of(&waiting.reminder)?,
            waiting.reminder,
            self.now_ms,
            waiting.at.at.timestamp_millis(),
            waiting.at.offset_s,
            waiting.at.zone,
            waiting.window_s,
            waiting.too_late.timestamp_millis(),
        ])?;
        Ok(())
    }

    /// The person stands for the records of a reminder that were in doubt.
    pub(crate) fn trust_reminder(&self, reminder: &str) -> Result<()> {
        let sql = "UPDATE reminder_doubt SET changed_ms = max(?2, changed_ms + 1), trusted = 1
                   WHERE (reminder, utc_ms) IN (SELECT reminder, utc_ms FROM sound_reminder_doubt WHERE reminder = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((reminder, self.now_ms))?, &reminder)
    }
}

fn night_of(reminder: &str) -> Result<String> {
    Ok(reminder.parse::<ReminderId>()?.night.to_string())
}

/// A reminder of the ledger, and when it was to ring.
fn planned_of(row: &Row<'_>) -> Read<(DateTime<Utc>, LedgerLine)> {
    let (id, planned) = (known(reminder_id(row, 0)?, 0)?, known(moment(row, 1)?, 1)?);
    Ok((planned.at, LedgerLine { planned: Some(planned), outcome: word(row, 4)?, ..line_of(&id) }))
}

/// A reminder of which nothing is known.
fn line_of(id: &ReminderId) -> LedgerLine {
    LedgerLine { reminder: id.to_string(), kind: id.kind, planned: None, delivered: None, action: None, outcome: None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::entries::{CrampDetails, CrampDuration, Evening, Morning, Muscle, Tap, TapSource};
    use crate::reminders::ReminderOutcome::{Came, Missed};
    use crate::reminders::ReminderRecord;
    use crate::store::{Place, Store, StoreError, SystemDisk};

    const NOW: &str = "2026-11-23T08:00:00Z";
    const CALL: &str = "bedtime:call:2026-11-23";
    /// Of a night that no plan looks at any more.
    const OLD: &str = "bedtime:call:2026-11-18";

    fn at(days: i64, minutes: i64) -> Moment {
        let now: DateTime<Utc> = NOW.parse().unwrap();
        let at = now + TimeDelta::days(days) + TimeDelta::minutes(minutes);
        Moment { at, offset_s: 3600, zone: "Europe/Berlin".into() }
    }

    fn night(text: &str) -> Night {
        text.parse().unwrap()
    }

    struct Journal(Store, #[allow(dead_code, reason = "goes away with the journal")] tempfile::TempDir);

    fn journal() -> Journal {
        let dir = tempfile::tempdir().unwrap();
        Journal(Store::open(Place::new(dir.path(), None, Arc::new(SystemDisk)).unwrap(), 0).unwrap(), dir)
    }

    impl Journal {
        #[track_caller]
        fn write(&self, work: impl FnMut(&Writer<'_>) -> Result<()>) {
            self.0.write(0, work).unwrap();
        }

        fn state(&self) -> ReminderState {
            self.0.read(0, |journal| journal.reminder_state(&at(0, 0))).unwrap()
        }

        fn ledger(&self, first: &str, last: &str) -> Vec<LedgerLine> {
            self.0.read(0, |journal| journal.reminder_ledger(night(first), night(last))).unwrap()
        }
    }

    fn record(reminder: &str, action: ReminderAction, at: Moment) -> ReminderRecord {
        ReminderRecord { reminder: reminder.into(), action, at }
    }

    fn waiting(reminder: &str, at: Moment) -> Waiting {
        Waiting { reminder: reminder.into(), window_s: 600, too_late: at.at + TimeDelta::hours(3), at }
    }

    fn settled(waiting: Vec<Waiting>) -> Settled {
        Settled { waiting, ..Settled::default() }
    }

    #[test]
    fn of_an_empty_journal_nothing_is_known() {
        let state = journal().state();
        assert_eq!((state.evenings.len(), state.answered.len(), state.records.len()), (0, 0, 0));
        assert_eq!((state.doubts.len(), state.waiting.len(), state.ledger.len()), (0, 0, 0));
    }

    #[test]
    fn a_state_reaches_so_far_and_no_further() {
        let journal = journal();
        let far = TimeDelta::milliseconds(1);
        journal.write(|journal| {
            for night in [-5, -4, 0, 16, 17].map(|nights| night("2026-11-23").plus(nights)) {
                journal.save_evening(&Evening { water_glasses: Some(1), ..Evening::unanswered(night) })?;
            }
            let edge = at(-4, 0);
            let older = Moment { at: edge.at - far, ..edge.clone() };
            for at in [older, edge, at(0, 0), at(900, 0)] {
                journal.record_reminder(&record(OLD, ReminderAction::Delivered, at.clone()))?;
                let doubt = Doubt { reminder: OLD.into(), at: at.at, trusted: false };
                journal.settle_reminders(&Settled::default(), &[doubt])?;
            }
            Ok(())
        });
        let state = journal.state();
        let nights = state.evenings.iter().map(|evening| evening.night.to_string()).collect::<Vec<_>>();
        assert_eq!(nights, ["2026-11-19", "2026-11-23", "2026-12-09"]);
        let expected = [at(-4, 0), at(0, 0), at(900, 0)];
        assert_eq!(state.records.into_iter().map(|record| record.at).collect::<Vec<_>>(), expected);
        assert_eq!(state.doubts.iter().map(|doubt| doubt.at).collect::<Vec<_>>(), expected.map(|at| at.at));
    }

    #[test]
    fn a_state_reaches_as_far_as_what_waits() {
        let journal = journal();
        let told = |of, days| record(of, ReminderAction::Delivered, at(days, 0));
        journal.write(|journal| {
            journal.settle_reminders(&settled(vec![waiting(OLD, at(-20, 0))]), &[])?;
            [-22, -21, -20].into_iter().try_for_each(|days| journal.record_reminder(&told(OLD, days)))?;
            journal.record_reminder(&told(CALL, -22))
        });
        // A clock that was wrong has rung what is of tonight.
        assert_eq!(journal.state().records, [told(CALL, -22), told(OLD, -21), told(OLD, -20)]);
    }

    #[test]
    fn a_night_is_answered_when_nothing_is_open() {
        #[track_caller]
        fn case(write: impl FnMut(&Writer<'_>) -> Result<()>, answered: &[&str]) {
            let journal = journal();
            journal.write(write);
            assert_eq!(journal.state().answered, answered.iter().map(|text| night(text)).collect::<Vec<_>>());
        }
        let morning = |of: &str, cramps| Morning { cramps, ..Morning::unanswered(night(of)) };
        case(|journal| journal.save_morning(&morning("2026-11-23", Some(0))), &["2026-11-23"]);
        case(|journal| journal.save_morning(&morning("2026-11-22", Some(2))), &["2026-11-22"]);
        case(|journal| journal.save_morning(&morning("2026-11-21", Some(0))), &[]);
        case(|journal| journal.save_morning(&morning("2026-11-23", None)), &[]);
        let id = || "0199f0c2-7b1e-7cc3-9a52-000000000001".to_owned();
        let tap = || Tap { id: id(), at: at(0, -300), source: TapSource::App };
        case(|journal| journal.keep(&tap()).map(drop), &[]);
        let details = CrampDetails {
            muscle: Some(Muscle::Calf),
            pain: Some(3),
            duration: Some(CrampDuration::UnderOneMinute),
            ..CrampDetails::default()
        };
        case(|journal| journal.keep(&tap()).and_then(|_| journal.describe(&id(), &details)), &["2026-11-23"]);
    }

    #[test]
    fn a_reminder_waits_until_it_ends_or_is_withdrawn() {
        let journal = journal();
        let [soon, other, later] = [CALL, "morning:call:2026-11-24", "bedtime:call:2026-11-25"];
        let all = vec![waiting(soon, at(0, -60)), waiting(other, at(0, 900)), waiting(later, at(2, 0))];
        journal.write(|journal| journal.settle_reminders(&settled(all.clone()), &[]));
        assert_eq!((journal.state().waiting, journal.state().ledger), (all.clone(), vec![]));

        let moved = waiting(later, at(2, 30));
        let (ended, withdrawn) = (vec![(soon.into(), Came)], vec![other.into(), soon.into()]);
        let change = Settled { ended, withdrawn, waiting: vec![moved.clone()] };
        journal.write(|journal| journal.settle_reminders(&change, &[]));
        let row = LedgerRow { reminder: soon.into(), planned: at(0, -60), outcome: Came };
        assert_eq!((journal.state().waiting, journal.state().ledger), (vec![moved.clone()], vec![row]));

        // A snooze: it rang, and rings again.
        let snoozed = waiting(soon, at(0, 10));
        journal.write(|journal| journal.settle_reminders(&settled(vec![snoozed.clone()]), &[]));
        assert_eq!((journal.state().waiting, journal.state().ledger), (vec![snoozed, moved], vec![]));
    }

    #[test]
    fn the_ledger_of_a_state_is_that_of_31_days() {
        let journal = journal();
        let rows = [
            ("2026-10-22", at(-32, 0)),
            ("2026-10-23", at(-31, 0)),
            ("2026-11-23", at(0, 12 * 60)),
            ("2026-11-24", at(0, 12 * 60 + 1)),
        ];
        let id = |night| format!("bedtime:call:{night}");
        let ended = rows.iter().map(|(night, _)| (id(*night), Missed)).collect();
        let wait = rows.iter().map(|(night, at)| waiting(&id(*night), at.clone())).collect();
        journal.write(|journal| journal.settle_reminders(&settled(Vec::clone(&wait)), &[]));
        let ended = Settled { ended, ..Settled::default() };
        journal.write(|journal| journal.settle_reminders(&ended, &[]));
        let found: Vec<_> = journal.state().ledger.into_iter().map(|row| row.reminder).collect();
        assert_eq!(found, [id("2026-10-23"), id("2026-11-23")], "a clock set back finds what it has rung");
    }

    #[test]
    fn the_ledger_puts_together_what_was_planned_and_reported() {
        let journal = journal();
        let [call, travel, bed] = [CALL, "bedtime:call:2026-11-23:2", "bedtime:call:2026-11-24"];
        let wait = vec![waiting(call, at(0, 0)), waiting("bedtime:call:2026-11-25", at(2, 0))];
        let ended = Settled { ended: vec![(call.into(), Came)], ..Settled::default() };
        journal.write(|journal| {
            journal.settle_reminders(&settled(wait.clone()), &[])?;
            journal.settle_reminders(&ended, &[])?;
            for (reminder, action, minutes) in [
                (call, ReminderAction::Delivered, 9),
                (call, ReminderAction::Delivered, 1),
                (call, ReminderAction::Later, 2),
                (call, ReminderAction::NotTonight, 11),
                (travel, ReminderAction::Delivered, -5),
                (bed, ReminderAction::InBed, 60),
            ] {
                journal.record_reminder(&record(reminder, action, at(0, minutes)))?;
            }
            Ok(())
        });
        let line = |id: &str| line_of(&id.parse().unwrap());
        let lines = [
            LedgerLine { delivered: Some(at(0, -5)), ..line(travel) },
            LedgerLine {
                planned: Some(at(0, 0)),
                delivered: Some(at(0, 1)),
                action: Some(ReminderAction::NotTonight),
                outcome: Some(Came),
                ..line(call)
            },
            LedgerLine { action: Some(ReminderAction::InBed), ..line(bed) },
        ];
        assert_eq!(journal.ledger("2026-11-23", "2026-11-24"), lines);
        assert_eq!(journal.ledger("2026-11-24", "2026-11-24"), lines[2..]);
        let open = LedgerLine { planned: Some(at(2, 0)), ..line("bedtime:call:2026-11-25") };
        assert_eq!(journal.ledger("2026-11-25", "2027-11-25"), [open]);
        let turned = journal.0.read(0, |journal| journal.reminder_ledger(night("2026-11-24"), night("2026-11-23")));
        assert!(matches!(turned, Err(StoreError::Invalid(invalid)) if invalid.field == "to"));
    }

    #[test]
    fn a_person_stands_for_all_records_of_a_reminder() {
        let journal = journal();
        let doubt = |reminder: &str, at: Moment| Doubt { reminder: reminder.into(), at: at.at, trusted: false };
        let other = "soak:call:2026-11-23";
        let doubts = [doubt(CALL, at(1, 0)), doubt(CALL, at(2, 0)), doubt(other, at(1, 0))];
        journal.write(|journal| journal.settle_reminders(&Settled::default(), &doubts));
        let trust = |reminder: &str| journal.0.write(0, |journal| journal.trust_reminder(reminder));
        assert!(matches!(trust("bedtime:call:2026-11-24"), Err(StoreError::NotFound(_))));
        for _ in 0..2 {
            trust(CALL).unwrap();
            // The next plan sees them again; that must not put them in doubt again.
            journal.write(|journal| journal.settle_reminders(&Settled::default(), &doubts));
            let trusted = journal.state().doubts.into_iter().map(|doubt| doubt.trusted).collect::<Vec<_>>();
            assert_eq!(trusted, [true, true, false]);
        }
    }
}
