import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("Erasing, and the reminders that are held")
@MainActor
struct KeeperErasingTests {
    let phone: Phone
    let center = FakeCenter()
    let call = "bedtime:call:2026-11-23"

    init() throws {
        phone = try Phone()
        phone.set("2026-11-22T18:00")
    }

    private func keeper(_ door: JournalDoor? = nil) -> ReminderKeeper {
        ReminderKeeper(
            door: door ?? phone.door(), center: center, clock: phone.now, language: "en",
            calendar: Calendar(identifier: .gregorian))
    }

    private func told() async throws -> [LedgerLine] {
        let night = CalendarDay(text: "2026-11-23")
        return try await phone.door().perform { try await $0.reminderLedger(from: night, to: night) }
    }

    @Test("after everything was erased nothing of it is left on the phone")
    func erased() async throws {
        let door = phone.door()
        let keeper = keeper(door)
        await keeper.keep()
        phone.set("2026-11-22T21:45")
        await center.ring(call, at: phone.now().at)
        let help = HelpModel(door: door, clock: phone.now, forget: keeper.forget)
        await help.appear()
        help.askToErase()
        await help.erase()
        #expect(help.erasing == .done)
        #expect(await center.requests.isEmpty)
        #expect(await center.onScreen.isEmpty)

        // A clock that moves, an answer that was on its way, the app that leaves: nothing rings until somebody comes back.
        #expect(await keeper.keep() == nil)
        let late = ShownReminder(tag: ReminderTag(.made(call, phone.now()), hash: 1), date: phone.now().at)
        await keeper.answer(ReminderResponse(shown: late, answer: .said(.done)))
        #expect(await center.requests.isEmpty)
        #expect(try await told().isEmpty)
        await keeper.appear()
        #expect(await !center.requests.isEmpty)
    }

    @Test("an erasing waits for a round that is running, and leaves nothing of it")
    func erasedInARound() async throws {
        let door = phone.door()
        let keeper = keeper(door)
        await keeper.keep()
        phone.set("2026-11-22T21:45")
        await center.ring(call, at: phone.now().at)
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        await center.wait(until: held)
        let before = await center.rounds
        let round = Task { await keeper.keep() }
        while await center.rounds == before { await Task.yield() }
        let erased = Flag()
        let erasing = Task {
            try await keeper.forget {
                try await door.erase()
                await erased.raise()
            }
        }
        let asked = Task { await keeper.keep() }
        for _ in 0..<200 { await Task.yield() }
        #expect(await !erased.isUp, "not while a round has in hand what came")
        release.finish()
        #expect(await round.value != nil)
        try await erasing.value
        _ = await asked.value
        #expect(await erased.isUp)
        #expect(await center.requests.isEmpty)
        #expect(await center.onScreen.isEmpty)
        #expect(try await told().isEmpty, "nothing of the old journal is told to the new one")
    }

    @Test("where not everything could be erased, what is still there still rings")
    func notErased() async throws {
        let keeper = keeper()
        await keeper.keep()
        await #expect(throws: JournalError.self) { try await keeper.forget { throw JournalError.StorageBusy } }
        #expect(await center.requests[call] != nil)
        #expect(await keeper.keep() != nil)
    }

    /// Something has happened.
    private actor Flag {
        private(set) var isUp = false
        func raise() { isUp = true }
    }
}
