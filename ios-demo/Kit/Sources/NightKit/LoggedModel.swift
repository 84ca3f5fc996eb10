import Foundation
import NightCramp
import Observation

/// After the tap: the core's words that help, and a ring that shows how long it has been, without digits. The time becomes
/// a record only when the person says that it has passed.
@MainActor
@Observable
public final class LoggedModel {
    /// How long the ring takes for its one turn, in seconds.
    public static let turn = 600.0

    /// The core's card for this moment; nil before it was read, and while the journal cannot say.
    public private(set) var card: ReliefCard?
    /// When the ring began: at the tap.
    public let startedAt: Date

    private let tapId: String
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The words after `tap`, from the journal behind `door`.
    public init(
        tap: Tap, door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        language: String = Locale.spoken
    ) {
        startedAt = tap.at.at
        tapId = tap.id
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// How much of the ring is filled at a moment, 0 to 1. It stays full.
    public func fill(at now: Date) -> Double { min(max(now.timeIntervalSince(startedAt) / Self.turn, 0), 1) }

    /// Whether it has gone on for as long as the ring turns.
    public func isFull(at now: Date) -> Bool { fill(at: now) >= 1 }

    /// The line below the title.
    public func soft(at now: Date) -> String { isFull(at: now) ? Words.Night.stillHard : Words.Night.passes }

    /// What eases the cramp, as the core says it; while it cannot, only what no guard could silence.
    public var lines: [String] { card?.lines ?? Words.Night.withoutJournal }

    /// Whether the picture of the pull may be shown: not while the core holds any line back.
    public var showsPull: Bool { card.map(\.suppressed.isEmpty) ?? false }

    /// Reads the card.
    public func appear() async {
        let (now, language) = (clock(), language)
        card = (try? await door.perform { try await $0.reliefCard(at: now, in: language) }) ?? card
    }

    /// "It has passed": the measured time becomes the cramp's duration. Where that cannot be kept, the cramp stays as it is.
    public func hasPassed() async {
        let now = clock()
        let seconds = now.at.timeIntervalSince(startedAt).rounded()
        // The clock was moved, or the phone lay in a drawer: no time is better than a wrong one.
        guard (0...86_400).contains(seconds), let tonight = try? await door.tonight(at: now) else { return }
        guard let cramp = tonight.cramps.first(where: { $0.taps.contains { $0.id == tapId } }) else { return }
        var details = cramp.details
        details.duration = .timed(seconds: UInt32(seconds))
        let timed = details
        _ = try? await door.perform { try await $0.describe(crampId: cramp.id, as: timed) }
    }
}
