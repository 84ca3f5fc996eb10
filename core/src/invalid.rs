//! What is wrong with an input, in words for the developer who sent it.

/// An input that cannot be kept: which field, and what it must be instead. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Invalid {
    /// The field as the API calls it.
    pub field: String,
    /// What the field must be.
    pub reason: String,
}

impl Invalid {
    pub(crate) fn new(field: &str, reason: impl Into<String>) -> Self {
        Self { field: field.to_owned(), reason: reason.into() }
    }
}

/// Refuses a number outside `least..=most`; `None` is unknown and always fine.
pub(crate) fn in_range<N: PartialOrd + std::fmt::Display>(
    field: &str,
    value: Option<N>,
    least: N,
    most: N,
) -> Result<(), Invalid> {
    match value {
        Some(value) if value < least || value > most => {
            Err(Invalid::new(field, format!("must be {least} to {most}, not {value}")))
        }
        _ => Ok(()),
    }
}

/// Refuses a text longer than `most` characters. Line breaks, emoji and right-to-left text are kept as they are.
pub(crate) fn short_enough(field: &str, text: Option<&str>, most: usize) -> Result<(), Invalid> {
    match text.map(|text| text.chars().count()) {
        Some(length) if length > most => Err(Invalid::new(
            field,
            format!("must have at most {most} characters, not {length}; shorten it and save again"),
        )),
        _ => Ok(()),
    }
}

/// The id in its one spelling, lower case with hyphens, so that Swift's upper-case UUID is the same id.
pub(crate) fn canonical_id(field: &str, id: &str) -> Result<String, Invalid> {
    match uuid::Uuid::try_parse(id) {
        Ok(uuid) if id.len() == 36 => Ok(uuid.hyphenated().to_string()),
        _ => Err(Invalid::new(field, "must be a UUID such as 0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11";
        assert_eq!(canonical_id("id", id).unwrap(), id);
        assert_eq!(canonical_id("id", &id.to_uppercase()).unwrap(), id);
        for bad in ["", "x", "0199f0c27b1e7cc39a523f1d6b0c8a11", "{0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11}", "\0"] {
            assert_eq!(canonical_id("id", bad).unwrap_err().field, "id", "{bad:?}");
        }
    }

    #[test]
    fn a_range_includes_both_ends_and_unknown() {
        for fine in [None, Some(0), Some(10)] {
            assert_eq!(in_range("pain", fine, 0, 10), Ok(()));
        }
        assert_eq!(in_range("pain", Some(11), 0, 10).unwrap_err().to_string(), "pain: must be 0 to 10, not 11");
    }
}
