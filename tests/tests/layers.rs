//! Arrows point down only: every `crate::` path in the core leads to a lower row.

use std::path::{Path, PathBuf};

use nightcramp_tests::root;

/// The rows of the core, lowest first. A row uses only rows below it.
const ROWS: [&[&str]; 10] = [
    &["answer", "word", "invalid", "texts", "insights"],
    &["night"],
    &["entries", "profile"],
    &["rules"],
    &["guidance"],
    &["reminders"],
    &["store"],
    &["api"],
    &["json"],
    &["ffi"],
];
/// The rows that are pure: no disk, no clock, no SQL.
const PURE_ROWS: usize = 6;
const IMPURE: [&str; 7] = ["std::fs", "std::io", "std::env", "rusqlite", "SystemTime", "Utc::now", "Local::now"];

#[test]
fn no_arrow_points_up() {
    let mut arrows = 0;
    for (path, text) in sources() {
        arrows += text.matches("crate::").count();
        assert_eq!(upward(module_of(&path), &text), Vec::<String>::new(), "{}", path.display());
    }
    assert!(arrows > 50, "only {arrows} arrows were found: is the test blind?");
}

#[test]
fn the_domain_is_pure_and_only_the_api_reads_the_clock() {
    for (path, text) in sources() {
        let row = row_of(module_of(&path));
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let forbidden = IMPURE.iter().filter(|word| row < PURE_ROWS || word.contains("Time") || word.contains("::now"));
        for word in forbidden.filter(|_| row_of("api") > row) {
            assert!(!code.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn uniffi_stays_behind_its_feature() {
    for (path, text) in sources().filter(|(path, _)| module_of(path) != "ffi") {
        for line in text.lines().filter(|line| line.contains("uniffi::") && !line.trim_start().starts_with("//")) {
            let gated =
                line.contains("cfg_attr(feature = \"uniffi\"") || line.starts_with("uniffi::setup_scaffolding!");
            assert!(gated, "{}: {line}", path.display());
        }
    }
}

#[test]
fn an_arrow_that_points_up_is_found() {
    assert_eq!(upward("night", "use crate::store::Store;"), ["store"]);
    assert_eq!(upward("entries", "fn f() { crate::profile::f() }"), ["profile"], "a neighbour is not below");
    assert_eq!(upward("store", "use crate::api::{Journal, Setup};"), ["api"]);
    assert_eq!(upward("store", "use crate::night::Night; use crate::store::Store;"), Vec::<String>::new());
    assert_eq!(upward("night", "use crate::brand_new::Thing;"), ["brand_new"], "a module that no row knows");
}

/// The modules that `text`, in `module`, reaches for although they are not below it.
fn upward(module: &str, text: &str) -> Vec<String> {
    let used = text.split("crate::").skip(1).map(|rest| rest.split(|c: char| !(c.is_lowercase() || c == '_')).next());
    let used = used.flatten().filter(|name| !name.is_empty() && *name != module);
    used.filter(|name| row_of(name) >= row_of(module)).map(str::to_owned).collect()
}

fn row_of(module: &str) -> usize {
    ROWS.iter().position(|row| row.contains(&module)).unwrap_or(ROWS.len())
}

fn module_of(path: &Path) -> &str {
    let inside = path.strip_prefix(root().join("core/src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
    ROWS.iter().copied().flatten().find(|name| **name == first).copied().unwrap_or("lib")
}

/// Every source file of the core but `lib.rs`, which names everything.
fn sources() -> impl Iterator<Item = (PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("core/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("core/src/lib.rs") {
                files.push(path);
            }
        }
    }
    assert!(files.iter().all(|path| module_of(path) != "lib"), "a module of the core stands in no row: {files:?}");
    files.retain(|path| !is_only_for_tests(path));
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
}

/// Whether the module above names a file in `#[cfg(test)]`: such a file may look at everything, as a test in a file may.
/// So may all that lies in a folder that is named so.
fn is_only_for_tests(path: &Path) -> bool {
    path.ancestors().take_while(|path| !path.ends_with("core/src")).any(is_named_for_tests)
}

fn is_named_for_tests(path: &Path) -> bool {
    let (folder, name) = (path.parent().unwrap(), path.file_stem().unwrap().to_str().unwrap());
    let above = [folder.join("mod.rs"), folder.with_extension("rs")];
    let texts = above.iter().filter(|file| *file != path).filter_map(|file| std::fs::read_to_string(file).ok());
    let named = |text: String| {
        ["", "pub(crate) "].iter().any(|seen| text.contains(&format!("#[cfg(test)]\n{seen}mod {name};")))
    };
    texts.into_iter().any(named)
}
