//! What holds of every case, whatever is in it: cases are thrown together from the rulebook's own and changed.

use proptest::prelude::*;

use super::book::RULES;
use super::case::Case;
use super::cases::of_rulebook;
use super::evaluate::{Judge, Judgement};
use super::explain::findings;
use super::fact::Facts;
use super::finding::Urgency;
use super::signs::is_listed;
use crate::answer::Answer;
use crate::entries::{Morning, Sign, SignReport};
use crate::texts::Texts;
use crate::word::Word;

fn judged(case: &Case) -> Vec<Judgement> {
    let facts = Facts::at(case, case.now.clone());
    Judge::new(&facts).all()
}

/// The most urgent finding.
fn top(judged: &[Judgement]) -> Option<Urgency> {
    let rules = RULES.iter().zip(judged).filter(|(rule, _)| !rule.is_guard);
    rules.filter_map(|(rule, judgement)| judgement.arm.map(|arm| rule.arms[arm].urgency)).min()
}

/// Two of the rulebook's cases in one person, as far as they were asked about at the same moment.
fn mixed(a: usize, b: usize, cases: &[Case]) -> Case {
    let (a, b) = (&cases[a % cases.len()], &cases[b % cases.len()]);
    if a.now != b.now {
        return a.clone();
    }
    let mut mixed = a.clone();
    mixed.cramps.extend(b.cramps.iter().cloned().map(|mut cramp| {
        cramp.id.replace_range(..1, "1");
        cramp
    }));
    let new_night = |morning: &&Morning| a.mornings.iter().all(|known| known.night != morning.night);
    mixed.mornings.extend(b.mornings.iter().filter(new_night).cloned());
    mixed.reports.extend(b.reports.iter().cloned());
    mixed.conditions.extend(b.conditions.iter().cloned());
    mixed.medicines.extend(b.medicines.iter().cloned());
    mixed
}

fn cases() -> Vec<Case> {
    of_rulebook().into_iter().map(|told| told.case).collect()
}

fn shuffled<T: Clone>(list: &[T], seed: usize) -> Vec<T> {
    let mut list = list.to_vec();
    let length = list.len();
    for at in 1..length {
        list.swap(at, (seed.wrapping_mul(2_654_435_761).wrapping_add(at * 40_503)) % (at + 1));
    }
    list
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_entries_does_not_matter(a in any::<u16>(), b in any::<u16>(), seed in any::<u16>()) {
        let case = mixed(a.into(), b.into(), &cases());
        let mut other = case.clone();
        other.cramps = shuffled(&case.cramps, seed.into());
        other.mornings = shuffled(&case.mornings, seed.into());
        other.evenings = shuffled(&case.evenings, seed.into());
        other.reports = shuffled(&case.reports, seed.into());
        other.conditions = shuffled(&case.conditions, seed.into());
        other.medicines = shuffled(&case.medicines, seed.into());
        prop_assert_eq!(judged(&case), judged(&other));
        prop_assert_eq!(judged(&case), judged(&case), "twice the same");
    }

    #[test]
    fn forgetting_an_answer_never_turns_fired_into_not_fired(a in any::<u16>(), b in any::<u16>(), which in any::<u16>()) {
        let case = mixed(a.into(), b.into(), &cases());
        // An answer "no" that nobody had given: a report, a condition, a morning that had said "none".
        let mut less = case.clone();
        let said_no = |answer: Answer| answer == Answer::No;
        let which = usize::from(which);
        let noes: Vec<usize> = (0..less.reports.len()).filter(|at| said_no(less.reports[*at].answer)).collect();
        if !noes.is_empty() {
            // A "no" that ended a "yes" is more than an answer: it says that it is over.
            let at = noes[which % noes.len()];
            let sign = less.reports[at].sign;
            if less.reports.iter().all(|report| report.sign != sign || said_no(report.answer)) {
                less.reports.remove(at);
            }
        }
        less.conditions.retain(|condition| !said_no(condition.answer));
        let zeros: Vec<usize> = (0..less.mornings.len()).filter(|at| less.mornings[*at].cramps == Some(0)).collect();
        if !zeros.is_empty() {
            less.mornings[zeros[which % zeros.len()]].cramps = None;
        }
        for ((rule, before), after) in RULES.iter().zip(judged(&case)).zip(judged(&less)) {
            // Statistics weigh the nights without a cramp themselves; what rests on them has a gate of its own.
            let turned = before.verdict == Some(true) && after.verdict == Some(false);
            // R28 gives way to a more urgent rule that now names its sign.
            prop_assert!(!turned || rests_on_statistics(rule.id) || rule.id == "R28", "{} turned", rule.id);
        }
    }

    #[test]
    fn a_red_flag_never_makes_it_less_urgent(a in any::<u16>(), b in any::<u16>(), sign in 0..Sign::ALL.len()) {
        let case = mixed(a.into(), b.into(), &cases());
        let sign = Sign::ALL[sign];
        prop_assume!(is_listed(sign));
        let mut more = case.clone();
        let (id, at) = ("2199f0c2-7b1e-7cc3-9a52-000000000001".to_owned(), case.now.clone());
        more.reports.push(SignReport { id, sign, answer: Answer::Yes, at, since: None });
        let (before, after) = (top(&judged(&case)), top(&judged(&more)));
        let rank = |urgency: Option<Urgency>| urgency.map_or(usize::MAX, |urgency| urgency as usize);
        prop_assert!(rank(after) <= rank(before), "{sign:?}: {before:?} became {after:?}");
    }

    #[test]
    fn one_more_cramp_night_never_silences_a_soon(a in any::<u16>(), b in any::<u16>(), ago in 0_usize..14) {
        let case = mixed(a.into(), b.into(), &cases());
        let night = Facts::newest_night(&case.now, &case).plus(-(ago as i64));
        let mut more = case.clone();
        let remembered = more.mornings.iter().position(|morning| morning.night == night);
        match remembered {
            Some(at) => more.mornings[at].cramps = Some(more.mornings[at].cramps.unwrap_or(0).max(1)),
            None => more.mornings.push(Morning { cramps: Some(1), ..Morning::unanswered(night) }),
        }
        for ((rule, before), after) in RULES.iter().zip(judged(&case)).zip(judged(&more)) {
            let soon = before.arm.is_some_and(|arm| rule.arms[arm].urgency == Urgency::Soon) && !rule.is_guard;
            prop_assert!(!soon || after.verdict == Some(true), "{} fell silent", rule.id);
        }
    }

    #[test]
    fn a_finding_that_fired_names_what_it_rests_on(a in any::<u16>(), b in any::<u16>()) {
        let case = mixed(a.into(), b.into(), &cases());
        let all = findings(&case, Texts::of("en"));
        for other in all.unknown.iter().chain(&all.not_fired) {
            prop_assert!(!other.message.contains('{') && !other.title.contains('{'), "{other:?}");
        }
        for finding in all.fired {
            let named = finding.facts.iter().any(|line| !line.origins.is_empty()) || rests_on_rules(&finding);
            prop_assert!(named, "{}: {:?}", finding.rule_id, finding.facts);
            prop_assert!(!finding.message.contains('{') && !finding.because.contains('{'), "{finding:?}");
        }
    }
}

/// R22, R21 and R27 compare rates, and R16 rests on R22.
fn rests_on_statistics(rule: &str) -> bool {
    ["R16", "R21", "R22", "R27"].contains(&rule)
}

/// A rule that speaks of another one's finding shows its entries there.
fn rests_on_rules(finding: &super::Finding) -> bool {
    finding.facts.iter().any(|line| RULES.iter().any(|rule| rule.id == line.fact))
}
