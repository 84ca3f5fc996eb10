import Foundation
import NightCramp
import Observation

/// What the rules say: the cards of the day, and the list of every rule with its reasons.
@MainActor
@Observable
public final class DoctorModel {
    /// Everything that the rules say; nil before they were asked.
    public private(set) var findings: Findings?
    /// The emergency on top of the page; nil when there is none.
    public private(set) var emergency: EmergencyModel?
    /// The reports that were just taken back and can be put back, until the page is left.
    public private(set) var takenBack: [String] = []
    /// Why the journal could not be read; nil when it could.
    public private(set) var trouble: Notice?

    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The findings of the journal behind `door`.
    public init(
        door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() }, language: String = Locale.spoken
    ) {
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// The rules that fired, but for emergencies: those are never a row.
    public var rows: [Finding] { findings?.fired.filter { $0.urgency != .emergency } ?? [] }

    /// The cards of the day, but for emergencies.
    public var cards: [Finding] { findings?.cards.filter { $0.urgency != .emergency } ?? [] }

    /// The rules that cannot be told yet.
    public var unknown: [Finding] { findings?.unknown ?? [] }

    /// The rules that do not apply now.
    public var notFired: [Finding] { findings?.notFired ?? [] }

    /// What a rule says, whatever that is; nil before the rules were asked.
    public func finding(_ ruleId: String) -> Finding? {
        (rows + unknown + notFired).first { $0.ruleId == ruleId }
    }

    /// Asks the rules.
    public func appear() async {
        let (now, language) = (clock(), language)
        do {
            show(try await door.perform { try await $0.findings(at: now, in: language) })
            await emergency?.appear()
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }

    /// The emergency was ticked by mistake.
    public func takeBack() async {
        guard let taken = emergency, let left = await taken.takeBack() else { return }
        takenBack = taken.reportIds
        show(left)
        await emergency?.appear()
    }

    /// That was a slip: the reports are there again.
    public func putBack() async {
        let ids = takenBack
        do {
            try await door.perform { journal in for id in ids { try await journal.restore(.sign(id: id)) } }
            takenBack = []
            await appear()
        } catch {
            trouble = Notice(error)
        }
    }

    /// The page was left.
    public func leave() { takenBack = [] }

    /// The page that says why.
    public func why(_ finding: Finding) -> WhyModel {
        WhyModel(finding, door: door, clock: clock, language: language)
    }

    /// The list of everything that can be noticed, to tick by day.
    public func list() -> DifferentModel {
        DifferentModel(door: door, isWhole: true, clock: clock, language: language)
    }

    private func show(_ findings: Findings) {
        self.findings = findings
        emergency = findings.emergencies.first.map {
            EmergencyModel($0, door: door, clock: clock, language: language)
        }
    }
}
