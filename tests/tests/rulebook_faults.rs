//! A faulty rulebook stops the build and names file, line and reason: faults are planted in a copy, one at a time.

#[path = "../../core/build/mod.rs"]
mod compiler;

use std::fs;
use std::path::{Path, PathBuf};

use nightcramp_tests::root;

/// A copy of what the compiler reads.
fn copy(to: &Path) -> PathBuf {
    let core = to.join("core");
    for folder in ["rulebook", "texts", "src/entries", "src/profile", "src/rules", "src/guidance"] {
        fs::create_dir_all(core.join(folder)).unwrap();
        for file in fs::read_dir(root().join("core").join(folder)).unwrap() {
            let file = file.unwrap();
            if file.path().is_file() {
                fs::copy(file.path(), core.join(folder).join(file.file_name())).unwrap();
            }
        }
    }
    core
}

#[test]
fn the_book_as_it_stands_is_sound() {
    let dir = tempfile::tempdir().unwrap();
    let compiled = compiler::compile(&copy(dir.path())).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(compiled.book.contains("RULES") && compiled.texts.contains("LANGUAGES"));
    assert!(compiled.advice.contains("TIPS"));
}

#[test]
fn every_planted_fault_is_told_with_its_place() {
    // File, what stands there, what is planted, and what the compiler must say.
    let faults = [
        (
            "rulebook/R2.toml",
            "fact = \"cramp-nights\"",
            "fact = \"cramp-nigths\"",
            "\"cramp-nigths\" is not in facts.toml",
        ),
        ("rulebook/R2.toml", "at-least = \"6 nights\"", "at-least = \"6 cramps\"", "wrong unit"),
        ("rulebook/R2.toml", "at-least = \"6 nights\"", "at-least = \"six nights\"", "is no number"),
        ("rulebook/R2.toml", "at-least = \"6 nights\"", "atleast = \"6 nights\"", "means nothing here"),
        ("rulebook/R2.toml", "last = \"14 nights\", ", "", "needs a window"),
        ("rulebook/R2.toml", "id = \"R2\"", "id = \"R3\"", "as the file is called"),
        ("rulebook/R2.toml", "urgency = \"soon\"", "urgency = \"urgent\"", "is no Urgency word"),
        ("rulebook/R2.toml", "\"S21\"", "\"S999\"", "is not in sources.toml"),
        ("rulebook/R2.toml", "grade = \"our-choice\"", "grade = \"ours\"", "is no Grade word"),
        ("rulebook/R2.toml", "[[case]]", "[[cases]]", "means nothing here"),
        ("rulebook/R2.toml", "version = 1", "version = 1.5", "must be a whole number"),
        ("rulebook/R2.toml", "title = ", "title = 7 # ", "must be a text"),
        ("rulebook/R4.toml", "{ rule = \"R1\" }", "{ rule = \"R99\" }", "a rule that does not exist, or in a circle"),
        ("rulebook/R2.toml", "when.all = [", "when.all = [{ rule = \"R4\" },", "or in a circle"),
        ("rulebook/R2.toml", "{cramp-nights 14}", "{cramp-nights 7}", "is no fact of this rule's conditions"),
        ("rulebook/G6.toml", "\"vitamin-k\"", "\"vitamin-q\"", "is no Topic word"),
        ("rulebook/facts.toml", "signs = [\"dark-urine\"]", "signs = [\"dark-urin\"]", "is no Sign word"),
        ("rulebook/facts.toml", "kind = \"flag\"\nsigns", "kind = \"flagg\"\nsigns", "must be flag or number"),
        ("rulebook/tips.toml", "kind = \"cause\"", "kind = \"couse\"", "is no TipKind word"),
        (
            "rulebook/routine.toml",
            "{ id = \"breathe\" }",
            "{ id = \"breathe\" }, { id = \"breathe\" }",
            "at most 7 lines",
        ),
        ("rulebook/R2.toml", "name = ", "name = \"unfinished", ""),
        ("texts/de.toml", "[urgency]", "[urgent]", "urgency"),
        ("texts/de.toml", "plurals = \"one-other\"", "plurals = \"polish\"", "plural forms one, few, many, other"),
        ("texts/en.toml", "dark-urine = ", "dark-urin = ", "sign.dark-urin is missing"),
    ];
    let dir = tempfile::tempdir().unwrap();
    let core = copy(dir.path());
    for (file, is, planted, reason) in faults {
        let path = core.join(file);
        let sound = fs::read_to_string(&path).unwrap();
        assert!(sound.contains(is), "{file} has no {is:?}");
        fs::write(&path, sound.replacen(is, planted, 1)).unwrap();
        let fault = compiler::compile(&core).err().unwrap_or_else(|| panic!("{planted:?} in {file} passes"));
        let name = Path::new(file).file_name().unwrap().to_string_lossy().into_owned();
        assert!(fault.reason.contains(reason), "{planted:?} in {file}: {fault}");
        // A circle is told where it is met, a key of English alone where the first other language lacks it.
        let elsewhere = reason.contains("circle") || file == "texts/en.toml";
        assert!(fault.line > 0 && (fault.file == name || elsewhere), "{planted:?} in {file}: {fault}");
        fs::write(&path, sound).unwrap();
    }
    assert!(compiler::compile(&core).is_ok(), "the control: without faults it compiles");
}

#[test]
fn a_text_left_over_or_missing_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let core = copy(dir.path());
    let path = core.join("texts/es.toml");
    let sound = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{sound}\n[left-over]\nword = \"palabra\"\n")).unwrap();
    let fault = compiler::compile(&core).err().unwrap();
    assert!(fault.reason.contains("left over") && fault.line >= sound.lines().count(), "{fault}");
    let without: Vec<&str> = sound.lines().filter(|line| !line.starts_with("dark-urine")).collect();
    fs::write(&path, without.join("\n")).unwrap();
    let fault = compiler::compile(&core).err().unwrap();
    assert!(fault.reason.contains("dark-urine is missing"), "{fault}");
}
