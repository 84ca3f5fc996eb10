import Foundation
import NightCramp
import Testing

@Suite("The helpers of reminders")
struct RemindersTests {
    private let now = Date(timeIntervalSince1970: 1_729_454_400)  // 20 October 2024, 20:00 UTC

    private func zone(_ id: String) throws -> TimeZone { try #require(TimeZone(identifier: id)) }

    @Test("the zones of a plan reach from 4 days before it to 20 days after it")
    func zones() throws {
        let zones = ReminderZones.around(now, in: try zone(Berlin.zone), home: try zone("Asia/Kathmandu"))
        let (start, end) = (now - 345_600, now + 1_728_000)
        let change = Transition(at: Date(timeIntervalSince1970: 1_729_990_800), offsetS: 3600)
        let phone = ZoneWindow(zone: Berlin.zone, start: start, end: end, offsetS: 7200, transitions: [change])
        let home = ZoneWindow(zone: "Asia/Kathmandu", start: start, end: end, offsetS: 20_700, transitions: [])
        #expect(zones == ReminderZones(phone: phone, home: home))
        #expect(ReminderZones.around(now, in: try zone(Berlin.zone)).home == nil)
    }

    @Test("a plan is made with them, and held a second time it changes nothing")
    func plan() throws {
        let temporary = try TemporaryJournal()
        let able = Capabilities(
            mostPending: 60, notifications: true, exact: true, windowS: 0, runsAtDelivery: false, upSince: nil)
        let plan = try temporary.journal.plan(
            now: now, zones: .around(now, in: zone(Berlin.zone)), capabilities: able, language: "en")
        #expect(planDiff(held: plan.pending, wanted: plan.pending) == PlanDiff(cancel: [], set: []))
        #expect(planDiff(held: [], wanted: plan.pending).set == plan.items.map(\.id))
        #expect(plan.next == plan.items.min { $0.at.at < $1.at.at })
    }

    @Test("a plan that changed is told apart from the one that is held")
    func difference() throws {
        let (first, second, third) = ("bedtime:call:2024-10-21", "bedtime:call:2024-10-22", "bedtime:call:2024-10-23")
        let held = plan([planned(first, hash: 1), planned(second, hash: 2)])
        let wanted = plan([planned(second, hash: 3), planned(third, hash: 4)])
        #expect(held.pending == [Pending(id: first, hash: 1), Pending(id: second, hash: 2)])
        let diff = PlanDiff(cancel: [first], set: [second, third])
        #expect(planDiff(held: held.pending, wanted: wanted.pending) == diff)
        #expect(held.next?.id == first)
        #expect(plan([]).next == nil)
    }

    private func plan(_ items: [Planned]) -> Plan {
        Plan(items: items, bootSlice: [], refillBy: now, hash: 0, actions: [], notes: [], leftOut: [])
    }

    private func planned(_ id: String, hash: UInt32) -> Planned {
        Planned(
            id: id, kind: .bedtimeStretch, rule: "call", night: CalendarDay(text: String(id.suffix(10))),
            at: Moment(at: now, offsetS: 7200, zone: Berlin.zone), shownTwice: false, windowS: 0, tooLate: now,
            adjustment: .none, buttonFrom: nil, buttonUntil: nil,
            text: ReminderText(locked: "", title: "", body: ""), answers: [], unlessAnswered: nil, requestCode: 0,
            hash: hash)
    }
}
