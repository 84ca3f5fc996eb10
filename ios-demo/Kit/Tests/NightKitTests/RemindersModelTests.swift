import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("The reminders' page")
@MainActor
struct RemindersModelTests {
    let phone: Phone
    let center = FakeCenter()
    let door: JournalDoor
    let keeper: ReminderKeeper
    let reminders: RemindersModel

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T10:00")
        door = phone.door()
        keeper = ReminderKeeper(door: door, center: center, clock: phone.now, language: "en")
        reminders = RemindersModel(door: door, keeper: keeper, center: center, clock: phone.now, language: "en")
    }

    private func caption(_ item: ReminderSwitch) -> String? {
        reminders.switches.first { $0.item == item }?.caption
    }

    @Test("it says what the phone allows and what came, in the core's words where the core has some")
    func checks() async throws {
        #expect(reminders.checks.isEmpty && reminders.switches.isEmpty, "not before it was asked")
        await reminders.appear()
        #expect(
            reminders.checks == [
                CheckRow(label: "Notifications", value: "Allowed", isWell: true),
                CheckRow(label: "Last one came", value: "None yet", isWell: nil),
            ])
        #expect(reminders.reliability?.text == "No reminder was due yet.")
        #expect(reminders.notes.map(\.kind) == [.bedtimeAssumed])

        phone.set("2026-11-23T21:45")
        await center.ring("bedtime:call:2026-11-24", at: phone.now().at)
        await reminders.appear()
        #expect(reminders.checks.last == CheckRow(label: "Last one came", value: "21:45, today", isWell: true))
        phone.set("2026-11-24T10:00")
        await reminders.appear()
        #expect(reminders.checks.last?.value == "21:45, yesterday")
        phone.set("2026-11-26T10:00")
        await reminders.appear()
        #expect(reminders.checks.last?.value == "21:45, Monday, 23 November")

        await center.set(.denied)
        await reminders.appear()
        #expect(reminders.checks.first == CheckRow(label: "Notifications", value: "Not allowed", isWell: false))
        #expect(reminders.notes.contains { $0.kind == .notificationsOff && !$0.text.isEmpty })
    }

    @Test("every reminder that can be chosen has a switch and says when it comes")
    func switches() async throws {
        await reminders.appear()
        #expect(reminders.switches.map(\.item) == ReminderSwitch.allCases)
        #expect(
            reminders.switches.filter(\.isOn).map(\.item) == [.bedtimeStretch, .morningCheckIn, .visitFollowUp],
            "as the core begins")
        #expect(caption(.bedtimeStretch) == "Set your bedtime below")
        #expect(caption(.morningCheckIn) == "7:30, only if something is open")
        #expect(caption(.sittingBreak) == "Off")
        for row in reminders.switches where !row.isOn { await reminders.turn(row.item, on: true) }
        await reminders.changeBedtimes {
            $0.bedtimeWeekday = ClockTime(hour: 22, minute: 30)
            $0.bedtimeWeekend = ClockTime(hour: 23, minute: 30)
        }
        #expect(
            reminders.switches.map(\.caption) == [
                "22:30, at weekends 23:30", "20 minutes later, if nothing was answered",
                "7:30, only if something is open", "2 hours before bed", "1 hour before bed",
                "10:00 to 17:00, on five days a week", "Sunday, 18:00", "When something should be looked at",
                "Moves the bedtime with you, slowly", "Berlin", "7:00",
            ])
        #expect(
            reminders.switches.map(\.item.words) == [
                "Bedtime stretch", "Second call", "Morning questions", "Last glass of water", "Warm soak",
                "Break from sitting", "Weekly review", "Visit follow-up", "Follow my habit",
                "Follow the clock at home", "Getting up",
            ])
        #expect(reminders.wanted?.clock == .home(zone: "Europe/Berlin"))
        #expect(reminders.trouble == nil)
        #expect(reminders.notes.isEmpty, "the bedtime is known now")
        let rings = await center.requests.values.compactMap { request -> Int? in
            guard case .instant(let at) = request.ring, request.tag?.kind == .bedtimeStretch else { return nil }
            return Calendar(identifier: .gregorian).component(.minute, from: at)
        }
        #expect(Set(rings) == [15, 35], "the call, and the second one")

        for item in ReminderSwitch.allCases { await reminders.turn(item, on: false) }
        #expect(reminders.switches.allSatisfy { !$0.isOn && (!$0.item.rings || $0.caption == "Off") })
        #expect(caption(.homeClock) == "The clock of this phone counts")
        #expect(caption(.gettingUp) == "Reckoned from your bedtime")
        #expect(await center.requests.isEmpty)
        // Kept, and found by the next start.
        let next = RemindersModel(door: phone.door(), keeper: keeper, center: center, clock: phone.now, language: "en")
        await next.appear()
        #expect(next.switches == reminders.switches)
    }

    @Test("times can be chosen, and what cannot be is refused and said")
    func times() async throws {
        await reminders.appear()
        await reminders.change { $0.morningAt = ClockTime(hour: 8, minute: 5) ?? $0.morningAt }
        #expect(caption(.morningCheckIn) == "8:05, only if something is open")
        await reminders.change { $0.leadMin = 999 }
        #expect(reminders.trouble != nil)
        await reminders.appear()
        #expect(reminders.trouble == nil && reminders.wanted?.leadMin == 15)
    }

    @Test("of two quick presses none is lost")
    func quick() async throws {
        await reminders.appear()
        let model = reminders
        async let water: Void = model.turn(.lastWater, on: true)
        async let soak: Void = model.turn(.warmSoak, on: true)
        _ = await (water, soak)
        #expect(reminders.wanted?.lastWater == true && reminders.wanted?.warmSoak == true)

        await reminders.turn(.sittingBreak, on: true)
        async let on: Void = model.toggleBreak(on: .sunday)
        async let off: Void = model.toggleBreak(on: .monday)
        _ = await (on, off)
        #expect(reminders.wanted?.breakDays == [.tuesday, .wednesday, .thursday, .friday, .sunday])
        #expect(caption(.sittingBreak) == "10:00 to 17:00, on five days a week")
        for day in NightCramp.Weekday.allCases.dropLast() {
            if reminders.wanted?.breakDays.contains(day) == true { await reminders.toggleBreak(on: day) }
        }
        await reminders.toggleBreak(on: .sunday)
        #expect(reminders.wanted?.breakDays == [.sunday], "the switch turns them off, not the last day")
        #expect(caption(.sittingBreak) == "10:00 to 17:00, on one day a week")
    }

    @Test("the minutes before bedtime are a few to choose from, and what is chosen is among them")
    func leads() async throws {
        await reminders.appear()
        #expect(reminders.leads == [5, 10, 15, 30, 45, 60])
        await reminders.change { $0.leadMin = 25 }
        #expect(reminders.leads == [5, 10, 15, 25, 30, 45, 60])
        #expect(reminders.leads.map(\.minutesWords).last == "1 hour")
    }

    @Test("a clock at home that this phone does not know is said, and the page and the plan go on")
    func unknownHome() async throws {
        var wanted = reminderDefaults()
        wanted.clock = .home(zone: "Moon/Far_Side")
        let moon = wanted
        try await door.perform { try await $0.save(moon) }
        await reminders.appear()
        #expect(reminders.trouble == nil)
        #expect(reminders.notes.map(\.kind) == [.bedtimeAssumed], "there is a plan")
        #expect(caption(.homeClock) == "Far Side. This phone does not know that clock; its own counts.")
        #expect(await !center.requests.isEmpty)
        await reminders.turn(.homeClock, on: false)
        #expect(reminders.wanted?.clock == .phone)
    }

    @Test("what was told under a wrong clock is left out until the person confirms it")
    func doubted() async throws {
        let call = "bedtime:call:2026-11-25"
        let ahead = Moment(at: phone.now().at + 30 * 3_600, offsetS: 3_600, zone: "Europe/Berlin")
        try await door.perform { journal in
            try await journal.record(ReminderRecord(reminder: call, action: .notTonight, at: ahead))
            try await journal.record(ReminderRecord(reminder: call, action: .delivered, at: ahead))
        }
        await reminders.appear()
        #expect(await center.requests[call] != nil, "it counts for nothing")
        let notes = reminders.notes.filter { $0.kind == .doubted }
        #expect(notes.map(\.about) == [call], "said once")
        let note = try #require(notes.first)
        #expect(note.doubtedDay == "Wednesday, 25 November")
        for other in reminders.notes where other.kind != .doubted {
            #expect(other.doubtedDay == nil)
            await reminders.trust(other)
        }
        #expect(await center.requests[call] != nil)
        await reminders.trust(note)
        #expect(!reminders.notes.contains { $0.kind == .doubted })
        #expect(await center.requests[call] == nil, "not tonight, as was said")
    }

    @Test("the phone asks by day, when something is switched on, and only then")
    func permission() async throws {
        await center.set(.notAsked)
        await reminders.appear()
        #expect(reminders.checks.first?.value == "Not asked yet")
        #expect(reminders.canAllow && !reminders.waitsForDay)
        await reminders.turn(.bedtimeStretch, on: false)
        #expect(await center.asked == 0)
        await reminders.turn(.gettingUp, on: true)
        #expect(await center.asked == 0, "that is no reminder")
        await reminders.turn(.bedtimeStretch, on: true)
        #expect(await center.asked == 1)
        #expect(reminders.permission == .allowed && !reminders.canAllow)
        await reminders.turn(.lastWater, on: true)
        #expect(await center.asked == 1)
        await center.set(.denied)
        await reminders.turn(.warmSoak, on: true)
        #expect(await center.asked == 1, "who has said no is not asked again")
    }

    @Test("at night nothing bright asks")
    func night() async throws {
        await center.set(.notAsked)
        for wall in ["2026-11-23T23:30", "2026-11-24T03:10"] {
            phone.set(wall)
            await reminders.appear()
            #expect(reminders.face == .night && reminders.waitsForDay && !reminders.canAllow)
            await reminders.turn(.secondCall, on: true)
            await reminders.allow()
            #expect(await center.asked == 0)
        }
        phone.set("2026-11-24T09:00")
        await reminders.appear()
        await reminders.allow()
        #expect(await center.asked == 1)
    }

    @Test("a test comes in five seconds, and is no reminder")
    func test() async throws {
        await reminders.appear()
        await reminders.sendTest()
        #expect(reminders.isTestSent)
        let test = try #require(await center.requests["test"])
        #expect(test.ring == .instant(phone.now().at + 5) && test.tag == nil && test.categoryId == nil)
        #expect(!(test.title + test.body).lowercased().contains("cramp"))
        await reminders.appear()
        #expect(!reminders.isTestSent)
        #expect(await center.requests["test"] != nil, "a plan leaves it alone")
        await center.refuse(["test"])
        await reminders.sendTest()
        #expect(!reminders.isTestSent)
    }

    @Test("already in bed: nothing rings any more until the morning, and a stretch that is done is not called for")
    func stretch() async throws {
        phone.set("2026-11-23T21:30")
        await reminders.appear()
        let call = "bedtime:call:2026-11-24"
        #expect(await center.requests[call] != nil)
        let keeper = keeper
        let stretch = StretchModel(
            door: door, clock: phone.now, uptime: phone.uptime, language: "en", saved: { _ = await keeper.keep() })
        await stretch.choose()
        await stretch.alreadyInBed()
        #expect(stretch.isInBed && stretch.trouble == nil)
        #expect(await center.requests[call] == nil)

        phone.set("2026-11-24T21:30")
        await reminders.appear()
        #expect(await center.requests["bedtime:call:2026-11-25"] != nil)
        let next = StretchModel(
            door: door, clock: phone.now, uptime: phone.uptime, language: "en", saved: { _ = await keeper.keep() })
        await next.choose()
        next.begin()
        phone.run(120)
        await next.done()
        #expect(next.isSaved && !next.isInBed)
        #expect(await center.requests["bedtime:call:2026-11-25"] == nil)
    }

    @Test("trouble with the file is said")
    func trouble() async throws {
        try await phone.hideJournal(from: door)
        await reminders.appear()
        #expect(reminders.trouble == .unreadable)
        #expect(reminders.switches.isEmpty)
        #expect(reminders.checks.count == 2)
    }
}
