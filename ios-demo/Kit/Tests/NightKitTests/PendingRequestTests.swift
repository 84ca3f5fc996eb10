import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("The plan as iOS can hold it")
struct PendingRequestTests {
    private let gregorian = Calendar(identifier: .gregorian)

    private func plan(
        _ items: [Planned], isByHomeClock: Bool = false, showsPreviews: Bool = false, calendar: Calendar? = nil
    ) -> PhonePlan {
        PhonePlan(
            .made(items), isByHomeClock: isByHomeClock, showsPreviews: showsPreviews, calendar: calendar ?? gregorian)
    }

    private func ring(_ item: Planned) throws -> RingTime { try #require(plan([item]).requests.first).ring }

    @Test("it rings by the phone's clock, and that clock leads to the planned instant wherever the clocks change")
    func clocks() throws {
        let cases: [(zone: String, at: String, wall: String)] = [
            // The clocks go forward in the night, and the bedtime does not move.
            ("Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-28 22:00:00"),
            ("Europe/Berlin", "2026-03-29T20:00:00Z", "2026-03-29 22:00:00"),
            ("Europe/Berlin", "2026-03-30T20:00:00Z", "2026-03-30 22:00:00"),
            // And back.
            ("Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-24 22:00:00"),
            ("Europe/Berlin", "2026-10-25T21:00:00Z", "2026-10-25 22:00:00"),
            // 0:15 does not exist that night.
            ("Africa/Cairo", "2026-04-23T22:15:00Z", "2026-04-24 01:15:00"),
            ("Africa/Cairo", "2026-04-24T21:15:00Z", "2026-04-25 00:15:00"),
            // Half an hour is missing.
            ("Australia/Lord_Howe", "2026-10-03T15:45:00Z", "2026-10-04 02:45:00"),
            ("Asia/Kathmandu", "2026-10-03T16:15:07Z", "2026-10-03 22:00:07"),
            ("America/New_York", "2026-12-31T04:59:59Z", "2026-12-30 23:59:59"),
        ]
        for (zone, at, wall) in cases {
            let moment = Moment.at(at, zone)
            guard case .clock(let parts) = try ring(.made("bedtime:call:x", moment)) else {
                Issue.record("\(zone) \(at) has no clock")
                continue
            }
            let text = [parts.month, parts.day, parts.hour, parts.minute, parts.second].map {
                $0.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? "?"
            }
            #expect(
                "\(parts.year ?? 0)-\(text[0])-\(text[1]) \(text[2]):\(text[3]):\(text[4])" == wall, "\(zone) \(at)")
            #expect(parts.timeZone == nil && parts.calendar == nil && parts.era == nil && parts.nanosecond == nil)
            var phone = gregorian
            phone.timeZone = try #require(TimeZone(identifier: zone))
            let next = phone.nextDate(after: moment.at - 86_000, matching: parts, matchingPolicy: .nextTime)
            #expect(next == moment.at, "\(zone) \(at)")
        }
    }

    @Test("a time that the clock shows twice, and the clock at home, ring at an instant, counted when added")
    func instants() throws {
        let twice = Moment.at("2026-10-25T00:30:00Z", "Europe/Berlin")
        let item = Planned.made("bedtime:call:2026-10-25", twice, twice: true)
        #expect(plan([item]).requests.map(\.ring) == [.instant(twice.at)])
        let plain = Planned.made("bedtime:call:2026-10-26", Moment.at("2026-10-25T21:00:00Z", "Asia/Tokyo"))
        #expect(plan([plain], isByHomeClock: true).requests.map(\.ring) == [.instant(plain.at.at)])

        // Added at once, after a while, and too late.
        for (before, seconds) in [(16_200.0, 16_200.0), (16_160, 16_160), (0.5, 1), (0, 1), (-3_600, 1)] {
            #expect(RingTime.seconds(until: twice.at, from: twice.at - before) == seconds, "\(before)")
        }
        // What adds it asks only then.
        #expect(try system().contains("RingTime.seconds(until: at, from: Date())"))
    }

    @Test("a phone with another calendar is told the date in that one")
    func calendars() throws {
        let moment = Moment.at("2026-12-01T15:00:00Z", "Asia/Bangkok")
        for (identifier, year) in [(Calendar.Identifier.buddhist, 2569), (.japanese, 8), (.gregorian, 2026)] {
            let request = try #require(
                plan([.made("bedtime:call:x", moment)], calendar: Calendar(identifier: identifier)).requests.first)
            guard case .clock(let parts) = request.ring else {
                Issue.record("\(identifier) has no clock")
                continue
            }
            #expect(parts.year == year, "\(identifier)")
            #expect((parts.era == nil) == (identifier == .gregorian))
            #expect([parts.month, parts.day, parts.hour, parts.minute] == [12, 1, 22, 0])
        }
    }

    @Test("locked, it says only what anybody may read; on a lock screen that shows everything it never says more")
    func words() throws {
        let item = Planned.made("bedtime:call:x", Moment.at("2026-03-28T21:00:00Z", "Europe/Berlin"))
        let hidden = plan([item])
        let request = try #require(hidden.requests.first)
        #expect(request.title == item.text.title && request.body == item.text.body)
        let category = try #require(hidden.categories.first { $0.id == request.categoryId })
        #expect(category.placeholder == item.text.locked)
        #expect(category.buttons.map(\.title) == ["Log now", "Done", "Later", "Not tonight"])
        #expect(category.buttons.map(\.id) == ["crampNow", "done", "later", "notTonight"])

        let shown = try #require(plan([item], showsPreviews: true).requests.first)
        #expect(shown.title == item.text.locked && shown.body.isEmpty)
        #expect(shown.tag?.hash != request.tag?.hash, "so it is set again when the phone's setting changes")
        #expect(plan([item], isByHomeClock: true).requests.first?.tag?.hash != request.tag?.hash)
    }

    @Test("those with the same words and answers share a form, and a press on Log now is answered in three ways")
    func categories() {
        let at = Moment.at("2026-03-28T21:00:00Z", "Europe/Berlin")
        let categories = plan([
            .made("bedtime:call:a", at), .made("bedtime:call:b", at), .made("bedtime:call:c", at, locked: "A note"),
            .made("morning:ask:d", at, kind: .morningCheckIn, answers: []),
        ]).categories
        #expect(categories.count == 3 + 4)
        #expect(Set(categories.map(\.id)).count == 7)
        #expect(categories.allSatisfy { $0.buttons.first == ReminderButton(id: "crampNow", title: "Log now") })
        let last = ["Logged", "Already logged", "Not saved yet. Tap again.", "Tonight"]
        #expect(categories.suffix(4).map(\.placeholder) == last)
        #expect(categories.suffix(5).allSatisfy { $0.buttons.count == 1 })
    }

    @Test("Log now stands where the core has a button, and nowhere else")
    func button() {
        let at = Moment.at("2026-03-28T17:00:00Z", "Europe/Berlin")
        let categories = plan([
            .made("bedtime:call:a", at, answers: [.done, .later]),
            .made("water:last:b", at, kind: .lastWater, answers: [.done, .later], hasButton: false),
            .made("morning:check-in:c", at, kind: .morningCheckIn, answers: [], hasButton: false),
        ]).categories.dropLast(4)
        #expect(categories.map { $0.buttons.map(\.id) } == [["crampNow", "done", "later"], ["done", "later"], []])
        #expect(Set(categories.map(\.id)).count == 3, "the same words and answers, and yet two forms")
    }

    @Test("no button opens the app or asks for the code")
    func unlocked() throws {
        let source = try system()
        #expect(source.contains("UNNotificationAction(identifier: $0.id, title: $0.title, options: [])"))
        #expect(!source.contains(".authenticationRequired") && !source.contains(".foreground"))
        #expect(!source.contains(".hiddenPreviewsShow"), "the title has words of health")
    }

    private func system() throws -> String {
        let app = repository.appendingPathComponent("ios-demo/App/Reminders/SystemReminders.swift")
        return try String(contentsOf: app, encoding: .utf8)
    }

    @Test("what somebody did has a name, and reads as it is written")
    func answers() {
        #expect(ReminderAnswer(id: "crampNow") == .crampNow)
        for action in ReminderAction.allCases {
            #expect(ReminderAnswer(id: "\(action)") == .said(action))
            #expect(ReminderAnswer.said(action).id == "\(action)")
        }
        #expect(ReminderAnswer(id: "com.apple.UNNotificationDefaultActionIdentifier") == nil)
    }

    @Test("the tag comes back as it went, and what is not ours has none")
    func tags() throws {
        let item = Planned.made(
            "visit:R9b:2026-11-24", .at("2026-11-23T17:00:00Z", "Europe/Berlin"), kind: .visitFollowUp,
            hash: 0xFFFF_FFFF)
        let tag = ReminderTag(item, hash: item.hash)
        #expect(ReminderTag(userInfo: tag.userInfo) == tag)
        #expect(tag.pending == Pending(id: item.id, hash: item.hash))
        #expect(tag.until == item.buttonUntil)
        let again = Planned.made(
            "bedtime:again:2026-11-24", item.at, unlessAnswered: "bedtime:call:2026-11-24")
        let back = ReminderTag(userInfo: ReminderTag(again, hash: 1).userInfo)
        #expect(back?.unlessAnswered == "bedtime:call:2026-11-24")
        #expect(tag.unlessAnswered == nil)
        for key in ["id", "hash", "kind", "rule", "at", "zone", "until"] {
            var less = tag.userInfo
            less[key] = nil
            #expect(ReminderTag(userInfo: less) == nil, "\(key)")
        }
    }

    @Test("every reminder opens the page where it can be done")
    func pages() {
        let pages: [ReminderKind: ReminderPage] = [
            .bedtimeStretch: .stretch, .morningCheckIn: .today, .lastWater: .today, .sittingBreak: .today,
            .warmSoak: .today, .weeklyReview: .journal, .visitFollowUp: .why(ruleId: "R9b"),
            .experimentSwitch: .guidance, .refill: .today,
        ]
        for kind in ReminderKind.allCases {
            let item = Planned.made("visit:R9b:2026-11-24", .at("2026-11-23T17:00:00Z", "Europe/Berlin"), kind: kind)
            let shown = ShownReminder(tag: ReminderTag(item, hash: 1), date: item.at.at)
            #expect(ReminderResponse(shown: shown, answer: .opened).page == pages[kind], "\(kind)")
        }
    }

    @Test("it is taken down by the clock that rang")
    func travelled() throws {
        let planned = Moment.at("2026-05-02T13:30:00Z", "Asia/Tokyo")
        let tag = ReminderTag(.made("bedtime:call:2026-05-03", planned), hash: 1)
        let angeles = try #require(TimeZone(identifier: "America/Los_Angeles"))
        let inTokyo = ShownReminder(tag: tag, date: planned.at + 1).delivered(in: angeles)
        #expect(inTokyo.at == .at("2026-05-02T13:30:01Z", "Asia/Tokyo"), "it came in time, before the flight")
        let later = ShownReminder(tag: tag, date: planned.at + 16 * 3_600).delivered(in: angeles)
        #expect(later.at == .at("2026-05-03T05:30:00Z", "America/Los_Angeles"))
        #expect(later.reminder == "bedtime:call:2026-05-03" && later.action == .delivered)
    }

    @Test("no more than 60, the soonest; and held once, it is not changed again")
    func cap() {
        let now = Moment.at("2026-03-01T12:00:00Z", "Europe/Berlin").at
        let items = (0..<70).map { n in
            Planned.made(
                "break:\(n):2026-03-02", Moment(at: now + Double(n + 1) * 60, offsetS: 3600, zone: "Europe/Berlin"),
                hash: UInt32(n))
        }
        let phone = plan(items)
        #expect(phone.requests.map(\.id) == items.prefix(60).map(\.id))
        #expect(phone.changes(from: []).add.map(\.id) == phone.requests.map(\.id))
        let held = phone.requests.compactMap(\.tag)
        #expect(phone.changes(from: held).add.isEmpty && phone.changes(from: held).remove.isEmpty)
        var old = held
        old[3] = ReminderTag(items[3], hash: 99)
        old[5] = ReminderTag(.made("bedtime:call:2026-03-01", items[5].at), hash: 5)
        let changes = phone.changes(from: old)
        #expect(changes.remove == ["bedtime:call:2026-03-01"])
        #expect(changes.add.map(\.id) == ["break:3:2026-03-02", "break:5:2026-03-02"])
    }
}

/// The repository, seen from this file.
private let repository = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in
    folder.deletingLastPathComponent()
}
