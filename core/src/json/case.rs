//! The cases of the rulebook as documents, for the vectors that Rust, Kotlin and Swift share.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::{Document, DocumentCramp};
use crate::entries::{Cramp, Side, is_daytime};
use crate::night::{CutHour, Moment, Night};
use crate::rules::{Case, Facts, Judge, LegTally, RULES};
use crate::word::Word;

/// A journal, a moment, and what every rule and guard says then.
#[derive(Serialize)]
pub(crate) struct Vignette {
    pub(crate) name: String,
    pub(crate) now: Moment,
    pub(crate) journal: Document,
    /// By the rule's id: an urgency where it fires, `fired` for a guard, else `not-fired` or `unknown`.
    pub(crate) expect: BTreeMap<String, String>,
}

impl Vignette {
    /// A case with what the rules say of it.
    pub(crate) fn of(name: &str, case: &Case) -> Self {
        let facts = Facts::at(case, case.now.clone());
        let said = RULES.iter().zip(Judge::new(&facts).all()).map(|(rule, judgement)| {
            let urgency = judgement.arm.filter(|_| !rule.is_guard).map(|arm| rule.arms[arm].urgency.word());
            (rule.id.to_owned(), urgency.unwrap_or_else(|| judgement.verdict().word()).to_owned())
        });
        Self { name: name.to_owned(), now: case.now.clone(), journal: Document::from(case), expect: said.collect() }
    }
}

/// The file of the shared vectors: one vignette a line, so that a change shows what it changes.
pub(crate) fn vignettes(about: &str, cases: &[Vignette]) -> serde_json::Result<String> {
    let lines = cases.iter().map(serde_json::to_string).collect::<serde_json::Result<Vec<_>>>()?;
    let about = serde_json::to_string(about)?;
    Ok(format!("{{\n  \"about\": {about},\n  \"cases\": [\n    {}\n  ]\n}}\n", lines.join(",\n    ")))
}

impl From<&Case> for Document {
    fn from(case: &Case) -> Self {
        Self {
            cut_hour: case.cut.hour(),
            cramps: case.cramps.iter().map(DocumentCramp::from).collect(),
            mornings: case.mornings.clone(),
            evenings: case.evenings.clone(),
            profiles: case.profiles.clone(),
            conditions: case.conditions.clone(),
            medicines: case.medicines.clone(),
            signs: case.reports.clone(),
            acknowledgements: case.acknowledgements.clone(),
            ..Self::empty()
        }
    }
}

impl DocumentCramp {
    /// The cramp as the journal shows it, with the cut-off in force; `None` for one that has no place.
    fn cramp(&self, cut: CutHour) -> Option<Cramp> {
        let at = self.moment().cloned();
        let night = self.night.or(at.as_ref().map(|at| Night::of(at, cut)))?;
        let daytime = is_daytime(at.as_ref(), &self.details, cut);
        let (id, taps, details) = (self.id.clone(), self.taps.clone(), self.details.clone());
        Some(Cramp { id, night, at, taps, daytime, clock: self.clock, removed: self.removed, details })
    }
}

impl Document {
    /// What the rules see of it, however old.
    fn case(&self, now: Moment) -> Case {
        let cut = CutHour::new(self.cut_hour).unwrap_or(CutHour::NOON);
        let cramps: Vec<Cramp> = self.cramps.iter().filter_map(|cramp| cramp.cramp(cut)).collect();
        let on = |side| u32::try_from(cramps.iter().filter(|it| it.details.side == Some(side)).count()).unwrap_or(0);
        let legs = LegTally { left: on(Side::Left), right: on(Side::Right), both: on(Side::Both) };
        Case {
            cramps,
            mornings: self.mornings.clone(),
            evenings: self.evenings.clone(),
            reports: self.signs.clone(),
            profiles: self.profiles.clone(),
            conditions: self.conditions.clone(),
            medicines: self.medicines.clone(),
            acknowledgements: self.acknowledgements.clone(),
            legs,
            ..Case::empty(now, cut)
        }
    }
}

mod tests {
    use super::*;
    use crate::rules::cases;

    const SEED: &str = include_str!("../../examples/seed_case.json");

    fn now() -> Moment {
        Moment { at: "2026-11-22T23:30:00Z".parse().unwrap(), offset_s: 28_800, zone: "Asia/Taipei".into() }
    }

    #[test]
    fn a_case_is_the_same_after_a_document() {
        let document = Document::parse(SEED).unwrap();
        let case = document.case(now());
        assert_eq!(Document::from(&case), document);
        let again = Document::parse(&document.to_json().unwrap()).unwrap();
        assert_eq!(again.case(now()), case);
    }

    #[test]
    fn a_vignette_holds_what_every_rule_says() {
        let vignette = Vignette::of("the seed", &Document::parse(SEED).unwrap().case(now()));
        assert_eq!(["R2", "R3", "R4"].map(|id| vignette.expect[id].as_str()), ["soon"; 3]);
        assert_eq!(vignette.expect.len(), RULES.len());
        let text = vignettes("one", &[vignette]).unwrap();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["cases"][0]["expect"]["R3"], "soon");
        assert_eq!(read["cases"][0]["now"]["time"], "2026-11-23T07:30:00+08:00");
    }

    const ABOUT: &str = "What every rule and guard says of a journal at a moment: an urgency where a rule fires, fired for a \
        guard, not-fired, or unknown. The cases of tests/vignettes, written by a test of the core: run it with \
        WRITE_VECTORS=1. Journals are as core/docs/journal.schema.json describes them. Also held by the tests in Kotlin and \
        Swift.";

    #[test]
    fn the_shared_vignettes_are_the_cases_of_this_rulebook() {
        let told = cases::vignettes();
        let all: Vec<Vignette> = told.iter().map(|told| Vignette::of(&told.name, &told.case)).collect();
        for vignette in &all {
            let text = vignette.journal.to_json().unwrap();
            let read = Document::parse(&text).unwrap_or_else(|error| panic!("{}: {error}\n{text}", vignette.name));
            assert_eq!(read, vignette.journal, "{}", vignette.name);
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/vignettes.json");
        let text = vignettes(ABOUT, &all).unwrap();
        if std::env::var_os("WRITE_VECTORS").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        let is_same = std::fs::read_to_string(path).unwrap() == text;
        assert!(is_same, "tests/vectors/vignettes.json is out of date; write it anew with WRITE_VECTORS=1");
    }
}
