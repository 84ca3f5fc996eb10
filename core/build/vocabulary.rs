//! The closed vocabularies of the library, read from their sources: the one place where the words stand.

use std::path::Path;

use super::node::{Checked, Fault, Node};

/// The words of one vocabulary with the names of their variants.
pub struct Vocabulary {
    name: &'static str,
    words: Vec<(String, String)>,
}

impl Vocabulary {
    /// Reads `vocabulary! { … name { Variant = "word", … } }` from a source file, or a plain `enum name { Variant, … }`, whose
    /// words are the variants' names with hyphens.
    pub fn read(sources: &Path, file: &str, name: &'static str) -> Checked<Self> {
        let missing = |reason: String| Fault { file: file.to_owned(), line: 1, reason };
        let text = std::fs::read_to_string(sources.join(file)).map_err(|error| missing(error.to_string()))?;
        let start = [format!("\n    {name} {{\n"), format!(" enum {name} {{\n")]
            .iter()
            .find_map(|head| text.find(head))
            .ok_or_else(|| missing(format!("the vocabulary {name} is not there")))?;
        let body = text[start..].trim_start().lines().skip(1).take_while(|line| line.trim() != "}");
        let pair = |line: &str| {
            let line = line.trim().strip_suffix(',').filter(|line| !line.starts_with("//"))?;
            let (variant, word) = match line.split_once(" = ") {
                Some((variant, word)) => (variant, word.trim_matches('"').to_owned()),
                None => (line, hyphened(line)),
            };
            Some((variant.to_owned(), word))
        };
        Ok(Self { name, words: body.filter_map(pair).collect() })
    }

    /// The Rust path of a word's variant.
    pub fn variant(&self, node: &Node) -> Checked<String> {
        let word = node.text()?;
        match self.words.iter().find(|(_, known)| known == word) {
            Some((variant, _)) => Ok(format!("{}::{variant}", self.name)),
            None => node.fault(format!("{word:?} is no {} word", self.name)),
        }
    }

    pub fn variants(&self, list: &Node) -> Checked<Vec<String>> {
        list.list()?.iter().map(|node| self.variant(node)).collect()
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(_, word)| word.as_str())
    }
}

/// `VitaminB6` is `vitamin-b6`.
fn hyphened(variant: &str) -> String {
    let mut word = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

/// Every vocabulary that rulebook and texts speak of.
pub struct Vocabularies {
    pub sign: Vocabulary,
    pub condition: Vocabulary,
    pub medicine: Vocabulary,
    pub urgency: Vocabulary,
    pub grade: Vocabulary,
    pub topic: Vocabulary,
    pub tip_kind: Vocabulary,
    pub side: Vocabulary,
    pub stretch_kind: Vocabulary,
}

impl Vocabularies {
    pub fn read(sources: &Path) -> Checked<Self> {
        let read = |file, name| Vocabulary::read(sources, file, name);
        Ok(Self {
            sign: read("entries/sign.rs", "Sign")?,
            condition: read("profile/condition.rs", "ConditionKind")?,
            medicine: read("profile/medicine.rs", "MedicineClass")?,
            urgency: read("rules/finding.rs", "Urgency")?,
            grade: read("rules/finding.rs", "Grade")?,
            topic: read("rules/book.rs", "Topic")?,
            tip_kind: read("guidance/advice.rs", "TipKind")?,
            side: read("entries/cramp.rs", "Side")?,
            stretch_kind: read("entries/evening.rs", "StretchKind")?,
        })
    }
}
