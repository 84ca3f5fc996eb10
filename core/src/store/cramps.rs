//! The table `cramp`: what the person said about the episodes that taps began, and episodes told afterwards.

use rusqlite::{Row, ToSql, params};

use super::columns::{Read, answer, instants, known, moment, night, text_of, word, words};
use super::{Reader, Result, StoreError, Writer};
use crate::entries::{
    ClockMark, Cramp, CrampDetails, CrampDuration, MOST_SUSPECTS, NewCramp, SUSPECT_AFTER_MS, Side, is_daytime,
};
use crate::night::{CutHour, Moment, Night};
use crate::rules::LegTally;
use crate::word::Word;

/// The columns of an episode: from its tap `t` where it has one and nothing was corrected, else its own.
macro_rules! episode {
    (tapped) => {
        "SELECT t.id, t.utc_ms, t.offset_s, t.zone, NULL AS night, c.clock, c.removed, c.side, c.muscle, c.pain, c.duration,
                c.duration_s, c.hard_knot, c.eased_by_stretching, c.woke_me, c.got_out_of_bed, c.near_fall, c.fall,
                c.soreness_after, c.soreness_lasted, c.urge_to_move, c.eased_by_walking, c.what_helped, c.different, c.note
         FROM sound_tap t LEFT JOIN sound_cramp c ON c.id = t.id
         WHERE t.cramp = t.id AND c.utc_ms IS NULL AND c.night IS NULL"
    };
    (told) => {
        "SELECT c.id, c.utc_ms, c.offset_s, c.zone, c.night, c.clock, c.removed, c.side, c.muscle, c.pain, c.duration,
                c.duration_s, c.hard_knot, c.eased_by_stretching, c.woke_me, c.got_out_of_bed, c.near_fall, c.fall,
                c.soreness_after, c.soreness_lasted, c.urge_to_move, c.eased_by_walking, c.what_helped, c.different, c.note
         FROM sound_cramp c WHERE"
    };
}

/// The cramps of a stretch of time, and those of which only the night is known.
const BETWEEN: &str = concat!(
    episode!(tapped),
    " AND t.utc_ms >= ?1 AND t.utc_ms < ?2 AND c.removed IS NULL UNION ALL ",
    episode!(told),
    " c.utc_ms >= ?1 AND c.utc_ms < ?2 AND c.removed IS NULL UNION ALL ",
    episode!(told),
    " c.night >= ?3 AND c.night <= ?4 AND c.removed IS NULL"
);

/// The `+` keeps SQLite from reading every cramp that was ever told through the index of their times.
const SUSPECTS: &str = concat!(
    episode!(tapped),
    " AND c.clock = 'suspect' AND c.removed IS NULL UNION ALL ",
    episode!(told),
    " c.clock = 'suspect' AND +c.utc_ms IS NOT NULL AND c.removed IS NULL"
);

/// Why a cramp is not shown.
#[derive(Clone, Copy)]
pub(crate) enum Removal {
    TakenBack,
    Deleted,
    /// The person said that this night had none.
    SaidNone(Night),
}

impl Removal {
    fn word(self) -> &'static str {
        match self {
            Self::TakenBack => "taken-back",
            Self::Deleted => "deleted",
            Self::SaidNone(_) => "said-none",
        }
    }

    fn said_none(self) -> Option<String> {
        match self {
            Self::SaidNone(night) => Some(night.to_string()),
            Self::TakenBack | Self::Deleted => None,
        }
    }
}

/// Ids sort by time, so these are the newest.
const MOST_LEGS: u32 = 400;

impl Reader<'_> {
    /// One cramp, removed or not, with its taps.
    pub(crate) fn cramp(&self, id: &str) -> Result<Cramp> {
        let sql = concat!(
            episode!(tapped),
            " AND t.id = ?1 UNION ALL ",
            episode!(told),
            " c.id = ?1 AND (c.utc_ms IS NOT NULL OR c.night IS NOT NULL)"
        );
        let cut = self.cut_hour()?;
        let found = self.episodes(sql, &[&id], cut)?.pop();
        self.with_taps(found.ok_or_else(|| StoreError::NotFound(id.to_owned()))?)
    }

    /// The cramps of the nights `first` to `last` that are not removed, oldest first, without their taps.
    pub(super) fn cramps_between(&self, first: Night, last: Night, cut: CutHour) -> Result<Vec<Cramp>> {
        let (from_ms, to_ms) = instants(first, last);
        let (first_text, last_text) = (first.to_string(), last.to_string());
        let mut cramps = self.episodes(BETWEEN, &[&from_ms, &to_ms, &first_text, &last_text], cut)?;
        cramps.retain(|cramp| first <= cramp.night && cramp.night <= last);
        cramps.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(cramps)
    }

    /// How many of the newest cramps were on which leg, a wrong clock or not: so many that for nearly everybody it is the
    /// whole journal, and so few that a hundred years cost no more than one.
    pub(super) fn legs(&self) -> Result<LegTally> {
        let sql = "SELECT side, count(*) FROM (
                       SELECT side FROM sound_cramp WHERE removed IS NULL AND side IS NOT NULL ORDER BY id DESC LIMIT ?1
                   ) GROUP BY side";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([MOST_LEGS])?;
        let mut legs = LegTally::default();
        while let Some(row) = rows.next()? {
            let side = known(word(row, 0)?, 0)?;
            let leg = match side {
                Side::Left => &mut legs.left,
                Side::Right => &mut legs.right,
                Side::Both => &mut legs.both,
            };
            *leg = row.get(1)?;
        }
        Ok(legs)
    }

    /// The entries whose clock was wrong, with their taps.
    pub(super) fn suspects(&self, cut: CutHour) -> Result<Vec<Cramp>> {
        self.episodes(SUSPECTS, &[], cut)?.into_iter().map(|cramp| self.with_taps(cramp)).collect()
    }

    pub(super) fn with_taps(&self, cramp: Cramp) -> Result<Cramp> {
        Ok(Cramp { taps: self.taps_of(&cramp.id)?, ..cramp })
    }

    /// The cramps that lie more than 12 hours after `now` and of which nothing was said about that yet; no
    /// more than it takes to know that it is `now` that is wrong.
    pub(crate) fn ahead_of(&self, now: &Moment) -> Result<Vec<String>> {
        let sql = "SELECT t.id FROM sound_tap t LEFT JOIN sound_cramp c ON c.id = t.id
                   WHERE t.cramp = t.id AND t.utc_ms > ?1 AND c.clock IS NULL AND c.utc_ms IS NULL AND c.night IS NULL
                   UNION ALL
                   SELECT id FROM sound_cramp WHERE utc_ms > ?1 AND clock IS NULL
                   LIMIT ?2";
        let after_ms = now.at.timestamp_millis().saturating_add(SUSPECT_AFTER_MS);
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map((after_ms, MOST_SUSPECTS as i64 + 1), |row| row.get(0))?.collect::<Read<_>>()?)
    }

    fn episodes(&self, sql: &str, values: &[&dyn ToSql], cut: CutHour) -> Result<Vec<Cramp>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map(values, |row| cramp_of(row, cut))?.collect::<Read<_>>()?)
    }
}

impl Writer<'_> {
    /// Replaces everything that was said about a cramp.
    pub(crate) fn describe(&self, id: &str, details: &CrampDetails) -> Result<()> {
        self.cramp(id)?;
        let (duration, duration_s) = duration_columns(details.duration);
        let sql = "INSERT INTO cramp (id, changed_ms, side, muscle, pain, duration, duration_s, hard_knot, eased_by_stretching,
                       woke_me, got_out_of_bed, near_fall, fall, soreness_after, soreness_lasted, urge_to_move,
                       eased_by_walking, what_helped, different, note)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       side = ?3, muscle = ?4, pain = ?5, duration = ?6,
                       duration_s = ?7, hard_knot = ?8, eased_by_stretching = ?9, woke_me = ?10, got_out_of_bed = ?11,
                       near_fall = ?12, fall = ?13, soreness_after = ?14, soreness_lasted = ?15, urge_to_move = ?16,
                       eased_by_walking = ?17, what_helped = ?18, different = ?19, note = ?20";
        self.connection.prepare_cached(sql)?.execute(params![
            id,
            self.now_ms,
            details.side.map(Word::word),
            details.muscle.map(Word::word),
            details.pain,
            duration,
            duration_s,
            details.hard_knot.known(),
            details.eased_by_stretching.known(),
            details.woke_me.known(),
            details.got_out_of_bed.known(),
            details.near_fall.known(),
            details.fall.known(),
            details.soreness_after.known(),
            details.soreness_lasted.map(Word::word),
            details.urge_to_move.known(),
            details.eased_by_walking.known(),
            text_of(details.what_helped.as_deref()),
            text_of(details.different.as_deref()),
            details.note,
        ])?;
        Ok(())
    }

    /// Adds a cramp that is told afterwards; adding the same again changes nothing.
    pub(crate) fn add_cramp(&self, new: &NewCramp) -> Result<()> {
        self.add(&new.id, new.moment(self.cut_hour()?)?.as_ref(), new.night)
    }

    /// Adds a cramp of which only the night is known.
    pub(super) fn add_untimed(&self, id: &str, night: Night) -> Result<()> {
        self.add(id, None, night)
    }

    fn add(&self, id: &str, at: Option<&Moment>, night: Night) -> Result<()> {
        let same = |before: &Cramp| {
            before.taps.is_empty() && before.at.as_ref() == at && (at.is_some() || before.night == night)
        };
        match (self.cramp(id), self.tap(id)) {
            (Err(StoreError::NotFound(_)), Err(StoreError::NotFound(_))) => self.place(id, at, night),
            (Ok(before), _) if same(&before) => Ok(()),
            (Err(error), _) if !matches!(error, StoreError::NotFound(_)) => Err(error),
            _ => Err(StoreError::IdTaken(id.to_owned())),
        }
    }

    /// Moves a cramp to where it belongs. The person stands for the new time, so its clock is no longer in doubt.
    pub(crate) fn move_cramp(&self, to: &NewCramp) -> Result<()> {
        self.cramp(&to.id)?;
        self.place(&to.id, to.moment(self.cut_hour()?)?.as_ref(), to.night)?;
        self.set_clock(&to.id, ClockMark::Confirmed)
    }

    /// The time where it is known, else the night: never both.
    fn place(&self, id: &str, at: Option<&Moment>, night: Night) -> Result<()> {
        let sql = "INSERT INTO cramp (id, changed_ms, utc_ms, offset_s, zone, night) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       utc_ms = ?3, offset_s = ?4, zone = ?5, night = ?6";
        let night = at.is_none().then(|| night.to_string());
        let utc_ms = at.map(|at| at.at.timestamp_millis());
        let place = (id, self.now_ms, utc_ms, at.map(|at| at.offset_s), at.map(|at| &at.zone), night);
        self.connection.prepare_cached(sql)?.execute(place)?;
        Ok(())
    }

    /// Hides a cramp, or shows it again when `why` is `None`.
    pub(crate) fn set_removed(&self, id: &str, why: Option<Removal>) -> Result<()> {
        self.cramp(id)?;
        let sql = "INSERT INTO cramp (id, changed_ms, removed, said_none) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1), removed = ?3, said_none = ?4";
        let said_none = why.and_then(Removal::said_none);
        self.connection.prepare_cached(sql)?.execute((id, self.now_ms, why.map(Removal::word), said_none))?;
        Ok(())
    }

    /// The cramps that "no cramp" took back for a night count again.
    pub(super) fn restore_said_none(&self, night: Night) -> Result<()> {
        let sql = "UPDATE cramp SET changed_ms = max(?2, changed_ms + 1), removed = NULL, said_none = NULL
                   WHERE id IN (SELECT id FROM sound_cramp WHERE said_none = ?1)";
        self.connection.prepare_cached(sql)?.execute((night.to_string(), self.now_ms))?;
        Ok(())
    }

    /// Another answer has replaced "no cramp": what that took back stays taken back, and no undo of it is left.
    pub(super) fn settle_said_none(&self, night: Night) -> Result<()> {
        let sql = "UPDATE cramp SET changed_ms = max(?2, changed_ms + 1), removed = 'taken-back', said_none = NULL
                   WHERE id IN (SELECT id FROM sound_cramp WHERE said_none = ?1)";
        self.connection.prepare_cached(sql)?.execute((night.to_string(), self.now_ms))?;
        Ok(())
    }

    pub(crate) fn set_clock(&self, id: &str, mark: ClockMark) -> Result<()> {
        self.cramp(id)?;
        let word = match mark {
            ClockMark::Plausible => None,
            ClockMark::Suspect => Some("suspect"),
            ClockMark::Confirmed => Some("confirmed"),
        };
        let sql = "INSERT INTO cramp (id, changed_ms, clock) VALUES (?1, ?2, ?3)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1), clock = ?3";
        self.connection.prepare_cached(sql)?.execute((id, self.now_ms, word))?;
        Ok(())
    }
}

/// Oldest first; an unknown time comes after the known ones of its night.
fn order(cramp: &Cramp) -> (Night, bool, i64, &str) {
    (cramp.night, cramp.at.is_none(), cramp.at.as_ref().map_or(0, |at| at.at.timestamp_millis()), &cramp.id)
}

fn cramp_of(row: &Row<'_>, cut: CutHour) -> Read<Cramp> {
    let at = moment(row, 1)?;
    let night = match &at {
        Some(at) => Night::of(at, cut),
        None => known(night(row, 4)?, 4)?,
    };
    let details = details_of(row)?;
    let clock = match row.get_ref(5)?.as_str_or_null()? {
        None => ClockMark::Plausible,
        Some("suspect") => ClockMark::Suspect,
        Some(_) => ClockMark::Confirmed,
    };
    let removed = row.get::<_, Option<String>>(6)?.is_some();
    let daytime = is_daytime(at.as_ref(), &details, cut);
    Ok(Cramp { id: row.get(0)?, night, at, taps: Vec::new(), daytime, clock, removed, details })
}

fn details_of(row: &Row<'_>) -> Read<CrampDetails> {
    Ok(CrampDetails {
        side: word(row, 7)?,
        muscle: word(row, 8)?,
        pain: row.get(9)?,
        duration: duration_of(row)?,
        hard_knot: answer(row, 12)?,
        eased_by_stretching: answer(row, 13)?,
        woke_me: answer(row, 14)?,
        got_out_of_bed: answer(row, 15)?,
        near_fall: answer(row, 16)?,
        fall: answer(row, 17)?,
        soreness_after: answer(row, 18)?,
        soreness_lasted: word(row, 19)?,
        urge_to_move: answer(row, 20)?,
        eased_by_walking: answer(row, 21)?,
        what_helped: words(row, 22)?,
        different: words(row, 23)?,
        note: row.get(24)?,
    })
}

fn duration_of(row: &Row<'_>) -> Read<Option<CrampDuration>> {
    Ok(match row.get_ref(10)?.as_str_or_null()? {
        None => None,
        Some("under-1") => Some(CrampDuration::UnderOneMinute),
        Some("1-to-5") => Some(CrampDuration::OneToFiveMinutes),
        Some("5-to-10") => Some(CrampDuration::FiveToTenMinutes),
        Some("over-10") => Some(CrampDuration::OverTenMinutes),
        Some(_) => Some(CrampDuration::Timed { seconds: row.get(11)? }),
    })
}

fn duration_columns(duration: Option<CrampDuration>) -> (Option<&'static str>, Option<u32>) {
    match duration {
        None => (None, None),
        Some(CrampDuration::UnderOneMinute) => (Some("under-1"), None),
        Some(CrampDuration::OneToFiveMinutes) => (Some("1-to-5"), None),
        Some(CrampDuration::FiveToTenMinutes) => (Some("5-to-10"), None),
        Some(CrampDuration::OverTenMinutes) => (Some("over-10"), None),
        Some(CrampDuration::Timed { seconds }) => (Some("timed"), Some(seconds)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::{Place, Store, SystemDisk};

    #[test]
    fn the_first_screen_reads_no_more_of_a_long_journal_than_of_a_short_one() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path(), None, Arc::new(SystemDisk)).unwrap();
        let store = Store::open(place, 0).unwrap();
        let plan_of = |sql: &str| {
            let explain = format!("EXPLAIN QUERY PLAN {sql}");
            let lines = |reader: &Reader<'_>| {
                let mut statement = reader.connection.prepare(&explain)?;
                let values = vec!["0"; statement.parameter_count()];
                let lines = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(3))?;
                Ok(lines.collect::<Read<Vec<String>>>()?)
            };
            store.read(0, lines).unwrap()
        };
        for sql in [BETWEEN, SUSPECTS] {
            for line in plan_of(sql) {
                let whole = line.starts_with("SCAN") && !line.ends_with("cramp_suspect");
                assert!(!whole && !line.ends_with("cramp_by_time (utc_ms>?)"), "{line} in {sql}");
            }
        }
        assert!(plan_of("SELECT * FROM cramp").iter().any(|line| line.starts_with("SCAN")), "the control");
    }
}
