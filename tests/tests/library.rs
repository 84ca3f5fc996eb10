//! The library that phones load: no network, no foreign parts, small, and told about in every exported name.

use std::path::PathBuf;
use std::process::Command;

use nightcramp_tests::{figure, root};

/// Bytes of the stripped release library for this machine; an Android one is within a few per cent.
const MOST_BYTES: u64 = 2_400_000;

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(root()).output().expect(program);
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The release library, built if it is not up to date.
fn library() -> String {
    run(env!("CARGO"), &["build", "--quiet", "--release", "-p", "nightcramp-ffi"]);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let library = target.join("release").join(format!("libnightcramp_ffi{}", std::env::consts::DLL_SUFFIX));
    library.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn the_library_speaks_to_no_network() {
    let imports = run("nm", &["-D", "--undefined-only", &library()]);
    let names: Vec<&str> = imports.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    let names: Vec<&str> = names.iter().map(|name| name.split('@').next().unwrap_or(name)).collect();
    assert!(names.contains(&"fsync"), "the list of imports is not what it seems: {names:?}");
    for call in ["socket", "connect", "getaddrinfo", "bind", "listen", "accept", "send", "sendto", "recv", "recvfrom"] {
        assert!(!names.contains(&call), "the library imports {call}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_library_is_small_and_exports_the_journal() {
    let library = library();
    let exports = run("nm", &["-D", "--defined-only", &library]);
    assert!(exports.contains("uniffi_nightcramp_fn_method_journal_tap"), "the linker dropped the exports");
    let dir = tempfile::tempdir().unwrap();
    let stripped = dir.path().join("stripped.so");
    run("strip", &["-o", stripped.to_str().unwrap(), &library]);
    let bytes = std::fs::metadata(stripped).unwrap().len();
    figure("library_stripped", bytes, "bytes", &format!("<= {MOST_BYTES}"));
    assert!(bytes <= MOST_BYTES, "{bytes}");
}

#[test]
fn a_phone_carries_no_json() {
    let tree = |package: &str| run(env!("CARGO"), &["tree", "-p", package, "-e", "normal,no-proc-macro"]);
    assert!(!tree("nightcramp-ffi").contains("serde"));
    assert!(tree("nightcramp").contains("serde_json"), "the control: the core's own feature brings it in");
}

#[test]
fn the_core_without_its_feature_holds_no_uniffi() {
    let tree =
        |features: &[&str]| run(env!("CARGO"), &[&["tree", "-p", "nightcramp", "-e", "normal"], features].concat());
    assert!(!tree(&[]).contains("uniffi"));
    assert!(tree(&["--features", "uniffi"]).contains("uniffi"), "the control: the feature brings it in");
}
