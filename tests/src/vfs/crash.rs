//! What a power cut may leave of a recording: pure, and the same for the same seed.
//!
//! What was synced is there. Of what was not, each file keeps nothing, or some writes out of order, or some writes of
//! which single sectors are missing. Names made and deleted since the directory's last sync are kept up to some point,
//! in order, as file systems with a log of their own do. A file made again under an old name is another file.

use std::collections::{BTreeMap, HashMap};

use super::Op;

const SECTOR: usize = 512;

/// The files of a directory after a cut.
pub type Image = BTreeMap<String, Vec<u8>>;

/// A small generator of numbers (SplitMix64): a state of 64 bits, so that a seed names a crash for ever.
pub struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap_or(0)
    }
}

enum Change<'a> {
    Write(usize, &'a [u8]),
    Truncate(usize),
}

#[derive(Default)]
struct File<'a> {
    durable: Vec<u8>,
    pending: Vec<Change<'a>>,
}

/// How much of a file's unsynced writes a cut leaves.
#[derive(Clone, Copy)]
enum Luck {
    Nothing,
    SomeWrites,
    SomeSectors,
}

#[derive(Default)]
struct Disk<'a> {
    files: Vec<File<'a>>,
    /// The names as a running program sees them.
    names: HashMap<String, usize>,
    /// Every change of a name, in order: the file it stands for, or none.
    renames: Vec<(String, Option<usize>)>,
    /// How many of these are durable.
    durable_renames: usize,
}

/// One directory that a cut right after `ops` may leave.
///
/// # Panics
/// When a file is written that was never made: the recording is then not a whole one.
#[must_use]
pub fn image(ops: &[Op], dice: &mut Dice) -> Image {
    let mut disk = Disk::default();
    ops.iter().for_each(|op| disk.run(op));
    disk.cut(dice)
}

impl<'a> Disk<'a> {
    fn run(&mut self, op: &'a Op) {
        match op {
            Op::Create(name) => {
                self.files.push(File::default());
                let file = self.files.len() - 1;
                self.names.insert(name.clone(), file);
                self.renames.push((name.clone(), Some(file)));
            }
            Op::Write(name, at, bytes) => self.file(name).pending.push(Change::Write(*at, bytes)),
            Op::Truncate(name, length) => self.file(name).pending.push(Change::Truncate(*length)),
            Op::Sync(name) => {
                let File { durable, pending } = self.file(name);
                pending.drain(..).for_each(|change| apply(durable, &change, || true));
            }
            Op::SyncDir => self.durable_renames = self.renames.len(),
            Op::Delete(name) => {
                if self.names.remove(name).is_some() {
                    self.renames.push((name.clone(), None));
                }
            }
            Op::Acknowledged => {}
        }
    }

    fn file(&mut self, name: &str) -> &mut File<'a> {
        &mut self.files[self.names[name]]
    }

    fn cut(mut self, dice: &mut Dice) -> Image {
        let unsynced = self.renames.len() - self.durable_renames;
        let kept = self.durable_renames + dice.below(unsynced + 1);
        let mut left = BTreeMap::new();
        for (name, file) in self.renames.drain(..kept) {
            match file {
                Some(file) => left.insert(name, file),
                None => left.remove(&name),
            };
        }
        left.into_iter().map(|(name, file)| (name, std::mem::take(&mut self.files[file]).after_cut(dice))).collect()
    }
}

impl File<'_> {
    fn after_cut(self, dice: &mut Dice) -> Vec<u8> {
        let Self { mut durable, pending } = self;
        let luck = [Luck::Nothing, Luck::SomeWrites, Luck::SomeSectors][dice.below(3)];
        for change in &pending {
            let whole = dice.below(2) == 0;
            match luck {
                Luck::Nothing => {}
                Luck::SomeWrites if whole => apply(&mut durable, change, || true),
                Luck::SomeWrites => {}
                Luck::SomeSectors if whole => apply(&mut durable, change, || dice.below(4) > 0),
                Luck::SomeSectors => apply(&mut durable, change, || dice.below(4) == 0),
            }
        }
        durable
    }
}

/// Applies a change, of a write only the sectors that `keep` keeps.
fn apply(bytes: &mut Vec<u8>, change: &Change<'_>, mut keep: impl FnMut() -> bool) {
    match change {
        Change::Truncate(length) => {
            if keep() {
                bytes.resize(*length, 0);
            }
        }
        Change::Write(at, new) => {
            let end = at + new.len();
            let mut from = *at;
            while from < end {
                let until = end.min((from / SECTOR + 1) * SECTOR);
                if keep() {
                    let sector = &new[from - at..until - at];
                    if bytes.len() < until {
                        bytes.resize(from, 0);
                        bytes.extend_from_slice(sector);
                    } else {
                        bytes[from..until].copy_from_slice(sector);
                    }
                }
                from = until;
            }
        }
    }
}
