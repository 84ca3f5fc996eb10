//! When reminders pause: beside an emergency or a today, the stretch by the guard G12, water and soak by theirs
//! (evidence §5.0.5 and the guards).

use crate::guidance::Advisor;
use crate::night::Moment;
use crate::rules::{Case, Facts, Topic};
use crate::texts::Texts;

/// Why something pauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pause {
    /// The rule or guard.
    pub(crate) by: String,
    /// In words.
    pub(crate) why: String,
}

/// What pauses at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pauses {
    pub(crate) stretch: Option<Pause>,
    pub(crate) water: Option<Pause>,
    pub(crate) soak: Option<Pause>,
    /// Whatever else a person could do for themselves.
    pub(crate) self_care: Option<Pause>,
}

impl Pauses {
    /// What pauses for the person of a case, judged for `at`.
    pub(crate) fn at(case: &Case, at: &Moment, texts: Texts) -> Self {
        let facts = Facts::at(case, at.clone());
        let advisor = Advisor::new(&facts, texts);
        let pause = |topics: &[Topic]| advisor.pauses(topics).map(|(by, why)| Pause { by, why });
        Self {
            stretch: pause(&[Topic::Stretch]),
            water: pause(&[Topic::DrinkMore]),
            soak: pause(&[Topic::FootBath, Topic::Heat]),
            self_care: pause(&[]),
        }
    }

    /// What pauses in both.
    pub(super) fn and(self, later: Self) -> Self {
        Self {
            stretch: self.stretch.and(later.stretch),
            water: self.water.and(later.water),
            soak: self.soak.and(later.soak),
            self_care: self.self_care.and(later.self_care),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::parse_case;

    fn by(case: &str) -> [Option<String>; 4] {
        let case = parse_case(case);
        let Pauses { stretch, water, soak, self_care } = Pauses::at(&case, &case.now, Texts::of("en"));
        [stretch, water, soak, self_care].map(|pause| pause.map(|pause| pause.by))
    }

    #[test]
    fn each_reminder_pauses_by_its_guard_and_all_beside_something_urgent() {
        let rule = |id: &str| Some(id.to_owned());
        assert_eq!(by("nights = 'X'"), [None, None, None, None], "unknown silences nothing");
        assert_eq!(by("signs = ['injury']"), [rule("G12"), None, None, None]);
        assert_eq!(by("conditions = ['diabetes']"), [None, None, rule("G5"), None]);
        assert_eq!(by("conditions = ['heart-failure']"), [None, rule("G7"), None, None]);
        let urgent = by("signs = ['dark-urine', 'muscle-pain-or-weakness']");
        assert!(urgent.iter().all(|it| *it == urgent[0]) && urgent[0].is_some(), "{urgent:?}");
    }
}
