import Foundation

/// A disk of its own that can be filled without harm. Making one needs Linux and root, as in the folder in which
/// `bindings/scripts/swift` runs.
final class SmallDisk {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nightcramp-disk-\(UUID().uuidString)")
    private var filling: URL { folder.appendingPathComponent("filling") }

    /// Whether this machine lets a test have one.
    static let isPossible = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path)
    }

    deinit {
        try? run("umount", folder.path)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Leaves no byte free.
    func fill() throws {
        try Data().write(to: filling)
        let file = try FileHandle(forWritingTo: filling)
        for size in [65_536, 4_096] {
            while (try? file.write(contentsOf: Data(count: size))) != nil {}
        }
        try file.close()
    }

    /// Gives all of it back.
    func free() throws { try FileManager.default.removeItem(at: filling) }
}

private func run(_ program: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw CocoaError(.fileWriteNoPermission) }
}
