import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("The morning")
@MainActor
struct MorningTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
    }

    private func tap(_ wall: String) async {
        phone.set(wall)
        await phone.night().tap()
    }

    private func morning(_ wall: String = "2026-11-23T07:30") async -> MorningModel {
        phone.set(wall)
        let morning = MorningModel(door: phone.door(), clock: phone.now)
        await morning.appear()
        return morning
    }

    @Test("evening to morning, with the app ended in between")
    func story() async throws {
        phone.set("2026-11-22T22:30")
        let evening = phone.night()
        await evening.appear()
        #expect(evening.face == .night)
        await tap("2026-11-23T03:10")

        let morning = await morning()
        #expect(morning.nightWords == "The night to Monday, 23 November")
        #expect(morning.loggedWords == "You logged one cramp, at 3:10.")
        #expect(morning.question?.kind == .muscle)
        #expect(morning.moreWords == "Two more questions. Stop any time.")
        await morning.next()
        #expect(morning.question?.kind == .muscle, "nothing chosen, nothing kept")
        morning.choose { $0.muscle = .foot }
        morning.choose { $0.muscle = .calf }
        #expect(morning.details?.muscle == .calf)
        await morning.next()

        #expect(morning.question?.kind == .pain)
        #expect(morning.moreWords == "One more question. Stop any time.")
        morning.choose { $0.pain = 6 }
        await morning.next()
        #expect(morning.question?.kind == .duration)
        #expect(morning.moreWords == "Stop any time.")
        morning.choose { $0.duration = .oneToFiveMinutes }
        await morning.next()
        #expect(morning.question == nil)

        let page = NightPageModel(night: CalendarDay(text: "2026-11-23"), door: phone.door())
        await page.appear()
        let cramp = try #require(page.page?.cramps.first)
        #expect(cramp.title == "Cramp at 3:10")
        #expect(cramp.rows.prefix(3).map(\.value) == ["Calf", "6", "1 to 5 minutes"])
        #expect(page.page?.nightWords == "The night from Sunday to Monday")
    }

    @Test("a night without a tap is asked about, and none is an answer with an undo")
    func noCramp() async throws {
        let morning = await morning()
        #expect(morning.question?.kind == .anyCramp)
        #expect(morning.loggedWords == nil)
        await morning.answer(.noCramp)
        #expect(morning.question == nil)
        #expect(morning.hasSaidNone)
        #expect(morning.tonight?.asked.mark.state == .noCramp)
        await morning.undoSaidNone()
        #expect(!morning.hasSaidNone)
        #expect(morning.tonight?.asked.mark.state == .unknown, "taken back is not known again, not a cramp")
        #expect(morning.question?.kind == .anyCramp)
    }

    @Test("a cramp that was not tapped is added, and asked about")
    func oneCramp() async throws {
        let morning = await morning()
        await morning.answer(.one)
        #expect(morning.loggedWords == "One cramp, time not known.")
        #expect(morning.question?.kind == .muscle)
        await morning.answer(.noCramp)
        await morning.undoSaidNone()
        await morning.answer(.twoOrMore)
        #expect(morning.loggedWords == "Two cramps.")
    }

    @Test("a mistake: no cramp last night takes the taps back, and undo brings them again")
    func mistake() async throws {
        await tap("2026-11-23T01:20")
        await tap("2026-11-23T03:10")
        let morning = await morning()
        #expect(morning.loggedWords == "You logged two cramps, at 1:20, 3:10.")
        await morning.answer(.noCramp)
        #expect(morning.tonight?.asked.mark.state == .noCramp)
        #expect(morning.loggedWords == nil)
        await morning.undoSaidNone()
        #expect(morning.loggedWords == "You logged two cramps, at 1:20, 3:10.")
    }

    @Test("skipped means open: nothing is written, and the next start asks again")
    func skip() async throws {
        await tap("2026-11-23T03:10")
        let first = await morning()
        first.choose { $0.muscle = .toes }
        first.skip()
        #expect(first.question?.kind == .pain)
        #expect(first.draft == nil)
        first.skip()
        first.skip()
        #expect(first.question == nil)
        #expect(first.more == 0)
        first.skip()

        let second = await morning("2026-11-23T08:00")
        #expect(second.question?.kind == .muscle)
        #expect(second.tonight?.asked.cramps.first?.details == unansweredDetails())
    }

    @Test("says so while the journal cannot be read, and goes on when it can")
    func trouble() async throws {
        try Data().write(to: phone.directory)
        let morning = await morning()
        #expect(morning.trouble == .unreadable)
        #expect(morning.question == nil)
        try FileManager.default.removeItem(at: phone.directory)
        await morning.appear()
        #expect(morning.trouble == nil)
        #expect(morning.question?.kind == .anyCramp)
    }

    @Test("an answer that cannot be kept stays chosen")
    func refused() async throws {
        await tap("2026-11-23T03:10")
        let morning = await morning()
        morning.choose { $0.pain = 11 }
        await morning.next()
        #expect(morning.trouble == .unreadable)
        #expect(morning.draft?.pain == 11)
        morning.choose { $0.pain = 10 }
        await morning.next()
        #expect(morning.trouble == nil)
        #expect(morning.draft == nil)
    }
}
