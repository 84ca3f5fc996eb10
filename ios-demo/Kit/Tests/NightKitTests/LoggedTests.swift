import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("After the tap")
@MainActor
struct LoggedTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T03:10:00")
    }

    private func tapped(_ keep: @escaping JournalDoor.Keep = JournalDoor.record(in:_:)) async -> NightModel {
        let night = phone.night(keep: keep)
        await night.appear()
        await night.tap()
        await night.logged?.appear()
        return night
    }

    @Test("the ring starts at the tap, turns once in ten minutes, and stays full")
    func ring() async throws {
        let logged = try #require(await tapped().logged)
        let at = { (minutes: Double) in phone.now().at + minutes * 60 }
        #expect(logged.startedAt == phone.now().at)
        for (minutes, fill) in [(-5, 0), (0, 0), (2.5, 0.25), (10, 1), (600, 1)] {
            #expect(logged.fill(at: at(minutes)) == fill, "\(minutes)")
        }
        #expect(!logged.isFull(at: at(9.99)) && logged.isFull(at: at(10)))
        #expect(logged.soft(at: at(1)) == "It usually passes in minutes.")
        #expect(logged.soft(at: at(10)) == "Still hard? Tap below.")
    }

    @Test("the words are the core's card, at most seven lines without a digit")
    func card() async throws {
        let logged = try #require(await tapped().logged)
        #expect(logged.lines.contains("Pull your toes toward you."))
        #expect((1...7).contains(logged.lines.count))
        #expect(logged.lines.allSatisfy { !$0.contains(where: \.isNumber) })
        #expect(logged.showsPull)
    }

    @Test("while the journal cannot be read, only words are there that no guard could silence")
    func withoutJournal() async throws {
        try FileManager.default.createDirectory(at: phone.directory, withIntermediateDirectories: true)
        let file = phone.directory.appendingPathComponent("journal.db")
        try Data(String(repeating: "something else\n", count: 400).utf8).write(to: file)
        let night = await tapped()
        let logged = try #require(night.logged)
        #expect(logged.card == nil)
        #expect(logged.lines == Words.Night.withoutJournal)
        #expect(!logged.showsPull)
        await night.hasPassed()
        #expect(night.shown == .moon(undoTapId: nil, notSaved: false))
    }

    @Test("it has passed: the measured seconds are the cramp's duration, and the moon is there again")
    func passed() async throws {
        let night = await tapped()
        phone.set("2026-11-23T03:14:05")
        await night.hasPassed()
        guard case .moon = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        let cramp = try await phone.door().tonight(at: phone.now()).cramps.first
        #expect(cramp?.details.duration == .timed(seconds: 245))
        await night.hasPassed()
        #expect(try await phone.door().tonight(at: phone.now()).cramps == [cramp], "only after a tap")
    }

    @Test("a tap that waited in the inbox, or joined another, gets its time all the same")
    func waited() async throws {
        let waiting = await tapped { _, _ in throw JournalError.StorageBusy }
        #expect(phone.waiting().count == 1)
        phone.set("2026-11-23T03:12:00")
        await waiting.hasPassed()
        var cramps = try await phone.door().tonight(at: phone.now()).cramps
        #expect(cramps.map(\.details.duration) == [.timed(seconds: 120)])

        phone.set("2026-11-23T04:00:00")
        let joined = await tapped()
        phone.set("2026-11-23T04:00:05")
        await joined.tap()
        phone.set("2026-11-23T04:01:05")
        await joined.hasPassed()
        cramps = try await phone.door().tonight(at: phone.now()).cramps
        #expect(cramps.first?.details.duration == .timed(seconds: 60))
        #expect(cramps.count == 2)
    }

    @Test("a clock that was moved writes no time at all", arguments: ["2026-11-23T03:05:00", "2026-11-24T03:10:01"])
    func movedClock(wall: String) async throws {
        let night = await tapped()
        phone.set(wall)
        await night.hasPassed()
        let cramps = try await phone.door().perform { try await $0.night(CalendarDay(text: "2026-11-23")) }.cramps
        #expect(cramps.map(\.details.duration) == [nil])
    }
}
