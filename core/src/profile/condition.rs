//! A condition that the person has, had, or said they do not have.

use chrono::NaiveDate;

use super::check_span;
use crate::answer::Answer;
use crate::invalid::{Invalid, canonical_id};
use crate::word::vocabulary;

vocabulary! {
    /// A condition that matters for night cramps or for advice about them.
    ConditionKind {
        /// Kidney disease.
        KidneyDisease = "kidney-disease",
        /// Dialysis.
        Dialysis = "dialysis",
        /// A transplanted organ.
        Transplant = "transplant",
        /// Kidney stones.
        KidneyStones = "kidney-stones",
        /// Diabetes.
        Diabetes = "diabetes",
        /// High blood pressure.
        HighBloodPressure = "high-blood-pressure",
        /// Heart failure.
        HeartFailure = "heart-failure",
        /// Heart block.
        HeartBlock = "heart-block",
        /// A narrowed leg artery.
        PeripheralArteryDisease = "peripheral-artery-disease",
        /// A past blood clot.
        PastClot = "past-clot",
        /// Cirrhosis of the liver.
        Cirrhosis = "cirrhosis",
        /// A thyroid condition.
        Thyroid = "thyroid",
        /// Nerve damage in the legs.
        Neuropathy = "neuropathy",
        /// Myasthenia.
        Myasthenia = "myasthenia",
        /// Cancer.
        Cancer = "cancer",
        /// A low blood sodium.
        LowSodium = "low-sodium",
        /// A high blood calcium.
        HighCalcium = "high-calcium",
        /// Kidney disease of a parent, brother or sister.
        KidneyDiseaseInFamily = "kidney-disease-in-family",
        /// A kidney disorder that loses salt.
        SaltLosingKidney = "salt-losing-kidney",
        /// High blood pressure of pregnancy with protein in the urine.
        PreEclampsia = "pre-eclampsia",
        /// An operation on the neck, at thyroid or parathyroid.
        NeckSurgery = "neck-surgery",
        /// A limit on drinking, set by a doctor.
        FluidLimit = "fluid-limit",
        /// Back trouble.
        BackTrouble = "back-trouble",
        /// Something else.
        Other = "other",
    }
}

/// A condition with its dates. "No" is worth keeping: it is an answer, unlike a condition never asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Condition {
    /// A UUID made by the caller.
    pub id: String,
    /// Which condition.
    pub kind: ConditionKind,
    /// Whether the person has it, or had it between the dates.
    pub answer: Answer,
    /// Since when, if known.
    pub since: Option<NaiveDate>,
    /// Until when; `None` while it lasts.
    pub until: Option<NaiveDate>,
}

impl Condition {
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        check_span(&[("since", self.since), ("until", self.until)])?;
        Ok(self)
    }
}
