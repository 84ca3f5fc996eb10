//! What the rules look at, read in one go: one statement a table, however many nights.

use super::{Reader, Result};
use crate::night::{Moment, Night};
use crate::rules::Case;

impl Reader<'_> {
    /// The journal as the rules see it at `now`. What lies after that moment is left out.
    pub(crate) fn case(&self, now: &Moment) -> Result<Case> {
        let cut = self.cut_hour()?;
        let (first, last) = (Case::first_night(now, cut), Night::of(now, cut));
        let mut case = Case {
            cramps: self.cramps_between(first, last, cut)?,
            mornings: self.mornings_between(first, last)?,
            evenings: self.evenings_between(first, last)?,
            reports: self.reports_between(first, last, cut)?,
            profiles: self.profiles()?,
            conditions: self.conditions()?,
            medicines: self.medicines()?,
            acknowledgements: self.acknowledgements()?,
            legs: self.legs()?,
            ..Case::empty(now.clone(), cut)
        };
        case.cramps.retain(|cramp| cramp.at.as_ref().is_none_or(|at| at.at <= now.at));
        case.reports.retain(|report| report.at.at <= now.at);
        case.acknowledgements.retain(|acknowledgement| acknowledgement.at.at <= now.at);
        Ok(case)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::TimeDelta;

    use super::*;
    use crate::answer::Answer;
    use crate::entries::{
        Acknowledgement, ClockMark, CrampDetails, Evening, Morning, Response, Side, Sign, SignReport, Tap, TapSource,
    };
    use crate::profile::{Condition, ConditionKind, Medicine, MedicineClass, Profile};
    use crate::rules::{CASE_NIGHTS, LegTally};
    use crate::store::{Place, Removal, Store, StoreError, SystemDisk, Writer};

    const NOW: &str = "2026-11-23T02:00:00Z";

    fn at(days: i64, minutes: i64) -> Moment {
        let now: chrono::DateTime<chrono::Utc> = NOW.parse().unwrap();
        let at = now + TimeDelta::days(days) + TimeDelta::minutes(minutes);
        Moment { at, offset_s: 3600, zone: "Europe/Berlin".into() }
    }

    fn id(n: i64) -> String {
        format!("0199f0c2-7b1e-7cc3-9a52-{n:012}")
    }

    fn with_store(write: impl FnMut(&Writer<'_>) -> Result<()>) -> Case {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(Place::new(dir.path(), None, Arc::new(SystemDisk)).unwrap(), 0).unwrap();
        store.write(0, write).unwrap();
        store.read(0, |journal| journal.case(&at(0, 0))).unwrap()
    }

    fn tap(journal: &Writer<'_>, n: i64, at: Moment, side: Side) -> Result<()> {
        journal.keep(&Tap { id: id(n), at, source: TapSource::App })?;
        journal.describe(&id(n), &CrampDetails { side: Some(side), ..CrampDetails::default() })
    }

    #[test]
    fn of_an_empty_journal_nothing_is_known() {
        let now = at(0, 0);
        assert_eq!(with_store(|_| Ok(())), Case::empty(now, crate::night::CutHour::NOON));
    }

    #[test]
    fn it_reaches_so_many_nights_back_and_no_further_than_now() {
        let ids = |case: &Case| case.cramps.iter().map(|cramp| cramp.id.clone()).collect::<Vec<_>>();
        let case = with_store(|journal| {
            tap(journal, 1, at(-CASE_NIGHTS - 1, 0), Side::Left)?;
            tap(journal, 2, at(-CASE_NIGHTS, 0), Side::Left)?;
            tap(journal, 3, at(-1, 0), Side::Both)?;
            tap(journal, 4, at(-1, 60), Side::Right)?;
            journal.set_removed(&id(4), Some(Removal::Deleted))?;
            tap(journal, 5, at(0, -60), Side::Right)?;
            journal.set_clock(&id(5), ClockMark::Suspect)?;
            tap(journal, 6, at(0, 0), Side::Left)?;
            tap(journal, 7, at(0, 1), Side::Left)?;
            for (n, day) in [(-CASE_NIGHTS - 1, 1), (-CASE_NIGHTS, 2), (0, 3), (1, 4)] {
                let night = Night::of(&at(n, 0), crate::night::CutHour::NOON);
                journal.save_morning(&Morning { toilet_visits: Some(day), ..Morning::unanswered(night) })?;
                journal.save_evening(&Evening { water_glasses: Some(day), ..Evening::unanswered(night) })?;
            }
            Ok(())
        });
        assert_eq!(ids(&case), [2, 3, 5, 6].map(id));
        assert!(case.cramps.iter().all(|cramp| cramp.taps.is_empty()));
        assert_eq!(case.legs, LegTally { left: 4, right: 1, both: 1 }, "of the whole journal");
        assert_eq!(case.mornings.iter().map(|it| it.toilet_visits).collect::<Vec<_>>(), [Some(2), Some(3)]);
        assert_eq!(case.evenings.iter().map(|it| it.water_glasses).collect::<Vec<_>>(), [Some(2), Some(3)]);
    }

    #[test]
    fn it_holds_what_was_said_and_not_deleted() {
        let report = |n, at| SignReport { id: id(n), sign: Sign::DarkUrine, answer: Answer::Yes, at, since: None };
        let seen = |n, at| Acknowledgement { id: id(n), rule_id: "R2".into(), response: Response::SeenFine, at };
        let condition = |n| {
            let (kind, answer) = (ConditionKind::Thyroid, Answer::Yes);
            Condition { id: id(n), kind, answer, since: None, until: None }
        };
        let medicine = |n| {
            let class = MedicineClass::Statin;
            Medicine { id: id(n), class, name: None, started: None, changed: None, stopped: None }
        };
        let days = ["2026-01-01", "2025-01-01"].map(|day| day.parse().unwrap());
        let case = with_store(|journal| {
            for n in [1, 2] {
                journal.report_sign(&report(n, at(0, -n)))?;
                journal.acknowledge(&seen(n, at(0, -n)))?;
                journal.save_condition(&condition(n))?;
                journal.save_medicine(&medicine(n))?;
            }
            journal.report_sign(&report(3, at(0, 1)))?;
            journal.report_sign(&report(4, at(-CASE_NIGHTS - 1, 0)))?;
            journal.acknowledge(&seen(3, at(0, 1)))?;
            journal.set_report_removed(&id(1), true)?;
            journal.set_acknowledgement_removed(&id(1), true)?;
            journal.set_condition_removed(&id(1), true)?;
            journal.set_medicine_removed(&id(1), true)?;
            days.iter().try_for_each(|day| journal.save_profile(&Profile::unanswered(), *day))
        });
        assert_eq!(case.reports, [report(2, at(0, -2))]);
        assert_eq!(case.acknowledgements, [seen(2, at(0, -2))]);
        assert_eq!((case.conditions, case.medicines), (vec![condition(2)], vec![medicine(2)]));
        assert_eq!(case.profiles.iter().map(|it| it.since).collect::<Vec<_>>(), [days[1], days[0]]);
    }

    #[test]
    fn what_was_kept_once_is_kept_once() {
        let report = SignReport { id: id(1), sign: Sign::Tired, answer: Answer::No, at: at(0, 0), since: None };
        let finer = SignReport {
            at: Moment { at: report.at.at + TimeDelta::microseconds(7), ..report.at.clone() },
            ..report.clone()
        };
        let other = SignReport { answer: Answer::Yes, ..report.clone() };
        let case = with_store(|journal| {
            journal.report_sign(&report)?;
            journal.report_sign(&finer)?;
            assert!(matches!(journal.report_sign(&other), Err(StoreError::IdTaken(_))));
            Ok(())
        });
        assert_eq!(case.reports, [report]);
    }
}
