//! Writes the checked book as Rust: plain tables, one long text a language, nothing to parse on a phone.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::facts::{Fact, Origin};
use super::guidance::Guidance;
use super::node::{Checked, Node};
use super::rules::{Condition, Rule};
use super::texts::Catalogue;

/// Everything that was read, ready to be written.
pub struct Book<'b> {
    pub facts: &'b [Fact],
    pub rules: &'b [Rule],
    pub shown_when: &'b [(Vec<String>, Condition)],
    pub guidance: &'b Guidance,
    pub sources: &'b [(String, Node)],
    pub phones: &'b [(String, Node)],
}

/// The tables of facts and rules, of sources and phone numbers.
pub fn book(book: &Book<'_>) -> Checked<String> {
    let mut out = String::new();
    facts(&mut out, book.facts);
    rules(&mut out, book);
    people(&mut out, book)?;
    Ok(out)
}

/// The tables of guidance.
pub fn advice(book: &Book<'_>) -> String {
    let mut out = String::new();
    guidance(&mut out, book);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// A list of ids as one text: each text of its own would cost a phone more than it says.
fn texts(list: &[String]) -> String {
    format!("{:?}", list.join(" "))
}

fn paths(list: &[String]) -> String {
    format!("&[{}]", list.join(", "))
}

fn facts(out: &mut String, facts: &[Fact]) {
    line(
        out,
        "/// A fact that rules may speak of.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub(crate) enum Fact {",
    );
    for fact in facts {
        let variant = super::facts::camel(&fact.name);
        let _ = writeln!(out, "    /// {}\n    {variant},", fact.meaning);
    }
    line(out, "}\n");
    let _ =
        writeln!(out, "/// What the catalogue says of each.\npub(crate) static FACTS: [FactSpec; {}] = [", facts.len());
    let (mut signs, mut conditions, mut medicines) = (Vec::new(), Vec::new(), Vec::new());
    for fact in facts {
        let origin = match &fact.origin {
            Origin::Computed => "Listed::Nowhere".to_owned(),
            Origin::Signs(list) => listed("Signs", list, &mut signs),
            Origin::Conditions(list) => listed("Conditions", list, &mut conditions),
            Origin::Medicines(list) => listed("Medicines", list, &mut medicines),
        };
        let _ = writeln!(
            out,
            "    FactSpec {{ fact: {}, is_number: {}, windowed: {}, listed: {origin}, counts_for: {}, ever: {} }},",
            fact.variant(),
            fact.unit.is_some(),
            fact.window,
            fact.counts_for,
            fact.ever,
        );
    }
    line(out, "];\n");
    for (name, kind, list) in [
        ("SIGNS", "Sign", &signs),
        ("CONDITIONS", "ConditionKind", &conditions),
        ("MEDICINES", "MedicineClass", &medicines),
    ] {
        let _ = writeln!(out, "static {name}_OF_FACTS: [{kind}; {}] = [{}];", list.len(), list.join(", "));
    }
    let words = |fact: &Fact| format!("{}\t{}\t{}", fact.name, fact.unit.as_deref().unwrap_or_default(), fact.question);
    let words: Vec<String> = facts.iter().map(words).collect();
    let words = packed(words.iter().map(String::as_str));
    let _ = writeln!(out, "/// Name, unit and question of each.\nstatic FACT_WORDS: Packed = Packed::new({words});\n");
}

/// Adds a fact's list to those of all facts, and says where it stands there.
fn listed(kind: &str, list: &[String], all: &mut Vec<String>) -> String {
    let at = all.len();
    all.extend(list.iter().cloned());
    format!("Listed::{kind}({at}, {})", list.len())
}

fn rules(out: &mut String, book: &Book<'_>) {
    let _ = writeln!(
        out,
        "/// Every rule, and every guard after them, by id.\npub(crate) static RULES: [Rule; {}] = [",
        book.rules.len()
    );
    for rule in book.rules {
        let arms: Vec<String> = rule
            .arms
            .iter()
            .map(|arm| {
                let when = condition(&arm.when, book);
                format!("Arm {{ urgency: {}, key: {:?}, when: {when} }}", arm.urgency, arm.key)
            })
            .collect();
        let signs: Vec<String> = rule.signs(book.facts).into_iter().collect();
        let _ = writeln!(
            out,
            "    Rule {{ id: {:?}, version: {}, grade: {}, sources: {}, ask: {}, signs: {}, suppresses: {}, is_guard: {}, arms: &[{}] }},",
            rule.id,
            rule.version,
            rule.grade,
            texts(&rule.sources),
            texts(&rule.ask),
            paths(&signs),
            paths(rule.suppresses.as_deref().unwrap_or_default()),
            rule.suppresses.is_some(),
            arms.join(", "),
        );
    }
    line(out, "];\n");
    let _ = writeln!(
        out,
        "/// Signs that are asked of some people only.\npub(crate) static SHOWN_WHEN: [(&[Sign], Condition); {}] = [",
        book.shown_when.len()
    );
    for (signs, when) in book.shown_when {
        let _ = writeln!(out, "    ({}, {}),", paths(signs), condition(when, book));
    }
    line(out, "];\n");
}

fn condition(it: &Condition, book: &Book<'_>) -> String {
    let list = |list: &[Condition]| list.iter().map(|it| condition(it, book)).collect::<Vec<_>>().join(", ");
    match it {
        Condition::All(all) => format!("Condition::All(&[{}])", list(all)),
        Condition::Any(any) => format!("Condition::Any(&[{}])", list(any)),
        Condition::Some(least, of) => format!("Condition::Some({least}, &[{}])", list(of)),
        Condition::Not(one) => format!("Condition::Not(&{})", condition(one, book)),
        Condition::Unless(one) => format!("Condition::Unless(&{})", condition(one, book)),
        Condition::Unknown(one) => format!("Condition::Unknown(&{})", condition(one, book)),
        Condition::Rule { id, urgency } => {
            let index = book.rules.iter().position(|rule| rule.id == *id).unwrap_or_default();
            let urgency = urgency.as_ref().map_or("None".to_owned(), |urgency| format!("Some({urgency})"));
            format!("Condition::Rule({index}, {urgency})")
        }
        Condition::Flag { fact, is, lasting } => {
            format!("Condition::Flag(Flag {{ fact: {}, is: {is}, lasting: {lasting:?} }})", book.facts[*fact].variant())
        }
        Condition::Number { fact, last, before, known, compare, limit } => format!(
            "Condition::Number(Number {{ fact: {}, window: Window {{ last: {last}, before: {before} }}, known: {known}, compare: {compare}, limit: {limit:?} }})",
            book.facts[*fact].variant(),
        ),
    }
}

fn guidance(out: &mut String, book: &Book<'_>) {
    let guidance = book.guidance;
    let _ = writeln!(out, "/// Every piece of guidance.\nstatic TIPS: [TipSpec; {}] = [", guidance.tips.len());
    for tip in &guidance.tips {
        let first_when =
            tip.first_when.as_ref().map_or("None".to_owned(), |when| format!("Some({})", condition(when, book)));
        let _ = writeln!(
            out,
            "    TipSpec {{ id: {:?}, kind: {}, grade: {}, sources: {}, topics: {}, first_when: {first_when} }},",
            tip.id,
            tip.kind,
            tip.grade,
            texts(&tip.sources),
            paths(&tip.topics),
        );
    }
    line(out, "];\n");
    let _ = writeln!(out, "/// The lines of the card at night.\nstatic CARD: [LineSpec; {}] = [", guidance.card.len());
    for spec in &guidance.card {
        let _ = writeln!(out, "    LineSpec {{ id: {:?}, topics: {} }},", spec.id, paths(&spec.topics));
    }
    line(out, "];\n");
    let _ =
        writeln!(out, "/// The forms of the stretch.\nstatic ROUTINES: [RoutineSpec; {}] = [", guidance.routines.len());
    for routine in &guidance.routines {
        let steps: Vec<String> = routine
            .steps
            .iter()
            .map(|step| {
                format!(
                    "StepSpec {{ id: {:?}, side: {}, hold_s: {}, rest_s: {}, rounds: {}, topics: {} }}",
                    step.id,
                    step.side,
                    step.hold_s,
                    step.rest_s,
                    step.rounds,
                    paths(&step.topics)
                )
            })
            .collect();
        let not_when = routine
            .not_when
            .as_ref()
            .map_or("None".to_owned(), |(when, why)| format!("Some(({}, {why:?}))", condition(when, book)));
        let _ = writeln!(
            out,
            "    RoutineSpec {{ kind: {}, id: {:?}, grade: {}, sources: {}, not_when: {not_when}, steps: &[{}] }},",
            routine.kind,
            routine.id,
            routine.grade,
            texts(&routine.sources),
            steps.join(", "),
        );
    }
    line(out, "];\n");
    let _ = writeln!(
        out,
        "/// Who should not stretch, or ask first.\nstatic DO_NOT: [&str; {}] = {:?};\n",
        guidance.do_not.len(),
        guidance.do_not
    );
}

fn people(out: &mut String, book: &Book<'_>) -> Checked<()> {
    let mut sources = Vec::new();
    let of_rules = book.rules.iter().flat_map(|rule| &rule.sources);
    let of_tips = book.guidance.tips.iter().flat_map(|tip| &tip.sources);
    let of_routines = book.guidance.routines.iter().flat_map(|routine| &routine.sources);
    let used: Vec<&String> = of_rules.chain(of_tips).chain(of_routines).collect();
    // What nothing rests on a phone need not carry.
    for (id, node) in book.sources.iter().filter(|(id, _)| used.contains(&id)) {
        let address = node.find("address").map_or(Ok(""), Node::text)?;
        sources.push(format!("{id}\t{}\t{address}", node.get("title")?.text()?));
    }
    let mut phones = Vec::new();
    for (country, node) in book.phones {
        node.only(&["emergency", "advice", "south"])?;
        let advice = node.find("advice").map_or(Ok(""), Node::text)?;
        let south = node.find("south").map_or(Ok(false), Node::flag)?;
        let south = if south { "south" } else { "" };
        phones.push(format!("{country}\t{}\t{advice}\t{south}", node.get("emergency")?.text()?));
    }
    let packed = |list: &[String]| packed(list.iter().map(String::as_str));
    let _ = writeln!(
        out,
        "/// Where it all comes from: id, title, address.\npub(crate) static SOURCES: Packed = Packed::new({});",
        packed(&sources)
    );
    let _ = writeln!(
        out,
        "/// Numbers to call: country, emergency, advice, hemisphere.\npub(crate) static PHONES: Packed = Packed::new({});",
        packed(&phones)
    );
    Ok(())
}

/// The words of all languages, packed: the keys once, and a text a language with the words in the order of the keys.
pub fn catalogues(catalogues: &[Catalogue]) -> Checked<String> {
    let keys: BTreeMap<&str, ()> =
        catalogues.iter().flat_map(|catalogue| catalogue.texts.keys().map(|key| (key.as_str(), ()))).collect();
    let mut out = String::new();
    let _ = writeln!(out, "static KEYS: Packed = Packed::new({});", packed(keys.keys().copied()));
    let _ = writeln!(out, "static LANGUAGES: [Language; {}] = [", catalogues.len());
    for catalogue in catalogues {
        let words: Vec<&str> =
            keys.keys().map(|key| catalogue.texts.get(*key).map_or(Ok(""), Node::text)).collect::<Checked<_>>()?;
        let _ = writeln!(
            out,
            "    Language {{ tag: {:?}, plurals: {}, words: Packed::new({}) }},",
            catalogue.tag,
            catalogue.plurals,
            packed(words.into_iter()),
        );
    }
    line(&mut out, "];");
    Ok(out)
}

/// Texts one after the other with a zero byte between them, deflated, as a literal.
fn packed<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    let joined = parts.collect::<Vec<_>>().join("\0");
    let deflated = miniz_oxide::deflate::compress_to_vec(joined.as_bytes(), 10);
    format!("b\"{}\"", deflated.escape_ascii())
}
