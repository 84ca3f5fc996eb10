//! The rulebook's compiler: reads `rulebook/` and `texts/`, refuses what is wrong with file, line and reason, and writes
//! Rust tables. Runs when the library is built, and once more in the tests, on books with planted faults.
#![allow(unreachable_pub, dead_code, reason = "the tests take this module in too, and use other parts of it")]

pub mod emit;
pub mod facts;
pub mod guidance;
pub mod node;
pub mod rules;
pub mod texts;
pub mod vocabulary;

use std::collections::BTreeSet;
use std::path::Path;

use facts::{Fact, Origin};
use node::{Checked, Node};
use rules::{Book, Condition, Rule};

/// What the compiler makes of a core folder: the tables of rules, and those of words.
pub struct Compiled {
    pub book: String,
    pub advice: String,
    pub texts: String,
}

/// Compiles the rulebook and the texts of the folder `core`.
pub fn compile(core: &Path) -> Checked<Compiled> {
    let dir = core.join("rulebook");
    let words = vocabulary::Vocabularies::read(&core.join("src"))?;
    let facts = facts::read(&dir, &words)?;
    let context = Book { words: &words, facts: &facts };
    let source_file = Node::read(&dir, "sources.toml")?;
    let sources: BTreeSet<String> = source_file.entries()?.iter().map(|(id, _)| id.clone()).collect();
    let rules = rules::read(&dir, &context, &sources)?;
    rules::refuse_circles(&rules, &facts)?;
    rules.iter().try_for_each(|rule| speaks_of_its_facts(rule, &facts))?;
    let guidance = guidance::read(&dir, &context, &sources)?;
    let shown_when = shown_when(&dir, &context)?;
    let phones = Node::read(&dir, "phones.toml")?;
    let catalogues = texts::read(&core.join("texts"), &rules)?;
    has_words_for_everything(&catalogues[0], &facts, &rules, &guidance, &words)?;
    let book = emit::Book {
        facts: &facts,
        rules: &rules,
        shown_when: &shown_when,
        guidance: &guidance,
        sources: source_file.entries()?,
        phones: phones.entries()?,
    };
    Ok(Compiled { book: emit::book(&book)?, advice: emit::advice(&book), texts: emit::catalogues(&catalogues)? })
}

/// Signs that the list shows to some people only (evidence §5.0.17).
fn shown_when(dir: &Path, book: &Book<'_>) -> Checked<Vec<(Vec<String>, Condition)>> {
    let one =
        |node: &Node| Ok((book.words.sign.variants(node.get("signs")?)?, rules::condition(node.get("when")?, book)?));
    Node::read(dir, "shown-when.toml")?.get("sign-list")?.list()?.iter().map(one).collect()
}

/// Refuses a book with something that English has no words for. What other languages lack is found beside English.
fn has_words_for_everything(
    english: &texts::Catalogue,
    facts: &[Fact],
    rules: &[Rule],
    guidance: &guidance::Guidance,
    words: &vocabulary::Vocabularies,
) -> Checked<()> {
    let mut needed: Vec<String> = Vec::new();
    for Fact { name, unit, window, question, origin, .. } in facts {
        if unit.is_some() {
            // How sure a comparison is, is for the rule to weigh: the person reads what it is about.
            if !name.starts_with("chance-of-") {
                needed.push(format!("fact.{name}.other"));
            }
            needed.push(format!("fact-name.{name}"));
        } else {
            needed.push(format!("fact.{name}"));
        }
        needed.extend(unit.iter().map(|unit| format!("unit.{unit}.other")));
        if *window {
            needed.push(format!("fact-before.{name}.other"));
        }
        if !question.is_empty() && !matches!(origin, Origin::Medicines(_)) {
            needed.push(format!("question.{question}"));
        }
    }
    needed.extend(words.sign.words().map(|word| format!("sign.{word}")));
    needed.extend(words.urgency.words().map(|word| format!("urgency.{word}")));
    needed.extend(words.grade.words().map(|word| format!("grade.{word}")));
    needed.extend(words.medicine.words().map(|word| format!("medicine.{word}")));
    needed.extend(rules.iter().flat_map(|rule| rule.ask.iter().map(|ask| format!("ask.{ask}"))));
    needed.extend(guidance.card.iter().map(|line| format!("card.{}", line.id)));
    needed
        .extend(guidance.tips.iter().flat_map(|tip| [format!("tip.{}.title", tip.id), format!("tip.{}.text", tip.id)]));
    needed.extend(guidance.do_not.iter().map(|item| format!("do-not.{item}")));
    for step in guidance.routines.iter().flat_map(|routine| &routine.steps) {
        needed.extend([format!("step.{}.title", step.id), format!("step.{}.text", step.id)]);
    }
    match needed.iter().find(|key| !english.texts.contains_key(*key)) {
        Some(key) => Err(node::Fault { file: "en.toml".into(), line: 1, reason: format!("{key} is missing") }),
        None => Ok(()),
    }
}

/// Refuses a placeholder in a rule's words that is no fact of its conditions.
fn speaks_of_its_facts(rule: &Rule, facts: &[Fact]) -> Checked<()> {
    let mut known: BTreeSet<String> = ["signs", "medicine"].map(str::to_owned).into();
    rule.walk(&mut |condition| {
        if let Condition::Number { fact, last, .. } = condition {
            let name = &facts[*fact].name;
            known.insert(if *last == 0 { name.clone() } else { format!("{name} {last}") });
        }
    });
    for (_, node) in &rule.words {
        for placeholder in texts::placeholders(node)? {
            if !known.contains(&placeholder) {
                return node.fault(format!("{{{placeholder}}} is no fact of this rule's conditions"));
            }
        }
    }
    Ok(())
}
