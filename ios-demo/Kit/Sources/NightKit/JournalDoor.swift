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
    private let keep: Keep
    private var opening: Task<JournalActor, any Error>?

    /// A door to the journal in `directory`. Its own taps wait in `inbox` where the journal cannot take them; those of
    /// widgets and controls come from the inboxes `others`.
    public init(directory: URL, inbox: URL, others: [URL] = [], keep: @escaping Keep = JournalDoor.record(in:_:)) {
        self.directory = directory
        self.inbox = inbox
        self.others = others
        self.keep = keep
    }

    /// The journal, opened at the first call; a failed opening is tried again at the next.
    public func journal() async throws -> JournalActor {
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

    /// Keeps a tap: in the journal, or in the inbox when the journal cannot take it. On disk when this returns, but for
    /// ``Kept/notSaved``.
    public func tap(_ tap: Tap) async -> Kept {
        do {
            switch try await keep(journal(), tap).outcome {
            case .saved: return .saved
            case .joined, .repeated: return .alreadySaved
            }
        } catch {
            return leave(tap)
        }
    }

    private func leave(_ tap: Tap) -> Kept {
        do {
            let waiting = try InboxTap(
                id: tap.id, at: tap.at.at, offsetS: Int(tap.at.offsetS), zone: tap.at.zone, source: .app)
            try InboxWriter(directory: inbox).write(waiting)
            return .waiting
        } catch {
            return .notSaved
        }
    }

    /// What the first screen shows, with every tap that waited.
    public func tonight(at now: Moment) async throws -> Tonight {
        let journal = try await journal()
        // An inbox that cannot be read keeps its files for the next time, and must not hide the night.
        for inbox in [inbox] + others { _ = try? await journal.ingest(inbox: inbox.path) }
        return try await journal.tonight(at: now)
    }
}
