//! Any bytes as a file of the inbox.

use nightcramp::{Ingested, Journal};

use super::{planted, put, text};
use crate::{open, with_an_empty_journal};

const USUAL_ID: &str = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11";

/// Puts the bytes into an inbox as they are, and once more with the sum that they should have: the tap or record is taken
/// in, or the file is kept, every byte of it.
///
/// # Panics
/// When it is neither, or both.
pub fn inbox(bytes: &[u8]) {
    planted(bytes);
    let dir = with_an_empty_journal();
    let journal = open(dir.path());
    one_file(&journal, &dir.path().join("as it is"), bytes);
    one_file(&journal, &dir.path().join("with its sum"), &with_its_sum(bytes));
}

fn one_file(journal: &Journal, inbox: &std::path::Path, bytes: &[u8]) {
    std::fs::create_dir(inbox).expect("a new inbox");
    let id = id_in(bytes).unwrap_or(USUAL_ID);
    let name = format!("{id}.evt");
    put(&inbox.join(&name), bytes);
    let taken = journal.ingest(text(inbox)).expect("an inbox that can be read");
    let left = |place: &str| std::fs::read(inbox.join(place).join(&name)).ok();
    let (waiting, bad) = (left(""), left("bad"));
    match taken {
        Ingested { kept: 1, repeated: 0, set_aside: 0, waiting: 0 }
        | Ingested { kept: 0, repeated: 1, set_aside: 0, waiting: 0 } => {
            assert_eq!((waiting, bad), (None, None), "what was taken in is gone from the inbox");
            let again = if is_tap(bytes) {
                assert!(journal.undo(id.to_owned()).is_ok(), "the journal has it");
                Ingested { repeated: 1, ..Ingested::default() }
            } else {
                Ingested { kept: 1, ..Ingested::default() }
            };
            put(&inbox.join(&name), bytes);
            assert_eq!(journal.ingest(text(inbox)).expect("an inbox that can be read"), again);
        }
        Ingested { kept: 0, repeated: 0, set_aside: 1, waiting: 0 } => {
            assert_eq!((waiting.as_deref(), bad.as_deref()), (None, Some(bytes)), "a bad file is kept");
        }
        Ingested { kept: 0, repeated: 0, set_aside: 0, waiting: 1 } => {
            assert_eq!((waiting.as_deref(), bad.as_deref()), (Some(bytes), None), "a newer file stays");
        }
        other => panic!("{other:?} of one file"),
    }
}

/// Said by the version: only one of them has taps.
fn is_tap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"nightcramp-inbox 1\n")
}

/// The id that the file claims, where it can stand in a name.
fn id_in(bytes: &[u8]) -> Option<&str> {
    let id = std::str::from_utf8(bytes).ok()?.lines().nth(1)?.strip_prefix("id ")?;
    (id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')).then_some(id)
}

/// No fuzzer guesses a sum.
fn with_its_sum(bytes: &[u8]) -> Vec<u8> {
    let body = bytes.windows(6).rposition(|word| word == b"crc32 ").map_or(bytes, |at| &bytes[..at]);
    let sum = crc32fast::hash(body);
    [body, format!("crc32 {sum:08x}\n").as_bytes()].concat()
}
