//! Facts about the person: profile, conditions, medicines, each as of today.

use super::fact::{Facts, Range, Trail, Tri, either, or};
use super::finding::Origin;
use crate::answer::Answer;
use crate::entries::EntryKey;
use crate::profile::{Condition, ConditionKind, DatedProfile, Medicine, MedicineClass, UsualFrequency};

/// "Rarely" counts for so long (evidence §5.0.4).
const USUAL_DAYS: i64 = 90;
/// A pregnancy is counted to 40 weeks on the day on which the child is due.
const PREGNANCY_DAYS: i64 = 280;
const LONGEST_PREGNANCY_WEEKS: i64 = 44;
/// Kidney function below these is stage 3, 4 and 5.
const STAGE_3_EGFR: u8 = 60;
const STAGE_4_EGFR: u8 = 30;
const STAGE_5_EGFR: u8 = 15;
const WORST_STAGE: f64 = 5.0;

impl Facts<'_> {
    fn told_profile(&self, trail: &mut Trail) -> Option<&DatedProfile> {
        let profile = self.profile()?;
        trail.add(|| Origin::Profile { since: profile.since });
        Some(profile)
    }

    pub(super) fn profile_answer(&self, field: impl Fn(&DatedProfile) -> Answer, trail: &mut Trail) -> Tri {
        let known = field(self.profile()?).known();
        if known.is_some() {
            self.told_profile(trail);
        }
        known
    }

    pub(super) fn usually_rare(&self, trail: &mut Trail) -> Tri {
        let profile = self.profile()?;
        let usual = profile.profile.usual_frequency?;
        self.told_profile(trail);
        if usual != UsualFrequency::Rarely {
            return Some(false);
        }
        ((self.today - self.said_usual_on(profile)).num_days() <= USUAL_DAYS).then_some(true)
    }

    /// The day on which the present answer was given: an edit of something else copies it, an unchanged profile that was
    /// saved again repeats it.
    fn said_usual_on(&self, newest: &DatedProfile) -> chrono::NaiveDate {
        let mut said = newest;
        let before = |day| self.case.profiles.iter().filter(move |it| it.since < day).max_by_key(|it| it.since);
        while let Some(before) = before(said.since) {
            if before.profile == said.profile || before.profile.usual_frequency != said.profile.usual_frequency {
                break;
            }
            said = before;
        }
        said.since
    }

    pub(super) fn age(&self, trail: &mut Trail) -> Range {
        let Some(born) = self.profile().and_then(|it| it.profile.birth_year) else { return Range::UNKNOWN };
        self.told_profile(trail);
        let years = f64::from(chrono::Datelike::year(&self.today)) - f64::from(born);
        if years < 0.0 {
            return Range::UNKNOWN;
        }
        Range { least: (years - 1.0).max(0.0), most: years }
    }

    pub(super) fn pregnancy_week(&self, trail: &mut Trail) -> Range {
        let Some(it) = self.profile() else { return Range::UNKNOWN };
        match (it.profile.pregnant, it.profile.due) {
            (Answer::Yes, Some(due)) => {
                self.told_profile(trail);
                let days = PREGNANCY_DAYS - (due - self.today).num_days();
                // The date was forgotten long after the birth.
                match days.max(0).div_euclid(7) {
                    weeks @ ..=LONGEST_PREGNANCY_WEEKS => Range::exactly(weeks as f64),
                    _ => Range::UNKNOWN,
                }
            }
            (Answer::No, _) => {
                self.told_profile(trail);
                Range::exactly(0.0)
            }
            _ => Range::UNKNOWN,
        }
    }

    pub(super) fn weeks_since_birth(&self, trail: &mut Trail) -> Range {
        let born = self.profile().and_then(|it| it.profile.gave_birth).filter(|born| *born <= self.today);
        let Some(born) = born else { return Range::UNKNOWN };
        self.told_profile(trail);
        Range::exactly((self.today - born).num_days().div_euclid(7) as f64)
    }

    /// Known only by a stage, an eGFR or dialysis (evidence §5.0.12).
    pub(super) fn kidney_stage(&self, trail: &mut Trail) -> Range {
        let mut stage = Range { least: 0.0, most: WORST_STAGE };
        if self.has_condition(&[ConditionKind::KidneyDisease], false, trail) == Some(true) {
            stage.least = 1.0;
        }
        if let Some(it) = self.profile() {
            if let Some(told) = it.profile.kidney_stage {
                self.told_profile(trail);
                // "Tested and normal" of another day does not undo a kidney disease.
                if f64::from(told) >= stage.least {
                    stage = Range::exactly(f64::from(told));
                }
            }
            if let Some(egfr) = it.profile.egfr {
                self.told_profile(trail);
                stage = by_egfr(egfr, stage);
            }
        }
        if self.has_condition(&[ConditionKind::Dialysis], false, trail) == Some(true) {
            stage = Range::exactly(WORST_STAGE);
        }
        stage
    }

    pub(super) fn years_since_check_up(&self, trail: &mut Trail) -> Range {
        let Some(day) = self.profile().and_then(|it| it.profile.last_check_up) else { return Range::UNKNOWN };
        self.told_profile(trail);
        Range::exactly((self.today - day).num_days().max(0) as f64 / 365.25)
    }

    pub(super) fn vitamin_b6(&self, trail: &mut Trail) -> Range {
        let Some(mg) = self.profile().and_then(|it| it.profile.vitamin_b6_mg) else { return Range::UNKNOWN };
        self.told_profile(trail);
        Range::exactly(f64::from(mg))
    }

    /// Whether the person has one of these conditions today; `ever`: or had it.
    pub(super) fn has_condition(&self, kinds: &[ConditionKind], ever: bool, trail: &mut Trail) -> Tri {
        let mut answer = Some(false);
        for kind in kinds {
            let mut of_kind = None;
            for condition in self.case.conditions.iter().filter(|condition| condition.kind == *kind) {
                if let Some(holds) = self.holds(condition, ever) {
                    of_kind = either(of_kind, Some(holds));
                    trail.entry(|| EntryKey::Condition { id: condition.id.clone() });
                }
            }
            answer = or(answer, of_kind);
        }
        answer
    }

    fn holds(&self, condition: &Condition, ever: bool) -> Tri {
        let begun = condition.since.is_none_or(|since| since <= self.today);
        let over = condition.until.is_some_and(|until| until <= self.today);
        condition.answer.known().map(|yes| yes && begun && (ever || !over))
    }

    /// Whether the person takes one of these today. What is not on the list is not taken only when the list is complete.
    pub(super) fn takes(&self, classes: &[MedicineClass], trail: &mut Trail) -> Tri {
        let mut taken = false;
        for medicine in self.case.medicines.iter().filter(|it| classes.contains(&it.class) && self.is_taken(it)) {
            taken = true;
            trail.entry(|| EntryKey::Medicine { id: medicine.id.clone() });
        }
        if taken { Some(true) } else { self.list_is_complete().then_some(false) }
    }

    pub(super) fn is_taken(&self, medicine: &Medicine) -> bool {
        medicine.started.is_none_or(|day| day <= self.today) && medicine.stopped.is_none_or(|day| day > self.today)
    }

    pub(super) fn list_is_complete(&self) -> bool {
        self.profile().is_some_and(|it| it.profile.medicines_complete == Answer::Yes)
    }
}

fn by_egfr(egfr: u8, told: Range) -> Range {
    let least = match egfr {
        // A stage that was told stands; kidney disease without one is stage 1 or 2; without any it is tested and normal.
        STAGE_3_EGFR.. if told.known().is_some() => return told,
        STAGE_3_EGFR.. => {
            return Range { least: told.least.min(2.0), most: if told.least > 0.0 { told.most.min(2.0) } else { 0.0 } };
        }
        STAGE_4_EGFR.. => 3.0,
        STAGE_5_EGFR.. => 4.0,
        _ => WORST_STAGE,
    };
    // A stage that was told may be worse than the last eGFR; never better.
    Range::exactly(if told.known().is_some() { told.least.max(least) } else { least })
}
