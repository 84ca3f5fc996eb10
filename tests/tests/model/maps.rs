//! The journal as maps, with its own arithmetic of nights.

use std::collections::BTreeMap;

use nightcramp::{
    Acknowledgement, Answer, AnyCramp, ClockMark, Cramp, Evening, Factor, Moment, Morning, NightPage, NightState,
    Profile, ReminderPreferences, ReminderRecord, SignReport, TapOutcome, reminder_defaults, unanswered_morning,
};

use crate::story::{DAY_MS, HOUR_MS, night};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Tapped(Moment),
    Told(Moment),
    SomeTimeIn(i64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Gone {
    No,
    Removed,
    /// The person said that this night had none.
    SaidNone(i64),
}

#[derive(Clone, Debug)]
pub(crate) struct Episode {
    pub(crate) place: Place,
    pub(crate) gone: Gone,
    pub(crate) clock: ClockMark,
    pub(crate) said: (Option<u8>, Answer),
}

impl Episode {
    pub(crate) fn new(place: Place) -> Self {
        Self { place, gone: Gone::No, clock: ClockMark::Plausible, said: (None, Answer::Unknown) }
    }

    fn at(&self) -> Option<&Moment> {
        match &self.place {
            Place::Tapped(at) | Place::Told(at) => Some(at),
            Place::SomeTimeIn(_) => None,
        }
    }

    pub(crate) fn ms(&self) -> Option<i64> {
        self.at().map(|at| at.at.timestamp_millis())
    }
}

/// A night's morning, what it said before "none", and whether it was deleted.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    pub(crate) said: Morning,
    pub(crate) before: Option<u8>,
    pub(crate) removed: bool,
}

/// What one page must show of a cramp: its instant, its taps, whether it came by day, whether its clock is in doubt, and
/// what was said of it.
type ShownCramp = (String, Option<Moment>, Vec<String>, bool, ClockMark, (Option<u8>, Answer));
/// What one page must show.
pub(crate) type Shown = (NightState, u32, Vec<ShownCramp>, Option<Evening>, Option<Morning>);

/// All that a journal holds.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) cut: i64,
    pub(crate) checked_ms: Option<i64>,
    /// Moment and cramp of each tap.
    pub(crate) taps: BTreeMap<String, (Moment, String)>,
    pub(crate) cramps: BTreeMap<String, Episode>,
    pub(crate) mornings: BTreeMap<i64, Remembered>,
    /// Each evening, and whether it was deleted.
    pub(crate) evenings: BTreeMap<i64, (Evening, bool)>,
    pub(crate) factors: BTreeMap<String, Factor>,
    pub(crate) profiles: BTreeMap<i64, Profile>,
    /// Each report, and whether it was deleted.
    pub(crate) reports: BTreeMap<String, (SignReport, bool)>,
    /// Each acknowledgement, and whether it was deleted.
    pub(crate) acknowledgements: BTreeMap<String, (Acknowledgement, bool)>,
    /// What was reported of each reminder, by instant and word.
    pub(crate) records: BTreeMap<String, BTreeMap<(i64, &'static str), ReminderRecord>>,
    pub(crate) wishes: ReminderPreferences,
}

impl Model {
    pub(crate) fn empty() -> Self {
        Self {
            cut: 12,
            checked_ms: None,
            taps: BTreeMap::new(),
            cramps: BTreeMap::new(),
            mornings: BTreeMap::new(),
            evenings: BTreeMap::new(),
            factors: BTreeMap::new(),
            profiles: BTreeMap::new(),
            reports: BTreeMap::new(),
            acknowledgements: BTreeMap::new(),
            records: BTreeMap::new(),
            wishes: reminder_defaults(),
        }
    }

    /// What the clock shows, in milliseconds since the last cut-off but any number of whole days.
    fn since_cut(&self, at: &Moment) -> i64 {
        at.at.timestamp_millis() + i64::from(at.offset_s) * 1000 - self.cut * HOUR_MS
    }

    fn night_of(&self, episode: &Episode) -> i64 {
        match &episode.place {
            Place::SomeTimeIn(night) => *night,
            Place::Tapped(at) | Place::Told(at) => self.night_at(at),
        }
    }

    pub(crate) fn night_at(&self, at: &Moment) -> i64 {
        self.since_cut(at).div_euclid(DAY_MS) + i64::from(self.cut >= 6)
    }

    fn by_day(&self, episode: &Episode) -> bool {
        let since_cut = episode.at().map(|at| self.since_cut(at).rem_euclid(DAY_MS));
        since_cut.is_some_and(|ms| ms < 8 * HOUR_MS) && episode.said.1 != Answer::Yes
    }

    fn counts(&self, episode: &Episode) -> bool {
        episode.gone == Gone::No && episode.clock != ClockMark::Suspect && !self.by_day(episode)
    }

    /// When the clock shows an hour of a night, in milliseconds as if it were UTC.
    pub(crate) fn wall_ms(&self, night: i64, hour: u8) -> i64 {
        let begins = night - i64::from(self.cut >= 6);
        let day = begins + i64::from(i64::from(hour) < self.cut);
        day * DAY_MS + i64::from(hour) * HOUR_MS
    }

    pub(crate) fn tap(&mut self, id: &str, at: &Moment) -> TapOutcome {
        let open = |cramp: &str| {
            let episode = &self.cramps[cramp];
            episode.gone == Gone::No && matches!(episode.place, Place::Tapped(_))
        };
        let apart = |other: &Moment| (other.at - at.at).num_milliseconds().abs();
        let near = self.taps.iter().filter(|(_, (other, cramp))| apart(other) <= 10_000 && open(cramp));
        let joined = near.min_by_key(|(id, (other, _))| (apart(other), *id)).map(|(_, (_, cramp))| cramp.clone());
        self.taps.insert(id.into(), (at.clone(), joined.clone().unwrap_or_else(|| id.into())));
        if joined.is_some() {
            return TapOutcome::Joined;
        }
        self.cramps.insert(id.into(), Episode::new(Place::Tapped(at.clone())));
        TapOutcome::Saved
    }

    pub(crate) fn split(&mut self, tap: &str) {
        let (at, cramp) = self.taps.get_mut(tap).unwrap();
        if cramp != tap {
            *cramp = tap.into();
            self.cramps.insert(tap.into(), Episode::new(Place::Tapped(at.clone())));
        }
    }

    pub(crate) fn say(&mut self, night: i64, said: AnyCramp, id: &str) {
        let cramps = match said {
            AnyCramp::NoCramp => {
                let model = self.clone();
                let counted = |episode: &Episode| model.night_of(episode) == night && model.counts(episode);
                let last_night = self.cramps.values_mut().filter(|episode| counted(episode));
                last_night.for_each(|episode| episode.gone = Gone::SaidNone(night));
                0
            }
            said => {
                let settled = self.cramps.values_mut().filter(|episode| episode.gone == Gone::SaidNone(night));
                settled.for_each(|episode| episode.gone = Gone::Removed);
                self.cramps.insert(id.into(), Episode::new(Place::SomeTimeIn(night)));
                if said == AnyCramp::One { 1 } else { 2 }
            }
        };
        self.remember(night, cramps);
    }

    fn remember(&mut self, of: i64, cramps: u8) {
        if self.mornings.get(&of).is_none_or(|morning| morning.removed) {
            self.save_morning(of, unanswered_morning(night(of)).unwrap());
        }
        let morning = self.mornings.get_mut(&of).unwrap();
        morning.before = match (cramps, morning.said.cramps) {
            (1.., _) => None,
            (0, Some(0)) => morning.before,
            (0, said) => said,
        };
        morning.said.cramps = Some(cramps);
    }

    pub(crate) fn save_morning(&mut self, of: i64, said: Morning) {
        self.mornings.insert(of, Remembered { said, before: None, removed: false });
    }

    pub(crate) fn undo_none(&mut self, of: i64) {
        let taken_back = self.cramps.values_mut().filter(|episode| episode.gone == Gone::SaidNone(of));
        taken_back.for_each(|episode| episode.gone = Gone::No);
        if let Some(morning) = self.mornings.get_mut(&of) {
            if morning.said.cramps == Some(0) {
                morning.said.cramps = morning.before.take();
            }
            morning.removed |= morning.said == unanswered_morning(night(of)).unwrap();
        }
    }

    /// Looks at the journal while the clock says `ms`: entries that lie far ahead are doubted, unless there are so many
    /// that it is the clock that is wrong.
    pub(crate) fn doubt(&mut self, ms: i64) {
        let is_ahead = |episode: &&mut Episode| {
            episode.clock == ClockMark::Plausible && episode.ms().is_some_and(|at| at > ms + 12 * HOUR_MS)
        };
        let ahead: Vec<_> = self.cramps.values_mut().filter(is_ahead).collect();
        if ahead.len() <= 10 {
            ahead.into_iter().for_each(|episode| episode.clock = ClockMark::Suspect);
        }
    }

    pub(crate) fn profile_on(&self, day: i64) -> Profile {
        self.profiles.range(..=day).next_back().map_or_else(Profile::unanswered, |(_, profile)| profile.clone())
    }

    /// What was reported in these nights, oldest first.
    pub(crate) fn reports_of(&self, nights: std::ops::Range<i64>) -> Vec<SignReport> {
        let here = |report: &&SignReport| nights.contains(&self.night_at(&report.at));
        let left = self.reports.values().filter(|(_, removed)| !removed).map(|(report, _)| report);
        let mut reports: Vec<_> = left.filter(here).cloned().collect();
        reports.sort_by_key(|report| (report.at.at, report.id.clone()));
        reports
    }

    /// Every answer to a finding, oldest first.
    pub(crate) fn answered(&self) -> Vec<Acknowledgement> {
        let left = self.acknowledgements.values().filter(|(_, removed)| !removed);
        let mut answered: Vec<_> = left.map(|(acknowledgement, _)| acknowledgement.clone()).collect();
        answered.sort_by_key(|it| (it.at.at, it.id.clone()));
        answered
    }

    pub(crate) fn shows(&self, night: i64) -> Shown {
        let evening = self.evenings.get(&night).filter(|(_, removed)| !removed).map(|(evening, _)| evening.clone());
        let morning = self.mornings.get(&night).filter(|it| !it.removed).map(|it| it.said.clone());
        let here = |episode: &&Episode| episode.gone == Gone::No && self.night_of(episode) == night;
        let counted = self.cramps.values().filter(here).filter(|episode| self.counts(episode)).count();
        let remembered = morning.as_ref().and_then(|morning| morning.cramps);
        let cramps = u32::try_from(counted).unwrap().max(remembered.unwrap_or(0).into());
        let state = match (cramps, remembered) {
            (0, None) => NightState::Unknown,
            (0, Some(_)) => NightState::NoCramp,
            _ => NightState::Cramp,
        };
        let mut list: Vec<_> = self.cramps.iter().filter(|(_, episode)| here(episode)).collect();
        list.sort_by_key(|(id, episode)| (episode.ms().is_none(), episode.ms(), (*id).clone()));
        let list = list.into_iter().map(|(id, episode)| {
            let mut taps: Vec<_> = self.taps.iter().filter(|(_, (_, cramp))| cramp == id).collect();
            taps.sort_by_key(|(id, (at, _))| (at.at, (*id).clone()));
            let taps = taps.into_iter().map(|(id, _)| id.clone()).collect();
            (id.clone(), episode.at().cloned(), taps, self.by_day(episode), episode.clock, episode.said)
        });
        (state, cramps, list.collect(), evening, morning)
    }
}

/// What a page of the journal shows of all that.
pub(crate) fn shown(page: &NightPage) -> Shown {
    let one = |cramp: &Cramp| {
        let taps = cramp.taps.iter().map(|tap| tap.id.clone()).collect();
        let said = (cramp.details.pain, cramp.details.woke_me);
        (cramp.id.clone(), cramp.at.clone(), taps, cramp.daytime, cramp.clock, said)
    };
    let cramps = page.cramps.iter().map(one).collect();
    (page.mark.state, page.mark.cramps, cramps, page.evening.clone(), page.morning.clone())
}
