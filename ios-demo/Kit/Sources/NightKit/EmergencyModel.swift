import Foundation
import NightCramp
import Observation

/// What cannot wait: an emergency, or what must be seen today. The core's words, whom to call, and the way back from a tick
/// that was a mistake.
@MainActor
@Observable
public final class EmergencyModel {
    /// What the core says.
    public private(set) var finding: Finding
    /// Whom to call.
    public private(set) var calls = Calls.anywhere
    /// The sign for which to call the emergency number all the same, in words; for the card of today.
    public private(set) var worse: String?
    /// Whether taking a tick back failed.
    public private(set) var hasFailed = false

    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The card of a finding of the journal behind `door`.
    public init(
        _ finding: Finding, door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        language: String = Locale.spoken
    ) {
        self.finding = finding
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// Whether it is the card *Get help now*.
    public var isEmergency: Bool { finding.urgency == .emergency }

    /// Whether something was ticked that can be taken back; a cramp's own details are changed on its night's page.
    public var canTakeBack: Bool { !reportIds.isEmpty }

    var reportIds: [String] { finding.ticked.compactMap(\.reportId) }

    /// Reads whom to call.
    public func appear() async {
        let (now, language) = (clock(), language)
        if let phones = try? await door.perform({ try await $0.phoneNumbers() }) { calls = Calls(phones) }
        guard !isEmergency, let rows = try? await door.perform({ try await $0.signList(at: now, in: language) })
        else { return }
        worse = rows.first { $0.sign == .chestPainOrBreathless }?.text
    }

    /// "I ticked it by mistake": the reports are gone, and with them what follows from them. Gives the findings that are
    /// left; nil where it failed.
    public func takeBack() async -> Findings? {
        let (now, language, reportIds) = (clock(), language, reportIds)
        do {
            let left = try await door.perform { journal in
                for id in reportIds { try await journal.delete(.sign(id: id)) }
                return try await journal.findings(at: now, in: language)
            }
            hasFailed = false
            return left
        } catch {
            hasFailed = true
            return nil
        }
    }
}
