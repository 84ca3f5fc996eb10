//! The lines of an explanation: each fact that a rule looked at, what the journal shows of it, and what the rule asks.

use super::book::{Arm, Compare, Condition, Fact, Flag, Number, RULES, Rule, Window};
use super::evaluate::Judgement;
use super::explain::{Explainer, counts_for};
use super::fact::{Range, Trail, Tri};
use super::finding::{FactLine, Verdict};

/// A strip of more nights is too small to read.
const MOST_STRIP: u16 = 14;
const MOST_ORIGINS: usize = 20;

/// How a condition's part is looked at.
#[derive(Clone, Copy)]
struct Sight {
    /// The verdict could turn on it.
    needed: bool,
    negated: bool,
    /// Its limit says something; not where it only matters whether it is known.
    limit: bool,
}

impl Explainer<'_, '_> {
    /// What a rule looked at: the arm that fired, or all of them.
    pub(super) fn lines(&self, rule: &'static Rule, judgement: Judgement) -> Vec<FactLine> {
        let fired = judgement.verdict == Some(true);
        let arms: Vec<&Arm> = match judgement.arm.filter(|_| fired) {
            Some(arm) => vec![&rule.arms[arm]],
            None => rule.arms.iter().collect(),
        };
        let mut seen: Vec<&Condition> = Vec::new();
        let mut lines = Vec::new();
        for arm in arms {
            self.walk(&arm.when, Sight { needed: true, negated: false, limit: true }, &mut |leaf, state, sight| {
                if !seen.contains(&leaf) {
                    seen.push(leaf);
                    lines.extend(self.line(leaf, state, sight, fired));
                }
            });
        }
        lines
    }

    /// Visits the facts and rules of a condition with what becomes of each, and whether it matters.
    fn walk<'w>(&self, it: &'w Condition, sight: Sight, visit: &mut dyn FnMut(&'w Condition, Tri, Sight)) {
        let flip = |held: Tri| if sight.negated { held.map(|held| !held) } else { held };
        match it {
            Condition::All(list) | Condition::Some(_, list) => {
                list.iter().for_each(|one| self.walk(one, sight, visit));
            }
            Condition::Any(list) => {
                let settled = self.judge.holds(it) == Some(true);
                for one in *list {
                    let enough = settled && self.judge.holds(one) != Some(true);
                    self.walk(one, Sight { needed: sight.needed && !enough, ..sight }, visit);
                }
            }
            Condition::Not(one) => self.walk(one, Sight { negated: !sight.negated, ..sight }, visit),
            // Nobody needs to read what is merely not known to be so; only what stands in the way.
            Condition::Unless(one) => self.walk(one, sight, &mut |leaf, held, sight| {
                if held == Some(true) {
                    visit(leaf, flip(Some(false)), Sight { limit: false, ..sight });
                }
            }),
            Condition::Unknown(one) => self.walk(one, sight, &mut |leaf, held, sight| {
                visit(leaf, flip(Some(held.is_none())), Sight { limit: false, ..sight });
            }),
            Condition::Rule(..) | Condition::Flag(_) | Condition::Number(_) => {
                visit(it, flip(self.judge.holds(it)), sight);
            }
        }
    }

    fn line(&self, leaf: &Condition, state: Tri, sight: Sight, fired: bool) -> Option<FactLine> {
        let needed = sight.needed;
        let state = match state {
            Some(true) => Verdict::Fired,
            Some(false) => Verdict::NotFired,
            None => Verdict::Unknown,
        };
        let (fact, sentence, rule, window) = match leaf {
            Condition::Rule(index, _) => {
                let title = self.texts.get(&format!("rule.{}.title", RULES[*index].id));
                let line = FactLine {
                    fact: RULES[*index].id.into(),
                    sentence: match self.judge.holds(leaf) {
                        Some(true) => self.texts.fill("why.rule-fired", &[("title", title)]),
                        Some(false) => self.texts.fill("why.no", &[("fact", title)]),
                        None => self.texts.fill("why.not-known", &[("fact", title)]),
                    },
                    rule: String::new(),
                    state,
                    needed,
                    nights: Vec::new(),
                    origins: Vec::new(),
                };
                return Some(line);
            }
            // Nothing was seen yet: nothing to read about it.
            Condition::Flag(Flag { fact: Fact::FrequencySeen, .. })
            | Condition::Number(Number { fact: Fact::CrampNightsMoreThanWhenSeen, .. })
                if self.judge.facts.frequency_seen(&mut Trail::default()).is_none() =>
            {
                return None;
            }
            Condition::Flag(flag) => {
                let (sentence, rule) = self.flag_words(flag);
                (flag.fact, sentence, rule, Window { last: 0, before: 0 })
            }
            Condition::Number(number) => {
                let (sentence, rule) = self.number_words(number);
                (number.fact, sentence, rule, number.window)
            }
            _ => return None,
        };
        let mut trail = if fired { Trail::wanted() } else { Trail::default() };
        if fact == Fact::UnansweredSigns {
            for sign in self.judge.unanswered_signs() {
                self.judge.facts.reported(&[sign], counts_for(sign), &mut trail);
            }
        } else if fired {
            self.judge.facts.value(fact, window, &mut trail);
        }
        trail.origins.truncate(MOST_ORIGINS);
        let has_strip = fired && fact.unit() == "nights" && (1..=MOST_STRIP).contains(&window.last);
        let nights = if has_strip { self.judge.facts.strip(window) } else { Vec::new() };
        let rule = match state {
            Verdict::Unknown if !needed => self.texts.get("why.not-needed").into(),
            _ if !sight.limit => String::new(),
            _ => rule,
        };
        Some(FactLine { fact: fact.name().into(), sentence, rule, state, needed, nights, origins: trail.origins })
    }

    fn flag_words(&self, flag: &Flag) -> (String, String) {
        let name = self.texts.get(&format!("fact.{}", flag.fact.name()));
        let plain = Condition::Flag(Flag { is: true, lasting: None, ..*flag });
        let sentence = match self.judge.holds(&plain) {
            Some(true) => name.to_owned(),
            Some(false) => self.texts.fill("why.no", &[("fact", name)]),
            None => self.texts.fill("why.not-known", &[("fact", name)]),
        };
        let rule = match flag.lasting {
            Some(days) => {
                let limit = self.texts.plural("unit.days", u64::from(days), &[]);
                self.texts.fill("why.lasting", &[("limit", &limit)])
            }
            None if !flag.is => self.texts.get("why.is-no").to_owned(),
            None => String::new(),
        };
        (sentence, rule)
    }

    fn number_words(&self, number: &Number) -> (String, String) {
        let range = self.judge.range(number);
        let name = self.texts.get(&format!("fact-name.{}", number.fact.name()));
        if [Fact::ChanceOfWorsening, Fact::ChanceOfClearBenefit].contains(&number.fact) {
            // No probability is shown: whether it is clear stands in the line's state.
            return match range.known() {
                Some(_) => (name.to_owned(), String::new()),
                None => (self.texts.fill("why.number-not-known", &[("fact", name)]), String::new()),
            };
        }
        let days = number.window.last.to_string();
        let newest = number.window.before.to_string();
        let sentence = if let Some(shown) = shown(number, range) {
            let key = if number.window.before > 0 { "fact-before" } else { "fact" };
            let values = [("d", days.as_str()), ("b", newest.as_str())];
            self.texts.plural(&format!("{key}.{}", number.fact.name()), shown, &values)
        } else {
            let key = if range == Range::NEVER { "why.no" } else { "why.number-not-known" };
            self.texts.fill(key, &[("fact", name)])
        };
        let limit = self.texts.plural(&format!("unit.{}", number.fact.unit()), number.limit as u64, &[]);
        let key = match number.compare {
            Compare::AtLeast => "why.at-least",
            Compare::AtMost => "why.at-most",
            Compare::Above => "why.above",
            Compare::Below => "why.below",
        };
        (sentence, self.texts.fill(key, &[("limit", &limit)]))
    }
}

/// Whether a number counts things that were logged, so that its lower bound is worth saying.
pub(super) fn counts(number: &Number) -> bool {
    let unit = number.fact.unit();
    number.fact.spec().windowed && ["nights", "cramps", "falls", "near-falls", "days"].contains(&unit)
}

/// The number that is worth saying: of two possible ages the higher, of days between two dates the most there can be, of a
/// count what is sure, of anything else what is known.
pub(super) fn shown(number: &Number, range: Range) -> Option<u64> {
    let worth = match number.fact {
        Fact::Age if range.most - range.least <= 1.0 => Some(range.most),
        Fact::DaysFromMedicineToCramps | Fact::DaysFromStatinToWeakness => Some(range.most),
        _ if counts(number) => Some(range.least),
        _ => range.known(),
    };
    worth.filter(|number| number.is_finite()).map(|number| number.max(0.0) as u64)
}
