//! The words that people read, in every language: one catalogue a file under `texts/`, checked and joined by the build.
//!
//! Start at [`Texts::of`]. A key that English has, every language has; the build sees to it.

#[cfg(test)]
mod wording;

use std::sync::OnceLock;

/// One language's words.
struct Language {
    tag: &'static str,
    plurals: Plurals,
    words: Packed,
}

/// Many short texts, deflated by the build and unpacked when one of them is first asked for: on a phone they take a third of
/// the room.
pub(crate) struct Packed {
    deflated: &'static [u8],
    unpacked: OnceLock<Joined>,
}

#[derive(Default)]
struct Joined {
    text: String,
    /// Where each begins, and behind the last one.
    starts: Vec<u32>,
}

impl Packed {
    pub(crate) const fn new(deflated: &'static [u8]) -> Self {
        Self { deflated, unpacked: OnceLock::new() }
    }

    fn joined(&self) -> &Joined {
        self.unpacked.get_or_init(|| {
            // What the build has packed can be unpacked; a test asks for all of it.
            let bytes = miniz_oxide::inflate::decompress_to_vec(self.deflated).unwrap_or_default();
            let text = String::from_utf8(bytes).unwrap_or_default();
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == 0).map(|(at, _)| at as u32 + 1);
            let starts = std::iter::once(0).chain(ends).chain(std::iter::once(text.len() as u32 + 1)).collect();
            Joined { text, starts }
        })
    }

    pub(crate) fn get(&self, index: usize) -> &str {
        let Joined { text, starts } = self.joined();
        match (starts.get(index), starts.get(index + 1)) {
            (Some(start), Some(end)) => text.get(*start as usize..*end as usize - 1).unwrap_or_default(),
            _ => "",
        }
    }

    fn len(&self) -> usize {
        self.joined().starts.len().saturating_sub(1)
    }

    /// Every text, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// How a language counts, for whole numbers.
///
/// # Source
/// Unicode CLDR, plural rules of cardinals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "families that a language to come needs; the build picks those in use")]
enum Plurals {
    /// Chinese, Japanese, Korean: one form.
    None,
    /// English, German, Spanish: one and all others.
    OneOther,
    /// French, Portuguese: none is like one.
    ZeroOneOther,
    /// Russian, Ukrainian.
    EastSlavic,
    Polish,
    Czech,
}

impl Plurals {
    fn category(self, n: u64) -> &'static str {
        let (ones, tens) = (n % 10, n % 100);
        let teen = (11..=14).contains(&tens);
        match self {
            Self::None => "other",
            Self::OneOther if n == 1 => "one",
            Self::ZeroOneOther if n <= 1 => "one",
            Self::OneOther | Self::ZeroOneOther => "other",
            Self::EastSlavic if ones == 1 && !teen => "one",
            Self::EastSlavic | Self::Polish if (2..=4).contains(&ones) && !teen => "few",
            Self::Polish | Self::Czech if n == 1 => "one",
            Self::EastSlavic | Self::Polish => "many",
            Self::Czech if (2..=4).contains(&n) => "few",
            Self::Czech => "other",
        }
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    language: &'static Language,
}

impl Texts {
    /// The words for a BCP 47 tag such as `de-AT` or `zh-Hant-TW`; English for a language that there is not.
    pub(crate) fn of(tag: &str) -> Self {
        let asked = tag.replace('_', "-").to_ascii_lowercase();
        let parts: Vec<&str> = asked.split('-').collect();
        // Taiwan and Hong Kong write the traditional script without saying so in their tags.
        let script = match parts.as_slice() {
            ["zh", rest @ ..] if rest.contains(&"hans") => "",
            ["zh", rest @ ..] if rest.iter().any(|part| ["hant", "tw", "hk", "mo"].contains(part)) => "zh-hant",
            [language, ..] => language,
            [] => "",
        };
        let found = LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(script));
        Self { language: found.unwrap_or(&LANGUAGES[0]) }
    }

    /// Every language, English first.
    pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|language| language.tag)
    }

    #[cfg(test)]
    pub(crate) fn tag(self) -> &'static str {
        self.language.tag
    }

    /// The text of a key; empty when there is none.
    pub(crate) fn get(self, key: &str) -> &'static str {
        let (mut low, mut high) = (0, KEYS.len());
        while low < high {
            let middle = low.midpoint(high);
            match KEYS.get(middle).cmp(key) {
                std::cmp::Ordering::Equal => return self.language.words.get(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        ""
    }

    /// The text of a key with its placeholders filled in.
    pub(crate) fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The form of a key for so many; `{n}` is that number.
    pub(crate) fn plural(self, key: &str, n: u64, values: &[(&str, &str)]) -> String {
        let form = format!("{key}.{}", self.language.plurals.category(n));
        let n = n.to_string();
        self.fill(&form, &[&[("n", n.as_str())], values].concat())
    }

    /// "a, b and c".
    pub(crate) fn list(self, parts: &[&str]) -> String {
        let [first, rest @ ..] = parts else { return String::new() };
        let mut joined = (*first).to_owned();
        for (index, part) in rest.iter().enumerate() {
            let key = if index + 1 == rest.len() { "and.list-and" } else { "and.list-comma" };
            joined = self.fill(key, &[("a", &joined), ("b", part)]);
        }
        joined
    }

    /// Every key with its text, for tests that read all that people read.
    #[cfg(test)]
    pub(crate) fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        (0..KEYS.len()).map(move |index| (KEYS.get(index), self.language.words.get(index)))
    }
}

/// Puts values in the place of `{name}`.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_tag() {
        #[track_caller]
        fn case(asked: &str, found: &str) {
            assert_eq!(Texts::of(asked).tag(), found, "{asked}");
        }
        case("en-GB", "en");
        case("de-AT", "de");
        case("es_MX", "es");
        case("zh-TW", "zh-Hant");
        case("zh-Hant-HK", "zh-Hant");
        case("zh-Hans-CN", "en");
        case("sw", "en");
        case("", "en");
    }

    #[test]
    fn a_language_counts_in_its_own_way() {
        #[track_caller]
        fn case(plurals: Plurals, category: &str, numbers: &[u64]) {
            for n in numbers {
                assert_eq!(plurals.category(*n), category, "{plurals:?} {n}");
            }
        }
        case(Plurals::None, "other", &[0, 1, 2]);
        case(Plurals::OneOther, "one", &[1]);
        case(Plurals::OneOther, "other", &[0, 2, 11, 21]);
        case(Plurals::ZeroOneOther, "one", &[0, 1]);
        case(Plurals::EastSlavic, "one", &[1, 21, 101]);
        case(Plurals::EastSlavic, "few", &[2, 4, 23]);
        case(Plurals::EastSlavic, "many", &[0, 5, 11, 12, 14, 111]);
        case(Plurals::Polish, "one", &[1]);
        case(Plurals::Polish, "few", &[2, 22, 104]);
        case(Plurals::Polish, "many", &[0, 5, 12, 21, 112]);
        case(Plurals::Czech, "few", &[2, 3, 4]);
        case(Plurals::Czech, "other", &[0, 5, 22]);
    }

    #[test]
    fn a_list_reads_as_one_says_it() {
        let english = Texts::of("en");
        assert_eq!(english.list(&[]), "");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(english.list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(Texts::of("zh-TW").tag(), "zh-Hant");
    }
}
