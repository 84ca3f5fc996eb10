//! What a fuzzer does with its bytes. One function a target, which panics only over a bug; the fuzzers in `tests/fuzz` and
//! the ordinary test of the corpus both call it.

mod border;
mod database;
mod inbox;

pub use border::border;
pub use database::{BASE, database, edited};
pub use inbox::inbox;

use std::path::Path;

/// A beginning that is no bug of ours, but a panic where the environment asks for one: with it one sees that a target and
/// its harness look. One byte, since a run of a journal is far too slow for guessing words.
const PLANTED: u8 = b'!';

fn planted(bytes: &[u8]) {
    if bytes.first() == Some(&PLANTED) && std::env::var_os("NIGHTCRAMP_FUZZ_PLANTED").is_some() {
        panic!("the planted bug was found");
    }
}

/// Values dealt out of bytes; when those are used up, zeros.
struct Dealt<'b>(&'b [u8]);

impl<'b> Dealt<'b> {
    fn is_used_up(&self) -> bool {
        self.0.is_empty()
    }

    fn bytes(&mut self, most: usize) -> &'b [u8] {
        let (taken, rest) = self.0.split_at(most.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or(0)
    }

    fn number(&mut self) -> i64 {
        let mut number = [0; 8];
        let taken = self.bytes(8);
        number[..taken.len()].copy_from_slice(taken);
        i64::from_le_bytes(number)
    }

    fn index(&mut self) -> usize {
        self.bytes(4).iter().fold(0, |number, byte| (number << 8) | usize::from(*byte))
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte()) % all.len()]
    }

    /// Most often there.
    fn option<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.byte().is_multiple_of(4)).then(|| value(self))
    }

    /// Any text: short ones as they come, long ones by repeating them.
    fn text(&mut self) -> String {
        let length = self.byte();
        let text = String::from_utf8_lossy(self.bytes(usize::from(length >> 2))).into_owned();
        match length & 3 {
            3 => text.repeat(usize::from(self.byte()) * 16),
            _ => text,
        }
    }
}

fn put(file: &Path, bytes: &[u8]) {
    std::fs::write(file, bytes).expect("a directory that can be written");
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}
