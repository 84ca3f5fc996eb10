//! A real disk that is small, so that it can be filled to the last byte and made read-only.
//!
//! It is a file system in memory, in a mount namespace of its own: the test runs once more in a process that has one.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const VARIABLE: &str = "NIGHTCRAMP_SMALL_DISK";
const PAGE: usize = 4096;

/// The disk.
pub struct SmallDisk {
    dir: PathBuf,
}

/// Runs `test` on a disk of so many bytes. `name` is the test's own, by which it is called a second time.
///
/// # Panics
/// When the test fails, or where no disk can be mounted.
pub fn on_small_disk(name: &str, bytes: u64, test: impl FnOnce(&SmallDisk)) {
    if let Ok(dir) = std::env::var(VARIABLE) {
        let disk = SmallDisk { dir: dir.into() };
        disk.mount(&["-t", "tmpfs", "-o", &format!("size={bytes}"), "none"]);
        return test(&disk);
    }
    let dir = tempfile::tempdir().expect("a temporary directory");
    let path = dir.path().to_str().expect("a path in UTF-8");
    let mut child = in_namespace(path);
    let test = std::env::current_exe().expect("this test");
    let output =
        child.arg(test).args([name, "--exact", "--nocapture"]).env(VARIABLE, path).output().expect("a process");
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter(|line| line.starts_with("figure ")).for_each(|line| println!("{line}"));
    assert!(said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// A command that runs what is added to it where mounting is allowed.
fn in_namespace(dir: &str) -> Command {
    let ways: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    for way in ways {
        let mut probe = Command::new("unshare");
        let mounted = probe.args(way).args(["mount", "-t", "tmpfs", "none", dir]).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            let mut command = Command::new("unshare");
            command.args(way);
            return command;
        }
    }
    panic!("no disk can be mounted here: run this as root, or where `unshare --user --map-root-user --mount` works");
}

impl SmallDisk {
    /// Its root.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Fills it to the last byte.
    ///
    /// # Panics
    /// For any other reason than a full disk.
    pub fn fill(&self) {
        let mut file = OpenOptions::new().append(true).create(true).open(self.filler()).expect("the filling");
        loop {
            match file.write(&[7; PAGE]) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => return,
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Takes so many bytes of the filling away.
    ///
    /// # Panics
    /// When there are not as many.
    pub fn free(&self, bytes: u64) {
        let length = self.filler().metadata().expect("the filling").len();
        let file = File::options().write(true).open(self.filler()).expect("the filling");
        file.set_len(length.checked_sub(bytes).expect("so many bytes")).expect("a shorter file");
    }

    /// Makes it read-only, or writable again. No file may be open to be written.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn set_read_only(&self, read_only: bool) {
        self.mount(&["-o", if read_only { "remount,ro" } else { "remount,rw" }]);
    }

    fn filler(&self) -> PathBuf {
        self.dir.join("filling")
    }

    fn mount(&self, arguments: &[&str]) {
        let status = Command::new("mount").args(arguments).arg(&self.dir).status().expect("mount");
        assert!(status.success(), "mount {arguments:?}");
    }
}
