//! The words of every language: one catalogue a file, all with the same keys.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::node::{Checked, Fault, Node};
use super::rules::Rule;

/// The language in which the rulebook itself is written, and whose keys all others must have.
pub const FIRST: &str = "en";

/// The families of plural rules (CLDR, for whole numbers) and their categories.
pub const PLURALS: [(&str, &str, &[&str]); 6] = [
    ("none", "Plurals::None", &["other"]),
    ("one-other", "Plurals::OneOther", &["one", "other"]),
    ("zero-one-other", "Plurals::ZeroOneOther", &["one", "other"]),
    ("east-slavic", "Plurals::EastSlavic", &["one", "few", "many", "other"]),
    ("polish", "Plurals::Polish", &["one", "few", "many", "other"]),
    ("czech", "Plurals::Czech", &["one", "few", "many", "other"]),
];
const CATEGORIES: [&str; 4] = ["one", "few", "many", "other"];

/// One language.
pub struct Catalogue {
    pub tag: String,
    pub plurals: &'static str,
    /// Key and text; a plural stands under `key.one` and so on.
    pub texts: BTreeMap<String, Node>,
}

/// Reads every catalogue of the folder. English comes first.
pub fn read(dir: &Path, rules: &[Rule]) -> Checked<Vec<Catalogue>> {
    let unreadable =
        |error: std::io::Error| Fault { file: dir.display().to_string(), line: 1, reason: error.to_string() };
    let mut tags = Vec::new();
    for file in std::fs::read_dir(dir).map_err(unreadable)? {
        let name = file.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        tags.extend(name.strip_suffix(".toml").map(str::to_owned));
    }
    tags.sort_by_key(|tag| (tag != FIRST, tag.clone()));
    let mut catalogues: Vec<Catalogue> = Vec::new();
    for tag in tags {
        let mut catalogue = catalogue(&Node::read(dir, &format!("{tag}.toml"))?, &tag)?;
        match catalogues.first() {
            // The rules' files hold the English words of the rules.
            None => {
                for rule in rules {
                    for (key, node) in &rule.words {
                        catalogue.texts.insert(format!("rule.{}.{key}", rule.id), node.clone());
                    }
                }
            }
            Some(english) => compare(english, &catalogue)?,
        }
        catalogues.push(catalogue);
    }
    Ok(catalogues)
}

fn catalogue(node: &Node, tag: &str) -> Checked<Catalogue> {
    let family = node.get("language")?.get("plurals")?;
    let Some((_, plurals, categories)) =
        PLURALS.iter().copied().find(|(name, ..)| Ok(*name) == family.text().map_err(|_| ()))
    else {
        return family.fault(format!("must be one of {}", PLURALS.map(|(name, ..)| name).join(", ")));
    };
    let mut texts = BTreeMap::new();
    flatten("", node, categories, &mut texts)?;
    Ok(Catalogue { tag: tag.to_owned(), plurals, texts })
}

fn flatten(prefix: &str, node: &Node, categories: &[&str], texts: &mut BTreeMap<String, Node>) -> Checked<()> {
    for (key, inner) in node.entries()? {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        if inner.is_text() {
            if inner.text()?.trim().is_empty() {
                return inner.fault(format!("{path} is empty"));
            }
            texts.insert(path, inner.clone());
            continue;
        }
        let found: Vec<&str> = inner.entries()?.iter().map(|(key, _)| key.as_str()).collect();
        let is_plural = found.contains(&"other") && found.iter().all(|form| CATEGORIES.contains(form));
        if is_plural && found != categories {
            return inner.fault(format!("{path} needs the plural forms {}", categories.join(", ")));
        }
        flatten(&path, inner, categories, texts)?;
    }
    Ok(())
}

/// The key without the plural form, if it has one.
fn stem(key: &str) -> &str {
    match key.rsplit_once('.') {
        Some((stem, form)) if CATEGORIES.contains(&form) && !stem.starts_with("choice") => stem,
        _ => key,
    }
}

/// Refuses a key that is missing or left over, and a placeholder that English does not have.
fn compare(english: &Catalogue, other: &Catalogue) -> Checked<()> {
    let stems = |catalogue: &Catalogue| catalogue.texts.keys().map(|key| stem(key).to_owned()).collect::<BTreeSet<_>>();
    let (known, found) = (stems(english), stems(other));
    let file = format!("{}.toml", other.tag);
    if let Some(missing) = known.difference(&found).next() {
        return Err(Fault { file, line: 1, reason: format!("{missing} is missing") });
    }
    for (key, node) in &other.texts {
        if !known.contains(stem(key)) {
            return node.fault(format!("{key} is left over: English has no such text"));
        }
        let allowed: BTreeSet<String> = english
            .texts
            .iter()
            .filter(|(english, _)| stem(english) == stem(key))
            .map(|(_, node)| placeholders(node))
            .collect::<Checked<Vec<_>>>()?
            .concat()
            .into_iter()
            .collect();
        for placeholder in placeholders(node)? {
            if !allowed.contains(&placeholder) {
                return node.fault(format!("{{{placeholder}}} does not stand in the English text"));
            }
        }
    }
    Ok(())
}

/// What stands in braces.
pub fn placeholders(node: &Node) -> Checked<Vec<String>> {
    let text = node.text()?;
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { return node.fault("an opening { has no }") };
        found.push(rest[start + 1..start + length].to_owned());
        rest = &rest[start + length + 1..];
    }
    Ok(found)
}
