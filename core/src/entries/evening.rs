//! The evening before a night: what was done, drunk and worn, and the person's own factors.

use super::MOST_NOTE;
use crate::answer::Answer;
use crate::invalid::{Invalid, canonical_id, in_range, short_enough};
use crate::night::{Moment, Night};
use crate::word::vocabulary;

/// More glasses or drinks than this is a slip of the finger.
const MOST_DRINKS: u8 = 50;
/// A factor's name is a few words.
const MOST_NAME: usize = 100;

vocabulary! {
    /// How the bedtime stretch was done.
    StretchKind {
        /// Standing at a wall.
        Standing = "standing",
        /// Seated.
        Seated = "seated",
        /// In bed.
        InBed = "in-bed",
    }
}

vocabulary! {
    /// How much the person moved that day.
    Exercise {
        /// Hardly at all.
        Rest = "rest",
        /// A walk.
        Light = "light",
        /// Some sweat.
        Moderate = "moderate",
        /// Hard or unusual.
        Hard = "hard",
    }
}

vocabulary! {
    /// A supplement taken that day. No dose, no advice.
    Supplement {
        /// Magnesium.
        Magnesium = "magnesium",
        /// Potassium.
        Potassium = "potassium",
        /// Calcium.
        Calcium = "calcium",
        /// Any B vitamin.
        VitaminB = "vitamin-b",
        /// Vitamin D.
        VitaminD = "vitamin-d",
        /// Vitamin E.
        VitaminE = "vitamin-e",
        /// Vitamin K.
        VitaminK = "vitamin-k",
        /// Something else.
        Other = "other",
    }
}

/// Something that the person wants to watch, in their own words: "new shoes", "gardening".
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Factor {
    /// A UUID made by the caller.
    pub id: String,
    /// What the person calls it; 1 to 100 characters on one line.
    pub name: String,
    /// No longer asked; what was answered stays.
    pub retired: bool,
}

impl Factor {
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        short_enough("name", Some(&self.name), MOST_NAME)?;
        if self.name.trim().is_empty() {
            return Err(Invalid::new("name", "must have at least one character"));
        }
        if self.name.contains(char::is_control) {
            return Err(Invalid::new("name", "must be one line, without control characters"));
        }
        Ok(self)
    }
}

/// The answer for one of the person's own factors.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FactorAnswer {
    /// The id of the [`Factor`].
    pub factor_id: String,
    /// Whether it was so that day.
    pub answer: Answer,
}

/// The evening before a night, one a night. Everything optional.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Evening {
    /// The night that follows.
    pub night: Night,
    /// Whether the bedtime stretch was done.
    pub stretched: Answer,
    /// How it was done.
    pub stretch_kind: Option<StretchKind>,
    /// How many minutes it took, up to 240.
    pub stretch_minutes: Option<u16>,
    /// When it was done.
    pub stretched_at: Option<Moment>,
    /// Glasses of water through the day, up to 50.
    pub water_glasses: Option<u8>,
    /// Alcoholic drinks, up to 50.
    pub alcohol_drinks: Option<u8>,
    /// Drinks with caffeine, up to 50.
    pub caffeine_drinks: Option<u8>,
    /// How much the person moved.
    pub exercise: Option<Exercise>,
    /// Whether they sat for long.
    pub long_sitting: Answer,
    /// Whether they stood for long.
    pub long_standing: Answer,
    /// Whether they sweated a lot.
    pub sweating: Answer,
    /// Whether they were out in great heat, or worked in it.
    pub heat: Answer,
    /// Whether they had a fever of 38 °C or more.
    pub fever: Answer,
    /// Whether the blanket is heavy or tucked in.
    pub heavy_blanket: Answer,
    /// Whether they had a warm bath or soak.
    pub warm_soak: Answer,
    /// Supplements taken. Empty: none. `None`: not answered.
    pub supplements: Option<Vec<Supplement>>,
    /// The person's own factors; one that is missing is unknown.
    pub factors: Vec<FactorAnswer>,
    /// Anything else; at most 10,000 characters.
    pub note: Option<String>,
}

impl Evening {
    /// An evening of which nobody has said anything yet.
    #[must_use]
    pub fn unanswered(night: Night) -> Self {
        Self {
            night,
            stretched: Answer::Unknown,
            stretch_kind: None,
            stretch_minutes: None,
            stretched_at: None,
            water_glasses: None,
            alcohol_drinks: None,
            caffeine_drinks: None,
            exercise: None,
            long_sitting: Answer::Unknown,
            long_standing: Answer::Unknown,
            sweating: Answer::Unknown,
            heat: Answer::Unknown,
            fever: Answer::Unknown,
            heavy_blanket: Answer::Unknown,
            warm_soak: Answer::Unknown,
            supplements: None,
            factors: Vec::new(),
            note: None,
        }
    }

    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        in_range("stretch_minutes", self.stretch_minutes, 0, 240)?;
        in_range("water_glasses", self.water_glasses, 0, MOST_DRINKS)?;
        in_range("alcohol_drinks", self.alcohol_drinks, 0, MOST_DRINKS)?;
        in_range("caffeine_drinks", self.caffeine_drinks, 0, MOST_DRINKS)?;
        short_enough("note", self.note.as_deref(), MOST_NOTE)?;
        if let Some(at) = &self.stretched_at {
            at.check()?;
        }
        for factor in &mut self.factors {
            factor.factor_id = canonical_id("factors", &factor.factor_id)?;
        }
        self.factors.sort_by(|a, b| a.factor_id.cmp(&b.factor_id));
        if self.factors.windows(2).any(|pair| pair[0].factor_id == pair[1].factor_id) {
            return Err(Invalid::new("factors", "must hold each factor once"));
        }
        Ok(self)
    }
}
