//! Judges rules: three values, the most urgent arm that is true.

use std::cell::RefCell;
use std::collections::HashMap;

use super::book::{Arm, Condition, Fact, Flag, Number, RULES, Rule, Window};
use super::fact::{Facts, Range, Trail, Tri, Value, and, or};
use super::finding::{Urgency, Verdict};
use crate::entries::Sign;

/// What became of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) verdict: Tri,
    /// The arm that fired.
    pub(crate) arm: Option<usize>,
    /// A more urgent arm than the one that fired cannot be told.
    pub(crate) more_urgent_unknown: bool,
    /// It would fire, but self-care stays silent beside an emergency or a today (evidence §5.0.16).
    pub(crate) silenced: bool,
}

impl Judgement {
    pub(crate) fn verdict(self) -> Verdict {
        match self.verdict {
            Some(true) => Verdict::Fired,
            Some(false) => Verdict::NotFired,
            None => Verdict::Unknown,
        }
    }
}

/// An answer that is supposed, to see what it would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Supposed {
    pub(crate) fact: Fact,
    pub(crate) is: bool,
}

/// The rules on a case at one moment, each judged when it is first asked about.
pub(crate) struct Judge<'f, 'c> {
    pub(crate) facts: &'f Facts<'c>,
    rules: &'f [Rule],
    supposed: Option<Supposed>,
    judged: RefCell<Vec<Option<Judgement>>>,
    values: RefCell<HashMap<(Fact, Window), Value>>,
}

impl<'f, 'c> Judge<'f, 'c> {
    pub(crate) fn new(facts: &'f Facts<'c>) -> Self {
        Self::with(facts, &RULES)
    }

    /// With another rulebook: how the tests find out which of its parts matter.
    pub(crate) fn with(facts: &'f Facts<'c>, rules: &'f [Rule]) -> Self {
        let judged = RefCell::new(vec![None; rules.len()]);
        Self { facts, rules, supposed: None, judged, values: RefCell::default() }
    }

    /// The same case, one fact taken for known.
    pub(crate) fn supposing(&self, supposed: Supposed) -> Self {
        let values = RefCell::new(self.values.borrow().clone());
        let judged = RefCell::new(vec![None; self.rules.len()]);
        Self { supposed: Some(supposed), judged, values, ..*self }
    }

    /// Every rule and guard, in the order of [`RULES`].
    pub(crate) fn all(&self) -> Vec<Judgement> {
        let found = (0..self.rules.len()).map(|index| self.judge(index)).collect();
        self.silence_self_care(found)
    }

    fn silence_self_care(&self, mut found: Vec<Judgement>) -> Vec<Judgement> {
        let urgent = |index: usize, judgement: &Judgement| {
            let arm = judgement.arm.map(|arm| self.rules[index].arms[arm].urgency);
            !self.rules[index].is_guard && matches!(arm, Some(Urgency::Emergency | Urgency::Today))
        };
        if found.iter().enumerate().any(|(index, judgement)| urgent(index, judgement)) {
            for (index, judgement) in found.iter_mut().enumerate() {
                let arm = judgement.arm.map(|arm| self.rules[index].arms[arm].urgency);
                let only_self_care = |arm: &Arm| arm.urgency == Urgency::SelfCare;
                let tip = arm == Some(Urgency::SelfCare)
                    || (judgement.verdict.is_none() && self.rules[index].arms.iter().all(only_self_care));
                if tip && !self.rules[index].is_guard {
                    let more_urgent_unknown = judgement.more_urgent_unknown;
                    let verdict = if more_urgent_unknown { None } else { Some(false) };
                    *judgement = Judgement { verdict, arm: None, silenced: true, more_urgent_unknown };
                }
            }
        }
        found
    }

    /// One rule by its index.
    pub(crate) fn judge(&self, index: usize) -> Judgement {
        if let Some(judgement) = self.judged.borrow()[index] {
            return judgement;
        }
        // The build refuses rules that speak of each other in a circle: this ends.
        let mut judgement = Judgement { verdict: Some(false), ..Judgement::default() };
        let mut unknown = None;
        for (number, arm) in self.rules[index].arms.iter().enumerate() {
            match self.holds(&arm.when) {
                Some(true) => {
                    judgement.more_urgent_unknown = unknown.is_some_and(|unknown| unknown < arm.urgency);
                    judgement.verdict = Some(true);
                    judgement.arm = Some(number);
                    break;
                }
                Some(false) => {}
                None => {
                    judgement.verdict = None;
                    unknown = unknown.or(Some(arm.urgency));
                }
            }
        }
        self.judged.borrow_mut()[index] = Some(judgement);
        judgement
    }

    /// The value of a condition.
    pub(crate) fn holds(&self, condition: &Condition) -> Tri {
        match condition {
            Condition::All(list) => list.iter().map(|it| self.holds(it)).reduce(and).unwrap_or(Some(true)),
            Condition::Any(list) => list.iter().map(|it| self.holds(it)).reduce(or).unwrap_or(Some(false)),
            Condition::Some(least, list) => {
                let held: Vec<Tri> = list.iter().map(|it| self.holds(it)).collect();
                let yes = held.iter().filter(|it| **it == Some(true)).count();
                let open = held.iter().filter(|it| it.is_none()).count();
                if yes >= *least {
                    Some(true)
                } else if yes + open >= *least {
                    None
                } else {
                    Some(false)
                }
            }
            Condition::Not(one) => self.holds(one).map(|held| !held),
            Condition::Unless(one) => Some(self.holds(one) != Some(true)),
            Condition::Unknown(one) => Some(self.holds(one).is_none()),
            Condition::Rule(index, urgency) => self.fires(*index, *urgency),
            Condition::Flag(flag) => self.flag(flag),
            Condition::Number(number) => self.number(number),
        }
    }

    fn fires(&self, index: usize, urgency: Option<Urgency>) -> Tri {
        let Some(urgency) = urgency else { return self.judge(index).verdict };
        let arms = self.rules[index].arms.iter().filter(|arm| arm.urgency == urgency);
        arms.map(|arm| self.holds(&arm.when)).reduce(or).unwrap_or(Some(false))
    }

    fn flag(&self, flag: &Flag) -> Tri {
        if let Some(supposed) = self.supposed.filter(|supposed| supposed.fact == flag.fact) {
            return Some(supposed.is == flag.is);
        }
        let value = match self.value(flag.fact, Window { last: 0, before: 0 }) {
            Value::Flag(value) => value.map(|value| value == flag.is),
            Value::Number(_) => None,
        };
        match flag.lasting {
            Some(days) if value != Some(false) => {
                let lasted = self.facts.lasted_for(flag.fact).keeps(super::book::Compare::AtLeast, f64::from(days));
                and(value, if value == Some(true) { lasted } else { None })
            }
            _ => value,
        }
    }

    fn number(&self, number: &Number) -> Tri {
        if let Some(supposed) = self.supposed.filter(|supposed| supposed.fact == number.fact) {
            return Some(supposed.is);
        }
        self.range(number).keeps(number.compare, number.limit.into())
    }

    /// The range of a number that a condition asks for.
    pub(crate) fn range(&self, number: &Number) -> Range {
        if number.fact == Fact::UnansweredSigns {
            return Range::exactly(self.unanswered_signs().len() as f64);
        }
        let Value::Number(range) = self.value(number.fact, number.window) else { return Range::UNKNOWN };
        if number.known > 0
            && let Value::Number(known) = self.value(Fact::KnownNights, number.window)
            && known.least >= f64::from(number.known)
        {
            return Range::exactly(range.least);
        }
        range
    }

    fn value(&self, fact: Fact, window: Window) -> Value {
        if let Some(value) = self.values.borrow().get(&(fact, window)) {
            return *value;
        }
        let value = self.facts.value(fact, window, &mut Trail::default());
        self.values.borrow_mut().insert((fact, window), value);
        value
    }

    /// The signs of the list that are there and that no emergency, today or soon finding names (evidence §5.0.18).
    pub(crate) fn unanswered_signs(&self) -> Vec<Sign> {
        let mut named: Vec<Sign> = Vec::new();
        for (index, rule) in self.rules.iter().enumerate().filter(|(_, rule)| !rule.is_guard) {
            let speaks_last = rule.arms.iter().any(|arm| asks_for_verdicts(&arm.when));
            if speaks_last {
                continue;
            }
            let urgency = self.judge(index).arm.map(|arm| rule.arms[arm].urgency);
            if matches!(urgency, Some(Urgency::Emergency | Urgency::Today | Urgency::Soon)) {
                named.extend(rule.signs);
            }
        }
        self.facts.standing_signs().filter(|sign| !named.contains(sign)).collect()
    }
}

fn asks_for_verdicts(condition: &Condition) -> bool {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::Some(_, list) => list.iter().any(asks_for_verdicts),
        Condition::Not(one) | Condition::Unless(one) | Condition::Unknown(one) => asks_for_verdicts(one),
        Condition::Number(number) => number.fact == Fact::UnansweredSigns,
        Condition::Rule(..) | Condition::Flag(_) => false,
    }
}
