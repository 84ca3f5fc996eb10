//! The pages of a file and its log. One that cannot be read is simply not there.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::log::{Log, Overlay};
use super::record::{Cell, short, word};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const USUAL_SIZE: usize = 4096;

/// The files, and the states of the database that can be seen in them.
pub(super) struct Pages {
    file: Option<File>,
    log: Option<File>,
    size: usize,
    in_file: u32,
    bytes: u64,
    states: Vec<Overlay>,
}

impl Pages {
    /// # Errors
    /// A file that is there and cannot be opened.
    pub(super) fn open(db: &Path, log: &Path) -> io::Result<Self> {
        let (file, log) = (if_there(db)?, if_there(log)?);
        let length = |file: &Option<File>| file.as_ref().map_or(Ok(0), |file| file.metadata().map(|it| it.len()));
        let (file_length, log_length) = (length(&file)?, length(&log)?);
        let mut header = [0; 18];
        let header_size = match &file {
            Some(file) if read(file, 0, &mut header) && header.starts_with(MAGIC) => match short(&header, 16) {
                1 => page_size(65536),
                size => page_size(size.into()),
            },
            _ => None,
        };
        let mut size = header_size.unwrap_or(USUAL_SIZE);
        let mut states = vec![Overlay::new()];
        if let Some(log) = &log {
            let log = Log::read(log, size);
            // The log's own header has a sum, so it knows better.
            size = log.page_size.unwrap_or(size);
            states = log.states;
        }
        let in_file = u32::try_from(file_length / size as u64).unwrap_or(u32::MAX);
        Ok(Self { file, log, size, in_file, bytes: file_length.saturating_add(log_length), states })
    }

    /// Of both files.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn states(&self) -> impl Iterator<Item = State<'_>> {
        self.states.iter().map(|overlay| State { pages: self, overlay })
    }
}

/// The database at one moment.
pub(super) struct State<'p> {
    pages: &'p Pages,
    overlay: &'p Overlay,
}

impl State<'_> {
    /// All pages but the first, which has the schema, and the free ones.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let free = self.free().unwrap_or_default();
        let in_file = self.pages.in_file;
        let only_in_log = self.overlay.keys().copied().filter(move |number| *number > in_file);
        (2..=in_file).chain(only_in_log).filter(move |number| !free.contains(number))
    }

    pub(super) fn page(&self, number: u32) -> Option<Vec<u8>> {
        let Pages { file, log, size, in_file, .. } = self.pages;
        let (file, at) = match self.overlay.get(&number) {
            Some(at) => (log, *at),
            None if number <= *in_file => (file, u64::from(number.checked_sub(1)?) * *size as u64),
            None => return None,
        };
        let mut page = vec![0; *size];
        read(file.as_ref()?, at, &mut page).then_some(page)
    }

    /// The whole payload of a cell, when each page that it goes on to is there.
    pub(super) fn payload(&self, cell: &Cell<'_>) -> Option<Vec<u8>> {
        if cell.length as u64 > self.pages.bytes {
            return None;
        }
        let mut payload = cell.local.to_vec();
        let mut next = cell.next;
        // Each round adds something, so even a chain that runs in a circle ends.
        while payload.len() < cell.length {
            let page = self.page(next)?;
            next = word(&page, 0);
            payload.extend(page.iter().skip(4).take(cell.length - payload.len()));
        }
        Some(payload)
    }

    /// The pages on the list of free ones, when the whole list is as long as the first page says: a damaged list that
    /// led elsewhere would cost sound rows.
    fn free(&self) -> Option<BTreeSet<u32>> {
        let first = self.page(1).filter(|page| page.starts_with(MAGIC))?;
        let (mut trunk, count) = (word(&first, 32), word(&first, 36) as usize);
        let mut free = BTreeSet::new();
        while trunk != 0 && free.len() < count && free.insert(trunk) {
            let page = self.page(trunk)?;
            free.extend(page.chunks_exact(4).skip(2).take(word(&page, 4) as usize).map(|leaf| word(leaf, 0)));
            trunk = word(&page, 0);
        }
        (trunk == 0 && free.len() == count).then_some(free)
    }
}

/// A page size that SQLite knows.
pub(super) fn page_size(size: u32) -> Option<usize> {
    (size.is_power_of_two() && (512..=65536).contains(&size)).then_some(size as usize)
}

fn if_there(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        file => file.map(Some),
    }
}

fn read(mut file: &File, at: u64, bytes: &mut [u8]) -> bool {
    file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(bytes)).is_ok()
}
