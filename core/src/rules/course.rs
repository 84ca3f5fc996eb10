//! Facts about the course of things: when this run of cramps began, what came before it, what has grown since.

use chrono::NaiveDate;

use super::book::{Fact, Window};
use super::fact::{Facts, Range, Trail, Value};
use super::finding::Origin;
use crate::entries::{Acknowledgement, EntryKey, Sign};
use crate::insights::{Phase, RateRatio};
use crate::profile::MedicineClass;

/// R13 (evidence §5.0.15).
const CRAMP_MEDICINES: [MedicineClass; 13] = [
    MedicineClass::Diuretic,
    MedicineClass::PotassiumSparingDiuretic,
    MedicineClass::LongActingBetaAgonist,
    MedicineClass::Statin,
    MedicineClass::OralSteroid,
    MedicineClass::ProtonPumpInhibitor,
    MedicineClass::Oestrogen,
    MedicineClass::Raloxifene,
    MedicineClass::Naproxen,
    MedicineClass::Teriparatide,
    MedicineClass::IntravenousIron,
    MedicineClass::Imatinib,
    MedicineClass::BetaBlockerWithIntrinsicActivity,
];
/// A run: so many cramp nights in so many nights, double those of as many nights before, of which so many are known.
const RUN_NIGHTS: usize = 28;
const RUN_CRAMP_NIGHTS: usize = 3;
const RUN_KNOWN: usize = 20;
/// R22: 28 nights beside 28, so many known in each, a weaker prior.
const WORSENING_NIGHTS: u16 = 28;
const WORSENING_KNOWN: usize = 20;
const WORSENING_PRIOR_SD: f64 = 0.7;
const WORSE: f64 = 1.25;
/// R21: six weeks beside six, the first week of stretching left out.
const STRETCH_PRIOR_SD: f64 = 0.35;
const BENEFIT: f64 = 0.75;
const STRETCH_WEEKS_NIGHTS: usize = 42;
const STRETCH_FIRST_WEEK: usize = 7;
const LEAST_CRAMPS: u32 = 8;
const LEAST_SHARE: f64 = 0.7;
/// A pause of so many evenings ends a series of stretching; one that began longer ago than this is no longer judged.
const SERIES_PAUSE: usize = 28;
const SERIES_LOOKS_BACK: usize = 182;
/// R27: a season needs so many nights.
const SEASON_NIGHTS: usize = 28;

/// R2 is the rule whose step-down rests on what was seen.
const FREQUENCY_RULE: &str = "R2";

impl Facts<'_> {
    fn phase(&self, window: Window) -> Phase {
        let cramps = self.nights(window).iter().map(|night| night.known.then_some(night.in_bed)).collect();
        Phase { cramps }
    }

    pub(super) fn chance_of_worsening(&self, trail: &mut Trail) -> Range {
        let recent = Window { last: WORSENING_NIGHTS, before: 0 };
        let earlier = Window { last: WORSENING_NIGHTS, before: WORSENING_NIGHTS };
        let (before, after) = (self.phase(earlier), self.phase(recent));
        if before.known() < WORSENING_KNOWN || after.known() < WORSENING_KNOWN {
            return Range { least: 0.0, most: 100.0 };
        }
        self.value(Fact::CrampNights, recent, trail);
        self.value(Fact::CrampNights, earlier, trail);
        Range::exactly(100.0 * RateRatio::of(&before, &after, WORSENING_PRIOR_SD).chance_above(WORSE))
    }

    pub(super) fn chance_of_clear_benefit(&self, trail: &mut Trail) -> Range {
        let unknown = Range { least: 0.0, most: 100.0 };
        // The first evening lies so many nights back that seven weeks have passed.
        let length = STRETCH_FIRST_WEEK + STRETCH_WEEKS_NIGHTS;
        let Some(first) = self.stretching_began().filter(|first| first + 1 >= length) else { return unknown };
        let after = Window { last: STRETCH_WEEKS_NIGHTS as u16, before: (first + 1 - length) as u16 };
        let before = Window { last: STRETCH_WEEKS_NIGHTS as u16, before: (first + 1) as u16 };
        let series = Window { last: length as u16, before: after.before };
        let done = self
            .nights(series)
            .iter()
            .filter_map(|night| night.evening)
            .filter(|evening| evening.stretched == crate::answer::Answer::Yes);
        let adherence = done.clone().count() as f64 / length as f64;
        let (earlier, later) = (self.phase(before), self.phase(after));
        let enough_known = |phase: &Phase| phase.known() as f64 >= LEAST_SHARE * STRETCH_WEEKS_NIGHTS as f64;
        let enough = adherence >= LEAST_SHARE
            && enough_known(&earlier)
            && enough_known(&later)
            && earlier.total() + later.total() >= LEAST_CRAMPS;
        if !enough {
            return unknown;
        }
        done.for_each(|evening| trail.entry(|| EntryKey::Evening { night: evening.night }));
        Range::exactly(100.0 * RateRatio::of(&earlier, &later, STRETCH_PRIOR_SD).chance_below(BENEFIT))
    }

    /// How many nights back the first evening of the newest series of stretching lies.
    fn stretching_began(&self) -> Option<usize> {
        let nights = self.nights(Window { last: (SERIES_LOOKS_BACK + SERIES_PAUSE) as u16, before: 0 });
        let stretched = |night: &super::fact::NightFacts<'_>| {
            night.evening.is_some_and(|evening| evening.stretched == crate::answer::Answer::Yes)
        };
        let mut first = nights.iter().position(stretched)?;
        loop {
            let earlier = nights.iter().enumerate().skip(first + 1).take(SERIES_PAUSE);
            match earlier.filter(|(_, night)| stretched(night)).map(|(back, _)| back).next_back() {
                Some(back) => first = back,
                None => break,
            }
        }
        (first < SERIES_LOOKS_BACK).then_some(first)
    }

    pub(super) fn summer_rise(&self, trail: &mut Trail) -> Range {
        let country = self.profile().and_then(|it| it.profile.country.as_deref());
        let Some(phones) = country.and_then(super::book::phones_of) else { return Range::UNKNOWN };
        let Some(start) = season_start(self.today, phones.south) else { return Range::exactly(0.0) };
        // The season's first night is the one that ends on its second day.
        let nights = usize::try_from((self.night_back(0).ends_on() - start).num_days()).unwrap_or(0);
        let window = |before: usize| Window { last: nights as u16, before: before as u16 };
        let (before, season) = (self.phase(window(nights)), self.phase(window(0)));
        let enough = |phase: &Phase| phase.known() as f64 >= LEAST_SHARE * nights as f64;
        if nights < SEASON_NIGHTS || before.cramps.len() < nights || !enough(&before) || !enough(&season) {
            return Range::UNKNOWN;
        }
        self.value(Fact::CrampNights, window(0), trail);
        let rate = |phase: &Phase| f64::from(phase.total()) / phase.known() as f64;
        match (rate(&before), rate(&season)) {
            (0.0, _) => Range::NEVER,
            (before, season) => Range::exactly((100.0 * (season / before - 1.0)).max(0.0)),
        }
    }

    pub(super) fn days_from_medicine_to_cramps(&self, trail: &mut Trail) -> Range {
        let onset = match self.onset() {
            Onset::On(day) => day,
            Onset::None => return Range::NEVER,
            Onset::Unknown => return Range::UNKNOWN,
        };
        let mut fewest: Option<f64> = None;
        let mut undated = !self.list_is_complete();
        for medicine in self.case.medicines.iter().filter(|it| CRAMP_MEDICINES.contains(&it.class)) {
            if medicine.stopped.is_some_and(|stopped| stopped < onset) {
                continue;
            }
            let dates = [medicine.started, medicine.changed];
            undated |= medicine.started.is_none() && medicine.changed.is_none_or(|changed| changed > onset);
            for day in dates.into_iter().flatten().filter(|day| *day <= onset) {
                let days = (onset - day).num_days() as f64;
                if fewest.is_none_or(|fewest| days < fewest) {
                    fewest = Some(days);
                    trail.origins.clear();
                    trail.about(medicine);
                }
            }
        }
        from_fewest(fewest, undated)
    }

    /// The onset of this run of cramps.
    fn onset(&self) -> Onset {
        if let Some(day) = self.profile().and_then(|it| it.profile.cramps_began).filter(|day| *day <= self.today) {
            let nights = self.nights(Window { last: 250, before: 0 });
            let since = nights.iter().enumerate().take_while(|(back, _)| self.night_back(*back).ends_on() >= day);
            if since.filter(|(_, night)| night.in_bed > 0).count() >= RUN_CRAMP_NIGHTS {
                return Onset::On(day);
            }
        }
        self.run_in_journal()
    }

    /// The newest night from which on 28 nights hold a run, followed back as long as that stays so, and from there to its
    /// first cramp night (evidence §5.0.19).
    fn run_in_journal(&self) -> Onset {
        let nights = self.nights(Window { last: 250, before: 0 });
        let cramp_nights = |from: usize, to: usize| nights[from..to].iter().filter(|night| night.in_bed > 0).count();
        let known = |from: usize, to: usize| nights[from..to].iter().filter(|night| night.known).count();
        let holds = |oldest: usize| {
            let (newest, end) = ((oldest + 1).saturating_sub(RUN_NIGHTS), oldest + 1);
            let earlier_end = (end + RUN_NIGHTS).min(nights.len());
            let (run, before) = (cramp_nights(newest, end), cramp_nights(end, earlier_end));
            run >= RUN_CRAMP_NIGHTS && run >= 2 * before && known(end, earlier_end) >= RUN_KNOWN
        };
        let Some(newest) = (0..nights.len()).find(|oldest| holds(*oldest)) else {
            // The nights of which nobody said could still make a run of the last four weeks.
            let unlogged = RUN_NIGHTS - known(0, RUN_NIGHTS);
            let (run, before) = (cramp_nights(0, RUN_NIGHTS) + unlogged, cramp_nights(RUN_NIGHTS, 2 * RUN_NIGHTS));
            let perhaps = run >= RUN_CRAMP_NIGHTS && run >= 2 * before;
            return if perhaps { Onset::Unknown } else { Onset::None };
        };
        let earliest = (newest..nights.len()).take_while(|oldest| holds(*oldest)).last().unwrap_or(newest);
        let first = (0..=earliest).rev().find(|back| nights[*back].in_bed > 0).unwrap_or(earliest);
        Onset::On(self.night_back(first).ends_on())
    }

    pub(super) fn days_from_statin_to_weakness(&self, trail: &mut Trail) -> Range {
        let Some(began) = self.began(Sign::GrowingWeakness, 14, trail) else { return Range::UNKNOWN };
        let lipid = [MedicineClass::Statin, MedicineClass::Fibrate];
        let taken = self.case.medicines.iter().filter(|it| lipid.contains(&it.class));
        let (mut fewest, mut undated): (Option<f64>, bool) = (None, !self.list_is_complete());
        for medicine in taken.filter(|it| it.stopped.is_none_or(|stopped| stopped >= began)) {
            let Some(started) = medicine.started else {
                undated = true;
                continue;
            };
            let days = (began - started).num_days() as f64;
            if days >= 0.0 && fewest.is_none_or(|fewest| days < fewest) {
                fewest = Some(days);
                trail.about(medicine);
            }
        }
        from_fewest(fewest, undated)
    }

    /// The newest answer to R2's finding.
    pub(super) fn frequency_seen(&self, trail: &mut Trail) -> Option<&Acknowledgement> {
        let seen = self.newest_answer(FREQUENCY_RULE)?;
        trail.add(|| Origin::Entry { key: EntryKey::Acknowledgement { id: seen.id.clone() } });
        Some(seen)
    }

    /// The newest answer to a rule's finding.
    pub(crate) fn newest_answer(&self, rule: &str) -> Option<&Acknowledgement> {
        let given = self.case.acknowledgements.iter().filter(|it| it.rule_id == rule && it.at.at <= self.now.at);
        given.max_by_key(|it| (it.at.at, it.id.as_str()))
    }

    pub(super) fn cramp_nights_more_than_when_seen(&self, trail: &mut Trail) -> Range {
        let Some(seen) = self.frequency_seen(trail) else { return Range::UNKNOWN };
        let fortnight = Window { last: 14, before: 0 };
        let then = Facts::at(self.case, seen.at.clone());
        let count = |facts: &Facts<'_>, trail: &mut Trail| match facts.value(Fact::CrampNights, fortnight, trail) {
            Value::Number(range) => range,
            Value::Flag(_) => Range::UNKNOWN,
        };
        let (now, then) = (count(self, trail), count(&then, &mut Trail::default()));
        Range { least: (now.least - then.most).max(0.0), most: (now.most - then.least).max(0.0) }
    }
}

/// The fewest days there are; one without a date may lie closer, which would not take this one back.
fn from_fewest(fewest: Option<f64>, undated: bool) -> Range {
    match fewest {
        Some(days) => Range { least: if undated { 0.0 } else { days }, most: days },
        None if undated => Range::UNKNOWN,
        None => Range::NEVER,
    }
}

enum Onset {
    On(NaiveDate),
    /// There is no run.
    None,
    /// Too few nights are known to tell.
    Unknown,
}

/// The day on which this summer began; `None` outside it. North May to August, south November to February.
fn season_start(today: NaiveDate, south: bool) -> Option<NaiveDate> {
    let (year, month) = (chrono::Datelike::year(&today), chrono::Datelike::month(&today));
    let (begins, year) = match (south, month) {
        (false, 5..=8) => (5, year),
        (true, 11..=12) => (11, year),
        (true, 1..=2) => (11, year - 1),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, begins, 1)
}
