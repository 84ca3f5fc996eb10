//! The newest report of every sign, and the flags that rest on reports.

use chrono::NaiveDate;

use super::book::{FACTS, FactOrigin, SHOWN_WHEN, Window};
use super::case::Case;
use super::evaluate::Judge;
use super::fact::{Facts, Range, Trail, Tri, either, or};
use super::finding::{Origin, SignRow};
use crate::answer::Answer;
use crate::entries::{ClockMark, Cramp, EntryKey, NIGHT_SIGNS, Sign, SignReport};
use crate::night::Moment;
use crate::texts::Texts;
use crate::word::Word;

/// A fever, heat and the like of an evening count so many nights back.
const EVENINGS: usize = 14;
/// Tiredness of a morning counts so many nights back.
const MORNINGS: Window = Window { last: 14, before: 0 };
/// Heat is asked about for the evening before and the one before that (E17, our own choice).
const HEAT_EVENINGS: usize = 2;
/// Alcohol on most evenings needs so many that were recorded (R25, our own choice).
const LEAST_EVENINGS: usize = 7;
/// A red flag counts for so long, that day included.
const RED_FLAG_DAYS: u32 = 14;
/// A timer that has run for so long has run out.
const RUN_OUT_S: i64 = 600;
/// "It will not stop", ticked so long after the tap, is about something else.
const SAME_CRAMP_S: i64 = 3 * 3600;

/// One thing that was said of a sign.
#[derive(Clone, Debug)]
struct Said<'c> {
    at: &'c Moment,
    day: NaiveDate,
    yes: bool,
    since: Option<NaiveDate>,
    source: SaidIn<'c>,
}

#[derive(Clone, Debug)]
enum SaidIn<'c> {
    Report(&'c SignReport),
    Cramp(&'c Cramp),
}

/// Everything that was said of each sign, oldest first.
pub(crate) struct SignStates<'c> {
    said: Vec<Vec<Said<'c>>>,
}

impl<'c> SignStates<'c> {
    pub(super) fn at(case: &'c Case, now: &Moment) -> Self {
        let mut said: Vec<Vec<Said<'c>>> = vec![Vec::new(); Sign::ALL.len()];
        // Each goes where it belongs in time, whatever the order in which entries come.
        let mut say = |sign: Sign, new: Said<'c>, unless_yes: bool| {
            let list = &mut said[sign as usize];
            let place = list.partition_point(|known| (known.at.at, known.source.id()) <= (new.at.at, new.source.id()));
            if !unless_yes || place == 0 || !list[place - 1].yes {
                list.insert(place, new);
            }
        };
        for report in case.reports.iter().filter(|report| report.at.at <= now.at) {
            let (at, day) = (&report.at, report.at.local().date());
            let (yes, source) = (report.answer == Answer::Yes, SaidIn::Report(report));
            say(report.sign, Said { at, day, yes, since: report.since, source }, false);
        }
        let told = |yes: bool| {
            let cramps = case.cramps.iter().filter(|cramp| !cramp.removed && cramp.clock != ClockMark::Suspect);
            cramps.filter_map(move |cramp| {
                let (at, different) = (cramp.at.as_ref()?, cramp.details.different.as_ref()?);
                let said = Said { at, day: at.local().date(), yes, since: None, source: SaidIn::Cramp(cramp) };
                (at.at <= now.at).then_some((said, different))
            })
        };
        for (new, different) in told(true) {
            different.iter().for_each(|sign| say(*sign, new.clone(), false));
        }
        // "Nothing was different" about one cramp answers the rows of the night screen, but takes back no report.
        for (new, _) in told(false).filter(|(_, different)| different.is_empty()) {
            Sign::ALL[..NIGHT_SIGNS - 1].iter().for_each(|sign| say(*sign, new.clone(), true));
        }
        Self { said }
    }

    /// The newest thing said of a sign, while it counts.
    fn newest(&self, sign: Sign, today: NaiveDate, counts_for: u32) -> Option<&Said<'c>> {
        self.said[sign as usize].last().filter(|said| (today - said.day).num_days() <= i64::from(counts_for))
    }

    /// The reports, newest last, that a sign is there without a break: one that was not repeated in time is forgotten.
    fn run(&self, sign: Sign, today: NaiveDate, counts_for: u32) -> &[Said<'c>] {
        let list = &self.said[sign as usize];
        let (mut start, mut later) = (list.len(), today);
        for said in list.iter().rev() {
            if !said.yes || (later - said.day).num_days() > i64::from(counts_for) {
                break;
            }
            (start, later) = (start - 1, said.day);
        }
        &list[start..]
    }

    /// When the person last reported that a sign is not there, if that still holds.
    pub(super) fn denied(&self, sign: Sign) -> Option<&'c Moment> {
        let said = self.said[sign as usize].last()?;
        (!said.yes && matches!(said.source, SaidIn::Report(_))).then_some(said.at)
    }

    /// On how many days, today and the last so many, a sign was reported after a moment.
    pub(super) fn days_of(
        &self,
        sign: Sign,
        today: NaiveDate,
        last: u16,
        after: Option<&Moment>,
        trail: &mut Trail,
    ) -> f64 {
        let mut days = Vec::new();
        for said in self.said[sign as usize].iter().rev() {
            let in_time = (today - said.day).num_days() <= i64::from(last);
            let later = after.is_none_or(|after| said.at.at > after.at);
            if said.yes && in_time && later && !days.contains(&said.day) {
                days.push(said.day);
                said.source.leads_to(trail);
            }
        }
        days.len() as f64
    }

    /// How many seconds a cramp had lasted when "it will not stop" was ticked, the timer having run out and no other cramp
    /// having come.
    pub(super) fn would_not_stop(&self, cramp: &Cramp, next: Option<&Moment>) -> Option<u32> {
        let begun = cramp.at.as_ref()?;
        let after = self.said[Sign::WillNotStop as usize].iter().filter(|said| said.yes).filter_map(|said| {
            let seconds = (said.at.at - begun.at).num_seconds();
            let of_this_one = next.is_none_or(|next| said.at.at < next.at);
            (of_this_one && seconds > RUN_OUT_S && seconds < SAME_CRAMP_S).then_some(seconds)
        });
        after.max().and_then(|seconds| u32::try_from(seconds).ok())
    }
}

impl SaidIn<'_> {
    fn id(&self) -> &str {
        match self {
            Self::Report(report) => &report.id,
            Self::Cramp(cramp) => &cramp.id,
        }
    }

    fn leads_to(&self, trail: &mut Trail) {
        match self {
            Self::Report(report) => trail.entry(|| EntryKey::Sign { id: report.id.clone() }),
            Self::Cramp(cramp) => trail.cramp(cramp),
        }
    }
}

/// The signs of the list *something was different*: those whose reports count for a fortnight, and the two that stand for
/// more than one fact. Slow signs and habits are asked by questions.
pub(crate) fn is_listed(sign: Sign) -> bool {
    let quick = FACTS.iter().any(|spec| match spec.origin() {
        FactOrigin::Signs(signs) => spec.counts_for == RED_FLAG_DAYS && signs.contains(&sign),
        _ => false,
    });
    quick || [Sign::Fell, Sign::SomethingElse].contains(&sign)
}

/// The rows of the list *something was different*: the night's rows first, and none that no rule can use for this person.
pub(crate) fn sign_list(case: &Case, texts: Texts) -> Vec<SignRow> {
    let facts = Facts::at(case, case.now.clone());
    let judge = Judge::new(&facts);
    let shown = |sign: Sign| {
        let gate = SHOWN_WHEN.iter().find(|(signs, _)| signs.contains(&sign));
        is_listed(sign) && gate.is_none_or(|(_, when)| judge.holds(when) == Some(true))
    };
    let row = |(index, sign): (usize, &Sign)| SignRow {
        sign: *sign,
        text: texts.get(&format!("sign.{}", sign.word())).into(),
        at_night: index < NIGHT_SIGNS,
        report_id: facts.standing_report(*sign, RED_FLAG_DAYS).flatten().map(|report| report.id.clone()),
    };
    Sign::ALL.iter().enumerate().filter(|(_, sign)| shown(**sign)).map(row).collect()
}

impl Facts<'_> {
    /// Whether one of these signs is there: the newest word on each counts until it is too old.
    pub(super) fn reported(&self, signs: &[Sign], counts_for: u32, trail: &mut Trail) -> Tri {
        let mut answer = Some(false);
        for sign in signs {
            let said = self.signs.newest(*sign, self.today, counts_for);
            if let Some(said) = said.filter(|said| said.yes) {
                said.source.leads_to(trail);
            }
            answer = or(answer, said.map(|said| said.yes));
        }
        // The first sign is the plain one that a question asks about; its "no" is an answer to all of them.
        let plain = signs.first().and_then(|sign| self.signs.newest(*sign, self.today, counts_for));
        answer.or(plain.map(|said| said.yes))
    }

    /// For how many days a fact of signs has been so, at least and at most.
    pub(super) fn lasted_for(&self, fact: super::book::Fact) -> Range {
        let counts_for = fact.spec().counts_for;
        match fact.spec().origin() {
            // Told by evenings alone, nobody says since when.
            FactOrigin::Signs(signs) if self.reported(signs, counts_for, &mut Trail::default()) != Some(true) => {
                Range::UNKNOWN
            }
            FactOrigin::Signs(signs) => self.lasted(signs, counts_for),
            _ => Range::UNKNOWN,
        }
    }

    fn lasted(&self, signs: &[Sign], counts_for: u32) -> Range {
        let mut longest = Range::exactly(0.0);
        for sign in signs {
            let run = self.signs.run(*sign, self.today, counts_for);
            if run.is_empty() {
                continue;
            }
            let since = run.iter().filter_map(|said| said.since).min();
            let first = run.iter().map(|said| said.day).min().unwrap_or(self.today);
            let days = |day: NaiveDate| (self.today - day).num_days() as f64;
            let least = days(since.map_or(first, |since| since.min(first)));
            let most = if since.is_some() { least } else { f64::INFINITY };
            longest = Range { least: longest.least.max(least), most: longest.most.max(most) };
        }
        longest
    }

    /// The reports that say that a sign is there now.
    pub(crate) fn standing_report(&self, sign: Sign, counts_for: u32) -> Option<Option<&SignReport>> {
        let said = self.signs.newest(sign, self.today, counts_for).filter(|said| said.yes)?;
        Some(match said.source {
            SaidIn::Report(report) => Some(report),
            SaidIn::Cramp(_) => None,
        })
    }

    /// The signs of the list that are there now.
    pub(crate) fn standing_signs(&self) -> impl Iterator<Item = Sign> {
        let there = |sign: &Sign| self.standing_report(*sign, RED_FLAG_DAYS).is_some() && is_listed(*sign);
        Sign::ALL.iter().copied().filter(there)
    }

    /// Since which day the reports of one of these signs say that it has been so.
    pub(super) fn began(&self, sign: Sign, counts_for: u32, trail: &mut Trail) -> Option<NaiveDate> {
        let said = self.signs.newest(sign, self.today, counts_for).filter(|said| said.yes)?;
        said.source.leads_to(trail);
        self.signs.run(sign, self.today, counts_for).iter().filter_map(|said| said.since).min()
    }

    pub(super) fn any_sign(&self, trail: &mut Trail) -> Tri {
        let mut standing = self.standing_signs().peekable();
        let found = standing.peek().is_some();
        for sign in standing {
            self.reported(&[sign], RED_FLAG_DAYS, trail);
        }
        Some(found)
    }

    pub(super) fn walking_pain_days(&self, window: Window, trail: &mut Trail) -> Range {
        let days = self.signs.days_of(Sign::WalkingPain, self.today, window.last - 1, None, trail);
        // A report is a record: once one was made, days without one hold none.
        let asked = self.signs.newest(Sign::WalkingPain, self.today, window.last.into()).is_some();
        if asked { Range::exactly(days) } else { Range::UNKNOWN }
    }

    pub(super) fn fever(&self, trail: &mut Trail) -> Tri {
        let reported = self.reported(&[Sign::Fever, Sign::FeverChills], RED_FLAG_DAYS, trail);
        either(reported, self.of_evenings(EVENINGS, trail, |evening| evening.fever.known()))
    }

    pub(super) fn fever_days(&self, window: Window, trail: &mut Trail) -> Range {
        let mut days: Vec<NaiveDate> = Vec::new();
        let mut note = |day: NaiveDate| {
            if !days.contains(&day) {
                days.push(day);
            }
        };
        for sign in [Sign::Fever, Sign::FeverChills] {
            for said in &self.signs.said[sign as usize] {
                if said.yes && (self.today - said.day).num_days() < i64::from(window.last) {
                    note(said.day);
                    said.source.leads_to(trail);
                }
            }
        }
        let mut unsaid = 0.0;
        for night in self.nights_and_today(window) {
            match night.evening.and_then(|evening| evening.fever.known()) {
                Some(true) => {
                    if let Some(evening) = night.evening {
                        note(evening.night.begins_on(self.case.cut));
                        trail.entry(|| EntryKey::Evening { night: evening.night });
                    }
                }
                Some(false) => {}
                None => unsaid += 1.0,
            }
        }
        let least = days.len() as f64;
        Range { least, most: least + unsaid }
    }

    pub(super) fn heat_exposure(&self, trail: &mut Trail) -> Tri {
        self.of_evenings(HEAT_EVENINGS, trail, |evening| evening.heat.known())
    }

    pub(super) fn takes_vitamin_b(&self, trail: &mut Trail) -> Tri {
        self.of_evenings(EVENINGS, trail, |evening| {
            let taken = evening.supplements.as_ref()?;
            Some(taken.contains(&crate::entries::Supplement::VitaminB))
        })
    }

    /// Yes when one evening says so, no when at least one says no and none yes.
    fn of_evenings(&self, last: usize, trail: &mut Trail, is: impl Fn(&crate::entries::Evening) -> Tri) -> Tri {
        let mut answer = None;
        for evening in self.evenings(last) {
            match is(evening) {
                Some(true) => {
                    answer = Some(true);
                    trail.entry(|| EntryKey::Evening { night: evening.night });
                }
                Some(false) => answer = answer.or(Some(false)),
                None => {}
            }
        }
        answer
    }

    pub(super) fn sleepy_by_day(&self, trail: &mut Trail) -> Tri {
        let mut answer = self.reported(&[Sign::Tired], RED_FLAG_DAYS, trail);
        for morning in self.nights(MORNINGS).iter().filter_map(|night| night.morning) {
            match morning.tiredness.known() {
                Some(true) => {
                    answer = Some(true);
                    trail.add(|| Origin::Entry { key: EntryKey::Morning { night: morning.night } });
                }
                Some(false) => answer = answer.or(Some(false)),
                None => {}
            }
        }
        answer
    }

    pub(super) fn drinks_most_days(&self, trail: &mut Trail) -> Tri {
        let reported = self.reported(&[Sign::DrinksMostDays], 90, trail);
        let (mut with, mut recorded) = (0, 0);
        for evening in self.evenings(EVENINGS) {
            if let Some(drinks) = evening.alcohol_drinks {
                recorded += 1;
                if drinks > 0 {
                    with += 1;
                    trail.entry(|| EntryKey::Evening { night: evening.night });
                }
            }
        }
        let shown = (recorded >= LEAST_EVENINGS).then_some(with * 2 > recorded);
        either(reported, shown)
    }
}
