import Foundation
import NightCramp

@testable import NightKit

/// The phone's notifications, in memory: as much of iOS as the keeper meets.
actor FakeCenter: ReminderCenter {
    private(set) var requests: [String: PendingRequest] = [:]
    private(set) var onScreen: [ShownReminder] = []
    private(set) var categories: [String: ReminderCategory] = [:]
    /// What was done, in order; what only looks is not in it.
    private(set) var log: [String] = []
    private(set) var asked = 0
    private var isSet = ReminderSettings(permission: .allowed, showsPreviews: false)
    private var refused: Set<String> = []
    private var looked = 0
    private var hold: (atLook: Int, until: AsyncStream<Void>)?

    func set(_ permission: ReminderPermission, showsPreviews: Bool = false) {
        isSet = ReminderSettings(permission: permission, showsPreviews: showsPreviews)
    }

    /// Does not take these requests.
    func refuse(_ ids: Set<String>) { refused = ids }

    /// Waits in the next look at the settings until `until` ends.
    func wait(until: AsyncStream<Void>) { hold = (looked + 1, until) }

    /// How often somebody looked at the settings: once a round.
    var rounds: Int { looked }

    /// Shows a reminder, as iOS does while the app does not run.
    func ring(_ id: String, at date: Date) {
        guard let request = requests.removeValue(forKey: id), let tag = request.tag else { return }
        onScreen.removeAll { $0.tag.id == id }
        onScreen.append(ShownReminder(tag: tag, date: date))
    }

    /// Takes a notification off the screen, as a press on it does.
    func press(_ id: String) -> ShownReminder? {
        defer { onScreen.removeAll { $0.tag.id == id } }
        return onScreen.first { $0.tag.id == id }
    }

    func show(_ shown: ShownReminder) { onScreen.append(shown) }

    func settings() async -> ReminderSettings {
        looked += 1
        if let hold, hold.atLook == looked { for await _ in hold.until {} }
        return isSet
    }

    func askPermission() async -> Bool {
        asked += 1
        isSet = ReminderSettings(permission: .allowed, showsPreviews: isSet.showsPreviews)
        return true
    }

    func pending() async -> [ReminderTag] { requests.values.compactMap(\.tag) }
    func shown() async -> [ShownReminder] { onScreen }

    func know(_ categories: [ReminderCategory]) async {
        for category in categories { self.categories[category.id] = category }
    }

    func add(_ request: PendingRequest) async throws {
        log.append("add \(request.id)")
        if refused.contains(request.id) { throw CocoaError(.featureUnsupported) }
        // iOS shows at once what has no time of its own.
        if request.ring == .now, let tag = request.tag {
            onScreen.removeAll { $0.tag.id == tag.id }
            return onScreen.append(ShownReminder(tag: tag, date: tag.at))
        }
        requests[request.id] = request
    }

    func remove(_ ids: [String]) async {
        log += ids.map { "remove \($0)" }
        for id in ids { requests[id] = nil }
    }

    func removeShown(_ ids: [String]) async {
        onScreen.removeAll { ids.contains($0.tag.id) }
        if ids.contains(PendingRequest.answerId) { requests[PendingRequest.answerId] = nil }
    }

    func removeAll() async {
        requests = [:]
        onScreen = []
    }
}

extension Planned {
    /// A reminder made by hand, as the planner could have made it.
    static func made(
        _ id: String, _ at: Moment, kind: ReminderKind = .bedtimeStretch, twice: Bool = false, hash: UInt32 = 1,
        locked: String = "Time for your evening routine",
        answers: [ReminderAction] = [.done, .later, .notTonight], hasButton: Bool = true, unlessAnswered: String? = nil
    ) -> Planned {
        Planned(
            id: id, kind: kind, rule: id.split(separator: ":").dropFirst().first.map(String.init) ?? "call",
            night: CalendarDay(text: "2026-11-24"), at: at, shownTwice: twice, windowS: 0, tooLate: at.at + 3 * 3_600,
            adjustment: .none, buttonFrom: hasButton ? at.at + 900 : nil,
            buttonUntil: hasButton ? at.at + 9 * 3_600 : nil,
            text: ReminderText(
                locked: locked, title: "Three minutes of stretching?", body: "Tap to start. Standing or seated."),
            answers: answers, unlessAnswered: unlessAnswered, requestCode: 1, hash: hash)
    }
}

extension Plan {
    /// A plan made by hand.
    static func made(_ items: [Planned]) -> Plan {
        let words: [(ReminderAction?, String, String)] = [
            (nil, "Log now", "Cramp now"), (.done, "Done", "Stretched"), (.later, "Later", "Later"),
            (.notTonight, "Not tonight", "Not tonight"),
        ]
        return Plan(
            items: items, bootSlice: [], refillBy: .distantFuture, hash: 1,
            actions: words.map { ActionWords(action: $0.0, locked: $0.1, title: $0.2) }, notes: [], leftOut: [])
    }
}

extension Moment {
    /// A moment in RFC 3339, by the clock of a zone.
    static func at(_ text: String, _ zone: String) -> Moment {
        guard let at = try? Date(text, strategy: .iso8601), let zone = TimeZone(identifier: zone) else {
            preconditionFailure("\(text) in \(zone) is no moment")
        }
        return .at(at, in: zone)
    }
}
