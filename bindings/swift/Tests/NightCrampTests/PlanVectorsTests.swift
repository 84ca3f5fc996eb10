import Foundation
import NightCramp
import Testing

/// The planner on the shared cases, through the library that a phone loads.
@Suite("The shared plans")
struct PlanVectorsTests {
    /// One case with the windows of all, shown by its name.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: Data
        var testDescription: String { name }

        static func all() throws -> [Case] {
            let file = repository.appendingPathComponent("tests/vectors/plan.json")
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            let vectors = try Fields(value: #require(json))
            let zones = try vectors.fields("zones").value
            let cases = try vectors.list("cases").map {
                let case_ = $0.value.merging(["zones": zones]) { own, _ in own }
                return Case(name: try $0.need("name"), text: try JSONSerialization.data(withJSONObject: case_))
            }
            print("figure plan_vectors_swift \(cases.count) cases promise >= 40")
            return cases
        }
    }

    @Test("what is planned is what all languages say", arguments: try Case.all())
    func plans(vector: Case) throws {
        let json = try #require(try JSONSerialization.jsonObject(with: vector.text) as? [String: Any])
        let temporary = try TemporaryJournal()
        let run = PlanRun(journal: temporary.journal, zones: try Fields(value: json).fields("zones"))
        for step in Fields(value: json).list("steps") { try run.take(step) }
    }
}

/// One case on a journal of its own.
private final class PlanRun {
    private let journal: Journal
    private let zones: Fields
    /// What the phone holds by the plan before.
    private var held: [Pending] = []

    init(journal: Journal, zones: Fields) {
        self.journal = journal
        self.zones = zones
    }

    func take(_ step: Fields) throws {
        switch step.value.keys.first {
        case "journal": try JournalFile(json: step.fields("journal")).load(into: journal)
        case "record": try journal.recordReminder(record: step.fields("record").reminderRecord())
        case "in-bed": try journal.alreadyInBed(at: step.needMoment("in-bed"))
        case "trust": try journal.trustReminder(reminder: step.need("trust"))
        case "ledger": try ledger(step.fields("ledger"))
        case "plan": try plan(step.fields("plan"))
        case let other: Issue.record("no such step: \(other ?? "")")
        }
    }

    private func ledger(_ step: Fields) throws {
        let lines = try journal.reminderLedger(first: step.needDay("first"), last: step.needDay("last"))
        let ended = lines.compactMap { line in line.outcome.map { (line.reminder, word($0)) } }
        try same(Dictionary(uniqueKeysWithValues: ended), step.fields("expect").value, "ledger")
    }

    private func plan(_ step: Fields) throws {
        let (now, expect) = try (step.need("now"), step.fields("expect"))
        if let field = expect.text("error") {
            let refused = try refusal { try planned(step) }
            guard case .InvalidInput(field: field, reason: _) = refused else {
                Issue.record("\(now): \(refused)")
                return
            }
            return
        }
        let plan = try planned(step)
        #expect(try planned(step) == plan, "\(now), asked twice")
        for (index, item) in expect.list("items").enumerated() {
            try same(told(try #require(plan.items.dropFirst(index).first), as: item), item.value, now)
        }
        for item in expect.list("also") {
            let found = plan.items.first { $0.id == item.text("id") }
            try same(told(try #require(found, "\(item)"), as: item), item.value, now)
        }
        let leftOut = Dictionary(uniqueKeysWithValues: plan.leftOut.map { ($0.id, word($0.reason)) })
        for (id, reason) in expect.value["left-out-among"] as? [String: String] ?? [:] {
            #expect(leftOut[id] == reason, "\(now): \(id)")
        }
        let diff = planDiff(held: held, wanted: plan.pending)
        held = plan.pending
        let found: [String: Any] = [
            "count": plan.items.count,
            "notes": plan.notes.map { [word($0.kind), $0.about].compactMap { $0 }.joined(separator: " ") },
            "boot": plan.bootSlice.map(\.id), "left-out": leftOut, "refill-by": utc(plan.refillBy),
            "diff": ["cancel": diff.cancel, "set": diff.set],
        ]
        for (field, value) in found {
            if let expected = expect.value[field] { try same([field: value], [field: expected], now) }
        }
    }

    private func planned(_ step: Fields) throws -> Plan {
        let home = try step.text("home").map { try window($0) }
        let zones = try ReminderZones(phone: window(step.need("phone")), home: home)
        let able = Fields(value: step.value["capabilities"] as? [String: Any] ?? [:])
        return try journal.plan(
            now: instant(step.need("now")), zones: zones, capabilities: capabilities(able), language: "en")
    }

    /// A phone that can do everything, but for what the case says.
    private func capabilities(_ it: Fields) throws -> Capabilities {
        func can(_ name: String) -> Bool { it.value[name] as? Bool ?? true }
        return Capabilities(
            mostPending: it.number("most-pending") ?? 60, notifications: can("notifications"), exact: can("exact"),
            windowS: it.number("window-s") ?? 600, runsAtDelivery: can("runs-at-delivery"),
            upSince: try it.text("up-since").map { try instant($0) })
    }

    private func window(_ name: String) throws -> ZoneWindow {
        let it = try zones.fields(name)
        let transitions = try it.list("transitions").map {
            Transition(at: try instant($0.need("at")), offsetS: try #require($0.number("offset-s")))
        }
        return ZoneWindow(
            zone: try it.need("zone"), start: try instant(it.need("start")), end: try instant(it.need("end")),
            offsetS: try #require(it.number("offset-s")), transitions: transitions)
    }
}

/// An item as the vectors tell it: what is as usual is left out, and what the case does not ask about.
private func told(_ item: Planned, as expected: Fields) -> [String: Any] {
    var told: [String: Any] = ["id": item.id, "at": clock(item.at)]
    if item.adjustment != .none { told["adjustment"] = word(item.adjustment) }
    if item.windowS != 0 { told["window-s"] = Int(item.windowS) }
    if item.shownTwice { told["shown-twice"] = true }
    let asked: [(String, Any?)] = [
        ("answers", item.answers.map { word($0) }), ("unless-answered", item.unlessAnswered),
        ("too-late", utc(item.tooLate)),
        ("button-from", item.buttonFrom.map(utc)), ("button-until", item.buttonUntil.map(utc)),
    ]
    for (field, value) in asked where expected.value[field] != nil { told[field] = value }
    return told
}

/// Two JSON objects, compared as texts.
private func same(_ found: [String: Any], _ expected: [String: Any], _ of: String) throws {
    func text(_ json: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys]), as: UTF8.self)
    }
    #expect(try text(found) == text(expected), "\(of)")
}

private func instant(_ text: String) throws -> Date { try #require(ISO8601DateFormatter().date(from: text)) }

private func utc(_ at: Date) -> String { ISO8601DateFormatter().string(from: at) }

/// The wall clock with its offset, as the vectors write it.
private func clock(_ at: Moment) -> String {
    let wall = utc(at.at + Double(at.offsetS)).dropLast()
    let minutes = abs(at.offsetS) / 60
    return wall + String(format: "%@%02d:%02d", at.offsetS < 0 ? "-" : "+", minutes / 60, minutes % 60)
}
