import Foundation
import NightCramp
import NightCrampInbox
import Observation

/// "Something was different": rows to tick. Each tick is on disk before it is shown as one; what follows from it, the core
/// says.
@MainActor
@Observable
public final class DifferentModel {
    /// What a screen that cannot do its part says; then it also offers to call for help.
    public enum Trouble: Sendable {
        /// The tick, or the list, is not there: nothing was kept.
        case notSaved
        /// The tick is kept, but nobody can say what follows from it.
        case cannotTell
    }

    /// Every row that the core knows, those of the night first.
    public private(set) var rows: [SignRow] = []
    /// What went wrong last; nil when nothing did.
    public private(set) var trouble: Trouble?
    /// Whom to call while there is trouble.
    public private(set) var calls = Calls.anywhere

    /// Whether all rows are shown from the beginning, as by day.
    private let isWhole: Bool
    /// The emergencies that were told before: they must not stand in the way of another tick.
    private var told: Set<String> = []
    /// The reports made here. Unticking one of them takes a mistake back.
    private var made: Set<String> = []
    private var onTheWay: Set<Sign> = []
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The list of the journal behind `door`: the whole of it, or the few rows of the night.
    public init(
        door: JournalDoor, isWhole: Bool = false, clock: @escaping @Sendable () -> Moment = { .now() },
        language: String = Locale.spoken
    ) {
        self.door = door
        self.isWhole = isWhole
        self.clock = clock
        self.language = language
    }

    /// The rows to show: those of the night, and the rest after "something else".
    public var shown: [SignRow] {
        let asksForMore = rows.contains { $0.sign == .somethingElse && $0.reportId != nil }
        return isWhole || asksForMore ? rows : rows.filter(\.atNight)
    }

    /// Whether anything was ticked here and still stands.
    public var hasTicked: Bool { !made.isEmpty }

    /// Reads the list.
    public func appear() async {
        guard await keep({ _ in }) else { return }
        made.formIntersection(rows.compactMap(\.reportId))
        if let findings = try? await findings() { told.formUnion(findings.emergencies.map(\.ruleId)) }
    }

    /// Ticks a row, or takes its tick back. Gives the emergency that a tick makes: it cannot wait for another.
    public func tick(_ row: SignRow) async -> Finding? {
        // A shaking hand presses twice; the second press must not undo the first.
        guard onTheWay.insert(row.sign).inserted else { return nil }
        defer { onTheWay.remove(row.sign) }
        guard let reportId = row.reportId else { return await report(row.sign) }
        if made.contains(reportId) {
            if await keep({ try await $0.delete(.sign(id: reportId)) }) { made.remove(reportId) }
        } else {
            // An older tick is no mistake: it is over.
            _ = await keep(reporting(row.sign, .no, id: TapID.next(at: clock().at)))
        }
        return nil
    }

    /// The person is done: what must be seen today, if they ticked anything, but first an emergency that could not be told
    /// when it was ticked. Where nobody can say, that is the trouble then.
    public func done() async -> Finding? {
        guard hasTicked else { return nil }
        guard let findings = try? await findings() else {
            await offerHelp(.cannotTell)
            return nil
        }
        if trouble == .cannotTell { trouble = nil }
        let untold = findings.emergencies.first { !told.contains($0.ruleId) }
        told.formUnion(findings.emergencies.map(\.ruleId))
        return untold ?? findings.cards.first { $0.urgency == .today }
    }

    private func report(_ sign: Sign) async -> Finding? {
        let id = TapID.next(at: clock().at)
        guard await keep(reporting(sign, .yes, id: id)) else { return nil }
        made.insert(id)
        guard let emergencies = try? await findings().emergencies else {
            await offerHelp(.cannotTell)
            return nil
        }
        let own = emergencies.first { $0.ticked.contains { $0.reportId == id } }
        let found = own ?? emergencies.first { !told.contains($0.ruleId) }
        told.formUnion(emergencies.map(\.ruleId))
        return found
    }

    private func reporting(
        _ sign: Sign, _ answer: Answer, id: String
    ) -> @Sendable (JournalActor) async throws -> Void {
        let report = SignReport(id: id, sign: sign, answer: answer, at: clock(), since: nil)
        return { try await $0.reportSign(report) }
    }

    private func findings() async throws -> Findings {
        let (now, language) = (clock(), language)
        return try await door.perform { try await $0.findings(at: now, in: language) }
    }

    /// Changes the journal and reads the list again; whether that went well.
    private func keep(_ change: @Sendable (JournalActor) async throws -> Void) async -> Bool {
        let (now, language) = (clock(), language)
        do {
            rows = try await door.perform { journal in
                try await change(journal)
                return try await journal.signList(at: now, in: language)
            }
            trouble = nil
            return true
        } catch {
            await offerHelp(.notSaved)
            return false
        }
    }

    /// A full disk takes no tick, but it can still say whom to call.
    private func offerHelp(_ trouble: Trouble) async {
        if let phones = try? await door.perform({ try await $0.phoneNumbers() }) { calls = Calls(phones) }
        self.trouble = trouble
    }
}

extension Findings {
    /// Every emergency that holds.
    var emergencies: [Finding] { fired.filter { $0.urgency == .emergency } }
}
