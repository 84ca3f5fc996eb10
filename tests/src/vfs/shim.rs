//! The C side: a VFS of SQLite that asks a [`Watch`] first and hands everything on to SQLite's own VFS.
//!
//! The only unsafe code of the project. It decides nothing.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::ptr;

use rusqlite::ffi;

use super::{Call, Verdict, Watch};

/// What a registered VFS knows; it lives as long as the process.
struct Layer {
    below: *mut ffi::sqlite3_vfs,
    watch: Box<dyn Watch>,
}

/// An open file. SQLite gives the room for it and, right behind it, for the file of the VFS below.
#[repr(C)]
struct Shim {
    base: ffi::sqlite3_file,
    layer: *const Layer,
    path: *mut PathBuf,
}

/// Only the calls up to version 2: shared memory, but no memory-mapped reads, which nobody could watch.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Registers a VFS under `name` for the rest of the process, in front of SQLite's own.
///
/// # Panics
/// When SQLite has no VFS of its own, or refuses this one.
pub fn register(name: &str, watch: impl Watch) {
    let name = CString::new(name).expect("a name without NUL");
    // SAFETY: the pointer that SQLite returns lives as long as the process; so do the leaked name, layer and VFS.
    // The methods that are copied from the VFS below do not look at the VFS that they are called with.
    let code = unsafe {
        let below = ffi::sqlite3_vfs_find(ptr::null());
        let mut vfs = *below.as_ref().expect("SQLite's own VFS");
        let layer = Layer { below, watch: Box::new(watch) };
        vfs.szOsFile += c_int::try_from(size_of::<Shim>()).expect("a small file");
        vfs.pNext = ptr::null_mut();
        vfs.zName = name.into_raw();
        vfs.pAppData = Box::into_raw(Box::new(layer)).cast();
        vfs.xOpen = Some(open);
        vfs.xDelete = Some(delete);
        vfs.xAccess = Some(access);
        ffi::sqlite3_vfs_register(Box::into_raw(Box::new(vfs)), 0)
    };
    assert_eq!(code, ffi::SQLITE_OK, "SQLite refused the VFS");
}

/// Calls a method of the file below.
macro_rules! below {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let file = real($file);
        ((*(*file).pMethods).$method.expect("a method of SQLite's VFS"))(file $(, $argument)*)
    }};
}

/// Asks the watcher, and calls the method of the file below when it lets the call pass.
macro_rules! watched {
    ($file:expr, $call:expr, $method:ident $(, $argument:expr)*) => {
        match layer($file).watch.before($call) {
            Verdict::Pass => below!($file, $method $(, $argument)*),
            Verdict::Fail(code) | Verdict::Half(code) => code,
        }
    };
}

/// # Safety
/// `file` must have been opened by [`open`].
unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: `szOsFile` asked for room for a `Shim` and the file below, whose size keeps the alignment.
    unsafe { file.cast::<Shim>().add(1).cast() }
}

/// # Safety
/// `file` must have been opened by [`open`].
unsafe fn layer<'a>(file: *mut ffi::sqlite3_file) -> &'a Layer {
    // SAFETY: `open` stored a layer, which is never freed.
    unsafe { &*(*file.cast::<Shim>()).layer }
}

/// # Safety
/// `file` must have been opened by [`open`] and not be closed while the path is in use.
unsafe fn path<'a>(file: *mut ffi::sqlite3_file) -> &'a Path {
    // SAFETY: `open` stored a path, which `close` frees.
    unsafe { &*(*file.cast::<Shim>()).path }
}

/// # Safety
/// `name` must be null or end with NUL.
unsafe fn path_of<'a>(name: *const c_char) -> &'a Path {
    if name.is_null() {
        return Path::new("");
    }
    // SAFETY: not null, and the caller's word for the rest.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

fn to_usize(number: i64) -> usize {
    usize::try_from(number).expect("SQLite counts from zero")
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite calls this with the registered VFS, a name or null, and room of `szOsFile` bytes. A file whose
    // methods are null is not closed by SQLite, so the path is made only for a file that opened.
    unsafe {
        (*file).pMethods = ptr::null();
        let layer: *const Layer = (*vfs).pAppData.cast();
        let path = path_of(name);
        let log = flags & (ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL) != 0;
        let call = Call::Open { file: path, create: flags & ffi::SQLITE_OPEN_CREATE != 0, log };
        if let Verdict::Fail(code) | Verdict::Half(code) = (*layer).watch.before(call) {
            return code;
        }
        let below = (*layer).below;
        let code = ((*below).xOpen.expect("a method of SQLite's VFS"))(below, name, real(file), flags, out);
        if code == ffi::SQLITE_OK {
            let path = Box::into_raw(Box::new(path.to_owned()));
            file.cast::<Shim>().write(Shim { base: ffi::sqlite3_file { pMethods: &METHODS }, layer, path });
        }
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync_dir: c_int) -> c_int {
    // SAFETY: SQLite calls this with the registered VFS and a name.
    unsafe {
        let layer: *const Layer = (*vfs).pAppData.cast();
        match (*layer).watch.before(Call::Delete { file: path_of(name), sync_dir: sync_dir != 0 }) {
            Verdict::Pass => {
                let below = (*layer).below;
                ((*below).xDelete.expect("a method of SQLite's VFS"))(below, name, sync_dir)
            }
            Verdict::Fail(code) | Verdict::Half(code) => code,
        }
    }
}

unsafe extern "C" fn access(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite calls this with the registered VFS, a name, and a place for the answer.
    unsafe {
        let layer: *const Layer = (*vfs).pAppData.cast();
        match (*layer).watch.before(Call::Access) {
            Verdict::Pass => {
                let below = (*layer).below;
                ((*below).xAccess.expect("a method of SQLite's VFS"))(below, name, flags, out)
            }
            Verdict::Fail(code) | Verdict::Half(code) => code,
        }
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: an open file, which SQLite does not touch again.
    unsafe {
        drop(Box::from_raw((*file.cast::<Shim>()).path));
        below!(file, xClose)
    }
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, n: c_int, at: i64) -> c_int {
    // SAFETY: an open file and room for `n` bytes.
    unsafe { watched!(file, Call::Read, xRead, to, n, at) }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, n: c_int, at: i64) -> c_int {
    // SAFETY: an open file and `n` bytes.
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), to_usize(n.into()));
        match layer(file).watch.before(Call::Write { file: path(file), at: to_usize(at), bytes }) {
            Verdict::Pass => below!(file, xWrite, from, n, at),
            Verdict::Fail(code) => code,
            Verdict::Half(code) => {
                below!(file, xWrite, from, n / 2, at);
                code
            }
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    // SAFETY: an open file.
    unsafe { watched!(file, Call::Truncate { file: path(file), length: to_usize(length) }, xTruncate, length) }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { watched!(file, Call::Sync { file: path(file) }, xSync, flags) }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: an open file and a place for the answer.
    unsafe { watched!(file, Call::Size, xFileSize, out) }
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { watched!(file, Call::Lock, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { below!(file, xUnlock, level) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file and a place for the answer.
    unsafe { watched!(file, Call::Lock, xCheckReservedLock, out) }
}

unsafe extern "C" fn file_control(file: *mut ffi::sqlite3_file, op: c_int, argument: *mut c_void) -> c_int {
    // SAFETY: an open file; the argument is the VFS below's to understand.
    unsafe { below!(file, xFileControl, op, argument) }
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: an open file.
    unsafe { below!(file, xSectorSize) }
}

unsafe extern "C" fn device_characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: an open file.
    unsafe { below!(file, xDeviceCharacteristics) }
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    grow: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file and a place for the answer.
    unsafe { watched!(file, Call::ShmMap { grow: grow != 0 }, xShmMap, page, size, grow, out) }
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, first: c_int, n: c_int, flags: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe {
        if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
            return below!(file, xShmLock, first, n, flags);
        }
        watched!(file, Call::ShmLock, xShmLock, first, n, flags)
    }
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: an open file.
    unsafe { below!(file, xShmBarrier) }
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { below!(file, xShmUnmap, delete) }
}
