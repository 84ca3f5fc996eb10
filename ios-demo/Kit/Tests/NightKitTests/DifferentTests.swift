import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("Something was different")
@MainActor
struct DifferentTests {
    let phone: Phone
    let door: JournalDoor

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T03:12")
        door = phone.door()
    }

    private func list(isWhole: Bool = false) async -> DifferentModel {
        let list = DifferentModel(door: door, isWhole: isWhole, clock: phone.now, language: "en")
        await list.appear()
        return list
    }

    private func row(_ sign: Sign, in list: DifferentModel) throws -> SignRow {
        try #require(list.rows.first { $0.sign == sign })
    }

    private func reports() async throws -> [SignReport] {
        let night = CalendarDay(text: "2026-11-23")
        return try await door.perform { try await $0.signReports(from: night, to: night) }
    }

    @Test("the rows of the night are the core's, most urgent first, and the rest comes after something else")
    func rows() async throws {
        let list = await list()
        #expect(list.soft == "Tap what fits. One is enough.")
        #expect(list.shown.first?.text == "Chest pain, or short of breath")
        #expect(list.shown.last?.sign == .somethingElse)
        #expect(list.shown.allSatisfy { $0.atNight })
        #expect(list.shown.allSatisfy { !$0.text.contains(where: \.isNumber) })
        #expect(await list.tick(try row(.somethingElse, in: list)) == nil)
        #expect(list.shown == list.rows)
        #expect(list.shown.count > 11)
        let whole = await self.list(isWhole: true)
        #expect(whole.shown == whole.rows)
    }

    @Test("a tick is on disk at once, and a second press takes it back")
    func tick() async throws {
        let list = await list()
        #expect(await list.tick(try row(.fell, in: list)) == nil)
        #expect(try row(.fell, in: list).reportId != nil)
        #expect(list.hasTicked)
        let report = try #require(try await reports().first)
        #expect(report.sign == .fell && report.answer == .yes && report.at == phone.now())
        _ = await list.tick(try row(.fell, in: list))
        #expect(try row(.fell, in: list).reportId == nil)
        #expect(!list.hasTicked)
        #expect(try await reports().isEmpty, "a mistake leaves nothing behind")
    }

    @Test("a shaking hand ticks once")
    func shakingHand() async throws {
        let list = await list()
        let fell = try row(.fell, in: list)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { _ = await list.tick(fell) } }
        }
        #expect(try await reports().count == 1)
        #expect(try row(.fell, in: list).reportId != nil)
    }

    @Test("an older tick is not deleted when it is over")
    func over() async throws {
        let first = await list()
        _ = await first.tick(try row(.darkUrine, in: first))
        phone.set("2026-11-23T05:00")
        let second = await list()
        #expect(!second.hasTicked)
        _ = await second.tick(try row(.darkUrine, in: second))
        #expect(try row(.darkUrine, in: second).reportId == nil)
        #expect(try await reports().map(\.answer) == [.yes, .no])
    }

    @Test("an emergency comes at once, also beside one that was told before")
    func emergency() async throws {
        let list = await list()
        let chest = try #require(await list.tick(try row(.chestPainOrBreathless, in: list)))
        #expect(chest.urgency == .emergency)
        #expect(chest.ticked.map(\.sign) == [.chestPainOrBreathless])
        #expect(await list.tick(try row(.fell, in: list)) == nil, "what was told does not come again")
        let face = try #require(await list.tick(try row(.faceArmOrSpeech, in: list)))
        #expect(face.ticked.map(\.sign).contains(.faceArmOrSpeech))

        let later = await self.list()
        #expect(await later.tick(try row(.darkUrine, in: later))?.ruleId != chest.ruleId)
    }

    @Test("what must be seen today waits for done, and without a tick nothing comes")
    func today() async throws {
        let list = await list()
        #expect(await list.done() == nil)
        #expect(await list.tick(try row(.popOrCannotPushOff, in: list)) == nil)
        let found = try #require(await list.done())
        #expect(found.urgency == .today)
        #expect(found.ticked.map(\.sign) == [.popOrCannotPushOff])
        #expect(await self.list().done() == nil, "it was ticked before")
    }

    @Test("a tick that cannot be kept stays open, and there is somebody to call")
    func notSaved() async throws {
        let list = await list()
        let chest = try row(.chestPainOrBreathless, in: list)
        await door.sleep()
        #expect(await list.tick(chest) == nil)
        #expect(list.trouble == .notSaved)
        #expect(list.soft == "Not saved yet. Tap again.")
        #expect(try row(.chestPainOrBreathless, in: list).reportId == nil)
        #expect(!list.calls.help.isEmpty)
        await door.wake()
        #expect(await list.tick(chest)?.urgency == .emergency)
        #expect(list.trouble == nil)
    }

    @Test("where nothing can be read there are still the numbers of most of the world")
    func unreadable() async throws {
        try Data().write(to: phone.directory)
        let list = await list()
        #expect(list.shown.isEmpty)
        #expect(list.trouble == .notSaved)
        #expect(list.calls.help.map(\.number) == ["112", "911", "999"])
    }
}

@Suite("The night, when something was different")
@MainActor
struct DifferentNightTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T03:12")
    }

    private func opened() async throws -> NightModel {
        let night = phone.night()
        await night.appear()
        await night.tap()
        night.somethingWasDifferent()
        #expect(night.shown == .different)
        await night.different?.appear()
        return night
    }

    private func tick(_ sign: Sign, in night: NightModel) async throws {
        await night.tick(try #require(night.different?.rows.first { $0.sign == sign }))
    }

    @Test("an emergency has the light, and a mistake leads back to the rows")
    func emergency() async throws {
        let night = try await opened()
        #expect(!night.needsLight)
        try await tick(.chestPainOrBreathless, in: night)
        #expect(night.needsLight)
        guard case .emergency = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        let emergency = try #require(night.emergency)
        await emergency.appear()
        #expect(emergency.title == "Get help now")
        #expect(emergency.reason == "You ticked: Chest pain, or short of breath.")
        await night.backToRows()
        #expect(night.shown == .different)
        #expect(night.different?.rows.first?.reportId != nil, "whoever has called goes on with all that is ticked")
        try await tick(.chestPainOrBreathless, in: night)
        try await tick(.chestPainOrBreathless, in: night)
        await night.takeBackTick()
        #expect(night.shown == .different)
        #expect(!night.needsLight)
        #expect(night.different?.rows.allSatisfy { $0.reportId == nil } == true)
        #expect(night.different?.hasTicked == false)
        #expect(try await phone.door().perform { try await $0.findings(at: phone.now(), in: "en") }.emergencies.isEmpty)
    }

    @Test("of two emergencies one mistake leaves the other")
    func two() async throws {
        let night = try await opened()
        try await tick(.chestPainOrBreathless, in: night)
        let first = try #require(night.emergency?.finding.ruleId)
        _ = await night.different?.tick(try #require(night.different?.rows.first { $0.sign == .faceArmOrSpeech }))
        await night.takeBackTick()
        guard case .emergency(let left) = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        #expect(left != first)
        #expect(night.emergency?.finding.ticked.map(\.sign) == [.faceArmOrSpeech])
    }

    @Test("an emergency that is found after done was pressed is shown all the same")
    func late() async throws {
        for before in [nil, Sign.popOrCannotPushOff] {
            let night = try await opened()
            if let before { try await tick(before, in: night) }
            let row = try #require(night.different?.rows.first { $0.sign == .chestPainOrBreathless })
            let ticking = Task { await night.tick(row) }
            let leaving = Task { await night.doneTicking() }
            await ticking.value
            await leaving.value
            #expect(night.needsLight)
            #expect(night.emergency?.isEmergency == true)
            #expect(night.emergency?.finding.ticked.map(\.sign) == [.chestPainOrBreathless])
            await night.takeBackTick()
        }
    }

    @Test("today comes after done, and in the morning the moon's words go on")
    func today() async throws {
        let night = try await opened()
        try await tick(.popOrCannotPushOff, in: night)
        #expect(night.shown == .different)
        await night.doneTicking()
        #expect(night.emergency?.title == "See someone today")
        #expect(night.needsLight)
        await night.emergency?.appear()
        #expect(night.emergency?.worseWords == "Chest pain, or short of breath?")
        await night.appear()
        guard case .moon = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        await night.tap()
        await night.logged?.appear()
        #expect(night.logged?.card?.suppressed.isEmpty == false, "no pulling at a torn tendon")
        #expect(night.logged?.lines.contains("Pull your toes toward you.") == false)
        #expect(night.logged?.showsPull == false)
    }

    @Test("where nobody can say what follows, done stays with somebody to call, and today comes when it can")
    func cannotTell() async throws {
        let door = phone.door()
        let night = NightModel(door: door, clock: phone.now, patience: .seconds(60), language: "en")
        await night.tap()
        night.somethingWasDifferent()
        await night.different?.appear()
        try await tick(.popOrCannotPushOff, in: night)
        try await phone.hideJournal(from: door)
        await night.doneTicking()
        #expect(night.shown == .different)
        #expect(night.different?.trouble == .cannotTell)
        #expect(night.different?.calls.help.isEmpty == false)
        try phone.findJournal()
        await night.doneTicking()
        #expect(night.emergency?.title == "See someone today")
        #expect(night.different?.trouble == nil)

        await night.backToRows()
        try await phone.hideJournal(from: door)
        await night.doneTicking()
        #expect(night.shown == .different, "also the second time")
        try await tick(.fell, in: night)
        #expect(night.different?.trouble == .notSaved)
        await night.doneTicking()
        #expect(night.shown == .different)
        await night.doneTicking()
        guard case .logged = night.shown else {
            Issue.record("whoever has seen that is not held there: \(night.shown)")
            return
        }
    }

    @Test("done without a tick just goes back, with the undo that was there")
    func nothing() async throws {
        let night = try await opened()
        await night.doneTicking()
        guard case .logged(already: false, undoTapId: _?) = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        #expect(night.emergency == nil)
        night.somethingWasDifferent()
        night.leave()
        phone.set("2026-11-23T06:00")
        await night.comeBack()
        let moon = night.shown
        await night.doneTicking()
        #expect(night.shown == moon, "an answer that comes late changes nothing")
    }

    /// A night model that was left by day, a minute before the evening, with an emergency on the day's page.
    private func leftByDay(_ phone: Phone, _ door: JournalDoor) async throws -> NightModel {
        let night = NightModel(door: door, clock: phone.now, patience: .seconds(60), language: "en")
        phone.set("2026-11-23T19:59")
        await night.comeBack()
        #expect(night.face == .day)
        let list = DifferentModel(door: door, isWhole: true, clock: phone.now, language: "en")
        await list.appear()
        _ = await list.tick(try #require(list.rows.first { $0.sign == .chestPainOrBreathless }))
        night.leave()
        return night
    }

    @Test("an emergency of the day is there again when the evening has come meanwhile, and leads to the moon")
    func evening() async throws {
        for later in ["2026-11-23T20:01", "2026-11-23T21:30"] {
            let phone = try Phone()
            let night = try await leftByDay(phone, phone.door())
            phone.set(later)
            await night.comeBack()
            #expect(night.face == .night)
            #expect(night.needsLight, "\(later)")
            #expect(night.emergency?.isEmergency == true)
            await night.backToRows()
            #expect(night.different?.rows.isEmpty == false)
            await night.doneTicking()
            #expect(night.shown == .moon(undoTapId: nil, notSaved: false), "it is not in the way of the moon")
        }
    }

    @Test("an emergency of the day that cannot be read in the evening comes as soon as it can")
    func unreadableEvening() async throws {
        let door = phone.door()
        let night = try await leftByDay(phone, door)
        phone.set("2026-11-23T20:01")
        try await phone.hideJournal(from: door)
        await night.comeBack()
        #expect(night.shown == .moon(undoTapId: nil, notSaved: false))
        try phone.findJournal()
        await night.comeBack()
        #expect(night.emergency?.isEmergency == true)
    }
}
