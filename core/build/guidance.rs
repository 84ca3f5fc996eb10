//! Tips, the card at night and the stretch routine.

use std::collections::BTreeSet;
use std::path::Path;

use super::node::{Checked, Node};
use super::rules::{Book, Condition, condition};

/// A piece of guidance.
pub struct Tip {
    pub id: String,
    pub kind: String,
    pub grade: String,
    pub sources: Vec<String>,
    pub topics: Vec<String>,
    pub first_when: Option<Condition>,
}

/// A line of the card at night.
pub struct Line {
    pub id: String,
    pub topics: Vec<String>,
}

/// One form of the stretch.
pub struct Routine {
    pub kind: String,
    pub id: String,
    pub grade: String,
    pub sources: Vec<String>,
    pub steps: Vec<Step>,
    /// For whom this form is not, and the item of `do-not` that says why.
    pub not_when: Option<(Condition, String)>,
}

pub struct Step {
    pub id: String,
    pub side: String,
    pub hold_s: u32,
    pub rest_s: u32,
    pub rounds: u32,
    pub topics: Vec<String>,
}

pub struct Guidance {
    pub tips: Vec<Tip>,
    pub card: Vec<Line>,
    pub routines: Vec<Routine>,
    pub do_not: Vec<String>,
}

/// No more lines than a person in pain reads, and no more than the screen shows without scrolling.
const MOST_LINES: usize = 7;

pub fn read(dir: &Path, book: &Book<'_>, sources: &BTreeSet<String>) -> Checked<Guidance> {
    let tips = Node::read(dir, "tips.toml")?;
    let tips = tips.entries()?.iter().map(|(id, node)| tip_of(id, node, book, sources)).collect::<Checked<_>>()?;
    let file = Node::read(dir, "routine.toml")?;
    let lines = file.get("card")?.get("lines")?;
    let card: Vec<Line> = lines.list()?.iter().map(|node| line_of(node, book)).collect::<Checked<_>>()?;
    if card.len() > MOST_LINES {
        return lines.fault(format!("must be at most {MOST_LINES} lines"));
    }
    let routine = |(id, node): &(String, Node)| routine_of(id, node, book, sources);
    let routines = file.get("routine")?.entries()?.iter().map(routine).collect::<Checked<_>>()?;
    Ok(Guidance { tips, card, routines, do_not: file.get("do-not")?.get("items")?.texts()? })
}

fn known_sources(node: &Node, sources: &BTreeSet<String>) -> Checked<Vec<String>> {
    for source in node.get("sources")?.list()? {
        if !sources.contains(source.text()?) {
            return source.fault(format!("{:?} is not in sources.toml", source.text()?));
        }
    }
    node.get("sources")?.texts()
}

fn topics(node: &Node, book: &Book<'_>) -> Checked<Vec<String>> {
    node.find("topics").map_or(Ok(Vec::new()), |list| book.words.topic.variants(list))
}

fn tip_of(id: &str, node: &Node, book: &Book<'_>, sources: &BTreeSet<String>) -> Checked<Tip> {
    node.only(&["kind", "grade", "sources", "topics", "first-when"])?;
    Ok(Tip {
        id: id.to_owned(),
        kind: book.words.tip_kind.variant(node.get("kind")?)?,
        grade: book.words.grade.variant(node.get("grade")?)?,
        sources: known_sources(node, sources)?,
        topics: topics(node, book)?,
        first_when: node.find("first-when").map(|node| condition(node, book)).transpose()?,
    })
}

fn line_of(node: &Node, book: &Book<'_>) -> Checked<Line> {
    node.only(&["id", "topics"])?;
    Ok(Line { id: node.get("id")?.text()?.to_owned(), topics: topics(node, book)? })
}

fn routine_of(id: &str, node: &Node, book: &Book<'_>, sources: &BTreeSet<String>) -> Checked<Routine> {
    node.only(&["grade", "sources", "steps", "not-when", "why"])?;
    let variant = format!("StretchKind::{}", super::facts::camel(id));
    if !book.words.stretch_kind.words().any(|word| word == id) {
        return node.fault(format!("{id:?} is no StretchKind word"));
    }
    let step = |node: &Node| -> Checked<Step> {
        node.only(&["id", "side", "hold-s", "rest-s", "rounds", "topics"])?;
        Ok(Step {
            id: node.get("id")?.text()?.to_owned(),
            side: book.words.side.variant(node.get("side")?)?,
            hold_s: node.get("hold-s")?.whole()?,
            rest_s: node.get("rest-s")?.whole()?,
            rounds: node.get("rounds")?.whole()?,
            topics: topics(node, book)?,
        })
    };
    let not_when = match node.find("not-when") {
        Some(when) => Some((condition(when, book)?, node.get("why")?.text()?.to_owned())),
        None => None,
    };
    Ok(Routine {
        not_when,
        kind: variant,
        id: id.to_owned(),
        grade: book.words.grade.variant(node.get("grade")?)?,
        sources: known_sources(node, sources)?,
        steps: node.get("steps")?.list()?.iter().map(step).collect::<Checked<_>>()?,
    })
}
