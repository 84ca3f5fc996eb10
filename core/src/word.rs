//! Closed vocabularies: each answer that a person can choose has one stable word, the same in the file and in the docs.

/// A value chosen from a closed list, stored by its word.
pub trait Word: Copy + Sized + 'static {
    /// Every value, in the order in which screens offer them.
    const ALL: &'static [Self];

    /// The stable word; never reused for another meaning.
    fn word(self) -> &'static str;

    /// The value for `word`, or `None` when this version does not know it.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}

/// An enum whose variants carry their stored words.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $crate::word::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}
pub(crate) use vocabulary;
