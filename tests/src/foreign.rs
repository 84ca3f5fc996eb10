//! Files that are no journal, though they lie where one would.

/// Their names, and their bytes.
#[must_use]
pub fn foreign_files() -> Vec<(&'static str, Vec<u8>)> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.resize(10_000, 7);
    let mut similar = b"SQLite format 4\0".to_vec();
    similar.resize(4096, 0);
    vec![
        ("a picture", png),
        ("a word", b"hello".to_vec()),
        ("a blank line", b"\n".to_vec()),
        ("zeros", vec![0; 4096]),
        ("many zeros", vec![0; 100_000]),
        ("almost SQLite", similar),
        ("SQLite with tables", sqlite("CREATE TABLE tap (id TEXT); INSERT INTO tap VALUES ('mine')")),
        ("SQLite without tables", sqlite("PRAGMA user_version = 1")),
        ("SQLite in WAL mode", sqlite("PRAGMA journal_mode = WAL; CREATE TABLE mine (id TEXT)")),
        ("SQLite of another app", sqlite("PRAGMA application_id = 7; CREATE TABLE mine (id TEXT)")),
        ("rows with as many columns as ours", sqlite(TAPS)),
    ]
}

const TAPS: &str = "CREATE TABLE tap (id TEXT PRIMARY KEY, cramp, utc_ms, offset_s, zone, source, sum) WITHOUT ROWID;
    INSERT INTO tap VALUES ('0199f0c2-7b1e-7cc3-9a52-000000000001', '0199f0c2-7b1e-7cc3-9a52-000000000001',
                            1795489800000, 3600, 'Europe/Berlin', 'app', 7)";

/// The bytes of an SQLite file that `sql` made.
fn sqlite(sql: &str) -> Vec<u8> {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let file = dir.path().join("other.db");
    rusqlite::Connection::open(&file).expect("a new file").execute_batch(sql).expect("tables");
    std::fs::read(file).expect("the file")
}
