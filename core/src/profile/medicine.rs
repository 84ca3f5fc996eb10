//! A medicine that the person takes or took.

use chrono::NaiveDate;

use super::check_span;
use crate::invalid::{Invalid, canonical_id, short_enough};
use crate::word::vocabulary;

/// A product's name on its box.
const MOST_NAME: usize = 200;

vocabulary! {
    /// The class of a medicine, as far as it matters for night cramps or for advice about them.
    MedicineClass {
        /// A water tablet.
        Diuretic = "diuretic",
        /// A potassium-sparing water tablet.
        PotassiumSparingDiuretic = "potassium-sparing-diuretic",
        /// An ACE inhibitor, an angiotensin receptor blocker, or one with neprilysin inhibitor.
        AceInhibitorOrArb = "ace-inhibitor-or-arb",
        /// A long-acting beta agonist inhaler.
        LongActingBetaAgonist = "long-acting-beta-agonist",
        /// A beta blocker with intrinsic activity.
        BetaBlockerWithIntrinsicActivity = "beta-blocker-with-intrinsic-activity",
        /// A statin.
        Statin = "statin",
        /// A fibrate.
        Fibrate = "fibrate",
        /// Steroid tablets.
        OralSteroid = "oral-steroid",
        /// A proton-pump inhibitor.
        ProtonPumpInhibitor = "proton-pump-inhibitor",
        /// Oestrogen.
        Oestrogen = "oestrogen",
        /// Raloxifene.
        Raloxifene = "raloxifene",
        /// Naproxen.
        Naproxen = "naproxen",
        /// Another anti-inflammatory pain killer.
        OtherNsaid = "other-nsaid",
        /// Teriparatide.
        Teriparatide = "teriparatide",
        /// Iron into a vein.
        IntravenousIron = "intravenous-iron",
        /// Imatinib.
        Imatinib = "imatinib",
        /// Quinine, tonic water included.
        Quinine = "quinine",
        /// Digoxin.
        Digoxin = "digoxin",
        /// Trimethoprim.
        Trimethoprim = "trimethoprim",
        /// Ciclosporin or tacrolimus.
        CalcineurinInhibitor = "calcineurin-inhibitor",
        /// A blood thinner that vitamin K counters.
        VitaminKAntagonist = "vitamin-k-antagonist",
        /// Another blood thinner.
        OtherBloodThinner = "other-blood-thinner",
        /// A medicine that slows the loss of bone.
        BoneDrug = "bone-drug",
        /// An antibiotic of the quinolone group.
        Quinolone = "quinolone",
        /// A laxative.
        Laxative = "laxative",
        /// Something else.
        Other = "other",
    }
}

/// A medicine with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Medicine {
    /// A UUID made by the caller.
    pub id: String,
    /// Its class.
    pub class: MedicineClass,
    /// What the person calls it; at most 200 characters.
    pub name: Option<String>,
    /// The day it was started, if known.
    pub started: Option<NaiveDate>,
    /// The day its dose was last changed, if known.
    pub changed: Option<NaiveDate>,
    /// The day it was stopped; `None` while it is taken.
    pub stopped: Option<NaiveDate>,
}

impl Medicine {
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        short_enough("name", self.name.as_deref(), MOST_NAME)?;
        check_span(&[("started", self.started), ("changed", self.changed), ("stopped", self.stopped)])?;
        Ok(self)
    }
}
