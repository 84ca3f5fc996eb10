//! What the kernel is asked to write and to sync, in which order, for a tap, a tap that goes to the inbox, a check with its
//! copy, and the restoring of a copy: nobody adds a sync, or loses one, unseen.
//!
//! The lists lie in `tests/syscalls`; `NIGHTCRAMP_SYSCALLS=write cargo test -p nightcramp-tests --test syscalls` renews them.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nightcramp_tests::calls::nth_tap;
use nightcramp_tests::{figure, inbox_of, open, root};

/// Everything that changes a file or makes a change durable. Some are missing on some machines.
const CALLS: &str = "trace=?write,?writev,?pwrite64,?pwritev,?pwritev2,?copy_file_range,?sendfile,?fallocate,\
                     ?ftruncate,?truncate,?fsync,?fdatasync,?sync,?syncfs,?sync_file_range,?msync,\
                     ?rename,?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,?rmdir,?mkdir,?mkdirat";

/// The calls of one piece of work of the binary `worker` on the files of `dir`, one a line, runs of the same as one line.
fn trace(work: &str, dir: &Path) -> String {
    let dir = dir.canonicalize().unwrap();
    let output = tempfile::NamedTempFile::new().unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-s", "16", "-e", CALLS, "-e", "signal=none", "-o"]).arg(output.path());
    let ran = strace.arg(env!("CARGO_BIN_EXE_worker")).arg(work).arg(&dir).output().unwrap_or_else(|error| {
        panic!("strace does not start ({error}): install it, on Debian and Ubuntu with `apt-get install strace`")
    });
    assert!(
        ran.status.success(),
        "strace {work} failed. Where tracing is forbidden, allow it: a container needs `--cap-add SYS_PTRACE`.\n{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let text = fs::read_to_string(output.path()).unwrap();
    let is_mark = |line: &&str, word: &str| line.contains(&format!("\"{word}\\n\""));
    let during = text.lines().skip_while(|line| !is_mark(line, "begin")).take_while(|line| !is_mark(line, "end"));
    let mut calls: Vec<String> = during.filter_map(|line| call(line, &dir)).collect();
    assert!(!calls.is_empty(), "nothing was seen of {work}:\n{text}");
    calls.dedup();
    calls.join("\n") + "\n"
}

/// `fsync copies/unfinished` for a line of strace about a file of `dir`. A call that failed has changed nothing.
fn call(line: &str, dir: &Path) -> Option<String> {
    assert!(!line.contains("<unfinished"), "threads whose calls overlap are not read here: {line}");
    let (call, returned) = line.rsplit_once(" = ")?;
    let (name, arguments) = call.split_once(' ')?.1.trim().split_once('(')?;
    if returned.starts_with('-') {
        return None;
    }
    let is_of_names = ["rename", "link", "unlink", "rmdir", "mkdir", "truncate"].iter().any(|it| name.starts_with(it));
    // Names stand between quotation marks, open files between angle brackets, beside the bytes that are written.
    let (from, to) = if is_of_names { ('"', '"') } else { ('<', '>') };
    let mut files = Vec::new();
    let mut rest = arguments;
    while let Some((file, after)) = rest.split_once(from).and_then(|(_, rest)| rest.split_once(to)) {
        files.extend(Path::new(file).strip_prefix(dir).ok().map(plain));
        rest = after;
    }
    let name = name.trim_end_matches("at2").trim_end_matches("at");
    (!files.is_empty()).then(|| format!("{name} {}", files.join(" -> ")))
}

/// A name without the moment that stands in it.
fn plain(file: &Path) -> String {
    let text = if file == Path::new("") { ".".into() } else { file.to_string_lossy().into_owned() };
    let is_stamp = |part: &str| part.len() == 16 && part.as_bytes()[8] == b'T' && part.ends_with('Z');
    let parts = text.split_inclusive(['-', '.', '/']);
    parts
        .map(|part| {
            let word = part.trim_end_matches(['-', '.', '/']);
            if is_stamp(word) { part.replace(word, "<moment>") } else { part.to_owned() }
        })
        .collect()
}

fn list(name: &str) -> PathBuf {
    root().join("tests/syscalls").join(name).with_extension("txt")
}

/// A directory with an empty inbox, and for `check` a journal with as many copies as are kept.
fn prepared(work: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(inbox_of(dir.path())).unwrap();
    if ["tap", "check", "restore"].contains(&work) {
        let journal = open(dir.path());
        for n in 3..6 {
            journal.tap(nth_tap(n)).unwrap();
            journal.check().unwrap();
        }
        journal.shut();
    }
    dir
}

#[test]
fn nobody_adds_a_sync_or_loses_one_unseen() {
    let renew = std::env::var("NIGHTCRAMP_SYSCALLS").is_ok_and(|it| it == "write");
    let works = ["tap", "inbox", "check", "restore"];
    let mut changed = Vec::new();
    for work in works {
        let seen = trace(work, prepared(work).path());
        if renew {
            fs::write(list(work), &seen).unwrap();
        }
        let promised = fs::read_to_string(list(work)).unwrap_or_default();
        if seen != promised {
            println!("{work} makes these calls:\n{seen}\nand tests/syscalls/{work}.txt has these:\n{promised}");
            changed.push(work);
        }
    }
    figure("syscall_lists", works.len(), "lists", "> 0");
    figure("syscall_lists_changed", changed.len(), "lists", "= 0");
    assert_eq!(changed, [""; 0], "is every sync there that must be, and none more? Then renew the lists as told above");
}

/// The very sync that is left out is what is missing in the list.
#[test]
fn a_lost_sync_is_seen() {
    let mut seen = 0;
    for (control, work, lost) in
        [("tap-without-sync", "tap", "fsync journal.db-wal\n"), ("inbox-without-directory", "inbox", "fsync inbox\n")]
    {
        let promised = fs::read_to_string(list(work)).unwrap();
        assert!(promised.ends_with(lost), "{work} ends with another call:\n{promised}");
        let found = trace(control, prepared(control).path());
        assert_eq!(found, promised.trim_end_matches(lost), "{control}");
        seen += usize::from(found != promised);
    }
    figure("syscall_controls_seen", seen, "controls", "= 2");
}
