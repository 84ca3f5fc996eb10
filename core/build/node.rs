//! TOML with line numbers, and the one kind of error: a file, a line, a reason.

use std::fmt;
use std::path::Path;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong with the rulebook or the texts, and where.
#[derive(Debug)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

pub type Checked<T> = Result<T, Fault>;

/// A file's name and text, for telling the line of a place in it.
#[derive(Debug)]
struct Page {
    name: String,
    text: String,
}

/// A value in a file.
#[derive(Clone)]
pub struct Node {
    page: Rc<Page>,
    at: usize,
    value: Value,
}

#[derive(Clone)]
enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
}

impl Node {
    /// Reads a file of the folder `dir`.
    pub fn read(dir: &Path, name: &str) -> Checked<Self> {
        let path = dir.join(name);
        let text = std::fs::read_to_string(&path).map_err(|error| Fault {
            file: path.display().to_string(),
            line: 1,
            reason: format!("cannot be read: {error}"),
        })?;
        Self::parse(name, &text)
    }

    /// Reads a text that stands in the file `name`.
    pub fn parse(name: &str, text: &str) -> Checked<Self> {
        let page = Rc::new(Page { name: name.to_owned(), text: text.to_owned() });
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            fault(&page, at, error.message().to_owned())
        })?;
        let start = table.span().start;
        table_of(&page, start, table.get_ref())
    }

    pub fn fault<T>(&self, reason: impl Into<String>) -> Checked<T> {
        Err(fault(&self.page, self.at, reason.into()))
    }

    /// A text on one line.
    pub fn text(&self) -> Checked<&str> {
        match &self.value {
            Value::Text(text) => Ok(text),
            _ => self.fault("must be a text in quotes"),
        }
    }

    pub fn number(&self) -> Checked<f64> {
        match self.value {
            Value::Number(number) => Ok(number),
            _ => self.fault("must be a number"),
        }
    }

    pub fn whole(&self) -> Checked<u32> {
        let number = self.number()?;
        if number.fract() == 0.0 && (0.0..=1_000_000.0).contains(&number) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            return Ok(number as u32);
        }
        self.fault("must be a whole number, not negative")
    }

    pub fn flag(&self) -> Checked<bool> {
        match self.value {
            Value::Flag(flag) => Ok(flag),
            _ => self.fault("must be true or false"),
        }
    }

    pub fn list(&self) -> Checked<&[Node]> {
        match &self.value {
            Value::List(list) => Ok(list),
            _ => self.fault("must be a list in square brackets"),
        }
    }

    pub fn texts(&self) -> Checked<Vec<String>> {
        self.list()?.iter().map(|node| node.text().map(str::to_owned)).collect()
    }

    pub fn is_text(&self) -> bool {
        matches!(self.value, Value::Text(_))
    }

    pub fn entries(&self) -> Checked<&[(String, Node)]> {
        match &self.value {
            Value::Table(entries) => Ok(entries),
            _ => self.fault("must be a table"),
        }
    }

    pub fn find(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    pub fn get(&self, key: &str) -> Checked<&Node> {
        match self.find(key) {
            Some(node) => Ok(node),
            None => self.fault(format!("{key:?} is missing")),
        }
    }

    /// Refuses a key that means nothing here: most often a misspelt one.
    pub fn only(&self, keys: &[&str]) -> Checked<()> {
        for (key, node) in self.entries()? {
            if !keys.contains(&key.as_str()) {
                return node.fault(format!("{key:?} means nothing here; known are {}", keys.join(", ")));
            }
        }
        Ok(())
    }
}

fn fault(page: &Page, at: usize, reason: String) -> Fault {
    let line = page.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    Fault { file: page.name.clone(), line, reason }
}

fn table_of(page: &Rc<Page>, at: usize, table: &DeTable<'_>) -> Checked<Node> {
    let mut entries = Vec::new();
    for (key, value) in table {
        entries.push((key.span().start, key.get_ref().to_string(), node_of(page, value)?));
    }
    entries.sort_by_key(|(start, ..)| *start);
    let entries = entries.into_iter().map(|(_, key, node)| (key, node)).collect();
    Ok(Node { page: Rc::clone(page), at, value: Value::Table(entries) })
}

fn node_of(page: &Rc<Page>, value: &Spanned<DeValue<'_>>) -> Checked<Node> {
    let at = value.span().start;
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(parse(page, at, number.as_str())?),
        DeValue::Float(number) => Value::Number(parse(page, at, number.as_str())?),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(list) => Value::List(list.iter().map(|value| node_of(page, value)).collect::<Checked<_>>()?),
        DeValue::Table(table) => return table_of(page, at, table),
        DeValue::Datetime(_) => return Err(fault(page, at, "must be a text in quotes, not a date".into())),
    };
    Ok(Node { page: Rc::clone(page), at, value })
}

fn parse(page: &Page, at: usize, number: &str) -> Checked<f64> {
    number.replace('_', "").parse().map_err(|_| fault(page, at, format!("{number} is no number")))
}
