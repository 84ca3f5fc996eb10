//! What a power cut may leave of a recording: pure, and the same for the same seed.
//!
//! What was synced is there. Of what was not, each file keeps nothing, or some writes out of order, or some writes of
//! which single sectors are missing. Of the names made, changed and deleted in a directory since its last sync, those up
//! to some point are kept, in order, as file systems with a log of their own do; each directory has a point of its own.
//! Renaming is one step, also from one directory into another, whose step it is. A file made again under an old name is
//! another file.

use std::collections::{BTreeMap, HashMap};

use super::{Image, Op};

const SECTOR: usize = 512;

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

/// A file or a directory, by the order in which they were made.
type Node = usize;

/// The directory that is watched.
const ROOT: Node = 0;

/// A step that changes names: which name in which directory stands for what from then on.
struct Naming {
    /// The directory whose sync makes it durable.
    dir: Node,
    names: Vec<(Node, String, Option<Node>)>,
    durable: bool,
}

#[derive(Default)]
struct Disk<'a> {
    /// Every file ever made; `None` for a directory.
    nodes: Vec<Option<File<'a>>>,
    /// What there is for a running program, by its whole name.
    now: HashMap<String, Node>,
    namings: Vec<Naming>,
}

/// What a cut right after `ops` may leave of a directory that held `start`, durably, before them.
///
/// # Panics
/// When a file is written that was never made: the recording is then not a whole one.
#[must_use]
pub fn image(start: &Image, ops: &[Op], dice: &mut Dice) -> Image {
    let mut disk = Disk::holding(start);
    ops.iter().for_each(|op| disk.run(op));
    disk.cut(dice)
}

impl<'a> Disk<'a> {
    fn holding(start: &Image) -> Self {
        let mut disk = Self { nodes: vec![None], now: HashMap::from([(String::new(), ROOT)]), namings: Vec::new() };
        start.dirs.iter().for_each(|name| disk.make(name, None));
        for (name, bytes) in &start.files {
            disk.make(name, Some(File { durable: bytes.clone(), pending: Vec::new() }));
        }
        disk.namings.iter_mut().for_each(|naming| naming.durable = true);
        disk
    }

    fn run(&mut self, op: &'a Op) {
        match op {
            Op::MakeDir(name) => self.make(name, None),
            Op::Create(name) => self.make(name, Some(File::default())),
            Op::Write(name, at, bytes) => self.file(name).pending.push(Change::Write(*at, bytes)),
            Op::Truncate(name, length) => self.file(name).pending.push(Change::Truncate(*length)),
            Op::Sync(name) => {
                let File { durable, pending } = self.file(name);
                pending.drain(..).for_each(|change| apply(durable, &change, || true));
            }
            Op::SyncDir(name) => {
                let dir = self.now[name];
                self.namings.iter_mut().filter(|naming| naming.dir == dir).for_each(|naming| naming.durable = true);
            }
            Op::Rename(from, to) => self.rename(from, to),
            Op::Delete(name) => {
                if self.now.remove(name).is_some() {
                    let (dir, name) = self.split(name);
                    self.namings.push(Naming { dir, names: vec![(dir, name, None)], durable: false });
                }
            }
            Op::Acknowledged => {}
        }
    }

    fn make(&mut self, name: &str, file: Option<File<'a>>) {
        self.nodes.push(file);
        let node = self.nodes.len() - 1;
        self.now.insert(name.to_owned(), node);
        let (dir, name) = self.split(name);
        self.namings.push(Naming { dir, names: vec![(dir, name, Some(node))], durable: false });
    }

    fn rename(&mut self, from: &str, to: &str) {
        let below = format!("{from}/");
        let moved: Vec<String> =
            self.now.keys().filter(|name| *name == from || name.starts_with(&below)).cloned().collect();
        for name in moved {
            let node = self.now.remove(&name);
            self.now.extend(node.map(|node| (format!("{to}{}", &name[from.len()..]), node)));
        }
        let node = Some(self.now[to]);
        let ((old_dir, old), (dir, new)) = (self.split(from), self.split(to));
        self.namings.push(Naming { dir, names: vec![(old_dir, old, None), (dir, new, node)], durable: false });
    }

    /// The directory of a name, and the name in that.
    fn split(&self, name: &str) -> (Node, String) {
        let (dir, name) = name.rsplit_once('/').unwrap_or(("", name));
        (self.now[dir], name.to_owned())
    }

    fn file(&mut self, name: &str) -> &mut File<'a> {
        self.nodes[self.now[name]].as_mut().expect("a file")
    }

    fn cut(mut self, dice: &mut Dice) -> Image {
        let mut unsynced: BTreeMap<Node, usize> = BTreeMap::new();
        self.namings
            .iter()
            .filter(|naming| !naming.durable)
            .for_each(|naming| *unsynced.entry(naming.dir).or_default() += 1);
        let mut kept: BTreeMap<Node, usize> =
            unsynced.into_iter().map(|(dir, count)| (dir, dice.below(count + 1))).collect();
        let mut left: BTreeMap<(Node, String), Node> = BTreeMap::new();
        for naming in std::mem::take(&mut self.namings) {
            if !naming.durable {
                match kept.get_mut(&naming.dir) {
                    Some(more) if *more > 0 => *more -= 1,
                    _ => continue,
                }
            }
            for (dir, name, node) in naming.names {
                match node {
                    Some(node) => left.insert((dir, name), node),
                    None => left.remove(&(dir, name)),
                };
            }
        }
        let mut image = Image::default();
        self.reach(ROOT, "", &left, dice, &mut image);
        image
    }

    /// Adds what can be reached from a directory.
    fn reach(
        &mut self,
        dir: Node,
        prefix: &str,
        left: &BTreeMap<(Node, String), Node>,
        dice: &mut Dice,
        image: &mut Image,
    ) {
        for ((_, name), node) in left.range((dir, String::new())..(dir + 1, String::new())) {
            let name = format!("{prefix}{name}");
            match &mut self.nodes[*node] {
                Some(file) => {
                    image.files.insert(name, file.after_cut(dice));
                }
                None => {
                    self.reach(*node, &format!("{name}/"), left, dice, image);
                    image.dirs.insert(name);
                }
            }
        }
    }
}

impl File<'_> {
    fn after_cut(&mut self, dice: &mut Dice) -> Vec<u8> {
        let Self { mut durable, pending } = std::mem::take(self);
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
