//! Says what a judgement means, and why: facts, thresholds, entries, what is missing, since when.

use std::cell::RefCell;

use chrono::TimeDelta;

use super::Case;
use super::book::phones_of;
use super::book::{Arm, Condition, Fact, Flag, RULES, Rule, SOURCES};
use super::evaluate::{Judge, Judgement};
use super::fact::{Facts, Trail};
use super::finding::{Finding, Findings, GuardFinding, PhoneNumbers, Quiet, ReportedSign, Source, Urgency, Verdict};
use super::lines::{counts, shown};
use super::question::settling;
use crate::entries::{Response, Sign};
use crate::night::{Moment, Night};
use crate::texts::Texts;
use crate::word::Word;

/// At most so many cards at a time.
const MOST_CARDS: usize = 2;
/// How far back "since" looks.
const SINCE_DAYS: i64 = 28;
/// What was seen is shown again once a count has grown by so many (R2; for all other rules our own choice).
const GROWN_BY: f64 = 3.0;
/// So long after a visit its finding is shown again if it still holds (our own choice).
const AFTER_VISIT_DAYS: i64 = 14;
/// So long a finding for the next visit stays quiet once it was seen (evidence, R2).
const SEEN_DAYS: i64 = 30;
/// The numbers that work in most of the world.
const COMMON_NUMBERS: [&str; 3] = ["112", "911", "999"];

/// Explains every rule on one case.
pub(crate) struct Explainer<'f, 'c> {
    pub(super) judge: Judge<'f, 'c>,
    pub(super) texts: Texts,
    /// The days before, each made when it is first asked about.
    before: RefCell<Vec<Facts<'c>>>,
}

impl<'f, 'c> Explainer<'f, 'c> {
    pub(crate) fn new(facts: &'f Facts<'c>, texts: Texts) -> Self {
        Self { judge: Judge::new(facts), texts, before: RefCell::default() }
    }

    /// Everything that the rules say.
    pub(crate) fn findings(&self) -> Findings {
        let judgements = self.judge.all();
        let (mut fired, mut unknown, mut not_fired, mut guards) = (vec![], vec![], vec![], vec![]);
        for (index, judgement) in judgements.iter().enumerate().filter(|(index, _)| RULES[*index].is_guard) {
            guards.push(self.guard(index, *judgement));
        }
        for urgency in Urgency::ALL {
            for (index, judgement) in judgements.iter().enumerate() {
                let rule = &RULES[index];
                if rule.is_guard || rule.arms[judgement.arm.unwrap_or(0)].urgency != *urgency {
                    continue;
                }
                let finding = self.finding(index, *judgement);
                match finding.verdict {
                    Verdict::Fired => fired.push(finding),
                    Verdict::Unknown => unknown.push(finding),
                    Verdict::NotFired => not_fired.push(finding),
                }
            }
        }
        let for_now = |finding: &&Finding| finding.urgency <= Urgency::Soon && finding.quiet.is_none();
        let country = self.judge.facts.profile().and_then(|it| it.profile.country.as_deref());
        let cards = fired.iter().filter(for_now).take(MOST_CARDS).cloned().collect();
        Findings { cards, fired, unknown, not_fired, guards, phones: phones_for(country) }
    }

    fn finding(&self, index: usize, judgement: Judgement) -> Finding {
        let rule = &RULES[index];
        let arms: &'static [Arm] = rule.arms;
        let arm = judgement.arm.map_or(&arms[0], |arm| &arms[arm]);
        let verdict = judgement.verdict();
        let fired = verdict == Verdict::Fired;
        let facts = self.lines(rule, judgement);
        let ticked = if fired { self.ticked(rule) } else { Vec::new() };
        let words = |key: &str| self.words(rule, key, &ticked);
        Finding {
            rule_id: rule.id.into(),
            version: rule.version,
            verdict,
            urgency: arm.urgency,
            urgency_text: self.texts.get(&format!("urgency.{}", arm.urgency.word())).into(),
            title: words("title"),
            // Without the numbers it was made for, a sentence says nothing.
            message: if fired || !self.texts.get(&format!("rule.{}.{}", rule.id, arm.key)).contains('{') {
                words(arm.key)
            } else {
                String::new()
            },
            because: if fired { words("because") } else { String::new() },
            ask_for: rule.ask.split_whitespace().map(|ask| self.texts.get(&format!("ask.{ask}")).to_owned()).collect(),
            facts,
            ticked,
            question: if fired && !judgement.more_urgent_unknown || judgement.silenced {
                None
            } else {
                settling(&self.judge, index, judgement, self.texts)
            },
            grade: rule.grade,
            grade_text: self.texts.get(&format!("grade.{}", rule.grade.word())).into(),
            sources: sources(rule.sources),
            since: fired.then(|| self.since(index)),
            quiet: fired.then(|| self.quiet(index, arm, judgement)).flatten(),
        }
    }

    fn guard(&self, index: usize, judgement: Judgement) -> GuardFinding {
        let rule = &RULES[index];
        GuardFinding {
            guard_id: rule.id.into(),
            version: rule.version,
            verdict: judgement.verdict(),
            say: guard_words(rule, self.texts),
            facts: self.lines(rule, judgement),
            grade: rule.grade,
            sources: sources(rule.sources),
        }
    }

    /// The words of a rule with the numbers of this case.
    fn words(&self, rule: &'static Rule, key: &str, ticked: &[ReportedSign]) -> String {
        let mut text = self.texts.get(&format!("rule.{}.{key}", rule.id)).to_owned();
        if !text.contains('{') {
            return text;
        }
        let signs: Vec<&str> = ticked.iter().map(|sign| sign.text.as_str()).collect();
        text = text.replace("{signs}", &self.texts.list(&signs));
        let arms: &'static [Arm] = rule.arms;
        for leaf in arms.iter().flat_map(|arm| collect(&arm.when)) {
            let Condition::Number(number) = leaf else { continue };
            let name = if number.window.last == 0 {
                format!("{{{}}}", number.fact.name())
            } else {
                format!("{{{} {}}}", number.fact.name(), number.window.last)
            };
            if text.contains(&name) {
                let shown = shown(number, self.judge.range(number)).unwrap_or(0);
                text = text.replace(&name, &shown.to_string());
            }
            if text.contains("{medicine}") {
                let mut trail = Trail::wanted();
                self.judge.facts.value(number.fact, number.window, &mut trail);
                if let Some(medicine) = trail.medicine {
                    let class = self.texts.get(&format!("medicine.{}", medicine.class.word()));
                    text = text.replace("{medicine}", medicine.name.as_deref().unwrap_or(class));
                }
            }
        }
        text
    }

    fn sign(&self, sign: Sign) -> &'static str {
        self.texts.get(&format!("sign.{}", sign.word()))
    }

    /// The signs of a rule's trigger that were reported and are there now.
    fn ticked(&self, rule: &'static Rule) -> Vec<ReportedSign> {
        let unanswered;
        let signs = if names_what_is_left(rule) {
            unanswered = self.judge.unanswered_signs();
            &unanswered
        } else {
            rule.signs
        };
        let there = |sign: &Sign| {
            let report = self.judge.facts.standing_report(*sign, counts_for(*sign))?;
            let report_id = report.map(|report| report.id.clone());
            Some(ReportedSign { sign: *sign, text: self.sign(*sign).into(), report_id })
        };
        signs.iter().filter_map(there).collect()
    }

    /// The first night of those on which the rule has fired without a break.
    fn since(&self, index: usize) -> Night {
        let now = &self.judge.facts.now;
        let mut first = self.judge.facts.night_back(0);
        for day in 1..=SINCE_DAYS {
            let earlier = Moment { at: now.at - TimeDelta::days(day), ..now.clone() };
            let mut before = self.before.borrow_mut();
            if before.len() < day as usize {
                before.push(Facts::at(self.judge.facts.case, earlier));
            }
            let facts = &before[day as usize - 1];
            if Judge::new(facts).judge(index).verdict != Some(true) {
                break;
            }
            first = facts.night_back(0);
        }
        first
    }

    /// Whether the person has answered this finding, and nothing has grown since (never for an emergency or a today).
    fn quiet(&self, index: usize, arm: &'static Arm, judgement: Judgement) -> Option<Quiet> {
        let facts = self.judge.facts;
        let answer = facts.newest_answer(RULES[index].id)?;
        let days = (facts.today - answer.at.local().date()).num_days();
        let holds = match (arm.urgency, answer.response) {
            (Urgency::Soon, Response::SeenFine) => true,
            (Urgency::Soon | Urgency::NextVisit, Response::Appointment { on }) => {
                (facts.today - on).num_days() <= AFTER_VISIT_DAYS
            }
            (Urgency::NextVisit, Response::SeenFine) => days < SEEN_DAYS,
            (Urgency::Emergency | Urgency::Today | Urgency::SelfCare, _) => false,
        };
        if !holds || self.has_grown(index, arm, judgement, &answer.at) {
            return None;
        }
        let text = match answer.response {
            Response::SeenFine => self.texts.get("why.quiet-seen").to_owned(),
            Response::Appointment { on } => self.texts.fill("why.quiet-appointment", &[("date", &on.to_string())]),
        };
        Some(Quiet { response: answer.response, text })
    }

    fn has_grown(&self, index: usize, arm: &'static Arm, judgement: Judgement, seen: &Moment) -> bool {
        let then = Facts::at(self.judge.facts.case, seen.clone());
        let then = Judge::new(&then);
        // Less urgent arms stand later.
        if then.judge(index).arm.is_none_or(|before| Some(before) > judgement.arm) {
            return true;
        }
        collect(&arm.when).into_iter().any(|leaf| match leaf {
            Condition::Number(number) if self.judge.holds(leaf) == Some(true) && counts(number) => {
                self.judge.range(number).least >= then.range(number).least + GROWN_BY
            }
            Condition::Flag(flag) if self.judge.holds(leaf) == Some(true) => self.reported_since(flag, seen),
            _ => false,
        })
    }

    fn reported_since(&self, flag: &Flag, seen: &Moment) -> bool {
        let super::book::FactOrigin::Signs(signs) = flag.fact.spec().origin() else { return false };
        let newer = |sign: &Sign| {
            let standing = self.judge.facts.standing_report(*sign, flag.fact.spec().counts_for);
            standing.flatten().is_some_and(|report| report.at.at > seen.at)
        };
        signs.iter().any(newer)
    }
}

/// The first rule of the book that asks for a visit within two weeks and that the person has not answered.
pub(crate) fn open_visit(facts: &Facts<'_>, texts: Texts) -> Option<&'static str> {
    let explainer = Explainer::new(facts, texts);
    let is_open = |(index, rule): &(usize, &'static Rule)| {
        let asks = !rule.is_guard && rule.arms.iter().any(|arm| arm.urgency == Urgency::Soon);
        let judgement = if asks { explainer.judge.judge(*index) } else { return false };
        let arm = judgement.arm.map(|arm| &rule.arms[arm]).filter(|arm| arm.urgency == Urgency::Soon);
        arm.is_some_and(|arm| explainer.quiet(*index, arm, judgement).is_none())
    };
    RULES.iter().enumerate().find(is_open).map(|(_, rule)| rule.id)
}

/// For how many days a report of a sign counts.
pub(super) fn counts_for(sign: Sign) -> u32 {
    let spec = super::book::FACTS.iter().find(|spec| match spec.origin() {
        super::book::FactOrigin::Signs(signs) => signs.contains(&sign),
        _ => false,
    });
    spec.map_or(14, |spec| spec.counts_for)
}

/// R28 speaks of whatever no other rule names.
fn names_what_is_left(rule: &'static Rule) -> bool {
    let asks = |leaf: &&Condition| matches!(leaf, Condition::Number(number) if number.fact == Fact::UnansweredSigns);
    rule.arms.iter().any(|arm| collect(&arm.when).iter().any(asks))
}

fn collect(condition: &'static Condition) -> Vec<&'static Condition> {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::Some(_, list) => {
            list.iter().flat_map(collect).collect()
        }
        Condition::Not(one) | Condition::Unless(one) | Condition::Unknown(one) => collect(one),
        Condition::Rule(..) | Condition::Flag(_) | Condition::Number(_) => vec![condition],
    }
}

pub(crate) fn guard_words(rule: &Rule, texts: Texts) -> String {
    texts.get(&format!("rule.{}.say", rule.id)).to_owned()
}

/// The sources behind their ids.
pub(crate) fn sources(ids: &str) -> Vec<Source> {
    let source = |id: &str| {
        let (title, address) =
            SOURCES.iter().find_map(|line| line.strip_prefix(id)?.strip_prefix('\t')?.split_once('\t'))?;
        let address = (!address.is_empty()).then(|| address.to_owned());
        Some(Source { id: id.to_owned(), title: title.to_owned(), address })
    };
    ids.split_whitespace().filter_map(source).collect()
}

/// Whom to call in a country.
pub(crate) fn phones_for(country: Option<&str>) -> PhoneNumbers {
    let known = country.and_then(phones_of);
    PhoneNumbers {
        emergency: known.map(|phones| phones.emergency.into()),
        advice: known.filter(|phones| !phones.advice.is_empty()).map(|phones| phones.advice.into()),
        common: COMMON_NUMBERS.map(str::to_owned).into(),
    }
}

/// Everything that the rules say of a case.
pub(crate) fn findings(case: &Case, texts: Texts) -> Findings {
    let facts = Facts::at(case, case.now.clone());
    Explainer::new(&facts, texts).findings()
}

#[cfg(test)]
mod tests {
    use super::super::cases::parse;
    use super::*;

    fn finding(case: &str, rule: &str) -> Finding {
        let all = findings(&parse(case), Texts::of("en"));
        let mut every = all.fired.into_iter().chain(all.unknown).chain(all.not_fired);
        every.find(|finding| finding.rule_id == rule).unwrap()
    }

    #[test]
    fn a_finding_says_what_it_rests_on() {
        let found = finding("nights = \"X.XX?X.X..X.?X\"", "R2");
        assert_eq!((found.verdict, found.urgency), (Verdict::Fired, Urgency::Soon));
        let [line] = &found.facts[..] else { panic!("{:?}", found.facts) };
        assert_eq!(line.sentence, "Cramps on 7 of the last 14 nights");
        assert_eq!(line.rule, "Rule: 6 nights or more");
        assert_eq!((line.state, line.nights.len(), line.origins.len()), (Verdict::Fired, 14, 7));
        assert_eq!(found.since.unwrap().to_string(), "2026-11-20", "the sixth cramp night was that of the 20th");
    }

    #[test]
    fn what_is_not_needed_says_so() {
        let found = finding("nights = \"X*14\"\ntoilet = \"2*14\"\nsigns = [\"thirst\"]", "R4");
        let line = found.facts.iter().find(|line| line.fact == "ankle-swelling").unwrap();
        assert_eq!((line.state, line.needed), (Verdict::Unknown, false));
        assert_eq!(line.sentence, "Swollen ankles: not known");
        assert!(line.rule.starts_with("Not needed"), "{}", line.rule);
    }

    #[test]
    fn an_unknown_says_what_would_settle_it() {
        let found = finding("nights = \"X*14\"\nmedicines = [\"statin\"]", "R14");
        assert_eq!(found.verdict, Verdict::Unknown);
        assert_eq!(found.question.unwrap().id, "both-thighs-or-shoulders");
    }

    #[test]
    fn an_answer_quiets_a_soon_until_something_grows() {
        #[track_caller]
        fn case(seen: &str, quiet: bool) {
            let nights = "nights = \"X..X..X X..X..X\"\ndisturbance = \"6*14\"";
            let found = finding(&format!("{nights}\nseen = [{{ rule = \"R12\", {seen} }}]"), "R12");
            assert_eq!((found.verdict, found.quiet.is_some()), (Verdict::Fired, quiet), "{seen}");
        }
        case("ago = 0", true);
        case("ago = 0, visit = -6", true);
        case("ago = 8", false); // three more woken nights than on that day
        case("ago = 0, visit = 15", false); // the visit is over for more than a fortnight
    }

    #[test]
    fn a_sign_reported_anew_is_not_quiet_and_an_emergency_never_is() {
        let weak = |ago: u32| {
            let sign = format!("signs = [{{ sign = \"growing-weakness\", ago = {ago} }}]");
            finding(&format!("{sign}\nseen = [{{ rule = \"R10\", ago = 3 }}]"), "R10").quiet.is_some()
        };
        assert_eq!((weak(5), weak(1)), (true, false));
        let found = finding("signs = [\"coughing-blood\"]\nseen = [{ rule = \"E1\", ago = 0 }]", "E1");
        assert_eq!((found.urgency, found.quiet), (Urgency::Emergency, None));
    }

    #[test]
    fn two_cards_at_most_the_most_urgent_first_and_self_care_silent() {
        let all = findings(
            &parse("nights = \"X*14\"\nsigns = [\"coughing-blood\", \"one-leg-swollen\", \"drinks-most-days\"]"),
            Texts::of("en"),
        );
        let cards: Vec<&str> = all.cards.iter().map(|card| card.rule_id.as_str()).collect();
        assert_eq!(cards, ["E1", "E2"]);
        assert!(all.fired.iter().all(|finding| finding.urgency != Urgency::SelfCare));
        let silent = all.not_fired.iter().find(|finding| finding.rule_id == "R25").unwrap();
        assert_eq!(silent.verdict, Verdict::NotFired);
        assert_eq!(all.cards[0].ticked[0].text, "Coughing up blood");
    }

    #[test]
    fn the_number_to_call_is_that_of_the_country() {
        let all = findings(&parse("profile = { country = \"DE\" }"), Texts::of("en"));
        assert_eq!((all.phones.emergency.as_deref(), all.phones.advice.as_deref()), (Some("112"), Some("116 117")));
        let none = findings(&parse(""), Texts::of("en")).phones;
        assert_eq!((none.emergency, none.common), (None, COMMON_NUMBERS.map(str::to_owned).to_vec()));
    }

    #[test]
    fn every_language_says_the_same_in_its_own_words() {
        let case = parse("nights = \"X*14\"\ntoilet = \"2*14\"\nsigns = [\"thirst\", \"dark-urine\"]");
        let ids = |tag: &str| {
            let all = findings(&case, Texts::of(tag));
            assert!(all.fired.iter().all(|it| !it.message.is_empty() && !it.message.contains('{')), "{tag}");
            all.fired.iter().map(|finding| finding.rule_id.clone()).collect::<Vec<_>>()
        };
        for tag in Texts::tags() {
            assert_eq!(ids(tag), ids("en"), "{tag}");
        }
        let words = |tag: &str| findings(&case, Texts::of(tag)).fired[0].message.clone();
        assert_ne!(words("de"), words("en"));
    }
}
