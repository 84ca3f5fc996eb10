//! Every rule on every case: the rulebook's own, and the vignettes.

use super::book::RULES;
use super::cases::{Told, of_rulebook, vignettes};
use super::evaluate::{Judge, Judgement};
use super::fact::Facts;
use crate::word::Word;

/// What became of a rule in the words of the cases: the key of the arm that fired, `fired` for a guard.
fn word(index: usize, judgement: Judgement) -> &'static str {
    match (judgement.verdict, judgement.arm) {
        (Some(true), _) if RULES[index].is_guard => "fired",
        (Some(true), Some(arm)) => RULES[index].arms[arm].key,
        (Some(_), _) => "not-fired",
        (None, _) => "unknown",
    }
}

/// A case may name an arm by its urgency where no other arm has that word for its key.
pub(super) fn is_as_expected(index: usize, judgement: Judgement, expected: &str) -> bool {
    let arms = RULES[index].arms;
    let by_urgency = judgement.verdict == Some(true)
        && !arms.iter().any(|arm| arm.key == expected)
        && judgement.arm.is_some_and(|arm| arms[arm].urgency.word() == expected);
    by_urgency || word(index, judgement) == expected
}

/// What is wrong with a case's verdicts.
fn failures(told: &Told) -> Vec<String> {
    let facts = Facts::at(&told.case, told.case.now.clone());
    let judgements = Judge::new(&facts).all();
    let mut failures = Vec::new();
    for (rule, expected) in &told.expect {
        let Some(index) = RULES.iter().position(|known| known.id == rule) else {
            failures.push(told.fault(format!("there is no rule {rule}")));
            continue;
        };
        if !is_as_expected(index, judgements[index], expected) {
            let found = word(index, judgements[index]);
            failures.push(told.fault(format!("{}: {rule} is {found}, expected {expected}", told.name)));
        }
    }
    for (index, rule) in RULES.iter().enumerate().filter(|(_, rule)| told.only && !rule.is_guard) {
        let expected = told.expect.iter().any(|(known, _)| known == rule.id);
        if !expected && judgements[index].verdict == Some(true) {
            failures.push(told.fault(format!("{}: {} fired, nothing else may", told.name, rule.id)));
        }
    }
    failures
}

#[test]
fn every_rule_keeps_its_own_cases() {
    let cases = of_rulebook();
    let failures: Vec<String> = cases.iter().flat_map(failures).collect();
    println!("{} cases in the rulebook", cases.len());
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn every_vignette_is_judged_as_a_clinician_would() {
    let cases = vignettes();
    let failures: Vec<String> = cases.iter().flat_map(failures).collect();
    println!("{} vignettes", cases.len());
    assert!(cases.len() >= 100, "only {} vignettes", cases.len());
    for told in &cases {
        assert!(!told.row.is_empty(), "{}", told.fault("names no row of the evidence".into()));
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}
