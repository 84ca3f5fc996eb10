//! What is known of a case at one moment, ready to be asked: nights side by side, the newest report of every sign.
//!
//! [`Facts::value`] answers for any fact of the catalogue. The files beside this one hold one group of facts each.

use chrono::NaiveDate;

use super::book::{Compare, Fact, FactOrigin, Window};
use super::case::{CASE_NIGHTS, Case};
use super::finding::Origin;
use super::signs::SignStates;
use crate::entries::{Cramp, EntryKey, Evening, Morning};
use crate::night::{Moment, Night, Part};
use crate::profile::{DatedProfile, Medicine};

/// Yes, no, or unknown.
pub(crate) type Tri = Option<bool>;

/// The value of a fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Flag(Tri),
    Number(Range),
}

/// A number that may not be known exactly: nights that were not logged widen it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Range {
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Range {
    /// Nothing is known.
    pub(crate) const UNKNOWN: Self = Self { least: 0.0, most: f64::INFINITY };
    /// There is no such thing, so it is further away than any limit.
    pub(crate) const NEVER: Self = Self { least: f64::INFINITY, most: f64::INFINITY };

    pub(crate) fn exactly(number: f64) -> Self {
        Self { least: number, most: number }
    }

    /// The number, when it is known.
    pub(crate) fn known(self) -> Option<f64> {
        (self.least == self.most && self.least.is_finite()).then_some(self.least)
    }

    /// Whether the number keeps to a limit, whatever it is within the range.
    pub(crate) fn keeps(self, compare: Compare, limit: f64) -> Tri {
        let (surely, perhaps) = match compare {
            Compare::AtLeast => (self.least >= limit, self.most >= limit),
            Compare::Above => (self.least > limit, self.most > limit),
            Compare::AtMost => (self.most <= limit, self.least <= limit),
            Compare::Below => (self.most < limit, self.least < limit),
        };
        match (surely, perhaps) {
            (true, _) => Some(true),
            (_, false) => Some(false),
            _ => None,
        }
    }
}

/// Where a fact came from, noted only when somebody wants to know.
#[derive(Default)]
pub(crate) struct Trail {
    wanted: bool,
    pub(crate) origins: Vec<Origin>,
    /// The medicine that a fact is about.
    pub(crate) medicine: Option<Medicine>,
}

impl Trail {
    pub(crate) fn wanted() -> Self {
        Self { wanted: true, ..Self::default() }
    }

    pub(crate) fn add(&mut self, origin: impl FnOnce() -> Origin) {
        if self.wanted {
            let origin = origin();
            if !self.origins.contains(&origin) {
                self.origins.push(origin);
            }
        }
    }

    pub(crate) fn entry(&mut self, key: impl FnOnce() -> EntryKey) {
        self.add(|| Origin::Entry { key: key() });
    }

    pub(crate) fn cramp(&mut self, cramp: &Cramp) {
        self.entry(|| EntryKey::Cramp { id: cramp.id.clone() });
    }

    pub(crate) fn about(&mut self, medicine: &Medicine) {
        self.entry(|| EntryKey::Medicine { id: medicine.id.clone() });
        if self.wanted {
            self.medicine = Some(medicine.clone());
        }
    }
}

/// What is known of one night.
#[derive(Clone, Default)]
pub(super) struct NightFacts<'c> {
    /// Every cramp with this night's key that is not in doubt: in bed, by day, and what only looks like one.
    pub(super) cramps: Vec<&'c Cramp>,
    pub(super) morning: Option<&'c Morning>,
    pub(super) evening: Option<&'c Evening>,
    /// Cramps in bed, at least.
    pub(super) in_bed: u32,
    /// Whether the number of cramps is known.
    pub(super) known: bool,
}

/// A case at one moment.
pub(crate) struct Facts<'c> {
    pub(crate) case: &'c Case,
    pub(crate) now: Moment,
    pub(crate) today: NaiveDate,
    /// The night of `now`.
    pub(super) current: Night,
    /// How many nights, from the current one, windows of nights leave out: one that has not begun, or of which nothing is known yet.
    skipped: usize,
    /// The current night first.
    nights: Vec<NightFacts<'c>>,
    pub(super) signs: SignStates<'c>,
}

impl<'c> Facts<'c> {
    /// The case as it was at `now`, which may lie before the moment for which it was read.
    pub(crate) fn at(case: &'c Case, now: Moment) -> Self {
        let current = Night::of(&now, case.cut);
        let mut nights = vec![NightFacts::default(); CASE_NIGHTS as usize + 1];
        let back =
            |night: Night| usize::try_from(night.nights_to(current)).ok().filter(|back| *back <= CASE_NIGHTS as usize);
        for cramp in &case.cramps {
            let happened = cramp.at.as_ref().is_none_or(|at| at.at <= now.at);
            let counts = !cramp.removed && cramp.clock != crate::entries::ClockMark::Suspect;
            if let Some(back) = back(cramp.night).filter(|_| happened && counts) {
                nights[back].cramps.push(cramp);
            }
        }
        for morning in &case.mornings {
            // Of a night that has not ended the morning is still to come.
            let ended = |back: &usize| *back > 0 || Part::of(&now, case.cut) == Part::Morning;
            if let Some(back) = back(morning.night).filter(ended) {
                nights[back].morning = Some(morning);
            }
        }
        for evening in &case.evenings {
            if let Some(back) = back(evening.night) {
                nights[back].evening = Some(evening);
            }
        }
        for night in &mut nights {
            night.count();
        }
        // Windows end with last night, until tonight has an entry of its own.
        let skipped = match Part::of(&now, case.cut) {
            Part::Day => 1,
            Part::Night => usize::from(!nights[0].known),
            Part::Morning => 0,
        };
        let today = now.local().date();
        Self { case, today, current, skipped, nights, signs: SignStates::at(case, &now), now }
    }

    /// The value of a fact over a window, and where it came from.
    pub(crate) fn value(&self, fact: Fact, window: Window, trail: &mut Trail) -> Value {
        let spec = fact.spec();
        match spec.origin() {
            // An evening can tell of it as well as the list.
            FactOrigin::Signs(_) if fact == Fact::Fever => Value::Flag(self.fever(trail)),
            FactOrigin::Signs(signs) => Value::Flag(self.reported(signs, spec.counts_for, trail)),
            FactOrigin::Conditions(kinds) => Value::Flag(self.has_condition(kinds, spec.ever, trail)),
            FactOrigin::Medicines(classes) => Value::Flag(self.takes(classes, trail)),
            FactOrigin::Computed if !spec.is_number => Value::Flag(self.flag(fact, trail)),
            FactOrigin::Computed => Value::Number(self.number(fact, window, trail)),
        }
    }

    fn flag(&self, fact: Fact, trail: &mut Trail) -> Tri {
        match fact {
            Fact::UsuallyRare => self.usually_rare(trail),
            Fact::Pregnant => self.profile_answer(|it| it.profile.pregnant, trail),
            Fact::Breastfeeding => self.profile_answer(|it| it.profile.breastfeeding, trail),
            Fact::Drives => self.profile_answer(|it| it.profile.drives, trail),
            Fact::TakesVitaminB => self.takes_vitamin_b(trail),
            Fact::SleepyByDay => self.sleepy_by_day(trail),
            Fact::DrinksMostDays => self.drinks_most_days(trail),
            Fact::HeatExposure => self.heat_exposure(trail),
            Fact::AnySign => self.any_sign(trail),
            Fact::FrequencySeen => Some(self.frequency_seen(trail).is_some()),
            // Every computed flag stands above: a test asks for all of them.
            _ => None,
        }
    }

    fn number(&self, fact: Fact, window: Window, trail: &mut Trail) -> Range {
        match fact {
            Fact::Age => self.age(trail),
            Fact::PregnancyWeek => self.pregnancy_week(trail),
            Fact::WeeksSinceBirth => self.weeks_since_birth(trail),
            Fact::KidneyStage => self.kidney_stage(trail),
            Fact::YearsSinceCheckUp => self.years_since_check_up(trail),
            Fact::VitaminB6 => self.vitamin_b6(trail),
            Fact::ShareOnOneLeg => self.share_on_one_leg(trail),
            Fact::ChanceOfWorsening => self.chance_of_worsening(trail),
            Fact::ChanceOfClearBenefit => self.chance_of_clear_benefit(trail),
            Fact::SummerRise => self.summer_rise(trail),
            Fact::DaysFromMedicineToCramps => self.days_from_medicine_to_cramps(trail),
            Fact::DaysFromStatinToWeakness => self.days_from_statin_to_weakness(trail),
            Fact::CrampNightsMoreThanWhenSeen => self.cramp_nights_more_than_when_seen(trail),
            Fact::WalkingPainDays => self.walking_pain_days(window, trail),
            Fact::FeverDays => self.fever_days(window, trail),
            _ => self.counted(fact, window, trail),
        }
    }

    /// The nights of a window, the newest first.
    pub(super) fn nights(&self, window: Window) -> &[NightFacts<'c>] {
        let start = self.skipped + window.before as usize;
        let end = (start + window.last as usize).min(self.nights.len());
        self.nights.get(start..end).unwrap_or_default()
    }

    /// As [`nights`](Self::nights), and the day that is not over: a fall at noon counts before the night begins.
    pub(super) fn nights_and_today(&self, window: Window) -> &[NightFacts<'c>] {
        let end = (self.skipped + window.last as usize).min(self.nights.len());
        if window.before == 0 { self.nights.get(..end).unwrap_or_default() } else { self.nights(window) }
    }

    /// The newest night that windows can count at a moment.
    #[cfg(test)]
    pub(super) fn newest_night(now: &Moment, case: &Case) -> Night {
        let by_day = Part::of(now, case.cut) == Part::Day;
        Night::of(now, case.cut).plus(-i64::from(by_day))
    }

    /// The evenings of the last so many nights, and of the one that has begun or is to come.
    pub(super) fn evenings(&self, last: usize) -> impl Iterator<Item = &'c Evening> {
        let ahead = usize::from(Part::of(&self.now, self.case.cut) != Part::Morning);
        let nights = self.nights.get(..last + ahead).unwrap_or_default();
        nights.iter().filter_map(|night| night.evening)
    }

    /// What was said on the morning of a night.
    pub(super) fn morning_of(&self, night: Night) -> Option<&'c Morning> {
        let back = usize::try_from(night.nights_to(self.current)).ok()?;
        self.nights.get(back)?.morning
    }

    /// The name of the night that lies so many nights back in a window's reckoning; 0 is the newest that windows count.
    pub(crate) fn night_back(&self, back: usize) -> Night {
        self.current.plus(-((self.skipped + back) as i64))
    }

    /// The newest cramp in bed of the last fortnight of which something is open.
    pub(super) fn newest_cramp(&self, is_open: impl Fn(&Cramp) -> bool) -> Option<&Cramp> {
        let nights = self.nights(Window { last: 14, before: 0 });
        let in_bed = nights.iter().flat_map(|night| &night.cramps).filter(|cramp| !cramp.daytime && is_open(cramp));
        in_bed.max_by_key(|cramp| (cramp.night, cramp.at.as_ref().map(|at| at.at))).copied()
    }

    /// The profile that holds today.
    pub(super) fn profile(&self) -> Option<&'c DatedProfile> {
        self.case.profiles.iter().filter(|it| it.since <= self.today).max_by_key(|it| it.since)
    }
}

impl NightFacts<'_> {
    /// Single events with the pattern of R20 are left out of every count (evidence §5.0.9).
    fn count(&mut self) {
        let in_bed = self.cramps.iter().filter(|cramp| !cramp.daytime);
        let restless = in_bed.clone().filter(|cramp| is_restless(cramp) == Some(true)).count() as u32;
        let tapped = in_bed.count() as u32 - restless;
        let remembered = self.morning.and_then(|morning| morning.cramps).map(u32::from);
        self.in_bed = tapped.max(remembered.unwrap_or(0).saturating_sub(restless));
        self.known = tapped > 0 || remembered.is_some();
    }
}

/// Whether an event has the pattern of R20: an urge to move that eased by walking, no hard knot.
pub(super) fn is_restless(cramp: &Cramp) -> Tri {
    let details = &cramp.details;
    if details.hard_knot.known() == Some(true) {
        return Some(false);
    }
    and(details.urge_to_move.known(), details.eased_by_walking.known())
}

pub(crate) fn and(a: Tri, b: Tri) -> Tri {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Two ways of telling the same: yes if one says so, else what is known of either.
pub(super) fn either(a: Tri, b: Tri) -> Tri {
    if [a, b].contains(&Some(true)) { Some(true) } else { a.or(b) }
}

pub(crate) fn or(a: Tri, b: Tri) -> Tri {
    and(a.map(|a| !a), b.map(|b| !b)).map(|neither| !neither)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_values_know_what_they_do_not_know() {
        let all = [Some(true), Some(false), None];
        for a in all {
            for b in all {
                assert_eq!(and(a, b), and(b, a));
                assert_eq!(or(a, b), or(b, a));
            }
        }
        assert_eq!(or(Some(true), None), Some(true));
        assert_eq!(and(Some(false), None), Some(false));
        assert_eq!((or(Some(false), None), and(Some(true), None)), (None, None));
    }

    #[test]
    fn a_count_that_is_reached_is_reached() {
        #[track_caller]
        fn case(least: f64, most: f64, compare: Compare, limit: f64, kept: Tri) {
            assert_eq!(Range { least, most }.keeps(compare, limit), kept);
        }
        case(4.0, 9.0, Compare::AtLeast, 4.0, Some(true));
        case(3.0, 9.0, Compare::AtLeast, 4.0, None);
        case(3.0, 3.0, Compare::AtLeast, 4.0, Some(false));
        case(10.0, 10.0, Compare::Above, 10.0, Some(false));
        case(2.0, 5.0, Compare::AtMost, 2.0, None);
        case(3.0, 5.0, Compare::AtMost, 2.0, Some(false));
        case(7.0, 7.0, Compare::Below, 8.0, Some(true));
        case(7.0, 8.0, Compare::Below, 8.0, None);
    }
}
