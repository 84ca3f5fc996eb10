import Foundation
import NightCramp
import NightCrampInbox
import Observation

/// Why a finding is shown, or is not: its facts, what to ask for, how sure it is, and where it comes from.
@MainActor
@Observable
public final class WhyModel {
    /// What the core says of the rule.
    public private(set) var finding: Finding
    /// The answer that was given to it and can be taken back.
    public private(set) var acknowledgedId: String?
    /// Why the journal could not be read or written; nil when it could.
    public private(set) var trouble: Notice?

    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The reasons of a finding of the journal behind `door`.
    public init(
        _ finding: Finding, door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        language: String = Locale.spoken
    ) {
        self.finding = finding
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// Whether "I have a visit" and "Seen, fine" are offered: only where the core lets them quiet something.
    public var canAcknowledge: Bool {
        let isQuietable = finding.urgency == .soon || finding.urgency == .nextVisit
        return isQuietable && finding.verdict == .fired && finding.quiet == nil
    }

    /// Reads what the rule says now.
    public func appear() async {
        await work { _ in }
    }

    /// Answers the finding; it stays quiet until its facts grow.
    public func acknowledge(_ response: Response) async {
        let id = TapID.next(at: clock().at)
        let answer = Acknowledgement(id: id, ruleId: finding.ruleId, response: response, at: clock())
        await work { try await $0.acknowledge(answer) }
        // It can be taken back even where it made the rule say something else.
        if trouble == nil { acknowledgedId = id }
    }

    /// Takes that answer back.
    public func undo() async {
        guard let id = acknowledgedId else { return }
        await work { try await $0.delete(.acknowledgement(id: id)) }
    }

    /// Answers the finding's own question on the spot.
    public func answer(_ choiceId: String) async {
        guard let question = finding.question else { return }
        let (now, id) = (clock(), TapID.next(at: clock().at))
        await work { try await $0.answer(question, with: choiceId, id: id, at: now) }
    }

    /// Changes the journal and asks the rule again.
    private func work(_ change: @Sendable (JournalActor) async throws -> Void) async {
        let (now, language) = (clock(), language)
        do {
            let (all, answers) = try await door.perform { journal in
                try await change(journal)
                return (try await journal.findings(at: now, in: language), try await journal.acknowledgements())
            }
            finding = (all.fired + all.unknown + all.notFired).first { $0.ruleId == finding.ruleId } ?? finding
            let own = answers.filter { $0.ruleId == finding.ruleId }.max { $0.at.at < $1.at.at }
            acknowledgedId = finding.quiet == nil ? nil : own?.id
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}
