import Foundation
import NightCramp
import NightCrampInbox
import Testing

@testable import NightKit

@Suite("What keeps the reminders")
@MainActor
struct KeeperTests {
    let phone: Phone
    let center = FakeCenter()
    /// The call of the night to Monday, 23 November, a quarter of an hour before the assumed bedtime.
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

    private func actions() async throws -> [LedgerLine] {
        let night = CalendarDay(text: "2026-11-23")
        return try await phone.door().perform { try await $0.reminderLedger(from: night, to: night) }
            .filter { $0.reminder.hasPrefix("bedtime:") }
    }

    @Test("the phone holds what the core plans, by the clock that it will show; and the second time nothing changes")
    func twice() async throws {
        let keeper = keeper()
        let plan = try #require(await keeper.keep())
        #expect(plan.items.contains { $0.id == call })
        #expect(Set(await center.requests.keys) == Set(plan.items.map(\.id)))
        let request = try #require(await center.requests[call])
        #expect(
            request.ring
                == .clock(DateComponents(year: 2026, month: 11, day: 22, hour: 21, minute: 45, second: 0)))
        let category = try #require(await center.categories[request.categoryId ?? ""])
        #expect(category.placeholder == plan.items.first { $0.id == call }?.text.locked)

        let log = await center.log
        #expect(log.count == plan.items.count)
        #expect(await keeper.keep() == plan)
        // The app was ended, and is started anew.
        #expect(await self.keeper().keep() == plan)
        #expect(await center.log == log)
    }

    @Test("what the phone holds of an older plan goes, what it refused comes the next time, what is not ours stays")
    func differences() async throws {
        let keeper = keeper()
        let old = PhonePlan(
            .made([.made("bedtime:call:2026-11-20", phone.now()), .made(call, phone.now(), hash: 7)]),
            isByHomeClock: false, showsPreviews: false)
        for request in old.requests { try await center.add(request) }
        try await center.add(.test(at: phone.now().at))
        await center.refuse([call])
        let plan = try #require(await keeper.keep())
        #expect(await center.log.contains("remove bedtime:call:2026-11-20"))
        #expect(await center.requests[call]?.tag?.hash == 7)
        await center.refuse([])
        await keeper.keep()
        #expect(Set(await center.requests.keys) == Set(plan.items.map(\.id)).union(["test"]))
        #expect(await center.requests[call]?.tag?.hash != 7)
    }

    @Test("every word on the lock screen is one of the core's locked words")
    func locked() async throws {
        for language in ["en", "de", "es", "zh-Hant"] {
            let keeper = ReminderKeeper(door: phone.door(), center: center, clock: phone.now, language: language)
            let plan = try #require(await keeper.keep())
            let words = Set(plan.items.map(\.text.locked))
            let requests = await center.requests
            for item in plan.items {
                let category = try #require(await center.categories[requests[item.id]?.categoryId ?? ""])
                #expect(category.placeholder == item.text.locked && words.contains(category.placeholder))
                #expect(category.buttons.allSatisfy { button in plan.actions.contains { $0.locked == button.title } })
                #expect(category.placeholder != item.text.title || item.kind == .refill, "\(language) \(item.id)")
            }
            await center.set(.allowed, showsPreviews: true)
            await keeper.keep()
            let open = await center.requests.values.filter { $0.tag != nil }
            #expect(open.allSatisfy { words.contains($0.title) && $0.body.isEmpty })
            await center.set(.allowed)
        }
    }

    @Test("what came is told before the plan is made, does not come again, and leaves the screen in the morning")
    func delivered() async throws {
        let keeper = keeper()
        await keeper.keep()
        phone.set("2026-11-22T21:45")
        await center.ring(call, at: phone.now().at)
        phone.set("2026-11-22T21:50")
        let plan = try #require(await keeper.keep())
        #expect(!plan.items.contains { $0.id == call })
        #expect(plan.leftOut.contains(LeftOut(id: call, reason: .delivered)))
        #expect(try await actions().first?.delivered == Moment.at("2026-11-22T20:45:00Z", "Europe/Berlin"))
        #expect(await center.onScreen.map(\.tag.id) == [call], "the button stays for the night")
        phone.set("2026-11-23T06:59")
        await keeper.keep()
        #expect(await center.onScreen.count == 1)
        phone.set("2026-11-23T07:00")
        await keeper.keep()
        #expect(await center.onScreen.isEmpty)
        #expect(try await actions().count == 1)
    }

    @Test("one that the journal does not know keeps nobody from a plan")
    func unknown() async throws {
        var info = ReminderTag(.made(call, phone.now()), hash: 1).userInfo
        info["id"] = "stretch/7"
        await center.show(try #require(ShownReminder(userInfo: info, date: phone.now().at)))
        #expect(await keeper().keep()?.items.isEmpty == false)
    }

    @Test("whoever asks while it runs gets one more round, together")
    func coalesced() async throws {
        let keeper = keeper()
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        await center.wait(until: held)
        let first = Task { await keeper.keep() }
        while await center.rounds < 1 { await Task.yield() }
        let others = (0..<20).map { _ in Task { await keeper.keep() } }
        for _ in 0..<200 { await Task.yield() }
        release.finish()
        let plan = await first.value
        #expect(plan != nil)
        for other in others { #expect(await other.value == plan) }
        #expect((2...4).contains(await center.rounds))
        #expect(await center.log.count == plan?.items.count)
    }

    @Test("a journal that cannot be read leaves the phone what it holds")
    func unreadable() async throws {
        let door = phone.door()
        let keeper = keeper(door)
        await keeper.keep()
        let held = await center.requests
        try await phone.hideJournal(from: door)
        #expect(await keeper.keep() == nil)
        #expect(await center.requests == held)
    }

    private func shown(_ wall: String, keeper: ReminderKeeper) async throws -> ShownReminder {
        await keeper.keep()
        phone.set(wall)
        await center.ring(call, at: phone.now().at)
        return try #require(await center.press(call))
    }

    @Test("Log now is a tap of the notification, answered in the place of the button, and nothing else is said")
    func crampNow() async throws {
        let keeper = keeper()
        let shown = try await shown("2026-11-22T21:45", keeper: keeper)
        phone.set("2026-11-23T03:10")
        await keeper.answer(ReminderResponse(shown: shown, answer: .crampNow))
        let night = try await phone.door().tonight(at: phone.now())
        #expect(night.cramps.flatMap(\.taps).map(\.source) == [.notification])
        #expect(try await actions().first?.action == nil)
        let answer = try #require(await center.requests["answer"])
        #expect(answer.title == "Logged" && answer.isSilent && answer.body.isEmpty)
        #expect(await center.categories[answer.categoryId ?? ""]?.buttons.map(\.title) == ["Log now"])

        // The answer has the button for the next cramp, and is no reminder.
        phone.set("2026-11-23T03:10:05")
        await keeper.answer(ReminderResponse(shown: nil, answer: .crampNow))
        #expect(await center.requests["answer"]?.title == "Already logged")
        phone.set("2026-11-23T04:00")
        await keeper.answer(ReminderResponse(shown: nil, answer: .crampNow))
        #expect(try await phone.door().tonight(at: phone.now()).current.cramps == 2)
        await keeper.appear()
        #expect(await center.requests["answer"] == nil)
    }

    @Test("each answer is kept, and the plan follows it")
    func answers() async throws {
        let cases: [(ReminderAction, Bool)] = [(.done, false), (.later, true), (.notTonight, false)]
        for (action, comesAgain) in cases {
            let phone = try Phone()
            phone.set("2026-11-22T18:00")
            let center = FakeCenter()
            let keeper = ReminderKeeper(door: phone.door(), center: center, clock: phone.now, language: "en")
            await keeper.keep()
            phone.set("2026-11-22T21:45")
            await center.ring(call, at: phone.now().at)
            let shown = try #require(await center.press(call))
            phone.set("2026-11-22T21:47")
            await keeper.answer(ReminderResponse(shown: shown, answer: .said(action)))
            let again = await center.requests[call]
            #expect((again != nil) == comesAgain, "\(action)")
            if case .clock(let parts) = again?.ring { #expect([parts.hour, parts.minute] == [21, 57]) }
            let night = CalendarDay(text: "2026-11-23")
            let evening = try await phone.door().perform { try await $0.night(night) }.evening
            #expect((evening?.stretched == .yes) == (action == .done))
        }
    }

    @Test("one that was swiped away has come, one that was pressed opens its page")
    func pages() async throws {
        let keeper = keeper()
        let shown = try await shown("2026-11-22T21:45", keeper: keeper)
        let swiped = ReminderResponse(shown: shown, answer: .dismissed)
        #expect(swiped.page == nil)
        await keeper.answer(swiped)
        #expect(try await actions().first?.delivered != nil)
        #expect(ReminderResponse(shown: shown, answer: .opened).page == .stretch)
        #expect(ReminderResponse(shown: shown, answer: .said(.later)).page == nil)
        #expect(ReminderResponse(shown: nil, answer: .opened).page == nil)
    }

    @Test("where the journal cannot be opened, the answer waits in the inbox, and a tap too")
    func inbox() async throws {
        let keeper = keeper()
        let shown = try await shown("2026-11-22T21:45", keeper: keeper)
        let door = phone.door(patience: .milliseconds(50), keep: { _, _ in throw JournalError.StorageBusy })
        try await phone.hideJournal(from: door)
        let inbox = phone.folder.appendingPathComponent("waiting")
        let locked = JournalDoor(directory: phone.directory, inbox: inbox, patience: .milliseconds(200))
        let late = self.keeper(locked)
        await late.answer(ReminderResponse(shown: shown, answer: .crampNow))
        phone.set("2026-11-22T21:50")
        await late.answer(ReminderResponse(shown: shown, answer: .said(.later)))
        let files = try FileManager.default.contentsOfDirectory(atPath: inbox.path).filter { $0.hasSuffix(".evt") }
        let texts = try files.map { try String(contentsOf: inbox.appendingPathComponent($0), encoding: .utf8) }
        #expect(texts.filter { $0.contains("kind tap") && $0.contains("source notification") }.count == 1)
        #expect(texts.filter { $0.contains("reminder \(call)\naction delivered") }.count == 2)
        #expect(texts.filter { $0.contains("reminder \(call)\naction later") }.count == 1)
        #expect(await center.requests["answer"]?.title == "Logged", "it is on disk")

        // Nowhere at all: the answer says so, and has the button to press again.
        let none = phone.directory.appendingPathComponent("none")
        let nowhere = JournalDoor(directory: phone.directory, inbox: none, patience: .milliseconds(200))
        await self.keeper(nowhere).answer(ReminderResponse(shown: nil, answer: .crampNow))
        #expect(await center.requests["answer"]?.title == "Not saved yet. Tap again.")

        // Unlocked, everything is taken in.
        try phone.findJournal()
        let opened = JournalDoor(directory: phone.directory, inbox: inbox)
        #expect(try await opened.tonight(at: phone.now()).current.cramps == 1)
        let line = try #require(try await actions().first { $0.reminder == call })
        #expect(line.delivered == shown.delivered(in: .gmt).at && line.action == .later)
        #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.path).isEmpty)
        #expect(await self.keeper(opened).keep()?.items.first { $0.id == call }?.adjustment == .snoozed)
    }

    @Test("in another zone the same wall time is another instant, and is set again")
    func travelled() async throws {
        let clock = Hands(.at("2026-06-09T18:00:00Z", "Europe/Berlin"))
        let keeper = ReminderKeeper(
            door: phone.door(), center: center, clock: clock.now, language: "en",
            calendar: Calendar(identifier: .gregorian))
        let call = "bedtime:call:2026-06-10"
        let before = try #require(await keeper.keep()?.items.first { $0.id == call })
        let ring = try #require(await center.requests[call]?.ring)
        let log = await center.log.count
        clock.set(.at("2026-06-09T18:00:00Z", "America/New_York"))
        let after = try #require(await keeper.keep()?.items.first { $0.id == call })
        #expect(after.at.at.timeIntervalSince(before.at.at) == 6 * 3_600)
        #expect(await center.requests[call]?.ring == ring)
        #expect(await center.requests[call]?.tag?.zone == "America/New_York")
        #expect(await center.log.dropFirst(log).contains("add \(call)"))
    }

    /// A clock that travels.
    private final class Hands: Sendable {
        private let lock = NSLock()
        nonisolated(unsafe) private var moment: Moment

        init(_ moment: Moment) { self.moment = moment }
        func set(_ moment: Moment) { lock.withLock { self.moment = moment } }
        @Sendable func now() -> Moment { lock.withLock { moment } }
    }

    @Test("by the clock at home it rings at that instant, wherever the phone is")
    func home() async throws {
        let door = phone.door()
        var wanted = reminderDefaults()
        wanted.clock = .home(zone: "Asia/Tokyo")
        let saved = wanted
        try await door.perform { try await $0.save(saved) }
        let keeper = keeper(door)
        let plan = try #require(await keeper.keep())
        let first = try #require(plan.items.first { $0.kind == .bedtimeStretch })
        #expect(await center.requests[first.id]?.ring == .instant(first.at.at))
    }

    @Test("a clock at home that this phone does not know is no reason to be silent: its own counts")
    func unknownHome() async throws {
        let door = phone.door()
        let keeper = keeper(door)
        let usual = try #require(await keeper.keep()).items.map(\.at)
        let ring = await center.requests[call]?.ring
        var wanted = reminderDefaults()
        wanted.clock = .home(zone: "Moon/Far")
        let moon = wanted
        try await door.perform { try await $0.save(moon) }
        #expect(await keeper.keep()?.items.map(\.at) == usual)
        #expect(await center.requests[call]?.ring == ring, "by the clock on the wall, which moves with the phone")
    }

    @Test("a full plan fits on the phone, and what it says of itself is what iOS is")
    func full() async throws {
        var wanted = reminderDefaults()
        wanted.breakDays = Weekday.allCases
        wanted.breakEveryMin = 30
        wanted.lastWater = true
        let saved = wanted
        let door = phone.door()
        try await door.perform { try await $0.save(saved) }
        let plan = try #require(await keeper(door).keep())
        #expect(plan.items.count == 60)
        #expect(plan.items.contains { $0.kind == .refill })
        #expect(await center.requests.count == 60)
        let here = ReminderSettings(permission: .denied, showsPreviews: false).capabilities
        #expect(
            here
                == Capabilities(
                    mostPending: 60, notifications: false, exact: true, windowS: 0, runsAtDelivery: false, upSince: nil)
        )
    }

    @Test("what was answered while the journal could not be opened counts in the next plan")
    func takenIn() async throws {
        let keeper = keeper()
        let shown = try await shown("2026-11-22T21:45", keeper: keeper)
        let old = phone.door()
        try await phone.hideJournal(from: old)
        let inbox = phone.folder.appendingPathComponent("waiting")
        let locked = JournalDoor(directory: phone.directory, inbox: inbox, patience: .milliseconds(200))
        phone.set("2026-11-22T21:47")
        await self.keeper(locked).answer(ReminderResponse(shown: shown, answer: .said(.later)))
        #expect(await center.requests[call] == nil)
        try phone.findJournal()
        // Nobody has opened a page: the plan itself takes it in.
        let opened = JournalDoor(directory: phone.directory, inbox: inbox)
        #expect(await self.keeper(opened).keep()?.items.first { $0.id == call }?.adjustment == .snoozed)
        #expect(await center.requests[call] != nil)
    }

    @Test("an answer to the first call silences the second, also where the journal cannot be opened")
    func secondCall() async throws {
        let door = phone.door()
        var wanted = reminderDefaults()
        wanted.secondCall = true
        let saved = wanted
        try await door.perform { try await $0.save(saved) }
        let again = "bedtime:again:2026-11-23"
        for action in [ReminderAction.done, .later, .notTonight] {
            let shown = try await shown("2026-11-22T21:45", keeper: keeper(door))
            #expect(await center.requests[again]?.tag?.unlessAnswered == call)
            let held = Set(await center.requests.keys)
            try await phone.hideJournal(from: door)
            let inbox = phone.folder.appendingPathComponent("waiting-\(action)")
            let locked = JournalDoor(directory: phone.directory, inbox: inbox, patience: .milliseconds(200))
            await keeper(locked).answer(ReminderResponse(shown: shown, answer: .dismissed))
            #expect(await center.requests[again] != nil, "swiped away is not answered")
            await keeper(locked).answer(ReminderResponse(shown: shown, answer: .said(action)))
            #expect(Set(await center.requests.keys) == held.subtracting([again]), "\(action)")
            try phone.findJournal()
            phone.set("2026-11-22T18:00")
        }
    }

    @Test("one that is still on the screen leaves it when what it asks for was done in the app")
    func doneInTheApp() async throws {
        let door = phone.door()
        let keeper = keeper(door)
        await keeper.keep()
        phone.set("2026-11-22T21:45")
        await center.ring(call, at: phone.now().at)
        await keeper.keep()
        #expect(await center.onScreen.map(\.tag.id) == [call])
        phone.set("2026-11-22T21:55")
        let now = phone.now()
        try await door.perform { journal in
            try await journal.perform { journal in
                let night = try journal.tonight(now: now).current.night
                var evening = try unansweredEvening(night: night)
                evening.stretched = .yes
                evening.stretchedAt = now
                _ = try journal.saveEvening(evening: evening)
            }
        }
        await keeper.keep()
        #expect(await center.onScreen.map(\.tag.id) == [PendingRequest.buttonId])
        phone.set("2026-11-23T07:00")
        await keeper.keep()
        #expect(await center.onScreen.isEmpty)
    }

    @Test(
        "the button stays until the morning when the rest of the night's reminder is answered",
        arguments: [ReminderAction.done, .notTonight, .later])
    func buttonStays(action: ReminderAction) async throws {
        let keeper = keeper()
        await keeper.keep()
        phone.set("2026-11-22T21:45")
        await center.ring(call, at: phone.now().at)
        phone.set("2026-11-22T21:46")
        let pressed = try #require(await center.press(call))
        await keeper.answer(ReminderResponse(shown: pressed, answer: .said(action)))
        let left = await center.onScreen.map(\.tag)
        #expect(left.map(\.id) == (action == .later ? [] : [PendingRequest.buttonId]))
        guard let button = left.first else { return }
        #expect(ReminderTag(userInfo: button.userInfo) == button)
        let form = try #require(await center.categories[Words.Reminders.tonight])
        #expect(form.buttons.map(\.id) == [ReminderAnswer.crampNow.id])

        phone.set("2026-11-23T03:00")
        let shown = try #require(await center.press(PendingRequest.buttonId))
        await keeper.answer(ReminderResponse(shown: shown, answer: .crampNow))
        let night = CalendarDay(text: "2026-11-23")
        let lines = try await phone.door().perform { try await $0.reminderLedger(from: night, to: night) }
        #expect(lines.map(\.reminder).contains(PendingRequest.buttonId) == false)
        #expect(try await phone.door().tonight(at: phone.now()).cramps.count == 1)
    }

    @Test("what the plan does not call for any more says nothing on the screen, the rest stays")
    func over() {
        let at = phone.now()
        func isOver(_ id: String, _ kind: ReminderKind, _ reason: LeftOutReason?) -> Bool {
            var plan = Plan.made([])
            if let reason { plan.leftOut = [LeftOut(id: id, reason: reason)] }
            return ReminderTag(.made(id, at, kind: kind), hash: 1).isOver(at: at.at, by: plan)
        }
        for reason in [LeftOutReason.done, .notTonight, .inBed, .nothingOpen, .answered] {
            #expect(isOver(call, .bedtimeStretch, reason), "\(reason)")
        }
        for reason in [LeftOutReason.delivered, .tooLate, .paused, .travelled, .quiet, nil] {
            #expect(!isOver(call, .bedtimeStretch, reason))
        }
        let visit = "visit:R2:2026-11-23"
        #expect(isOver(visit, .visitFollowUp, nil) && !isOver(visit, .visitFollowUp, .delivered))
    }
}
