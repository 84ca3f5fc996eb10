//! Rules and guards: read and checked.

use std::collections::BTreeSet;
use std::path::Path;

use super::facts::{Fact, Origin, UNANSWERED_SIGNS, limit};
use super::node::{Checked, Fault, Node};
use super::vocabulary::Vocabularies;

/// A rule or a guard.
pub struct Rule {
    pub id: String,
    pub name: String,
    pub version: u32,
    pub grade: String,
    pub sources: Vec<String>,
    pub ask: Vec<String>,
    pub arms: Vec<Arm>,
    /// Topics that a guard silences; `None` for a rule.
    pub suppresses: Option<Vec<String>>,
    /// The words in English: key below `rule.<id>.`, text.
    pub words: Vec<(String, Node)>,
}

pub struct Arm {
    pub urgency: String,
    pub key: String,
    pub when: Condition,
}

/// A condition, as the engine's type of the same name.
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Some(u32, Vec<Condition>),
    Not(Box<Condition>),
    Unless(Box<Condition>),
    Unknown(Box<Condition>),
    Rule { id: String, urgency: Option<String> },
    Flag { fact: usize, is: bool, lasting: Option<u32> },
    Number { fact: usize, last: u32, before: u32, known: u32, compare: &'static str, limit: f64 },
}

/// What conditions are read against.
pub struct Book<'b> {
    pub words: &'b Vocabularies,
    pub facts: &'b [Fact],
}

const FALL_SIGNS: [&str; 4] = ["Sign::Fell", "Sign::HitHead", "Sign::CannotBearWeight", "Sign::HipPain"];

const COMPARISONS: [(&str, &str); 4] = [
    ("at-least", "Compare::AtLeast"),
    ("at-most", "Compare::AtMost"),
    ("above", "Compare::Above"),
    ("below", "Compare::Below"),
];

/// Reads every rule of the folder, in the order of their ids: emergencies first, guards last.
pub fn read(dir: &Path, book: &Book<'_>, sources: &BTreeSet<String>) -> Checked<Vec<Rule>> {
    let unreadable =
        |error: std::io::Error| Fault { file: dir.display().to_string(), line: 1, reason: error.to_string() };
    let mut names = Vec::new();
    for file in std::fs::read_dir(dir).map_err(unreadable)? {
        let name = file.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        if let Some(id) = name.strip_suffix(".toml")
            && is_id(id)
        {
            names.push(id.to_owned());
        }
    }
    names.sort_by_key(|id| order(id));
    let rules = names.iter().map(|id| rule_of(id, &Node::read(dir, &format!("{id}.toml"))?, book, sources));
    rules.collect()
}

fn is_id(name: &str) -> bool {
    name.starts_with(['E', 'R', 'G']) && name[1..].starts_with(|c: char| c.is_ascii_digit())
}

fn order(id: &str) -> (usize, u32, String) {
    let digits: String = id[1..].chars().take_while(char::is_ascii_digit).collect();
    ("ERG".find(&id[..1]).unwrap_or(3), digits.parse().unwrap_or(0), id.to_owned())
}

fn rule_of(file: &str, node: &Node, book: &Book<'_>, sources: &BTreeSet<String>) -> Checked<Rule> {
    let guard = file.starts_with('G');
    let own: &[&str] = if guard { &["suppresses", "say", "when"] } else { &["title", "because", "ask", "arm"] };
    node.only(&[&["id", "name", "version", "grade", "sources", "case"], own].concat())?;
    let id = node.get("id")?;
    if id.text()? != file {
        return id.fault(format!("must be {file:?}, as the file is called"));
    }
    for source in node.get("sources")?.list()? {
        if !sources.contains(source.text()?) {
            return source.fault(format!("{:?} is not in sources.toml", source.text()?));
        }
    }
    if node.get("case")?.list()?.is_empty() {
        return node.fault("needs cases of its own");
    }
    let mut words = Vec::new();
    let mut word = |node: &Node, key: &str, name: &str| -> Checked<()> {
        words.push((name.to_owned(), node.get(key)?.clone()));
        Ok(())
    };
    let (mut arms, mut suppresses) = (Vec::new(), None);
    if guard {
        word(node, "say", "say")?;
        suppresses = Some(book.words.topic.variants(node.get("suppresses")?)?);
        let when = condition(node.get("when")?, book)?;
        arms.push(Arm { urgency: "Urgency::SelfCare".into(), key: "say".into(), when });
    } else {
        word(node, "title", "title")?;
        word(node, "because", "because")?;
        for arm in node.get("arm")?.list()? {
            arm.only(&["urgency", "key", "message", "when"])?;
            let urgency = arm.get("urgency")?;
            let key = arm.find("key").unwrap_or(urgency).text()?.to_owned();
            word(arm, "message", &key)?;
            let when = condition(arm.get("when")?, book)?;
            arms.push(Arm { urgency: book.words.urgency.variant(urgency)?, key, when });
        }
    }
    Ok(Rule {
        id: file.to_owned(),
        name: node.get("name")?.text()?.to_owned(),
        version: node.get("version")?.whole()?,
        grade: book.words.grade.variant(node.get("grade")?)?,
        sources: node.get("sources")?.texts()?,
        ask: node.find("ask").map_or(Ok(Vec::new()), Node::texts)?,
        arms,
        suppresses,
        words,
    })
}

/// Reads a condition.
pub fn condition(node: &Node, book: &Book<'_>) -> Checked<Condition> {
    let list = |node: &Node| -> Checked<Vec<Condition>> {
        match node.list()? {
            [] => node.fault("needs at least one condition"),
            list => list.iter().map(|node| condition(node, book)).collect(),
        }
    };
    let one = |node: &Node| condition(node, book).map(Box::new);
    let Some((first, inner)) = node.entries()?.first() else { return node.fault("a condition is missing") };
    match first.as_str() {
        "all" => node.only(&["all"]).and_then(|()| list(inner)).map(Condition::All),
        "any" => node.only(&["any"]).and_then(|()| list(inner)).map(Condition::Any),
        "not" => node.only(&["not"]).and_then(|()| one(inner)).map(Condition::Not),
        "unless" => node.only(&["unless"]).and_then(|()| one(inner)).map(Condition::Unless),
        "unknown" => node.only(&["unknown"]).and_then(|()| one(inner)).map(Condition::Unknown),
        "some" => {
            node.only(&["some", "of"])?;
            Ok(Condition::Some(inner.whole()?, list(node.get("of")?)?))
        }
        "rule" => {
            node.only(&["rule", "urgency"])?;
            let urgency = node.find("urgency").map(|node| book.words.urgency.variant(node)).transpose()?;
            Ok(Condition::Rule { id: inner.text()?.to_owned(), urgency })
        }
        _ => comparison(node, book),
    }
}

fn comparison(node: &Node, book: &Book<'_>) -> Checked<Condition> {
    let name = node.get("fact")?;
    let Some(fact) = book.facts.iter().position(|fact| Ok(fact.name.as_str()) == name.text().map_err(|_| ())) else {
        return name.fault(format!("{:?} is not in facts.toml", name.text()?));
    };
    let Some(unit) = &book.facts[fact].unit else {
        node.only(&["fact", "is", "lasting"])?;
        let is = match node.find("is").map(Node::text).transpose()? {
            None | Some("yes") => true,
            Some("no") => false,
            Some(_) => return node.get("is")?.fault("must be yes or no"),
        };
        let lasting = node.find("lasting").map(|node| limit(node, "days")).transpose()?;
        if lasting.is_some() && !matches!(book.facts[fact].origin, Origin::Signs(_)) {
            return node.get("lasting")?.fault("only a sign that is reported has a length");
        }
        return Ok(Condition::Flag { fact, is, lasting: lasting.map(|days| days as u32) });
    };
    node.only(&["fact", "last", "before", "known", "at-least", "at-most", "above", "below"])?;
    let window = |key: &str| node.find(key).map_or(Ok(0), |node| Ok::<_, Fault>(limit(node, "nights")? as u32));
    let (last, before, known) = (window("last")?, window("before")?, window("known")?);
    match (book.facts[fact].window, last) {
        (true, 0) => return node.fault("needs a window such as last = \"14 nights\""),
        (false, 1..) => return node.get("last")?.fault("this fact has no window"),
        _ => {}
    }
    let found: Vec<_> = COMPARISONS.iter().filter_map(|(key, name)| Some((node.find(key)?, *name))).collect();
    match found[..] {
        [(node, compare)] => Ok(Condition::Number { fact, last, before, known, compare, limit: limit(node, unit)? }),
        _ => node.fault("needs one of at-least, at-most, above and below"),
    }
}

impl Condition {
    /// Walks over every condition in it, itself first.
    pub fn walk<'c>(&'c self, visit: &mut dyn FnMut(&'c Condition)) {
        visit(self);
        match self {
            Self::All(list) | Self::Any(list) | Self::Some(_, list) => {
                list.iter().for_each(|condition| condition.walk(visit));
            }
            Self::Not(one) | Self::Unless(one) | Self::Unknown(one) => one.walk(visit),
            Self::Rule { .. } | Self::Flag { .. } | Self::Number { .. } => {}
        }
    }
}

impl Rule {
    pub fn walk<'r>(&'r self, visit: &mut dyn FnMut(&'r Condition)) {
        self.arms.iter().for_each(|arm| arm.when.walk(visit));
    }

    /// The rules that must be judged before this one.
    fn needs(&self) -> Vec<&str> {
        let mut needs = Vec::new();
        self.walk(&mut |condition| {
            if let Condition::Rule { id, .. } = condition {
                needs.push(id.as_str());
            }
        });
        needs
    }

    /// The signs in its conditions: those that it names when it fires (evidence §5.0.18).
    pub fn signs(&self, facts: &[Fact]) -> BTreeSet<String> {
        let mut signs = BTreeSet::new();
        self.walk(&mut |condition| {
            if let Condition::Flag { fact, .. } | Condition::Number { fact, .. } = condition {
                match (&facts[*fact].origin, facts[*fact].name.as_str()) {
                    (Origin::Signs(list), _) => signs.extend(list.iter().cloned()),
                    // Computed facts that a report feeds besides the journal.
                    (_, "falls") => signs.extend(FALL_SIGNS.map(str::to_owned)),
                    (_, "longest-stubborn-cramp") => drop(signs.insert("Sign::WillNotStop".into())),
                    (_, "fever-days") => drop(signs.insert("Sign::Fever".into())),
                    (_, "walking-pain-days") => drop(signs.insert("Sign::WalkingPain".into())),
                    (_, "sleepy-by-day") => drop(signs.insert("Sign::Tired".into())),
                    (_, "drinks-most-days") => drop(signs.insert("Sign::DrinksMostDays".into())),
                    (_, "days-from-statin-to-weakness") => drop(signs.insert("Sign::GrowingWeakness".into())),
                    _ => {}
                }
            }
        });
        signs
    }
}

/// Refuses rules of which none can be judged first: each must come after those it speaks of.
pub fn refuse_circles(rules: &[Rule], facts: &[Fact]) -> Checked<()> {
    let asks_for_verdicts = |rule: &Rule| {
        let mut found = false;
        rule.walk(&mut |condition| {
            if let Condition::Number { fact, .. } = condition {
                found |= facts[*fact].name == UNANSWERED_SIGNS;
            }
        });
        found
    };
    let (mut order, mut waiting) = (Vec::new(), (0..rules.len()).collect::<Vec<_>>());
    while !waiting.is_empty() {
        let done = |id: &str| order.iter().any(|index: &usize| rules[*index].id == id);
        let guards_and_late_left =
            waiting.iter().all(|index| asks_for_verdicts(&rules[*index]) || rules[*index].suppresses.is_some());
        let ready = |index: &&usize| {
            let rule = &rules[**index];
            rule.needs().iter().all(|id| done(id)) && (guards_and_late_left || !asks_for_verdicts(rule))
        };
        let Some(next) = waiting.iter().find(ready).copied() else {
            let rule = &rules[waiting[0]];
            let reason = format!("{:?} speaks of a rule that does not exist, or in a circle", rule.needs());
            return Err(Fault { file: format!("{}.toml", rule.id), line: 1, reason });
        };
        waiting.retain(|index| *index != next);
        order.push(next);
    }
    Ok(())
}
