//! The table `tap`: every press, appended.

use rusqlite::{OptionalExtension, Row};

use super::columns::{Read, known, moment, word};
use super::{Reader, Result, StoreError, Writer};
use crate::entries::{JOIN_WITHIN_MS, Tap, TapKept, TapOutcome};
use crate::word::Word;

impl Writer<'_> {
    /// Keeps a tap; keeping it again changes nothing. Durable once the write returns.
    pub(crate) fn keep(&self, tap: &Tap) -> Result<TapKept> {
        let joined = self.cramp_near(tap)?;
        let cramp_id = joined.clone().unwrap_or_else(|| tap.id.clone());
        // Refused in the statement itself: an ingest goes on after an id that is taken, and commits.
        let sql = "INSERT INTO tap (id, cramp, utc_ms, offset_s, zone, source) SELECT ?1, ?2, ?3, ?4, ?5, ?6
                   WHERE NOT EXISTS (SELECT 1 FROM cramp WHERE id = ?1) ON CONFLICT (id) DO NOTHING";
        let at = &tap.at;
        let row = (&tap.id, &cramp_id, at.at.timestamp_millis(), at.offset_s, &at.zone, tap.source.word());
        if self.connection.prepare_cached(sql)?.execute(row)? == 0 {
            return self.kept_before(tap);
        }
        let outcome = if joined.is_some() { TapOutcome::Joined } else { TapOutcome::Saved };
        Ok(TapKept { cramp_id, outcome })
    }

    fn kept_before(&self, tap: &Tap) -> Result<TapKept> {
        let (before, cramp_id) = match self.tap(&tap.id) {
            Err(StoreError::NotFound(id)) => return Err(StoreError::IdTaken(id)),
            found => found?,
        };
        let same = before.at.at.timestamp_millis() == tap.at.at.timestamp_millis()
            && (before.at.offset_s, &before.at.zone, before.source) == (tap.at.offset_s, &tap.at.zone, tap.source);
        if same {
            Ok(TapKept { cramp_id, outcome: TapOutcome::Repeated })
        } else {
            Err(StoreError::IdTaken(tap.id.clone()))
        }
    }

    /// The cramp of the nearest tap within 10 s. Not one that was taken back or moved: that press was corrected, and
    /// a new one is news.
    fn cramp_near(&self, tap: &Tap) -> Result<Option<String>> {
        let sql = "SELECT t.cramp FROM sound_tap t LEFT JOIN sound_cramp c ON c.id = t.cramp
                   WHERE t.utc_ms BETWEEN ?1 - ?2 AND ?1 + ?2
                     AND c.removed IS NULL AND c.utc_ms IS NULL AND c.night IS NULL
                   ORDER BY abs(t.utc_ms - ?1), t.id LIMIT 1";
        let near = (tap.at.at.timestamp_millis(), JOIN_WITHIN_MS);
        Ok(self.connection.prepare_cached(sql)?.query_row(near, |row| row.get(0)).optional()?)
    }

    /// Makes a tap that joined a cramp a cramp of its own. A tap that made its cramp is one already.
    pub(crate) fn split(&self, tap_id: &str) -> Result<()> {
        self.tap(tap_id)?;
        self.connection.prepare_cached("UPDATE tap SET cramp = id WHERE id = ?1")?.execute([tap_id])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// A tap and the id of the cramp that it belongs to.
    pub(crate) fn tap(&self, id: &str) -> Result<(Tap, String)> {
        let sql = "SELECT id, utc_ms, offset_s, zone, source, cramp FROM sound_tap WHERE id = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([id], |row| Ok((tap_of(row)?, row.get(5)?)));
        found.optional()?.ok_or_else(|| StoreError::NotFound(id.to_owned()))
    }

    /// The presses that a cramp is made of, oldest first.
    pub(super) fn taps_of(&self, cramp_id: &str) -> Result<Vec<Tap>> {
        let sql = "SELECT id, utc_ms, offset_s, zone, source FROM sound_tap WHERE id = ?1 AND cramp = id
                   UNION ALL
                   SELECT id, utc_ms, offset_s, zone, source FROM sound_tap WHERE cramp = ?1 AND cramp <> id
                   ORDER BY utc_ms, id";
        Ok(self.connection.prepare_cached(sql)?.query_map([cramp_id], tap_of)?.collect::<Read<_>>()?)
    }
}

fn tap_of(row: &Row<'_>) -> Read<Tap> {
    Ok(Tap { id: row.get(0)?, at: known(moment(row, 1)?, 1)?, source: known(word(row, 4)?, 4)? })
}
