//! Nights put together from the tables: marks for a calendar, pages, and the first screen.

use std::collections::{BTreeSet, HashMap};

use super::columns::{Read, known, night};
use super::{Reader, Removal, Result, Writer};
use crate::entries::{
    AnyCramp, Cramp, LAST_NIGHTS, NightMark, NightPage, Tonight, asked_night, mark_of, may_undo, questions, tally,
};
use crate::invalid::Invalid;
use crate::night::{CutHour, Moment, Night, Part};

/// A hundred years, and a day to spare.
const MOST_NIGHTS: i64 = 36_526;

impl Reader<'_> {
    /// What is known of each night from `first` to `last`.
    pub(crate) fn nights(&self, first: Night, last: Night) -> Result<Vec<NightMark>> {
        check_range(first, last)?;
        let cramps = self.cramps_between(first, last, self.cut_hour()?)?;
        self.marks(first, last, &cramps)
    }

    /// Everything about each night from `first` to `last` of which anything was said, oldest first.
    pub(crate) fn pages(&self, first: Night, last: Night) -> Result<Vec<NightPage>> {
        check_range(first, last)?;
        let cut = self.cut_hour()?;
        let mut by_night: HashMap<Night, Vec<Cramp>> = HashMap::new();
        for cramp in self.cramps_between(first, last, cut)? {
            by_night.entry(cramp.night).or_default().push(cramp);
        }
        let mut nights = self.nights_with_check_ins(first, last)?;
        nights.extend(by_night.keys());
        nights.into_iter().map(|night| self.page_of(night, by_night.remove(&night).unwrap_or_default(), cut)).collect()
    }

    /// The nights with an evening or a morning.
    fn nights_with_check_ins(&self, first: Night, last: Night) -> Result<BTreeSet<Night>> {
        let sql = "SELECT night FROM sound_evening WHERE night BETWEEN ?1 AND ?2 AND removed IS 0
                   UNION SELECT night FROM sound_morning WHERE night BETWEEN ?1 AND ?2 AND removed IS 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([first.to_string(), last.to_string()], |row| known(night(row, 0)?, 0))?;
        Ok(rows.collect::<Read<_>>()?)
    }

    /// Everything about one night.
    pub(crate) fn page(&self, night: Night) -> Result<NightPage> {
        let cut = self.cut_hour()?;
        let cramps = self.cramps_between(night, night, cut)?;
        self.page_of(night, cramps, cut)
    }

    /// The first screen.
    pub(crate) fn tonight(&self, now: &Moment) -> Result<Tonight> {
        let cut = self.cut_hour()?;
        let (current, asked) = (Night::of(now, cut), asked_night(now, cut));
        let first = asked.plus(1 - LAST_NIGHTS);
        let cramps = self.cramps_between(first, current, cut)?;
        let marks = self.marks(first, current, &cramps)?;
        let of = |night: Night| cramps.iter().filter(move |cramp| cramp.night == night).cloned();
        let asked_page = self.page_of(asked, of(asked).collect(), cut)?;
        let mut tonight: Vec<Cramp> = of(current).map(|cramp| self.with_taps(cramp)).collect::<Result<_>>()?;
        tonight.reverse();
        let newest_tap = tonight.iter().flat_map(|cramp| &cramp.taps).max_by_key(|tap| tap.at.at);
        let undo_tap_id = newest_tap.filter(|_| may_undo(now, cut)).map(|tap| tap.id.clone());
        let nights: Vec<NightMark> = marks.iter().copied().filter(|mark| mark.night <= asked).collect();
        Ok(Tonight {
            face: Part::of(now, cut).face(),
            current: marks.last().copied().unwrap_or_else(|| mark_of(current, 0, None)),
            cramps: tonight,
            undo_tap_id,
            questions: questions(&asked_page),
            asked: asked_page,
            tally: tally(&nights),
            nights,
            suspects: self.suspects(cut)?,
        })
    }

    /// The nights from `first` to `last` of which nothing is open any more.
    pub(super) fn answered(&self, first: Night, last: Night, cut: CutHour) -> Result<Vec<Night>> {
        let cramps = self.cramps_between(first, last, cut)?;
        let marks = self.marks(first, last, &cramps)?;
        // What is open hangs on the mark and the cramps alone.
        let page = |mark: NightMark| {
            let cramps = cramps.iter().filter(|cramp| cramp.night == mark.night).cloned().collect();
            NightPage { mark, begins_on: mark.night.begins_on(cut), cramps, evening: None, morning: None }
        };
        let answered = marks.into_iter().filter(|mark| questions(&page(*mark)).is_empty());
        Ok(answered.map(|mark| mark.night).collect())
    }

    fn marks(&self, first: Night, last: Night, cramps: &[Cramp]) -> Result<Vec<NightMark>> {
        let mut counted: HashMap<Night, u32> = HashMap::new();
        for cramp in cramps.iter().filter(|cramp| cramp.counts()) {
            *counted.entry(cramp.night).or_default() += 1;
        }
        let remembered = self.remembered(first, last)?;
        let mark = |night| mark_of(night, counted.get(&night).copied().unwrap_or(0), remembered.get(&night).copied());
        Ok(first.through(last).map(mark).collect())
    }

    fn page_of(&self, night: Night, cramps: Vec<Cramp>, cut: CutHour) -> Result<NightPage> {
        let cramps: Vec<Cramp> = cramps.into_iter().map(|cramp| self.with_taps(cramp)).collect::<Result<_>>()?;
        let morning = self.morning(night)?;
        let counted = u32::try_from(cramps.iter().filter(|cramp| cramp.counts()).count()).unwrap_or(u32::MAX);
        let mark = mark_of(night, counted, morning.as_ref().and_then(|morning| morning.cramps));
        Ok(NightPage { mark, begins_on: night.begins_on(cut), cramps, evening: self.evening(night)?, morning })
    }
}

impl Writer<'_> {
    /// "No" takes the night's cramps back and writes the explicit zero; any other answer adds a cramp of unknown time.
    pub(crate) fn answer_any_cramp(&self, night: Night, answer: AnyCramp, id: &str) -> Result<()> {
        let remembered = match answer {
            AnyCramp::NoCramp => 0,
            AnyCramp::One => 1,
            AnyCramp::TwoOrMore => 2,
        };
        if answer == AnyCramp::NoCramp {
            let logged = self.page(night)?.cramps;
            let in_bed = logged.iter().filter(|cramp| cramp.counts());
            in_bed.map(|cramp| &cramp.id).try_for_each(|id| self.set_removed(id, Some(Removal::SaidNone(night))))?;
        } else {
            self.settle_said_none(night)?;
            self.add_untimed(id, night)?;
        }
        self.remember_cramps(night, remembered)
    }

    /// The cramps that "no" took back count again, and the zero is no longer said.
    pub(crate) fn undo_no_cramp(&self, night: Night) -> Result<()> {
        self.restore_said_none(night)?;
        self.forget_no_cramp(night)
    }
}

pub(super) fn check_range(first: Night, last: Night) -> Result<()> {
    match first.nights_to(last) {
        0..MOST_NIGHTS => Ok(()),
        nights if nights < 0 => Err(Invalid::new("to", "must not be before from").into()),
        _ => Err(Invalid::new("to", "must be at most a hundred years after from").into()),
    }
}
