import Foundation
import NightCramp
import NightCrampInbox
import Testing

@testable import NightKit

/// A phone in Berlin in November 2026: a real journal on a real file, and a clock that the test sets.
final class Phone: Sendable {
    let folder: URL
    private let lock = NSLock()
    nonisolated(unsafe) private var hands = "2026-11-22T22:30"
    nonisolated(unsafe) private var up = 86_400.0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("nightcramp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var directory: URL { folder.appendingPathComponent("journal") }
    var inbox: URL { directory.appendingPathComponent("inbox") }
    var group: URL { folder.appendingPathComponent("group") }

    /// Sets the clock on the wall, such as `2026-11-23T03:10`.
    func set(_ wall: String) { lock.withLock { hands = wall } }

    /// Lets the phone run for so many seconds; the clock on the wall stays.
    func run(_ seconds: Double) { lock.withLock { up += seconds } }

    /// For how many seconds the phone has run.
    @Sendable func uptime() -> Double { lock.withLock { up } }

    /// The moment that the clock shows.
    @Sendable func now() -> Moment {
        let wall = lock.withLock { hands }
        let seconds = wall.count == 16 ? ":00" : ""
        guard let at = try? Date("\(wall)\(seconds)+01:00", strategy: .iso8601) else {
            preconditionFailure("\(wall) is no time on the wall")
        }
        return Moment(at: at, offsetS: 3600, zone: "Europe/Berlin")
    }

    /// A door to the journal, as after a new start of the app.
    func door(
        patience: Duration = .seconds(60), keep: @escaping JournalDoor.Keep = JournalDoor.record(in:_:)
    ) -> JournalDoor {
        JournalDoor(directory: directory, inbox: inbox, others: [group], patience: patience, keep: keep)
    }

    /// A journal with a cramp in each of so many nights, as an app that was ended has left it.
    func fill(_ nights: Int) async throws {
        let last = now()
        let journal = try await door().journal()
        for n in 0..<nights {
            let moment = Moment(at: last.at - Double(n) * 86_400, offsetS: last.offsetS, zone: last.zone)
            _ = try await journal.tap(Tap(id: await journal.newId(), at: moment, source: .app))
        }
        await journal.shut()
    }

    /// Zeroes what stands behind the header of the journal's file, without which nothing can be read from it.
    func damage() throws {
        let file = try FileHandle(forUpdating: directory.appendingPathComponent("journal.db"))
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(count: 3_996))
        try file.close()
    }

    /// Takes the journal away from an app that has it open: until ``findJournal()`` nothing can be read or written.
    func hideJournal(from door: JournalDoor) async throws {
        await (try await door.journal()).shut()
        try FileManager.default.moveItem(at: directory, to: folder.appendingPathComponent("hidden"))
        try Data().write(to: directory)
    }

    /// Puts back what was hidden.
    func findJournal() throws {
        try FileManager.default.removeItem(at: directory)
        try FileManager.default.moveItem(at: folder.appendingPathComponent("hidden"), to: directory)
    }

    /// What the hand felt, and what was on the screen then.
    @MainActor final class Hand {
        var felt: [Feel] = []
        var seen: [NightModel.Shown] = []
        weak var model: NightModel?

        func feel(_ feel: Feel) {
            felt.append(feel)
            if let model { seen.append(model.shown) }
        }
    }

    @MainActor func night(
        _ hand: Hand = Hand(), patience: Duration = .seconds(60),
        keep: @escaping JournalDoor.Keep = JournalDoor.record(in:_:)
    ) -> NightModel {
        let door = door(patience: patience, keep: keep)
        let model = NightModel(
            door: door, clock: now, patience: patience, farewell: .zero, language: "en", feel: hand.feel)
        hand.model = model
        return model
    }

    func waiting() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox.path)) ?? []
        return names.filter { $0.hasSuffix(".evt") }
    }
}

extension NightModel.Shown {
    /// The tap that may be undone from here.
    var undoTapId: String? {
        switch self {
        case .moon(let id, _), .logged(_, let id): id
        case .takenBack(_, let id): id
        case .blank, .passed, .different, .emergency: nil
        }
    }
}

extension CalendarDay {
    init(text: String) {
        guard let day = CalendarDay(text) else { preconditionFailure("\(text) is no date") }
        self = day
    }
}
