import Foundation
import NightCramp
import Testing

@Suite("Reminders through the actor")
struct ReminderCallsTests {
    private let phone = Capabilities(
        mostPending: 60, notifications: true, exact: true, windowS: 0, runsAtDelivery: false, upSince: nil)

    @Test("an app plans, and reports what came and what was answered")
    func embedding() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("nightcramp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let journal = try await JournalActor.open(directory: folder.path)
        let zone = try #require(TimeZone(identifier: Berlin.zone))
        let now = Berlin.at("21:00")
        let plan = try await journal.plan(at: now.at, in: .around(now.at, in: zone), on: phone, in: "en")
        #expect(plan.actions.map(\.action) == [nil, .done, .later, .notTonight])
        #expect(plan.actions.allSatisfy { !$0.locked.isEmpty && !$0.title.isEmpty })
        let again = try await journal.plan(at: now.at, in: .around(now.at, in: zone), on: phone, in: "en")
        #expect(again == plan)
        let call = "bedtime:call:\(Berlin.night)"
        #expect(plan.next?.id == call)

        for action in [ReminderAction.delivered, .later, .notTonight] {
            try await journal.record(ReminderRecord(reminder: call, action: action, at: Berlin.at("22:00")))
        }
        try await journal.alreadyInBed(at: Berlin.at("22:10"))
        let unknown = ReminderRecord(reminder: "stretch", action: .done, at: now)
        await #expect(throws: JournalError.self) { try await journal.record(unknown) }
        await #expect(throws: JournalError.self) { try await journal.trust(reminder: call) }
        let later = Berlin.at("22:20")
        let quiet = try await journal.plan(at: later.at, in: .around(later.at, in: zone), on: phone, in: "en")
        #expect(!quiet.items.contains { $0.id == call })
        #expect(quiet.leftOut.contains(LeftOut(id: call, reason: .inBed)))
        let lines = try await journal.reminderLedger(from: Berlin.night, to: Berlin.night)
        let line = lines.first { $0.reminder == call }
        #expect(line?.delivered == Berlin.at("22:00") && line?.action == .inBed)
        let reliability = try await journal.reliability(at: Berlin.at("08:00"), in: "en")
        #expect(reliability.lastCame == Berlin.at("22:00"))
        await journal.shut()
    }

    @Test("what the person wants is kept as it was said")
    func preferences() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("nightcramp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let journal = try await JournalActor.open(directory: folder.path)
        #expect(try await journal.reminderPreferences() == reminderDefaults())
        var wanted = reminderDefaults()
        wanted.clock = .home(zone: Berlin.zone)
        wanted.bedtimeStretch = false
        wanted.breakDays = [.monday, .wednesday]
        wanted.morningAt = ClockTime(text: "06:45")
        wanted.reviewOn = .sunday
        let saved = wanted
        try await journal.save(saved)
        #expect(try await journal.reminderPreferences() == saved)
        wanted.leadMin = 181
        let wrong = wanted
        await #expect(throws: JournalError.self) { try await journal.save(wrong) }
        await journal.shut()
    }
}
