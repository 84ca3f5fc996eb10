//! What is known to help, gated by the guards: the card at night, the stretch, tips.
//!
//! Start at [`Guidance`]. The items stand in `rulebook/tips.toml` and `rulebook/routine.toml`, their words in `texts/`.

mod advice;

pub use advice::{Guidance, ReliefCard, StretchRoutine, StretchStep, Suppressed, Tip, TipKind};

use crate::entries::{Side, StretchKind};
use crate::rules::{Case, Condition, Facts, Grade, Judge, RULES, Rule, Topic, Urgency, guard_words, sources};
use crate::texts::Texts;
use crate::word::Word;

/// A piece of guidance in the rulebook.
struct TipSpec {
    id: &'static str,
    kind: TipKind,
    grade: Grade,
    sources: &'static str,
    topics: &'static [Topic],
    first_when: Option<Condition>,
}

/// A line of the card at night.
struct LineSpec {
    id: &'static str,
    topics: &'static [Topic],
}

/// One form of the stretch.
struct RoutineSpec {
    kind: StretchKind,
    id: &'static str,
    grade: Grade,
    sources: &'static str,
    /// For whom this form is not, and the item of *do not stretch* that says why.
    not_when: Option<(Condition, &'static str)>,
    steps: &'static [StepSpec],
}

struct StepSpec {
    id: &'static str,
    side: Side,
    hold_s: u32,
    rest_s: u32,
    rounds: u32,
    topics: &'static [Topic],
}

use crate::rules::{Compare, Fact, Flag, Number, Window};
include!(concat!(env!("OUT_DIR"), "/advice.rs"));

/// What may be said to this person at this moment.
pub(crate) struct Advisor<'f, 'c> {
    judge: Judge<'f, 'c>,
    texts: Texts,
}

impl<'f, 'c> Advisor<'f, 'c> {
    pub(crate) fn new(facts: &'f Facts<'c>, texts: Texts) -> Self {
        Self { judge: Judge::new(facts), texts }
    }

    /// Why advice about these topics is held back, if it is.
    fn silenced(&self, topics: &[Topic]) -> Option<(&'static Rule, String)> {
        let speaks = |rule: &Rule| rule.is_guard && rule.suppresses.iter().any(|topic| topics.contains(topic));
        let mut guards = RULES.iter().enumerate().filter(|(_, rule)| speaks(rule));
        guards
            .find(|(index, _)| self.judge.judge(*index).verdict == Some(true))
            .map(|(_, guard)| (guard, guard_words(guard, self.texts)))
    }

    /// The emergency or today finding beside which self-care stays silent.
    fn urgent(&self) -> Option<(&'static Rule, String)> {
        // The most urgent arm stands first: most rules need not be judged.
        let may_be = |rule: &Rule| !rule.is_guard && rule.arms[0].urgency <= Urgency::Today;
        let arm = |(index, rule): (usize, &'static Rule)| {
            let arm = &rule.arms[self.judge.judge(index).arm?];
            (arm.urgency <= Urgency::Today).then_some((arm.urgency, rule))
        };
        let urgent = RULES.iter().enumerate().filter(|(_, rule)| may_be(rule)).filter_map(arm);
        let (_, rule) = urgent.min_by_key(|(urgency, _)| *urgency)?;
        Some((rule, self.texts.get(&format!("rule.{}.title", rule.id)).to_owned()))
    }

    /// The rule or guard by which a prompt about these topics pauses, and why in words.
    pub(crate) fn pauses(&self, topics: &[Topic]) -> Option<(String, String)> {
        self.urgent().or_else(|| self.silenced(topics)).map(|(rule, why)| (rule.id.to_owned(), why))
    }

    fn held_back(&self, id: &str, title: &str, (rule, why): (&Rule, String)) -> Suppressed {
        let why = self.texts.fill("suppressed.line", &[("why", &why)]);
        Suppressed { id: id.into(), title: title.into(), by: rule.id.into(), why }
    }

    /// The card at night. It helps with the cramp there is, so it stays beside anything but what forbids its lines.
    pub(crate) fn card(&self) -> ReliefCard {
        let (mut lines, mut suppressed) = (Vec::new(), Vec::new());
        for line in &CARD {
            let text = self.texts.get(&format!("card.{}", line.id));
            match self.silenced(line.topics) {
                Some(guard) => suppressed.push(self.held_back(line.id, text, guard)),
                None => lines.push(text.to_owned()),
            }
        }
        ReliefCard { lines, suppressed }
    }

    /// The stretch in one form, without the steps that this person should not do.
    pub(crate) fn routine(&self, kind: StretchKind) -> StretchRoutine {
        let spec = ROUTINES.iter().find(|routine| routine.kind == kind).unwrap_or(&ROUTINES[0]);
        let title = self.texts.get(&format!("routine.{}", spec.id));
        let (mut steps, mut suppressed) = (Vec::new(), Vec::new());
        let not_for_this_person = spec.not_when.as_ref().filter(|(when, _)| self.judge.holds(when) == Some(true));
        if let Some(urgent) = self.urgent() {
            suppressed.push(self.held_back(spec.id, title, urgent));
        } else if let Some((_, why)) = not_for_this_person {
            let text = self.texts.get(&format!("do-not.{why}"));
            let (id, title, by, why) = (spec.id.into(), title.into(), (*why).into(), text.into());
            suppressed.push(Suppressed { id, title, by, why });
        } else {
            for step in spec.steps {
                match self.silenced(step.topics) {
                    Some(guard) => suppressed.push(self.held_back(step.id, title, guard)),
                    None => steps.push(self.step(step)),
                }
            }
            suppressed.dedup_by(|a, b| a.by == b.by);
        }
        StretchRoutine {
            kind,
            title: title.into(),
            steps,
            stop: self.texts.get("routine.stop").into(),
            do_not: DO_NOT.iter().map(|item| self.texts.get(&format!("do-not.{item}")).to_owned()).collect(),
            grade: spec.grade,
            sources: sources(spec.sources),
            suppressed,
        }
    }

    fn step(&self, step: &StepSpec) -> StretchStep {
        let side = self.texts.get(&format!("side.{}", step.side.word()));
        let fill = |part: &str| self.texts.fill(&format!("step.{}.{part}", step.id), &[("side", side)]);
        StretchStep {
            id: step.id.into(),
            title: fill("title"),
            text: fill("text"),
            side: step.side,
            hold_s: step.hold_s,
            rest_s: step.rest_s,
            rounds: step.rounds,
        }
    }

    /// Every tip that may be shown, those that fit this person first.
    pub(crate) fn guidance(&self) -> Guidance {
        let (mut fitting, mut tips, mut suppressed) = (Vec::new(), Vec::new(), Vec::new());
        let urgent = self.urgent();
        if let Some(urgent) = urgent.clone() {
            let title = self.texts.get("urgency.self-care");
            suppressed.push(self.held_back("self-care", title, urgent));
        }
        for spec in TIPS.iter().filter(|spec| urgent.is_none() || spec.kind == TipKind::NotWorking) {
            let title = self.texts.get(&format!("tip.{}.title", spec.id));
            match self.silenced(spec.topics) {
                Some(guard) => suppressed.push(self.held_back(spec.id, title, guard)),
                None => {
                    let tip = self.tip(spec, title);
                    if tip.fits { fitting.push(tip) } else { tips.push(tip) }
                }
            }
        }
        // Within either half the rulebook's order stays.
        fitting.append(&mut tips);
        let stretch_prompt = self.pauses(&[Topic::Stretch]).is_none();
        Guidance { tips: fitting, suppressed, stretch_prompt }
    }

    fn tip(&self, spec: &TipSpec, title: &str) -> Tip {
        Tip {
            id: spec.id.into(),
            kind: spec.kind,
            title: title.into(),
            text: self.texts.get(&format!("tip.{}.text", spec.id)).into(),
            grade: spec.grade,
            grade_text: self.texts.get(&format!("grade.{}", spec.grade.word())).into(),
            sources: sources(spec.sources),
            fits: spec.first_when.as_ref().is_some_and(|when| self.judge.holds(when) == Some(true)),
        }
    }
}

/// Asks an [`Advisor`] about a case.
pub(crate) fn advise<T>(case: &Case, texts: Texts, ask: impl FnOnce(&Advisor<'_, '_>) -> T) -> T {
    let facts = Facts::at(case, case.now.clone());
    ask(&Advisor::new(&facts, texts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::parse_case;

    fn ask<T>(case: &str, question: impl FnOnce(&Advisor<'_, '_>) -> T) -> T {
        advise(&parse_case(case), Texts::of("en"), question)
    }

    #[test]
    fn the_card_has_seven_lines_and_drops_those_that_could_hurt() {
        let card = ask("", |advisor| advisor.card());
        assert_eq!((card.lines.len(), card.suppressed.len()), (7, 0));
        let hurt = ask("signs = [\"pop-or-cannot-push-off\"]", |advisor| advisor.card());
        let gone: Vec<&str> = hurt.suppressed.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(gone, ["pull", "hold", "rub"]);
        assert!(hurt.suppressed.iter().all(|line| line.by == "G12" && !line.why.is_empty()));
        assert_eq!(hurt.lines.len(), 4);
    }

    #[test]
    fn a_guard_silences_what_could_hurt_and_says_why() {
        #[track_caller]
        fn silenced(case: &str, tip: &str, by: &str) {
            let guidance = ask(case, |advisor| advisor.guidance());
            let found = guidance.suppressed.iter().find(|it| it.id == tip).map(|it| it.by.as_str());
            assert_eq!(found, Some(by), "{tip} in {case}");
            assert!(guidance.tips.iter().all(|it| it.id != tip));
        }
        silenced("profile = { stage = 4 }", "food-potassium", "G1");
        silenced("medicines = [\"vitamin-k-antagonist\"]", "supplement-vitamin-k2", "G6");
        silenced("profile = { pregnant = \"yes\" }", "supplement-magnesium", "G8");
        silenced("profile = { born = 2016 }", "supplement-magnesium", "G9");
        silenced("conditions = [\"diabetes\"]", "food-sports-drink", "G5");
        silenced("conditions = [\"heart-failure\"]", "food-pickle-juice", "G4");
        let open = ask("", |advisor| advisor.guidance());
        assert!(open.tips.iter().any(|tip| tip.id == "food-potassium"), "{:?}", open.suppressed);
    }

    #[test]
    fn what_the_journal_shows_stands_first() {
        let tips = ask("medicines = [\"diuretic\"]", |advisor| advisor.guidance()).tips;
        let medicines = tips.iter().position(|tip| tip.id == "cause-medicines").unwrap();
        let ageing = tips.iter().position(|tip| tip.id == "cause-ageing").unwrap();
        assert!(tips[medicines].fits && medicines < ageing);
        assert!(ask("", |advisor| advisor.guidance()).tips.iter().all(|tip| !tip.fits));
    }

    #[test]
    fn self_care_is_silent_beside_an_emergency_or_a_today() {
        let guidance = ask("signs = [\"one-leg-swollen\"]", |advisor| advisor.guidance());
        assert!(!guidance.stretch_prompt);
        assert_eq!(guidance.suppressed[0].by, "E2");
        assert!(guidance.tips.iter().all(|tip| tip.kind == TipKind::NotWorking), "warnings stay");
        let routine = ask("signs = [\"one-leg-swollen\"]", |advisor| advisor.routine(StretchKind::Standing));
        assert!(routine.steps.is_empty() && !routine.suppressed.is_empty());
    }

    #[test]
    fn in_pregnancy_the_stretch_is_seated() {
        let routine = |kind| ask("profile = { pregnant = \"yes\" }", |advisor| advisor.routine(kind));
        let standing = routine(StretchKind::Standing);
        assert!(standing.steps.is_empty());
        assert!(standing.suppressed[0].why.contains("seated"), "{:?}", standing.suppressed);
        assert!(!routine(StretchKind::Seated).steps.is_empty());
    }

    #[test]
    fn the_routine_has_its_steps_in_each_form() {
        for kind in [StretchKind::Standing, StretchKind::Seated, StretchKind::InBed] {
            let routine = ask("", |advisor| advisor.routine(kind));
            assert!(!routine.steps.is_empty() && routine.suppressed.is_empty(), "{kind:?}");
            for step in &routine.steps {
                assert!(!step.text.contains('{') && step.hold_s > 0 && step.rounds > 0, "{step:?}");
            }
            let seconds: u32 = routine.steps.iter().map(|step| step.rounds * (step.hold_s + step.rest_s)).sum();
            assert!((100..=300).contains(&seconds), "{kind:?} takes {seconds} s");
        }
    }
}
