import Foundation
import NightCramp
import NightCrampInbox

/// The way every screen goes to the journal: opens it once, and takes in what waits in the inboxes before anything is
/// shown.
public actor JournalDoor {
    /// Where a tap is now.
    public enum Kept: Sendable {
        /// On disk, as a cramp of its own.
        case saved
        /// On disk, as part of a cramp that was there before, or by an earlier try of the same press.
        case alreadySaved
        /// On disk in the inbox; the journal takes it in when it can.
        case waiting
        /// Nowhere.
        case notSaved
    }

    /// How a tap gets into the journal; a test may put something else in its place.
    public typealias Keep = @Sendable (JournalActor, Tap) async throws -> TapKept

    /// Records the tap in the journal itself, as every app does.
    @Sendable public static func record(in journal: JournalActor, _ tap: Tap) async throws -> TapKept {
        try await journal.tap(tap)
    }

    private let directory: URL
    private let inbox: URL
    private let others: [URL]
    private let patience: Duration
    private let keep: Keep
    private var opening: Task<JournalActor, any Error>?
    private var mending: Task<Void, any Error>?
    /// How often the journal was recovered: what met the same damage before need not have it done again.
    private var mended = 0
    private var turn: Task<Void, Never>?

    /// A door to the journal in `directory`. Its own taps wait in `inbox` where the journal cannot take them; those of
    /// widgets and controls come from the inboxes `others`. A tap waits for the journal no longer than `patience`.
    public init(
        directory: URL, inbox: URL, others: [URL] = [], patience: Duration = .seconds(1),
        keep: @escaping Keep = JournalDoor.record(in:_:)
    ) {
        self.directory = directory
        self.inbox = inbox
        self.others = others
        self.patience = patience
        self.keep = keep
    }

    /// The journal, opened at the first call and recovered then if it is damaged; a failed opening is tried again at the
    /// next.
    func journal() async throws -> JournalActor {
        let path = directory.path
        let task = opening ?? Task { try await JournalActor.open(directory: path) }
        opening = task
        do {
            return try await task.value
        } catch {
            if opening == task { opening = nil }
            throw error
        }
    }

    /// Does something with the journal. When that meets damage, the journal is recovered and it is done again.
    public func perform<Value: Sendable>(
        _ work: @Sendable (JournalActor) async throws -> Value
    ) async throws -> Value {
        _ = await mending?.result
        let journal = try await journal()
        let before = mended
        do {
            return try await work(journal)
        } catch JournalError.Corrupt {
            if before == mended { try await mend(journal).value }
        } catch JournalError.Shut {
            // A file that was replaced and could not be opened then.
            await forget(journal)
        }
        return try await work(self.journal())
    }

    /// The same, after the journal has taken in what was tapped and answered while it slept or could not be opened.
    func performUpToDate<Value: Sendable>(
        _ work: @Sendable (JournalActor) async throws -> Value
    ) async throws -> Value {
        try await perform { journal in
            try await self.takeIn(to: journal)
            return try await work(journal)
        }
    }

    /// Keeps a tap: in the journal, or in the inbox when the journal cannot take it, or not soon. On disk when this
    /// returns, but for ``Kept/notSaved``.
    public func tap(_ tap: Tap) async -> Kept {
        do {
            // The journal may still take a tap that is in the inbox by then. It has the same id, so it is recorded once.
            switch try await soon(within: patience, { try await self.record(tap) }).outcome {
            case .saved: return .saved
            case .joined, .repeated: return .alreadySaved
            }
        } catch {
            return leave(tap)
        }
    }

    private func record(_ tap: Tap) async throws -> TapKept {
        let journal = try await journal()
        do {
            return try await keep(journal, tap)
        } catch JournalError.Corrupt(let reason) {
            _ = mend(journal)
            throw JournalError.Corrupt(reason: reason)
        }
    }

    private func leave(_ tap: Tap) -> Kept {
        do {
            // Both lists of sources have the same words.
            let source = InboxSource(rawValue: "\(tap.source)") ?? .app
            let waiting = try InboxTap(
                id: tap.id, at: tap.at.at, offsetS: Int(tap.at.offsetS), zone: tap.at.zone, source: source)
            try InboxWriter(directory: inbox).write(waiting)
            return .waiting
        } catch {
            return .notSaved
        }
    }

    /// Takes down what happened to a reminder: in the journal, or in the inbox when the journal cannot take it, or not soon.
    /// Whether it is on disk when this returns.
    @discardableResult
    public func report(_ record: ReminderRecord) async -> Bool {
        do {
            // The journal may still take one that is in the inbox by then: the same record counts once.
            try await soon(within: patience) { try await self.perform { try await $0.record(record) } }
            return true
        } catch JournalError.InvalidInput {
            return false
        } catch {
            return leave(record)
        }
    }

    private func leave(_ record: ReminderRecord) -> Bool {
        do {
            let at = record.at
            let waiting = try InboxReminder(
                id: TapID.next(at: at.at), reminder: record.reminder, action: record.action.inInbox, at: at.at,
                offsetS: Int(at.offsetS), zone: at.zone)
            try InboxWriter(directory: inbox).write(waiting)
            return true
        } catch {
            return false
        }
    }

    /// What the first screen shows, with every tap that waited.
    public func tonight(at now: Moment) async throws -> Tonight {
        try await performUpToDate { try await $0.tonight(at: now) }
    }

    /// An inbox that cannot be read keeps its files for the next time, and must not hide the night.
    private func takeIn(to journal: JournalActor) async throws {
        for inbox in [inbox] + others {
            do {
                _ = try await journal.ingest(inbox: inbox.path)
            } catch JournalError.Corrupt(let reason) {
                throw JournalError.Corrupt(reason: reason)
            } catch {
                continue
            }
        }
    }

    /// How the journal is.
    public func health() async throws -> Health {
        try await perform { try await $0.health() }
    }

    /// Checks everything, and recovers what that finds damaged.
    public func check() async throws -> Health {
        try await perform { journal in
            let health = try await journal.check()
            for case .damaged(let reason) in health.problems { throw JournalError.Corrupt(reason: reason) }
            return health
        }
    }

    /// Erases everything, with all taps that wait. There is no way back.
    public func erase() async throws {
        let inboxes = ([inbox] + others).map(\.path)
        try await perform { try await $0.erase(inboxes: inboxes) }
    }

    /// The app went to the back: does what is due, then lets go of every lock. Taps go to the inbox until ``wake()``.
    public func sleep() async {
        await inTurn { door in
            guard let journal = try? await door.opening?.value else { return }
            _ = try? await journal.maintain()
            try? await journal.suspend()
        }
    }

    /// The app came to the front: takes the journal again, and in it what waits.
    public func wake() async {
        await inTurn { door in
            guard let journal = try? await door.opening?.value else { return }
            do {
                try await journal.resume()
                try await door.takeIn(to: journal)
            } catch {
                // Whatever it is, damage for instance: the next call opens the journal anew.
                await journal.shut()
                await door.forget(journal)
            }
        }
    }

    /// Somebody who comes and goes quickly must not find the journal asleep.
    private func inTurn(_ work: @escaping @Sendable (isolated JournalDoor) async -> Void) async {
        let before = turn
        let task = Task {
            await before?.value
            await work(self)
        }
        turn = task
        await task.value
    }

    private func mend(_ journal: JournalActor) -> Task<Void, any Error> {
        if let mending { return mending }
        let task = Task {
            defer { mending = nil }
            _ = try await journal.recover()
            mended += 1
        }
        mending = task
        return task
    }

    private func forget(_ journal: JournalActor) async {
        if let opened = try? await opening?.value, opened === journal { opening = nil }
    }
}

extension ReminderAction {
    /// The same in the inbox, which knows nothing of the journal.
    fileprivate var inInbox: InboxAction {
        switch self {
        case .delivered: .delivered
        case .done: .done
        case .later: .later
        case .notTonight: .notTonight
        case .inBed: .inBed
        }
    }
}
