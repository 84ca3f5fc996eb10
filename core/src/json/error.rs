//! What is wrong with a document, and where.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A document that cannot be read: where, and what must stand there instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {path}: {reason}")]
pub struct JsonError {
    /// The line in the text, from 1.
    pub line: usize,
    /// The byte in that line, from 1.
    pub column: usize,
    /// The place in the document, such as `$.mornings[3].toilet-visits`.
    pub path: String,
    /// What must stand there.
    pub reason: String,
}

/// A step down into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a key.
    Key(String),
    /// An element of a list.
    At(usize),
}

/// The value of a key, as the format writes it: the entries' own fields have underscores.
pub(super) fn key(field: &str) -> Step {
    Step::Key(field.replace('_', "-"))
}

/// A value that cannot be kept, by the way that leads to it.
pub(super) struct Misplaced {
    pub(super) way: Vec<Step>,
    pub(super) reason: String,
}

impl Misplaced {
    pub(super) fn new(way: impl Into<Vec<Step>>, reason: impl Into<String>) -> Self {
        Self { way: way.into(), reason: reason.into() }
    }

    /// The same, seen from further up.
    pub(super) fn within(self, above: impl Into<Vec<Step>>) -> Self {
        let mut way = above.into();
        way.extend(self.way);
        Self { way, ..self }
    }
}

impl JsonError {
    /// What serde says, without the position that it writes behind its words.
    pub(super) fn of(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        // The step where the text itself broke off has no name.
        let path = match error.path().to_string().trim_end_matches(['.', '?']) {
            "" => "$".to_owned(),
            path => format!("$.{path}"),
        };
        let error = error.into_inner();
        let told = error.to_string();
        let reason = told.rsplit_once(" at line ").map_or(told.as_str(), |(reason, _)| reason).to_owned();
        Self { line: error.line(), column: error.column(), path, reason }
    }

    /// Finds the place of a value in the text.
    pub(super) fn at(text: &str, misplaced: &Misplaced) -> Self {
        let mut way = misplaced.way.as_slice();
        let path = way.iter().fold("$".to_owned(), |path, step| match step {
            Step::Key(key) => format!("{path}.{key}"),
            Step::At(index) => format!("{path}[{index}]"),
        });
        // A value that was left out has no place; what holds it has one.
        let (line, column) = loop {
            match (place(text, way), way) {
                (Some(place), _) => break place,
                (None, []) => break (1, 1),
                (None, [holder @ .., _]) => way = holder,
            }
        };
        Self { line, column, path, reason: misplaced.reason.clone() }
    }
}

/// The line and column of the value to which a way leads, if there is one.
fn place(text: &str, way: &[Step]) -> Option<(usize, usize)> {
    let mut json = serde_json::Deserializer::from_str(text);
    let error = Walk(way).deserialize(&mut json).err()?;
    error.to_string().starts_with(FOUND).then(|| (error.line(), error.column().max(1)))
}

const FOUND: &str = "found";

/// Walks down, and fails where it arrives: the reader then says where it is.
struct Walk<'w>(&'w [Step]);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match self.0 {
                [Step::Key(wanted)] if key == *wanted => return Err(A::Error::custom(FOUND)),
                [Step::Key(wanted), rest @ ..] if key == *wanted => return map.next_value_seed(Walk(rest)),
                _ => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((Step::At(index), rest)) = self.0.split_first() else { return Ok(()) };
        for _ in 0..*index {
            list.next_element::<IgnoredAny>()?;
        }
        list.next_element_seed(Arrive(rest)).map(drop)
    }
}

/// The element of a list: the end of the way, or a step on it.
struct Arrive<'w>(&'w [Step]);

impl<'de> DeserializeSeed<'de> for Arrive<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.0.is_empty() { Err(D::Error::custom(FOUND)) } else { Walk(self.0).deserialize(from) }
    }
}

/// Any value at all, but no `null` in it.
pub(super) struct WithoutNull;

impl<'de> serde::Deserialize<'de> for WithoutNull {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for WithoutNull {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self, E> {
        Err(E::custom("must be left out where it is not known, never null"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<String, Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<Self>()?.is_some() {}
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_way() {
        let text = "{\n  \"a\": [\n    1,\n    { \"b\": 7, \"c\": {} }\n  ]\n}";
        #[track_caller]
        fn case(text: &str, way: &[Step], line: usize, path: &str) {
            let error = JsonError::at(text, &Misplaced::new(way, "no"));
            assert_eq!((error.line, error.path.as_str()), (line, path));
        }
        case(text, &[key("a")], 2, "$.a");
        case(text, &[key("a"), Step::At(0)], 3, "$.a[0]");
        case(text, &[key("a"), Step::At(1), key("b")], 4, "$.a[1].b");
        case(text, &[key("a"), Step::At(1), key("left_out")], 4, "$.a[1].left-out");
        case(text, &[key("left-out")], 1, "$.left-out");
    }
}
