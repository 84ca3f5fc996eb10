import Foundation
import NightCramp
import Testing

@Suite("The journal as an actor")
struct JournalActorTests {
    @Test("an app opens the journal and taps")
    func embedding() async throws {
        let applicationSupport = try Folder()
        // embed:start
        let folder = applicationSupport.url.appendingPathComponent("journal")
        let journal = try await JournalActor.open(directory: folder.path)

        // At the press. Make the tap once; sent again after an error, it is still recorded once.
        let tap = Tap(id: await journal.newId(), at: .now(), source: .app)
        let kept = try await journal.tap(tap)
        switch kept.outcome {
        case .saved: print("Logged")  // It is on disk. Only now may the screen say so.
        case .joined, .repeated: print("Already logged")
        }

        // In the morning, one call holds all that the first screen shows.
        let tonight = try await journal.tonight()
        print(tonight.face, tonight.questions.map(\.kind), tonight.tally)
        // embed:end
        #expect(kept.outcome == .saved)
        #expect(tonight.suspects.isEmpty)
        #expect(try await journal.night(tonight.current.night).mark == tonight.current)
        await journal.shut()
        await #expect(throws: JournalError.Shut) { try await journal.tonight() }
    }

    @Test("calls run one after another, off the main thread")
    func threads() async throws {
        let folder = try Folder()
        let journal = try await JournalActor.open(directory: folder.url.path)
        #expect(try await journal.perform { _ in Thread.isMainThread } == false)

        let taps = (0..<50).map { n in
            let at = Date(timeIntervalSince1970: 1_770_000_000 + Double(n) * 60)
            return Tap(
                id: UUID().uuidString.lowercased(), at: Moment(at: at, offsetS: 3600, zone: "Europe/Berlin"),
                source: .app)
        }
        let outcomes = try await withThrowingTaskGroup(of: TapOutcome.self) { group in
            for tap in taps + taps { group.addTask { try await journal.tap(tap).outcome } }
            return try await group.reduce(into: [:]) { counts, outcome in counts[outcome, default: 0] += 1 }
        }
        #expect(outcomes == [.saved: 50, .repeated: 50])
    }

    @Test("what looks after the journal does not wait behind a call, nor a call behind it")
    func upkeep() async throws {
        let folder = try Folder()
        let journal = try await JournalActor.open(directory: folder.url.path)
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        async let call = journal.perform { _ in
            begin.yield()
            return gate.wait(timeout: .now() + 10) == .success
        }
        for await _ in begun { break }
        #expect(try await journal.check().copies.count == 1)
        gate.signal()
        #expect(try await call, "the check waited for the call")
    }

    @Test("a path that cannot be opened is an error")
    func wrongPath() async throws {
        await #expect(throws: JournalError.self) { try await JournalActor.open(directory: "/proc/nightcramp") }
    }

    @Test("an app hears the log, and a sink that fails breaks nothing")
    func log() async throws {
        final class Sink: LogSink, @unchecked Sendable {
            private let lock = NSLock()
            private var records: [String] = []
            var texts: [String] { lock.withLock { records } }

            func log(level: LogLevel, target: String, text: String) throws {
                lock.withLock { records.append("\(target): \(text)") }
                throw LogSinkError.Failed(reason: "the sink is full")
            }
        }
        let sink = Sink()
        setLogSink(sink: sink, level: .debug)
        let folder = try Folder()
        let journal = try await JournalActor.open(directory: folder.url.path)
        _ = try await journal.perform { journal in
            let tap = Tap(id: journal.newId(), at: Berlin.at("03:10"), source: .app)
            let crampId = try journal.tap(tap: tap).crampId
            var details = unansweredDetails()
            details.note = "a word that no log may hold"
            return try journal.describe(crampId: crampId, details: details)
        }
        #expect(!sink.texts.contains { $0.contains("a word that no log may hold") })
        #expect(sink.texts.allSatisfy { $0.hasPrefix("nightcramp") })
    }

    /// A folder that goes away with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("nightcramp-\(UUID().uuidString)")
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }
    }
}
