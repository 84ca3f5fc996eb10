//! The write-ahead log: which of its frames count as SQLite judges it, and which lie behind a break.
//!
//! SQLite takes a log to end at the first frame whose sum is wrong. Since the sums run on from frame to frame, one
//! flipped bit silently ends the log there, and every commit behind it is gone. Here those still give their rows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};

use super::pages::page_size;
use super::record::word;

pub(super) const HEADER: usize = 32;
pub(super) const FRAME_HEAD: usize = 24;

/// Where in the log the image of a page begins.
pub(super) type Overlay = BTreeMap<u32, u64>;

/// What a log puts over the file.
pub(super) struct Log {
    pub(super) page_size: Option<usize>,
    /// One when the log is whole: the pages as its last commit left them. The file under a log with a break can be
    /// older or newer than the break; then there are four: up to the break, without the log, and with the newest of
    /// the images behind the break too, once without damaged ones and once with them.
    pub(super) states: Vec<Overlay>,
}

impl Log {
    /// `usual_size` is that of the file's pages, for a log that has lost its own.
    pub(super) fn read(file: &File, usual_size: usize) -> Self {
        let mut file = BufReader::new(file);
        let mut header = [0; HEADER];
        if file.read_exact(&mut header).is_err() {
            return Self { page_size: None, states: vec![Overlay::new()] };
        }
        let magic = word(&header, 0);
        let big_endian = magic & 1 == 1;
        // A frame goes on from the sum before it: from what it should be, or from what is stored when the two differ.
        let mut before = [sum(big_endian, (0, 0), &header[..24]), sum_at(&header, 24)];
        let sound = magic & !1 == 0x377f_0682 && before[0] == before[1];
        let page_size = Some(word(&header, 8)).filter(|_| sound).and_then(page_size);
        let mut salts = page_size.map(|_| salts_at(&header, 16));
        let mut frame = vec![0; FRAME_HEAD + page_size.unwrap_or(usual_size)];
        let mut at = HEADER as u64;
        let mut intact = page_size.is_some();
        let (mut committed, mut behind, mut pending) = (Overlay::new(), Vec::new(), Vec::new());
        while file.read_exact(&mut frame).is_ok() {
            let (head, image) = frame.split_at(FRAME_HEAD);
            let (number, theirs) = (word(head, 0), salts_at(head, 8));
            let ours = *salts.get_or_insert(theirs);
            let sums = before.map(|before| sum(big_endian, sum(big_endian, before, &head[..8]), image));
            let verified = sums.contains(&sum_at(head, 16));
            before = [sums[0], sum_at(head, 16)];
            intact &= verified && ours == theirs && number != 0;
            // Both salts change when a log begins anew, so a frame with one of them is of this one.
            if ours[0] == theirs[0] || ours[1] == theirs[1] {
                pending.push(Frame { number, image: at + FRAME_HEAD as u64, verified });
                // The last frame of a commit says so. Without it what went before is no commit, broken or not.
                if word(head, 4) != 0 && intact {
                    committed.extend(pending.drain(..).map(|frame| (frame.number, frame.image)));
                } else if word(head, 4) != 0 {
                    behind.append(&mut pending);
                }
            }
            at += frame.len() as u64;
        }
        let mut states = vec![committed];
        if !behind.is_empty() {
            let newest = [true, false].map(|only_verified| {
                let mut state = states[0].clone();
                let counted = behind.iter().filter(|frame| frame.verified || !only_verified);
                state.extend(counted.map(|frame| (frame.number, frame.image)));
                state
            });
            states.push(Overlay::new());
            states.extend(newest);
        }
        Self { page_size, states }
    }
}

/// A page in the log.
struct Frame {
    number: u32,
    image: u64,
    /// Its own sum is right, whatever those before it are.
    verified: bool,
}

fn salts_at(bytes: &[u8], at: usize) -> [u32; 2] {
    [word(bytes, at), word(bytes, at + 4)]
}

fn sum_at(bytes: &[u8], at: usize) -> (u32, u32) {
    (word(bytes, at), word(bytes, at + 4))
}

/// The log's own sum, which goes on from the one before.
pub(super) fn sum(big_endian: bool, before: (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let word = |bytes: &[u8], at: usize| if big_endian { word(bytes, at) } else { word(bytes, at).swap_bytes() };
    bytes.chunks_exact(8).fold(before, |(first, second), eight| {
        let first = first.wrapping_add(word(eight, 0)).wrapping_add(second);
        (first, second.wrapping_add(word(eight, 4)).wrapping_add(first))
    })
}
