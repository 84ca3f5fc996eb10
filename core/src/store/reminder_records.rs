//! The table `reminder_record`: what the phone reported of reminders. "Done" is written into the evening too.

use rusqlite::{OptionalExtension, Row, params};

use super::columns::{Read, known, moment, word};
use super::{Reader, Result, Writer};
use crate::answer::Answer;
use crate::entries::Evening;
use crate::night::{Moment, Night};
use crate::reminders::{ReminderAction, ReminderClock, ReminderId, ReminderKind, ReminderRecord};
use crate::word::Word;

impl Reader<'_> {
    /// What was reported from an instant on, or of a night and those after it, oldest first. Records of the future are among
    /// them; and under a wrong clock a reminder may have come days before its night.
    pub(super) fn records_since(&self, from_ms: i64, night: Night) -> Result<Vec<ReminderRecord>> {
        let sql = "SELECT reminder, action, utc_ms, offset_s, zone FROM sound_reminder_record
                   WHERE utc_ms >= ?1 OR night >= ?2 ORDER BY utc_ms, reminder, action";
        let first = (from_ms, night.to_string());
        Ok(self.connection.prepare_cached(sql)?.query_map(first, record_of)?.collect::<Read<_>>()?)
    }

    fn has_record(&self, night: &str, record: &ReminderRecord) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM sound_reminder_record
                   WHERE night = ?1 AND reminder = ?2 AND action = ?3 AND utc_ms = ?4)";
        let key = (night, &record.reminder, record.action.word(), record.at.at.timestamp_millis());
        Ok(self.connection.prepare_cached(sql)?.query_row(key, |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Keeps a record, and writes what it says of the evening there. Keeping it again changes nothing: the person may have
    /// corrected the evening since.
    pub(crate) fn record_reminder(&self, record: &ReminderRecord) -> Result<()> {
        let id: ReminderId = record.reminder.parse()?;
        let night = id.night.to_string();
        if self.has_record(&night, record)? {
            return Ok(());
        }
        let sql = "INSERT INTO reminder_record (night, reminder, action, utc_ms, changed_ms, offset_s, zone)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.connection.prepare_cached(sql)?.execute(params![
            night,
            record.reminder,
            record.action.word(),
            record.at.at.timestamp_millis(),
            self.now_ms,
            record.at.offset_s,
            record.at.zone,
        ])?;
        if record.action == ReminderAction::Done { self.note_done(&id, &record.at) } else { Ok(()) }
    }

    /// What "done" says of the evening. All else that was said of it stays; of a deleted one nothing comes back.
    fn note_done(&self, id: &ReminderId, at: &Moment) -> Result<()> {
        let night = self.journal_night(id, at)?;
        let said = self.evening(night)?.unwrap_or_else(|| Evening::unanswered(night));
        let says = match id.kind {
            ReminderKind::BedtimeStretch if said.stretched == Answer::Yes && said.stretched_at.is_some() => {
                return Ok(());
            }
            ReminderKind::BedtimeStretch => Evening { stretched: Answer::Yes, stretched_at: Some(at.clone()), ..said },
            ReminderKind::WarmSoak => Evening { warm_soak: Answer::Yes, ..said },
            _ => return Ok(()),
        };
        self.save_evening(&says)
    }
}

impl Reader<'_> {
    /// The night under which the journal keeps what is said of a reminder. One of the clock at home may have another date on
    /// the phone's, by which the journal goes: that on which it was to ring.
    fn journal_night(&self, id: &ReminderId, said: &Moment) -> Result<Night> {
        if self.reminder_preferences()?.clock == ReminderClock::Phone {
            return Ok(id.night);
        }
        let sql = "SELECT utc_ms, offset_s, zone FROM sound_reminder WHERE night = ?1 AND id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let key = (id.night.to_string(), id.to_string());
        let planned = statement.query_row(key, |row| known(moment(row, 0)?, 0)).optional()?;
        Ok(Night::of(planned.as_ref().unwrap_or(said), self.cut_hour()?))
    }
}

pub(super) fn record_of(row: &Row<'_>) -> Read<ReminderRecord> {
    let (action, at) = (known(word(row, 1)?, 1)?, known(moment(row, 2)?, 2)?);
    Ok(ReminderRecord { reminder: row.get(0)?, action, at })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::reminders::{ReminderPreferences, Settled, Waiting};
    use crate::store::{Place, Store, SystemDisk};

    const CALL: &str = "bedtime:call:2026-11-23";

    fn at(minutes: i64) -> Moment {
        let now: DateTime<Utc> = "2026-11-22T21:00:00Z".parse().unwrap();
        Moment { at: now + TimeDelta::minutes(minutes), offset_s: 3600, zone: "Europe/Berlin".into() }
    }

    fn night() -> Night {
        "2026-11-23".parse().unwrap()
    }

    fn empty() -> Evening {
        Evening::unanswered(night())
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

        fn records(&self) -> Vec<ReminderRecord> {
            self.0.read(0, |journal| journal.records_since(0, night())).unwrap()
        }

        fn evening(&self) -> Option<Evening> {
            self.0.read(0, |journal| journal.evening(night())).unwrap()
        }
    }

    fn record(reminder: &str, action: ReminderAction, at: Moment) -> ReminderRecord {
        ReminderRecord { reminder: reminder.into(), action, at }
    }

    #[test]
    fn done_is_written_into_the_evening_and_leaves_the_rest_of_it() {
        let yes = |at| Evening { stretched: Answer::Yes, stretched_at: Some(at), ..empty() };
        #[track_caller]
        fn case(reminder: &str, before: Option<Evening>, after: Option<Evening>) {
            let journal = journal();
            journal.write(|journal| before.iter().try_for_each(|evening| journal.save_evening(evening)));
            journal.write(|journal| journal.record_reminder(&record(reminder, ReminderAction::Done, at(7))));
            assert_eq!(journal.evening(), after);
        }
        let note = || Evening { note: Some("late bus".into()), water_glasses: Some(4), ..empty() };
        case(CALL, None, Some(yes(at(7))));
        case("bedtime:again:2026-11-23:2", None, Some(yes(at(7))));
        case(CALL, Some(note()), Some(Evening { note: note().note, water_glasses: Some(4), ..yes(at(7)) }));
        case(CALL, Some(Evening { stretched: Answer::No, ..empty() }), Some(yes(at(7))));
        case(CALL, Some(Evening { stretched: Answer::Yes, ..empty() }), Some(yes(at(7))));
        case(CALL, Some(yes(at(-90))), Some(yes(at(-90))));
        let soaked = |said: Evening| Evening { warm_soak: Answer::Yes, ..said };
        case("soak:call:2026-11-23", None, Some(soaked(empty())));
        case("soak:call:2026-11-23", Some(note()), Some(soaked(note())));
        case("water:call:2026-11-23", None, None);
        case("bedtime:call:2026-11-22", None, None);
    }

    #[test]
    fn by_the_clock_at_home_done_belongs_to_the_journals_night() {
        let journal = journal();
        let clock = ReminderClock::Home { zone: "Pacific/Auckland".into() };
        let preferences = ReminderPreferences { clock, ..ReminderPreferences::default() };
        journal.write(|journal| journal.save_reminder_preferences(&preferences));
        // The evening of the 23rd in Auckland is that of the 22nd here.
        journal
            .write(|journal| journal.record_reminder(&record("bedtime:call:2026-11-24", ReminderAction::Done, at(0))));
        assert_eq!(journal.evening().and_then(|evening| evening.stretched_at), Some(at(0)));
        // Pressed a day later, it is still of the evening on which it rang.
        let soak = "soak:soak:2026-11-24";
        let waiting = Waiting { reminder: soak.into(), at: at(-60), window_s: 0, too_late: at(0).at };
        let settled = Settled { waiting: vec![waiting], ..Settled::default() };
        journal.write(|journal| journal.settle_reminders(&settled, &[]));
        journal.write(|journal| journal.record_reminder(&record(soak, ReminderAction::Done, at(24 * 60))));
        assert_eq!(journal.evening().map(|evening| evening.warm_soak), Some(Answer::Yes));
    }

    #[test]
    fn only_done_says_something_of_the_evening() {
        let journal = journal();
        let others = <ReminderAction as Word>::ALL.iter().filter(|action| **action != ReminderAction::Done);
        journal.write(|journal| {
            others.clone().try_for_each(|action| journal.record_reminder(&record(CALL, *action, at(0))))
        });
        assert_eq!((journal.evening(), journal.records().len()), (None, 4));
    }

    #[test]
    fn done_that_comes_again_changes_nothing() {
        let journal = journal();
        let done = record(CALL, ReminderAction::Done, at(0));
        let corrected = Evening { stretched: Answer::No, ..empty() };
        journal.write(|journal| journal.record_reminder(&done));
        journal.write(|journal| journal.save_evening(&corrected));
        // To the millisecond it is the same.
        let finer = Moment { at: done.at.at + TimeDelta::microseconds(7), ..done.at.clone() };
        journal.write(|journal| journal.record_reminder(&done));
        journal.write(|journal| journal.record_reminder(&record(CALL, ReminderAction::Done, finer.clone())));
        assert_eq!((journal.evening(), journal.records()), (Some(corrected), vec![done]));
        journal.write(|journal| journal.record_reminder(&record(CALL, ReminderAction::Done, at(5))));
        assert_eq!(journal.evening().unwrap().stretched_at, Some(at(5)), "pressed anew, it is news");
    }

    #[test]
    fn done_brings_nothing_back_of_an_evening_that_was_deleted() {
        let journal = journal();
        journal.write(|journal| {
            journal.save_evening(&Evening { note: Some("gone".into()), ..empty() })?;
            journal.set_evening_removed(night(), true)?;
            journal.record_reminder(&record(CALL, ReminderAction::Done, at(0)))
        });
        let said = Evening { stretched: Answer::Yes, stretched_at: Some(at(0)), ..empty() };
        assert_eq!(journal.evening(), Some(said));
    }
}
