//! Directories that are still there after a power cut.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes a directory and its parents where they are missing.
pub(super) fn make(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make(parent)?;
    match fs::create_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !dir.is_dir() => return Err(error),
        _ => {}
    }
    // The new name is an entry of its parent: unsynced, all that is written inside could go with it. A parent that may
    // not be read cannot be synced, which is no reason to keep nothing at all.
    File::open(parent).map_or(Ok(()), |parent| parent.sync_all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_are_made_too_and_a_file_in_the_way_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        for _ in ["missing", "there already"] {
            make(&deep).unwrap();
            assert!(deep.is_dir());
        }
        fs::write(root.path().join("file"), "").unwrap();
        assert!(make(&root.path().join("file")).is_err());
        assert!(make(&root.path().join("file/below")).is_err());
    }
}
