import Foundation

/// Leaves taps and records of reminders as files where the journal cannot be opened: in a widget's process, on a locked
/// phone, on a full disk.
///
/// Loads no native code and nothing of the journal. `Journal.ingest(inbox:)` takes the files in later, each once.
public struct InboxWriter: Sendable {
    /// The inbox: the journal's own is `inbox` in the journal's directory; for widgets one in the app group.
    public let directory: URL

    /// A writer for an inbox, which is made when the first tap comes.
    public init(directory: URL) {
        self.directory = directory
    }

    /// Keeps a tap. The file and its name are on disk when this returns; only then may a surface say "logged".
    ///
    /// Writing the same tap again leaves the same one file.
    ///
    /// - Throws: ``InboxError/storage(operation:code:)``; no half-written tap is left under a name that the journal reads.
    @discardableResult
    public func write(_ tap: InboxTap) throws -> URL {
        try place(tap.id, tap.fileName, tap.bytes)
    }

    /// Keeps the record of a reminder, as durably as a tap.
    ///
    /// Writing the same record again leaves the same one file.
    ///
    /// - Throws: ``InboxError/storage(operation:code:)``; no half-written record is left under a name that the journal reads.
    @discardableResult
    public func write(_ reminder: InboxReminder) throws -> URL {
        try place(reminder.id, reminder.fileName, reminder.bytes)
    }

    private func place(_ id: String, _ name: String, _ bytes: [UInt8]) throws -> URL {
        try Self.turn.withLock {
            try makeDirectory(directory)
            let hidden = directory.appendingPathComponent(".\(id).tmp").path
            let target = directory.appendingPathComponent(name)
            do {
                try writeDurably(bytes, to: hidden)
                try check(rename(hidden, target.path), "rename the inbox file")
            } catch {
                unlink(hidden)
                throw error
            }
            try syncDirectory(directory)
            return target
        }
    }

    /// Two threads with the same file would cut each other's hidden file short.
    private static let turn = NSLock()
}

private func writeDurably(_ bytes: [UInt8], to path: String) throws {
    let file = try check(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600), "make the inbox file")
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if written < 0 && errno == EINTR { continue }
        rest = rest.dropFirst(try check(written, "write the inbox file"))
    }
    try sync(file)
}

/// Makes a directory and those above it, each of them durable: else a power cut takes the new directory away, and the
/// file with it.
private func makeDirectory(_ directory: URL) throws {
    var isDirectory = ObjCBool(false)
    if FileManager.default.fileExists(atPath: directory.path, isDirectory: &isDirectory), isDirectory.boolValue {
        return
    }
    let parent = directory.standardizedFileURL.deletingLastPathComponent()
    if parent.path != directory.standardizedFileURL.path { try makeDirectory(parent) }
    if mkdir(directory.path, 0o700) != 0 && errno != EEXIST { throw refusal("make the inbox") }
    #if os(iOS) || os(watchOS)
        // Writable on a locked phone, once it was unlocked after the start.
        try FileManager.default.setAttributes(
            [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication], ofItemAtPath: directory.path)
    #endif
    try syncDirectory(parent)
}

private func syncDirectory(_ directory: URL) throws {
    let file = try check(open(directory.path, O_RDONLY | O_CLOEXEC), "open the inbox")
    defer { close(file) }
    try sync(file)
}

private func sync(_ file: Int32) throws {
    #if canImport(Darwin)
        // On Apple systems fsync leaves the data in the drive's own cache.
        if fcntl(file, F_FULLFSYNC) == 0 { return }
    #endif
    try check(fsync(file), "bring the inbox file to the disk")
}

@discardableResult
private func check<Number: SignedInteger>(_ result: Number, _ operation: String) throws -> Number {
    if result < 0 { throw refusal(operation) }
    return result
}

private func refusal(_ operation: String) -> InboxError {
    .storage(operation: operation, code: errno)
}
