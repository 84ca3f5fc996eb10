//! Which questions matter most now: those whose answer settles what a rule cannot tell.
//!
//! Nobody is asked about red flags every morning: those stand on the list *something was different*. What is asked is what
//! comes slowly or stays true for months, and whatever decides about a sign that the person has reported.

use super::book::{Condition, Fact, FactOrigin, Flag, RULES, Rule};
use super::counts::is_long;
use super::evaluate::{Judge, Judgement, Supposed};
use super::finding::{Choice, Question, Urgency};
use super::signs::is_listed;
use crate::answer::Answer;
use crate::entries::{MorningQuestion, QuestionKind, asked_night};
use crate::night::Night;
use crate::profile::UsualFrequency;
use crate::texts::Texts;
use crate::word::Word;

/// No more is asked in bed.
const MOST_QUESTIONS: usize = 3;
/// Of those at most so many come from the rules while the night itself is open.
const MOST_FROM_RULES: usize = 2;
/// A report that counts for longer than this is about something slow.
const SLOW_DAYS: u32 = 14;

/// The question that would settle a rule, if one answer is enough.
pub(super) fn settling(judge: &Judge<'_, '_>, index: usize, judgement: Judgement, texts: Texts) -> Option<Question> {
    let can_be_answered =
        |fact: Fact| !OF_A_CRAMP.contains(&fact.question()) || cramp_for(judge, fact.question()).is_some();
    let fact = settling_fact(judge, index, judgement, can_be_answered)?;
    let id = fact.question();
    let cramp_id = if OF_A_CRAMP.contains(&id) { cramp_for(judge, id) } else { None };
    Some(question(id, newest_night(judge), cramp_id, texts))
}

/// The fact whose answer would make a rule fire: best one that something points to, and of which either answer decides.
fn settling_fact(
    judge: &Judge<'_, '_>,
    index: usize,
    judgement: Judgement,
    may_ask: impl Fn(Fact) -> bool,
) -> Option<Fact> {
    if judgement.verdict == Some(false) || judgement.verdict == Some(true) && !judgement.more_urgent_unknown {
        return None;
    }
    let mut best = None;
    for fact in open_facts(judge, &RULES[index]) {
        if !can_be_asked(fact) || !may_ask(fact) {
            continue;
        }
        let suppose = |is| judge.supposing(Supposed { fact, is }).judge(index);
        let (yes, no) = (suppose(true), suppose(false));
        let fires =
            |then: Judgement| then.verdict == Some(true) && (judgement.arm.is_none() || then.arm < judgement.arm);
        if fires(yes) == fires(no) {
            continue;
        }
        let settled = |then: Judgement| then.verdict.is_some() && !then.more_urgent_unknown;
        let worth = (has_company(judge, index, fact), settled(yes) && settled(no));
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, fact));
        }
    }
    best.map(|(_, fact)| fact)
}

/// Whether a fact stands in a rule beside another one that is known to be true: then its answer is worth more than one
/// that nothing points to.
fn has_company(judge: &Judge<'_, '_>, index: usize, fact: Fact) -> bool {
    fact.question() == "eased" || RULES[index].arms.iter().any(|arm| company(judge, &arm.when, fact))
}

fn company(judge: &Judge<'_, '_>, condition: &Condition, fact: Fact) -> bool {
    let contains = |it: &Condition| {
        let mut found = false;
        leaves(it, &mut |leaf| {
            found |= matches!(leaf, Condition::Flag(flag) if flag.fact == fact)
                || matches!(leaf, Condition::Number(number) if number.fact == fact);
        });
        found
    };
    match condition {
        Condition::All(list) => {
            let is_known = |it: &Condition| !matches!(it, Condition::Unless(_)) && judge.holds(it) == Some(true);
            let beside = list.iter().any(&contains) && list.iter().any(|it| !contains(it) && is_known(it));
            beside || list.iter().any(|it| company(judge, it, fact))
        }
        Condition::Any(list) | Condition::Some(_, list) => list.iter().any(|it| company(judge, it, fact)),
        Condition::Not(one) | Condition::Unless(one) | Condition::Unknown(one) => company(judge, one, fact),
        Condition::Rule(..) | Condition::Flag(_) | Condition::Number(_) => false,
    }
}

/// The facts of a rule, in its order, on which its conditions are unknown.
fn open_facts(judge: &Judge<'_, '_>, rule: &'static Rule) -> Vec<Fact> {
    let mut facts = Vec::new();
    for arm in rule.arms {
        leaves(&arm.when, &mut |leaf| {
            let fact = match leaf {
                Condition::Flag(flag) => flag.fact,
                Condition::Number(number) => number.fact,
                _ => return,
            };
            // A sign that is there, but nobody knows since when, is no matter of yes and no.
            let plain = Condition::Flag(Flag { fact, is: true, lasting: None });
            let told = matches!(leaf, Condition::Flag(_)) && judge.holds(&plain).is_some();
            if judge.holds(leaf).is_none() && !told && !facts.contains(&fact) {
                facts.push(fact);
            }
        });
    }
    facts
}

fn leaves<'c>(condition: &'c Condition, visit: &mut dyn FnMut(&'c Condition)) {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::Some(_, list) => {
            list.iter().for_each(|one| leaves(one, visit));
        }
        Condition::Not(one) | Condition::Unless(one) | Condition::Unknown(one) => leaves(one, visit),
        leaf => visit(leaf),
    }
}

/// A medicine is told in the profile, with its dates; one answer cannot.
fn can_be_asked(fact: Fact) -> bool {
    !fact.question().is_empty() && !matches!(fact.spec().origin(), FactOrigin::Medicines(_))
}

/// The cramp that a question is about: the newest of which this is not known.
fn cramp_for(judge: &Judge<'_, '_>, question: &str) -> Option<String> {
    let cramp = judge.facts.newest_cramp(|cramp| match question {
        "muscle" => cramp.details.muscle.is_none(),
        "pain" => cramp.details.pain.is_none(),
        "duration" => cramp.details.duration.is_none(),
        _ => is_long(cramp) && cramp.details.eased_by_stretching == Answer::Unknown,
    });
    cramp.map(|cramp| cramp.id.clone())
}

/// Whether a question has an answer already that an answer more would only repeat.
fn is_answered(judge: &Judge<'_, '_>, question: &str, night: Night) -> bool {
    let morning = judge.facts.morning_of(night);
    match question {
        // Without a due date there is more to ask, but not whether.
        "pregnant" => judge.facts.profile().is_some_and(|it| it.profile.pregnant != Answer::Unknown),
        "toilet-visits" => morning.is_some_and(|morning| morning.toilet_visits.is_some()),
        "sleep-disturbance" => morning.is_some_and(|morning| morning.sleep_disturbance.is_some()),
        question if OF_A_CRAMP.contains(&question) => cramp_for(judge, question).is_none(),
        // "No" leaves it unknown; it is asked where the finding is looked at, not every morning.
        "kidney-tested" => true,
        _ => false,
    }
}

/// Whether a morning may ask about a fact for the sake of a rule.
fn may_ask_in_the_morning(judge: &Judge<'_, '_>, rule: &Rule, fact: Fact, night: Night) -> bool {
    let spec = fact.spec();
    if is_answered(judge, fact.question(), night) {
        return false;
    }
    match spec.origin() {
        FactOrigin::Signs(_) if spec.counts_for <= SLOW_DAYS => {
            let reported = |sign: &crate::entries::Sign| judge.facts.standing_signs().any(|standing| standing == *sign);
            rule.signs.iter().filter(|sign| is_listed(**sign)).any(reported)
        }
        _ => true,
    }
}

/// The questions of the rules, the most important first: what something points to already, then by how urgent the finding
/// would be, then by how many it settles.
fn of_rules(judge: &Judge<'_, '_>, night: Night, texts: Texts) -> Vec<Question> {
    let mut wanted: Vec<(bool, Urgency, usize, &'static str)> = Vec::new();
    for (index, rule) in RULES.iter().enumerate().filter(|(_, rule)| !rule.is_guard) {
        let judgement = judge.judge(index);
        let top = rule.arms[0].urgency;
        if top >= Urgency::NextVisit {
            continue;
        }
        let Some(fact) =
            settling_fact(judge, index, judgement, |fact| may_ask_in_the_morning(judge, rule, fact, night))
        else {
            continue;
        };
        let id = fact.question();
        let alone = !has_company(judge, index, fact);
        match wanted.iter_mut().find(|(.., known)| *known == id) {
            Some((still_alone, urgency, times, _)) => {
                *still_alone &= alone;
                *urgency = top.min(*urgency);
                *times += 1;
            }
            None => wanted.push((alone, top, 1, id)),
        }
    }
    let mut questions = Vec::new();
    while let Some(best) = wanted.iter().min_by_key(|(alone, urgency, times, _)| (*alone, *urgency, usize::MAX - times))
    {
        let id = best.3;
        questions.push(question(id, night, None, texts));
        wanted.retain(|(.., other)| *other != id);
    }
    questions
}

/// What to ask now: whether there was a cramp, then what the rules need most, then the details of the night.
pub(crate) fn questions(
    judge: &Judge<'_, '_>,
    of_night: &[MorningQuestion],
    night: Night,
    texts: Texts,
) -> Vec<Question> {
    let mut asked = Vec::new();
    let mut details = Vec::new();
    for open in of_night {
        let (first, id) = match open.kind {
            QuestionKind::AnyCramp => (true, "any-cramp"),
            QuestionKind::Muscle => (false, "muscle"),
            QuestionKind::Pain => (false, "pain"),
            QuestionKind::Duration => (false, "duration"),
        };
        let list = if first { &mut asked } else { &mut details };
        list.push(question(id, open.night, open.cramp_id.clone(), texts));
    }
    let mut rules = of_rules(judge, night, texts);
    rules.retain(|question| details.iter().chain(&asked).all(|known| known.id != question.id));
    for question in &mut rules {
        if OF_A_CRAMP.contains(&question.id.as_str()) {
            question.cramp_id = cramp_for(judge, &question.id);
        }
    }
    let kept = if details.is_empty() { MOST_QUESTIONS } else { MOST_FROM_RULES };
    let late = rules.split_off(rules.len().min(kept));
    asked.extend(rules.into_iter().chain(details).chain(late));
    asked.truncate(MOST_QUESTIONS);
    asked
}

/// Questions about one cramp.
const OF_A_CRAMP: [&str; 4] = ["muscle", "pain", "duration", "eased"];

/// The night that a morning asks about: the last one that has ended.
fn newest_night(judge: &Judge<'_, '_>) -> Night {
    asked_night(&judge.facts.now, judge.facts.case.cut)
}

/// A question by its id, with the answers to choose from.
pub(crate) fn question(id: &str, night: Night, cramp_id: Option<String>, texts: Texts) -> Question {
    let words: Vec<&str> = match id {
        "any-cramp" => vec!["none", "one", "two-or-more"],
        "muscle" => vec!["calf", "foot", "toes", "front-of-thigh", "back-of-thigh", "other"],
        "duration" => vec!["under-1", "1-to-5", "5-to-10", "over-10"],
        "pain" | "sleep-disturbance" => Vec::new(),
        "toilet-visits" => vec!["0", "1", "2", "3-or-more"],
        "check-up" => vec!["within-a-year", "one-to-two-years", "over-two-years", "never"],
        "usually-rare" => UsualFrequency::ALL.iter().map(|usual| usual.word()).collect(),
        _ => vec!["yes", "no"],
    };
    let choice = |id: &str| Choice { id: id.into(), text: texts.get(&format!("choice.{id}")).into() };
    Question {
        id: id.into(),
        night,
        cramp_id,
        text: texts.get(&format!("question.{id}")).into(),
        choices: words.into_iter().map(choice).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::parse;
    use super::super::fact::Facts;
    use super::*;
    use crate::entries::{NightPage, mark_of, questions as open_questions};

    /// The ids of the questions of a case's morning.
    fn asked(case: &str) -> Vec<String> {
        let case = parse(case);
        let facts = Facts::at(&case, case.now.clone());
        let night = facts.night_back(0);
        let cramps: Vec<_> = case.cramps.iter().filter(|cramp| cramp.night == night).cloned().collect();
        let morning = case.mornings.iter().find(|morning| morning.night == night).cloned();
        let mark = mark_of(night, cramps.len() as u32, morning.as_ref().and_then(|morning| morning.cramps));
        let begins_on = night.begins_on(case.cut);
        let page = NightPage { mark, begins_on, cramps, evening: None, morning };
        let questions = questions(&Judge::new(&facts), &open_questions(&page), night, Texts::of("en"));
        assert!(questions.len() <= MOST_QUESTIONS);
        assert!(questions.iter().all(|question| !question.text.is_empty()), "{questions:?}");
        questions.into_iter().map(|question| question.id).collect()
    }

    #[test]
    fn first_whether_there_was_a_cramp() {
        assert_eq!(asked("")[0], "any-cramp");
    }

    #[test]
    fn what_one_answer_would_settle_is_asked() {
        let nightly = "nights = \"X*14\"\ntoilet = \"2*14\"";
        let asked_of = |more: &str| asked(&format!("{nightly}\n{more}"));
        assert!(asked_of("").iter().any(|id| id == "thirst"), "R4 lacks one sign: {:?}", asked_of(""));
        let answered = asked_of("signs = [\"thirst\"]");
        assert!(!answered.contains(&"thirst".to_owned()), "R4 has fired: {answered:?}");
    }

    #[test]
    fn nobody_is_asked_about_red_flags_every_morning() {
        for case in ["nights = \"X*14\"", "nights = \".*14\"", "nights = \"X\"\nsigns = [\"thirst\"]"] {
            for id in asked(case) {
                let fact = super::super::book::FACTS.iter().find(|spec| spec.fact.question() == id);
                let quick =
                    fact.is_some_and(|spec| matches!(spec.origin(), FactOrigin::Signs(_)) && spec.counts_for <= 14);
                assert!(!quick, "{id} in {case}");
            }
        }
        let numb = asked("signs = [\"suddenly-numb\"]\nnights = \".*14\"");
        assert!(numb.contains(&"pain-at-rest".to_owned()), "one is decided by another: {numb:?}");
    }

    #[test]
    fn what_was_answered_this_morning_is_not_asked_again() {
        let again = asked("nights = \"X*14\"\ntoilet = \"2*2\"\nsigns = [\"foot-wound\"]");
        assert!(!again.contains(&"toilet-visits".to_owned()) && !again.contains(&"foot-wound".to_owned()), "{again:?}");
        let told = "nights = \".*13 ?\"\ncramps = [{ pain = 3, muscle = \"calf\", recalled = \"1-to-5\" }]";
        let again = asked(told);
        assert!(!again.iter().any(|id| OF_A_CRAMP.contains(&id.as_str())), "{again:?}");
    }

    #[test]
    fn a_long_cramp_asks_whether_stretching_eased_it() {
        let long = "nights = \".*13 ?\"\ncramps = [{ timed = 12, pain = 3, muscle = \"calf\" }]";
        assert_eq!(asked(long)[0], "eased");
    }
}
