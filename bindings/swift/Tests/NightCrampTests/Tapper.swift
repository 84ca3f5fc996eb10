import Foundation

/// A program of its own that taps without end and prints what was acknowledged, made to be killed.
final class Tapper {
    private let process = Process()
    private let output = Pipe()
    private var rest = Data()

    init(directory: String, firstTap: Date) throws {
        process.executableURL = Self.program
        process.arguments = [directory, String(Int(firstTap.timeIntervalSince1970 * 1000))]
        process.standardOutput = output
        try process.run()
    }

    deinit {
        if process.isRunning { _ = kill() }
    }

    /// Ends it as the system ends an app: at once, without a word. Returns the signal that ended it.
    func kill() -> Int32 {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
    }

    /// The next acknowledged id, or nil when there is no more; a line without its end was not acknowledged.
    func nextLine() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = rest[rest.index(after: end)...] }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            rest.append(more)
        }
    }

    /// Beside the test bundle, where the package builds it.
    private static var program: URL {
        #if os(macOS)
            let bundle = Bundle(for: Tapper.self).bundleURL
        #else
            let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
        #endif
        return bundle.deletingLastPathComponent().appendingPathComponent("TapperForTests")
    }
}
