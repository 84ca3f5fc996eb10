//! The tables `sign_report` and `acknowledgement`: what a person reports of themselves, and how they answered a finding.

use chrono::SubsecRound;
use rusqlite::{OptionalExtension, Row, params};

use super::columns::{Read, answer, day, day_text, instants, known, moment, word};
use super::nights::check_range;
use super::{Reader, Result, StoreError, Writer};
use crate::entries::{Acknowledgement, Response, SignReport};
use crate::night::{CutHour, Moment, Night};
use crate::word::Word;

/// The columns of a report, as [`report_of`] reads them.
macro_rules! report {
    () => {
        "SELECT id, sign, answer, utc_ms, offset_s, zone, since FROM sound_sign_report WHERE "
    };
}

/// The columns of an acknowledgement, as [`acknowledgement_of`] reads them.
macro_rules! acknowledgement {
    () => {
        "SELECT id, rule, response, visit_on, utc_ms, offset_s, zone FROM sound_acknowledgement WHERE "
    };
}

impl Reader<'_> {
    /// The reports of the nights `first` to `last` that were not deleted, oldest first.
    pub(crate) fn sign_reports(&self, first: Night, last: Night) -> Result<Vec<SignReport>> {
        check_range(first, last)?;
        self.reports_between(first, last, self.cut_hour()?)
    }

    pub(super) fn reports_between(&self, first: Night, last: Night, cut: CutHour) -> Result<Vec<SignReport>> {
        let sql = concat!(report!(), "utc_ms >= ?1 AND utc_ms < ?2 AND removed IS 0 ORDER BY utc_ms, id");
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut reports = statement.query_map(instants(first, last), report_of)?.collect::<Read<Vec<_>>>()?;
        reports.retain(|report| (first..=last).contains(&Night::of(&report.at, cut)));
        Ok(reports)
    }

    /// A report, removed or not.
    fn sign_report(&self, id: &str) -> Result<Option<SignReport>> {
        let mut statement = self.connection.prepare_cached(concat!(report!(), "id = ?1"))?;
        Ok(statement.query_row([id], report_of).optional()?)
    }

    /// Every acknowledgement that was not deleted, oldest first.
    pub(crate) fn acknowledgements(&self) -> Result<Vec<Acknowledgement>> {
        let mut statement =
            self.connection.prepare_cached(concat!(acknowledgement!(), "removed IS 0 ORDER BY utc_ms, id"))?;
        Ok(statement.query_map([], acknowledgement_of)?.collect::<Read<_>>()?)
    }

    /// An acknowledgement, removed or not.
    fn acknowledgement(&self, id: &str) -> Result<Option<Acknowledgement>> {
        let mut statement = self.connection.prepare_cached(concat!(acknowledgement!(), "id = ?1"))?;
        Ok(statement.query_row([id], acknowledgement_of).optional()?)
    }
}

impl Writer<'_> {
    /// Keeps a report; keeping it again changes nothing.
    pub(crate) fn report_sign(&self, report: &SignReport) -> Result<()> {
        if let Some(before) = self.sign_report(&report.id)? {
            let report = SignReport { at: as_stored(&report.at), ..report.clone() };
            return same(before == report, &report.id);
        }
        let sql = "INSERT INTO sign_report (id, changed_ms, sign, answer, utc_ms, offset_s, zone, since)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute(params![
            report.id,
            self.now_ms,
            report.sign.word(),
            report.answer.known(),
            report.at.at.timestamp_millis(),
            report.at.offset_s,
            report.at.zone,
            day_text(report.since),
        ])?;
        Ok(())
    }

    /// Keeps an acknowledgement; keeping it again changes nothing.
    pub(crate) fn acknowledge(&self, acknowledgement: &Acknowledgement) -> Result<()> {
        if let Some(before) = self.acknowledgement(&acknowledgement.id)? {
            let acknowledgement = Acknowledgement { at: as_stored(&acknowledgement.at), ..acknowledgement.clone() };
            return same(before == acknowledgement, &acknowledgement.id);
        }
        let (response, visit_on) = match acknowledgement.response {
            Response::Appointment { on } => ("appointment", Some(on)),
            Response::SeenFine => ("seen-fine", None),
        };
        let sql = "INSERT INTO acknowledgement (id, changed_ms, rule, response, visit_on, utc_ms, offset_s, zone)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute(params![
            acknowledgement.id,
            self.now_ms,
            acknowledgement.rule_id,
            response,
            day_text(visit_on),
            acknowledgement.at.at.timestamp_millis(),
            acknowledgement.at.offset_s,
            acknowledgement.at.zone,
        ])?;
        Ok(())
    }

    pub(crate) fn set_report_removed(&self, id: &str, removed: bool) -> Result<()> {
        let sql = "UPDATE sign_report SET changed_ms = max(?2, changed_ms + 1), removed = ?3
                   WHERE id IN (SELECT id FROM sound_sign_report WHERE id = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((id, self.now_ms, removed))?, &id)
    }

    pub(crate) fn set_acknowledgement_removed(&self, id: &str, removed: bool) -> Result<()> {
        let sql = "UPDATE acknowledgement SET changed_ms = max(?2, changed_ms + 1), removed = ?3
                   WHERE id IN (SELECT id FROM sound_acknowledgement WHERE id = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((id, self.now_ms, removed))?, &id)
    }
}

fn same(is_same: bool, id: &str) -> Result<()> {
    if is_same { Ok(()) } else { Err(StoreError::IdTaken(id.to_owned())) }
}

/// The moment to the millisecond, which is as fine as a column has it.
fn as_stored(at: &Moment) -> Moment {
    Moment { at: at.at.trunc_subsecs(3), ..at.clone() }
}

fn report_of(row: &Row<'_>) -> Read<SignReport> {
    Ok(SignReport {
        id: row.get(0)?,
        sign: known(word(row, 1)?, 1)?,
        answer: answer(row, 2)?,
        at: known(moment(row, 3)?, 3)?,
        since: day(row, 6)?,
    })
}

fn acknowledgement_of(row: &Row<'_>) -> Read<Acknowledgement> {
    let response = match row.get_ref(2)?.as_str()? {
        "seen-fine" => Response::SeenFine,
        _ => Response::Appointment { on: known(day(row, 3)?, 3)? },
    };
    Ok(Acknowledgement { id: row.get(0)?, rule_id: row.get(1)?, response, at: known(moment(row, 4)?, 4)? })
}
