//! Yes, no, or nobody said.

/// An answer to a yes-or-no question. Unknown survives every border and never counts as no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Answer {
    /// The person said yes.
    Yes,
    /// The person said no.
    No,
    /// Nobody said, or the question was skipped.
    #[default]
    Unknown,
}

impl Answer {
    pub(crate) fn known(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}

impl From<Option<bool>> for Answer {
    fn from(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}
