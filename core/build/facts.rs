//! The catalogue of facts.

use std::path::Path;

use super::node::{Checked, Node};
use super::vocabulary::Vocabularies;

/// The fact that only the verdicts of other rules give: its rules are judged last.
pub const UNANSWERED_SIGNS: &str = "unanswered-signs";

/// What a rule may say of a fact.
pub struct Fact {
    pub name: String,
    /// `None`: a flag. Else the unit of a number.
    pub unit: Option<String>,
    pub window: bool,
    pub meaning: String,
    pub origin: Origin,
    pub counts_for: u32,
    pub ever: bool,
    pub question: String,
}

/// Where a fact comes from.
pub enum Origin {
    Computed,
    Signs(Vec<String>),
    Conditions(Vec<String>),
    Medicines(Vec<String>),
}

/// A report counts for so long, that day included (evidence §5.0.21).
const COUNTS_FOR: u32 = 14;

impl Fact {
    pub fn variant(&self) -> String {
        format!("Fact::{}", camel(&self.name))
    }
}

/// The name of a variant: `cramp-nights` is `CrampNights`.
pub fn camel(name: &str) -> String {
    name.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

/// Reads `facts.toml`.
pub fn read(dir: &Path, words: &Vocabularies) -> Checked<Vec<Fact>> {
    Node::read(dir, "facts.toml")?.entries()?.iter().map(|(name, node)| fact_of(name, node, words)).collect()
}

fn fact_of(name: &str, node: &Node, words: &Vocabularies) -> Checked<Fact> {
    node.only(&[
        "kind",
        "unit",
        "window",
        "meaning",
        "signs",
        "conditions",
        "medicines",
        "counts-for",
        "ever",
        "question",
    ])?;
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return node.fault(format!("{name:?} must be small letters, digits and hyphens"));
    }
    let unit = node.find("unit").map(Node::text).transpose()?.map(str::to_owned);
    match node.get("kind")?.text()? {
        "flag" if unit.is_some() => return node.get("unit")?.fault("a flag has no unit"),
        "number" if unit.is_none() => return node.fault("a number needs a unit"),
        "flag" | "number" => {}
        _ => return node.get("kind")?.fault("must be flag or number"),
    }
    let origin = match (node.find("signs"), node.find("conditions"), node.find("medicines")) {
        (Some(signs), None, None) => Origin::Signs(words.sign.variants(signs)?),
        (None, Some(conditions), None) => Origin::Conditions(words.condition.variants(conditions)?),
        (None, None, Some(medicines)) => Origin::Medicines(words.medicine.variants(medicines)?),
        (None, None, None) => Origin::Computed,
        _ => return node.fault("must come from signs, conditions or medicines, not from two of them"),
    };
    let asked = node.find("question").map(Node::text).transpose()?.map(str::to_owned);
    let own = match origin {
        Origin::Signs(_) | Origin::Conditions(_) => name,
        Origin::Medicines(_) | Origin::Computed => "",
    };
    Ok(Fact {
        name: name.to_owned(),
        window: node.find("window").map_or(Ok(false), Node::flag)?,
        meaning: node.get("meaning")?.text()?.to_owned(),
        counts_for: node.find("counts-for").map_or(Ok(COUNTS_FOR), |node| Ok(limit(node, "days")? as u32))?,
        ever: node.find("ever").map_or(Ok(false), Node::flag)?,
        question: asked.unwrap_or_else(|| own.to_owned()),
        unit,
        origin,
    })
}

/// A number with its unit, `"4 nights"`. The singular will do.
pub fn limit(node: &Node, unit: &str) -> Checked<f64> {
    let text = node.text()?;
    let Some((number, found)) = text.split_once(' ') else {
        return node.fault(format!("{text:?} must be a number and a unit such as \"4 {unit}\""));
    };
    if found != unit && format!("{found}s") != unit {
        return node.fault(format!("{found:?} is the wrong unit; it is counted in {unit}"));
    }
    match number.parse::<f64>() {
        Ok(number) if number >= 0.0 => Ok(number),
        _ => node.fault(format!("{number:?} is no number from 0 up")),
    }
}
