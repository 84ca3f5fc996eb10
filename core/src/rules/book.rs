//! The rulebook as the engine sees it. The files under `rulebook/` say what stands in these tables; the build writes them.

use super::finding::{Grade, Urgency};
use crate::entries::Sign;
use crate::profile::{ConditionKind, MedicineClass};
use crate::texts::Packed;

/// What advice is about, so that a guard can silence it. The rulebook writes `VitaminB6` as `vitamin-b6`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Food rich in potassium.
    PotassiumFoods,
    /// Potassium as a tablet.
    PotassiumTablets,
    /// Salt made of potassium.
    SaltSubstitute,
    /// Magnesium as a tablet, antacid or laxative.
    MagnesiumTablets,
    /// Calcium as a tablet.
    CalciumTablets,
    /// Phosphate as a tablet.
    PhosphateTablets,
    /// Lists of dairy, nuts and seeds.
    DairyNutsSeeds,
    /// Vitamin B6.
    VitaminB6,
    /// Vitamin D.
    VitaminD,
    /// Vitamin K.
    VitaminK,
    /// Cranberry and the like.
    Cranberry,
    /// L-carnitine.
    Carnitine,
    /// Every supplement.
    Supplements,
    /// Sports drinks and rehydration salts.
    SportsDrink,
    /// Juice.
    Juice,
    /// Sour cherry juice.
    CherryJuice,
    /// Pickle juice and vinegar.
    PickleJuice,
    /// Salt.
    Salt,
    /// Every special drink.
    Drinks,
    /// "Drink more."
    DrinkMore,
    /// Quinine and tonic water.
    Quinine,
    /// Heat.
    Heat,
    /// A warm foot bath.
    FootBath,
    /// Stretching.
    Stretch,
    /// Stretching while standing.
    StandingStretch,
    /// Rubbing the muscle.
    Massage,
}

/// What the catalogue says of a fact.
#[derive(Debug)]
pub(crate) struct FactSpec {
    pub(crate) fact: Fact,
    pub(crate) is_number: bool,
    pub(crate) windowed: bool,
    /// Where its list stands among those of all facts: a list of its own would cost each fact an address.
    listed: Listed,
    /// For how many days a report counts.
    pub(crate) counts_for: u32,
    /// A condition counts although it is over.
    pub(crate) ever: bool,
}

/// So many, from there on, of the signs, conditions or medicines of all facts.
#[derive(Clone, Copy, Debug)]
enum Listed {
    Nowhere,
    Signs(u8, u8),
    Conditions(u8, u8),
    Medicines(u8, u8),
}

impl FactSpec {
    pub(crate) fn origin(&self) -> FactOrigin {
        fn slice<T>(all: &'static [T], at: u8, length: u8) -> &'static [T] {
            all.get(at.into()..usize::from(at) + usize::from(length)).unwrap_or_default()
        }
        match self.listed {
            Listed::Nowhere => FactOrigin::Computed,
            Listed::Signs(at, length) => FactOrigin::Signs(slice(&SIGNS_OF_FACTS, at, length)),
            Listed::Conditions(at, length) => FactOrigin::Conditions(slice(&CONDITIONS_OF_FACTS, at, length)),
            Listed::Medicines(at, length) => FactOrigin::Medicines(slice(&MEDICINES_OF_FACTS, at, length)),
        }
    }
}

/// Where a fact comes from.
#[derive(Debug)]
pub(crate) enum FactOrigin {
    Computed,
    Signs(&'static [Sign]),
    Conditions(&'static [ConditionKind]),
    Medicines(&'static [MedicineClass]),
}

impl Fact {
    pub(crate) fn spec(self) -> &'static FactSpec {
        &FACTS[self as usize]
    }

    /// Its name in the rulebook.
    pub(crate) fn name(self) -> &'static str {
        self.word(0)
    }

    /// Its unit; empty for a flag.
    pub(crate) fn unit(self) -> &'static str {
        self.word(1)
    }

    /// The question that can settle it; empty when there is none.
    pub(crate) fn question(self) -> &'static str {
        self.word(2)
    }

    fn word(self, column: usize) -> &'static str {
        FACT_WORDS.get(self as usize).split('\t').nth(column).unwrap_or_default()
    }
}

/// A rule or a guard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) version: u32,
    pub(crate) grade: Grade,
    /// Ids, with a blank between them.
    pub(crate) sources: &'static str,
    /// Keys of the texts under `ask`, with a blank between them.
    pub(crate) ask: &'static str,
    /// The signs that its conditions speak of: those that it names when it fires.
    pub(crate) signs: &'static [Sign],
    /// What a guard silences.
    pub(crate) suppresses: &'static [Topic],
    pub(crate) is_guard: bool,
    /// The first whose condition is true speaks. A guard has one.
    pub(crate) arms: &'static [Arm],
}

/// One way in which a rule can fire.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arm {
    pub(crate) urgency: Urgency,
    /// Where its words stand in the catalogue of texts.
    pub(crate) key: &'static str,
    pub(crate) when: Condition,
}

/// A condition with three values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Condition {
    All(&'static [Condition]),
    Any(&'static [Condition]),
    /// So many of these at least.
    Some(usize, &'static [Condition]),
    #[allow(dead_code, reason = "no rule of today needs it; the rulebook may")]
    Not(&'static Condition),
    /// It is not known to be true.
    Unless(&'static Condition),
    /// It is unknown.
    Unknown(&'static Condition),
    /// Another rule fires; at that urgency, if one is given. The index of [`RULES`].
    Rule(usize, Option<Urgency>),
    Flag(Flag),
    Number(Number),
}

/// A yes-or-no fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Flag {
    pub(crate) fact: Fact,
    /// What it must be.
    pub(crate) is: bool,
    /// For how many days it must have been so.
    pub(crate) lasting: Option<u16>,
}

/// A number and a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) fact: Fact,
    pub(crate) window: Window,
    /// So many nights must be known; the logged ones are then taken for all. 0: no such gate.
    pub(crate) known: u16,
    pub(crate) compare: Compare,
    /// Whole for every rule there is.
    pub(crate) limit: f32,
}

/// The nights that a number counts: `last` of them, after leaving out the newest `before`. 0 and 0: no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Window {
    pub(crate) last: u16,
    pub(crate) before: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    AtLeast,
    AtMost,
    Above,
    Below,
}

/// Whom to call in a country.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phones {
    pub(crate) emergency: &'static str,
    /// Empty where there is none.
    pub(crate) advice: &'static str,
    /// South of the equator: summer is from November to February.
    pub(crate) south: bool,
}

/// Whom to call in a country, by its two letters (ISO 3166-1 alpha-2).
pub(crate) fn phones_of(country: &str) -> Option<Phones> {
    PHONES.iter().find_map(|line| {
        let (emergency, rest) = line.strip_prefix(country)?.strip_prefix('\t')?.split_once('\t')?;
        let (advice, hemisphere) = rest.split_once('\t')?;
        Some(Phones { emergency, advice, south: hemisphere == "south" })
    })
}

include!(concat!(env!("OUT_DIR"), "/book.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_stand_in_the_order_of_their_names() {
        for (index, spec) in FACTS.iter().enumerate() {
            assert_eq!(spec.fact as usize, index, "{}", spec.fact.name());
        }
        assert_eq!(RULES.iter().filter(|rule| rule.is_guard).count(), 12);
        assert_eq!(RULES.iter().filter(|rule| !rule.is_guard).count(), 18 + 29);
    }
}
