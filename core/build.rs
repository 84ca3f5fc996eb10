//! Checks the rulebook and the texts, and turns them into compact data: a phone parses nothing.

#[path = "build/mod.rs"]
mod book;

use std::path::Path;

fn main() {
    let core = Path::new(env!("CARGO_MANIFEST_DIR"));
    for watched in ["build.rs", "build", "rulebook", "texts", "src/entries", "src/profile", "src/rules", "src/guidance"]
    {
        println!("cargo::rerun-if-changed={watched}");
    }
    match book::compile(core) {
        Ok(compiled) => {
            let out = std::env::var("OUT_DIR").unwrap_or_default();
            let files = [("book.rs", compiled.book), ("advice.rs", compiled.advice), ("texts.rs", compiled.texts)];
            for (name, text) in files {
                if let Err(error) = std::fs::write(Path::new(&out).join(name), text) {
                    println!("cargo::error={name}: {error}");
                }
            }
        }
        Err(fault) => println!("cargo::error={fault}"),
    }
}
