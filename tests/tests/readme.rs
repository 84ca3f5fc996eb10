//! The code in the README is the code that is tested: each block stands between `embed:start` and `embed:end` of a file.

use nightcramp_tests::root;

/// README's blocks: the file that a comment names, and the code of the fence behind it.
fn blocks(readme: &str) -> Vec<(String, String)> {
    let parts = readme.split("<!-- embed: ").skip(1);
    let blocks = parts.map(|part| {
        let (file, rest) = part.split_once(" -->").expect("a comment that ends");
        let code = rest.split("```").nth(1).expect("a fence behind the comment");
        (file.to_owned(), code.split_once('\n').expect("a language").1.to_owned())
    });
    blocks.collect()
}

/// The marked region of a file, moved to the left margin.
fn region(text: &str) -> String {
    let inside =
        text.split("embed:start").nth(1).and_then(|rest| rest.split("embed:end").next()).expect("a marked region");
    let mut lines: Vec<&str> = inside.lines().skip(1).collect();
    lines.pop(); // the comment sign before embed:end
    let blank = |line: &&&str| line.trim().is_empty();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let margin = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    lines.iter().skip_while(blank).map(|line| format!("{}\n", line.get(margin..).unwrap_or_default())).collect()
}

#[test]
fn the_readme_shows_tested_code() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = blocks(&readme);
    assert!(blocks.len() >= 3, "only {} blocks: is the test blind?", blocks.len());
    for (file, code) in blocks {
        let text = std::fs::read_to_string(root().join(&file)).unwrap();
        assert_eq!(code, region(&text), "README.md differs from {file}");
    }
}

#[test]
fn the_pictures_and_files_that_the_readme_names_exist() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let images = readme.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let files: Vec<&str> = links.chain(images).filter(|link| !link.contains("://") && !link.starts_with('#')).collect();
    assert!(files.len() > 5);
    for file in files {
        assert!(root().join(file).exists(), "README.md names {file}");
    }
}
