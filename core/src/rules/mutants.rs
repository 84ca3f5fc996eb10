//! Does every part of the rulebook matter? Each threshold is moved by one step, each all or any is flipped, each term is
//! dropped, one at a time; at least one case must then fail.

use super::book::{Arm, Condition, Flag, Number, RULES, Rule, Window};
use super::cases::{Told, of_rulebook, vignettes};
use super::evaluate::Judge;
use super::fact::Facts;
use super::verdicts::is_as_expected;

/// At most so many of a hundred may change nothing that a case sees, each with its reason below.
const MOST_SURVIVORS_PERCENT: f64 = 3.0;

/// Mutants that are no change: rule, what was changed, and why nobody could notice.
const SAME_BY_MEANING: [(&str, &str, &str); 6] = [
    ("R4", "dropped Rule(", "R3 never fires without R2"),
    ("R4", "share-of-nights-up-twice limit 50 is 49", "no share of 14 nights or fewer lies between"),
    ("G1", "share-of-nights-up-twice limit 50 is 49", "no share of 14 nights or fewer lies between"),
    ("G1", "unknown: kidney-stage limit", "within unknown it only matters whether the fact is known"),
    ("G3", "unknown: kidney-stage limit", "within unknown it only matters whether the fact is known"),
    ("G11", "unknown: vitamin-b6 limit", "within unknown it only matters whether the fact is known"),
];

/// A changed condition, and what was changed.
type Mutant = (String, Condition);

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn list(list: Vec<Condition>) -> &'static [Condition] {
    Box::leak(list.into_boxed_slice())
}

/// Every condition that differs from this one in one place.
fn mutants(of: &Condition) -> Vec<Mutant> {
    match of {
        Condition::All(terms) => group("all", terms, Condition::All, Condition::Any),
        Condition::Any(terms) => group("any", terms, Condition::Any, Condition::All),
        Condition::Some(least, terms) => {
            let mut found = inside(terms, |terms| Condition::Some(*least, terms));
            found.extend(dropped(terms, |terms| Condition::Some(*least, terms)));
            for moved in [least - 1, least + 1] {
                found.push((format!("some {least} is some {moved}"), Condition::Some(moved, terms)));
            }
            found
        }
        Condition::Not(one) => wrapped(one, Condition::Not),
        Condition::Unless(one) => wrapped(one, Condition::Unless),
        Condition::Unknown(one) => {
            let inside = wrapped(one, Condition::Unknown).into_iter();
            inside.map(|(what, mutant)| (format!("unknown: {what}"), mutant)).collect()
        }
        Condition::Rule(..) => Vec::new(),
        Condition::Flag(flag) => flag_mutants(flag),
        Condition::Number(number) => number_mutants(number),
    }
}

fn wrapped(one: &Condition, wrap: fn(&'static Condition) -> Condition) -> Vec<Mutant> {
    mutants(one).into_iter().map(|(what, inner)| (what, wrap(leak(inner)))).collect()
}

fn group(
    name: &str,
    terms: &'static [Condition],
    same: fn(&'static [Condition]) -> Condition,
    flipped: fn(&'static [Condition]) -> Condition,
) -> Vec<Mutant> {
    let mut found = inside(terms, same);
    if terms.len() > 1 {
        found.push((format!("{name} of {} flipped", terms.len()), flipped(terms)));
        found.extend(dropped(terms, same));
    }
    found
}

fn inside(terms: &[Condition], make: impl Fn(&'static [Condition]) -> Condition) -> Vec<Mutant> {
    let mut found = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        for (what, mutant) in mutants(term) {
            let mut changed = terms.to_vec();
            changed[at] = mutant;
            found.push((what, make(list(changed))));
        }
    }
    found
}

fn dropped(terms: &[Condition], make: impl Fn(&'static [Condition]) -> Condition) -> Vec<Mutant> {
    let without = |at: usize| {
        let mut left = terms.to_vec();
        let gone = left.remove(at);
        (format!("dropped {gone:?}"), make(list(left)))
    };
    (0..terms.len()).map(without).collect()
}

fn flag_mutants(flag: &Flag) -> Vec<Mutant> {
    let Some(days) = flag.lasting else { return Vec::new() };
    [days - 1, days + 1]
        .map(|moved| {
            let what = format!("{} lasting {days} is {moved}", flag.fact.name());
            (what, Condition::Flag(Flag { lasting: Some(moved), ..*flag }))
        })
        .into()
}

fn number_mutants(number: &Number) -> Vec<Mutant> {
    let name = number.fact.name();
    let mut found = Vec::new();
    let mut add = |what: &str, from: f32, to: f32, changed: Number| {
        found.push((format!("{name} {what} {from} is {to}"), Condition::Number(changed)));
    };
    for limit in [number.limit - 1.0, number.limit + 1.0] {
        add("limit", number.limit, limit, Number { limit, ..*number });
    }
    if number.known > 0 {
        for known in [number.known - 1, number.known + 1] {
            add("known", f32::from(number.known), f32::from(known), Number { known, ..*number });
        }
    }
    let Window { last, before } = number.window;
    if last > 0 {
        for moved in [last - 1, last + 1] {
            let window = Window { last: moved, before };
            add("last", f32::from(last), f32::from(moved), Number { window, ..*number });
        }
    }
    found
}

#[test]
fn every_part_of_the_rulebook_matters_to_a_case() {
    let told: Vec<Told> = of_rulebook().into_iter().chain(vignettes()).collect();
    let facts: Vec<Facts<'_>> = told.iter().map(|told| Facts::at(&told.case, told.case.now.clone())).collect();
    let (mut all, mut survivors) = (0, Vec::new());
    for (index, rule) in RULES.iter().enumerate() {
        let of_rule = |told: &Told| told.expect.iter().any(|(id, _)| id == rule.id);
        let cases: Vec<(&Told, &Facts<'_>)> = told.iter().zip(&facts).filter(|(told, _)| of_rule(told)).collect();
        for (what, changed) in changed_rules(rule) {
            all += 1;
            let mut rules = RULES.to_vec();
            rules[index] = changed;
            let killed = cases.iter().any(|(told, facts)| {
                let judgements = Judge::with(facts, &rules).all();
                told.expect
                    .iter()
                    .any(|(id, expected)| id == rule.id && !is_as_expected(index, judgements[index], expected))
            });
            if !killed {
                survivors.push(format!("{}: {what}", rule.id));
            }
        }
    }
    let share = 100.0 * survivors.len() as f64 / f64::from(all);
    println!("{} of {all} mutants killed; left:", all as usize - survivors.len());
    println!("figure rulebook_mutants_killed {:.1} % promise >= 97", 100.0 - share);
    for survivor in &survivors {
        let same = |(rule, what, _): &&(&str, &str, &str)| {
            survivor.starts_with(&format!("{rule}: ")) && survivor.contains(what)
        };
        let (.., reason) = SAME_BY_MEANING.iter().find(same).unwrap_or_else(|| panic!("no case notices {survivor}"));
        println!("{survivor}: {reason}");
    }
    assert!(share <= MOST_SURVIVORS_PERCENT, "{share:.1} % of the mutants change nothing that a case sees");
}

/// The rule with one part changed, and which.
fn changed_rules(rule: &Rule) -> Vec<(String, Rule)> {
    let mut found = Vec::new();
    for (at, arm) in rule.arms.iter().enumerate() {
        for (what, when) in mutants(&arm.when) {
            let mut arms: Vec<Arm> = rule.arms.to_vec();
            arms[at] = Arm { when, ..*arm };
            found.push((format!("{} {what}", arm.key), Rule { arms: Box::leak(arms.into_boxed_slice()), ..*rule }));
        }
        if rule.arms.len() > 1 {
            let mut arms = rule.arms.to_vec();
            arms.remove(at);
            found
                .push((format!("arm {} dropped", arm.key), Rule { arms: Box::leak(arms.into_boxed_slice()), ..*rule }));
        }
    }
    found
}
