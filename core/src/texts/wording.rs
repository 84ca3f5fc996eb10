//! What people read, read by a test: no diagnosis, no probability, no dose, no "stop your medicine", no blame, and English
//! that a twelve-year-old can follow.

use regex::Regex;

use super::Texts;
use crate::rules::{RULES, Urgency};

/// US school grade (Flesch and Kincaid).
const MOST_GRADE: f64 = 8.0;

/// The patterns that no text of a language may match, with those for what is not an emergency.
fn forbidden(tag: &str, list: &str) -> Vec<Regex> {
    let path = format!("{}/../tests/wording/{tag}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let file = toml::de::DeTable::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let Some(list) = file.get_ref().get(list) else { return Vec::new() };
    let patterns = list.get_ref().as_array().unwrap().iter().map(|it| it.get_ref().as_str().unwrap().to_owned());
    patterns.map(|pattern| Regex::new(&pattern).unwrap_or_else(|error| panic!("{path}: {error}"))).collect()
}

fn hits<'t>(patterns: &[Regex], texts: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<String> {
    let mut hits = Vec::new();
    for (key, text) in texts {
        let low = text.to_lowercase();
        hits.extend(
            patterns.iter().filter(|pattern| pattern.is_match(&low)).map(|it| format!("{key}: {it} in {text:?}")),
        );
    }
    hits
}

#[test]
fn no_text_diagnoses_doses_or_blames() {
    for tag in Texts::tags() {
        let patterns = forbidden(tag, "forbidden");
        assert!(patterns.len() >= 8, "{tag} has only {} patterns", patterns.len());
        let found = hits(&patterns, Texts::of(tag).all());
        assert!(found.is_empty(), "{tag}:\n{}", found.join("\n"));
    }
}

#[test]
fn the_lint_finds_what_it_is_for() {
    let bad = [
        ("en", "You have diabetes."),
        ("en", "Your risk is 20 %."),
        ("en", "Take 300 mg of magnesium."),
        ("en", "Stop taking your statin."),
        ("en", "It is your fault."),
        ("en", "Call now!"),
        ("de", "Sie haben Diabetes."),
        ("de", "Setzen Sie das Medikament ab."),
        ("es", "Deje de tomar la estatina."),
        ("zh-Hant", "您有糖尿病。"),
    ];
    for (tag, text) in bad {
        let patterns = forbidden(tag, "forbidden");
        assert!(!hits(&patterns, [("", text)].into_iter()).is_empty(), "{tag}: {text} passes");
    }
}

#[test]
fn a_lock_screen_tells_nothing_of_health() {
    for tag in Texts::tags() {
        let patterns = forbidden(tag, "health");
        let locked: Vec<_> = Texts::of(tag).all().filter(|(key, _)| key.ends_with(".locked")).collect();
        assert!(patterns.len() >= 14 && locked.len() >= 15, "{tag}: {} texts", locked.len());
        let found = hits(&patterns, locked.into_iter());
        assert!(found.is_empty(), "{tag}:\n{}", found.join("\n"));
    }
}

#[test]
fn what_is_no_emergency_names_no_disease() {
    let patterns = forbidden("en", "diseases");
    assert!(patterns.len() >= 20);
    let english = Texts::of("en");
    let calm = RULES.iter().filter(|rule| !rule.is_guard).flat_map(|rule| {
        let arms = rule.arms.iter().filter(|arm| arm.urgency >= Urgency::Soon);
        arms.map(move |arm| format!("rule.{}.{}", rule.id, arm.key))
    });
    let found: Vec<String> =
        calm.flat_map(|key| hits(&patterns, [(key.as_str(), english.get(&key))].into_iter())).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn english_is_easy_to_read() {
    let english = Texts::of("en");
    let (mut worst, mut hard) = (0.0_f64, Vec::new());
    let messages = english.all().filter(|(key, _)| {
        let of_rule = key.starts_with("rule.") && !key.ends_with(".title");
        of_rule
            || key.starts_with("card.")
            || (key.starts_with("tip.") && key.ends_with(".text"))
            || key.starts_with("step.")
    });
    for (key, text) in messages {
        let grade = grade(text);
        println!("{grade:5.1} {key}: {text}");
        worst = worst.max(grade);
        if grade > MOST_GRADE {
            hard.push(format!("{grade:.1} {key}: {text}"));
        }
    }
    println!("figure reading_grade_worst {worst:.1} grade promise <= {MOST_GRADE}");
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

/// The Flesch-Kincaid grade; names of tests and placeholders count as one easy word.
fn grade(text: &str) -> f64 {
    let text = Regex::new(r"\{[^}]*\}").unwrap().replace_all(text, "it");
    let sentences = text.split(['.', '?', ':', ';']).filter(|part| part.split_whitespace().count() > 0).count().max(1);
    let words: Vec<&str> = text.split_whitespace().collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences) = (words.len() as f64, sentences as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59
}

fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(|letter| letter.is_ascii_alphabetic()).collect();
    let vowel = |letter: char| "aeiouy".contains(letter);
    let (mut count, mut before) = (0, false);
    for letter in word.chars() {
        count += usize::from(vowel(letter) && !before);
        before = vowel(letter);
    }
    // A silent e at the end, but not "le" after a consonant.
    if word.ends_with('e') && !word.ends_with("le") && count > 1 {
        count -= 1;
    }
    count.max(1)
}

/// The article that the project started from: five links of a sudden change, ten causes, its foods and habits.
#[test]
fn the_article_s_list_is_all_there() {
    let r1 = RULES.iter().find(|rule| rule.id == "R1").unwrap();
    let links = [
        ("sugar", &["hba1c"] as &[&str]),
        ("heart and vessels", &["blood-pressure", "foot-pulses"]),
        ("thyroid", &["tsh"]),
        ("nerves", &["feeling-in-feet"]),
        ("kidneys", &["egfr", "urine-acr"]),
    ];
    for (link, tests) in links {
        for test in tests {
            assert!(r1.ask.split(' ').any(|ask| ask == *test), "{link}: R1 does not ask for {test}");
        }
    }
    let items = [
        "cause-low-minerals",
        "cause-dehydration",
        "cause-long-sitting-or-standing",
        "cause-tired-muscles",
        "cause-toes-down",
        "cause-nerves-and-vessels",
        "cause-medicines",
        "cause-pregnancy",
        "cause-ageing",
        "cause-kidney-or-liver",
        "food-magnesium",
        "food-potassium",
        "food-calcium",
        "food-b-vitamins",
        "food-cherry-juice",
        "food-pickle-juice",
        "food-sports-drink",
        "food-red-meat",
        "food-water",
        "habit-stretch",
        "habit-water-not-late",
        "habit-keep-active",
        "habit-move-between",
        "habit-loose-blankets",
        "habit-warm-soak",
        "habit-review-medicines",
        "habit-kidney-diet",
    ];
    for item in items {
        assert!(!Texts::of("en").get(&format!("tip.{item}.text")).is_empty(), "{item}");
    }
    // What the evidence contradicts is said plainly.
    let stretch = Texts::of("en").get("tip.habit-stretch.text");
    assert!(stretch.contains("larger") && stretch.contains("three weeks"), "{stretch}");
}
