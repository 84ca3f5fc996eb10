import Foundation
import NightCramp
import NightCrampInbox
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
        let morning = MorningModel(door: phone.door(), clock: phone.now, language: "en")
        await morning.appear()
        return morning
    }

    /// The words of the answers on the card.
    private func answers(_ morning: MorningModel) -> [String] { morning.question?.answers.map(\.text) ?? [] }

    /// The morning at the question with an id, after whatever the core asks before it was answered on earlier starts.
    private func morning(asking id: String) async throws -> MorningModel {
        for _ in 0..<40 {
            let morning = await morning()
            while let question = morning.question, question.id != id {
                if question.crampId != nil {
                    morning.skip()
                } else {
                    await morning.answer(question.answers.last?.id ?? "")
                    #expect(morning.trouble == nil)
                }
            }
            if morning.question != nil { return morning }
        }
        return try #require(nil as MorningModel?, "\(id) was never asked")
    }

    /// Keeps the answer with these words.
    private func answer(_ morning: MorningModel, _ text: String) async throws {
        let choice = try #require(morning.question?.answers.first { $0.text == text })
        morning.choose(choice.id)
        await morning.next()
    }

    @Test("evening to morning, with the app ended in between")
    func story() async throws {
        phone.set("2026-11-22T22:30")
        let evening = phone.night()
        await evening.appear()
        #expect(evening.face == .night)
        await tap("2026-11-23T03:10")

        let first = await morning()
        #expect(first.nightWords == "The night to Monday, 23 November")
        #expect(first.loggedWords == "You logged one cramp, at 3:10.")
        #expect(first.moreWords == "Two more questions. Stop any time.")

        let muscle = try await morning(asking: "muscle")
        #expect(muscle.question?.text == "Where was it?")
        #expect(answers(muscle).contains("Calf"))
        await muscle.next()
        #expect(muscle.question?.id == "muscle", "nothing chosen, nothing kept")
        muscle.choose("foot")
        #expect(muscle.chosen == "foot")
        try await answer(muscle, "Calf")
        #expect(muscle.chosen == nil)

        let pain = try await morning(asking: "pain")
        #expect(pain.question?.isScale == true)
        #expect(answers(pain) == (0...10).map(String.init))
        try await answer(pain, "6")
        let duration = try await morning(asking: "duration")
        duration.choose("1-to-5")
        await duration.next()

        let page = NightPageModel(
            night: CalendarDay(text: "2026-11-23"), door: phone.door(), clock: phone.now, language: "en")
        await page.appear()
        let cramp = try #require(page.page?.cramps.first)
        #expect(cramp.title == "Cramp at 3:10")
        #expect(page.rows(of: cramp).prefix(3).map(\.value) == ["Calf", "6", "1 to 5 minutes"])
        #expect(page.page?.nightWords == "The night from Sunday to Monday")
    }

    @Test("a night without a tap is asked about, and none is an answer with an undo")
    func noCramp() async throws {
        let morning = await morning()
        #expect(morning.question?.isAnyCramp == true)
        #expect(answers(morning) == ["No cramp last night", "One cramp", "Two or more"])
        #expect(morning.loggedWords == nil)
        #expect(!morning.canSayNone)
        try await answer(morning, "No cramp last night")
        #expect(morning.question?.isAnyCramp != true)
        #expect(morning.hasSaidNone)
        #expect(morning.tonight?.asked.mark.state == .noCramp)
        await morning.undoSaidNone()
        #expect(!morning.hasSaidNone)
        #expect(morning.tonight?.asked.mark.state == .unknown, "taken back is not known again, not a cramp")
        #expect(morning.question?.isAnyCramp == true)
    }

    @Test("a cramp that was not tapped is added, and asked about")
    func oneCramp() async throws {
        let morning = await morning()
        try await answer(morning, "One cramp")
        #expect(!morning.hasSaidNone)
        #expect(morning.loggedWords == "One cramp, time not known.")
        #expect(morning.question?.isAnyCramp == false)
        await morning.sayNone()
        await morning.undoSaidNone()
        #expect(morning.loggedWords == "One cramp, time not known.")
    }

    @Test("a mistake: no cramp last night takes the taps back, and undo brings them again")
    func mistake() async throws {
        await tap("2026-11-23T01:20")
        await tap("2026-11-23T03:10")
        let morning = await morning()
        #expect(morning.loggedWords == "You logged two cramps, at 1:20, 3:10.")
        #expect(morning.canSayNone)
        await morning.sayNone()
        #expect(morning.hasSaidNone)
        #expect(morning.tonight?.asked.mark.state == .noCramp)
        #expect(morning.loggedWords == nil)
        await morning.undoSaidNone()
        #expect(morning.loggedWords == "You logged two cramps, at 1:20, 3:10.")
    }

    @Test("skipped means open: nothing is written, and the next start asks again")
    func skip() async throws {
        await tap("2026-11-23T03:10")
        let first = await morning()
        let asked = try #require(first.question)
        first.choose(try #require(asked.answers.first).id)
        first.skip()
        #expect(first.question != asked)
        #expect(first.chosen == nil)
        #expect(first.moreWords == "One more question. Stop any time.")
        first.skip()
        #expect(first.moreWords == "Stop any time.")
        first.skip()
        #expect(first.question == nil)
        #expect(first.more == 0)
        first.skip()

        let second = await morning("2026-11-23T08:00")
        #expect(second.question == asked)
        #expect(second.tonight?.asked.cramps.first?.details == unansweredDetails())
        phone.set("2026-11-24T08:00")
        await first.appear()
        #expect(first.question?.isAnyCramp == true, "another night, another three")
    }

    @Test("three a morning, the rules' among them in their own words; what was answered is not asked again")
    func rules() async throws {
        for day in 10...23 { await tap("2026-11-\(day)T03:10") }
        let morning = await morning()
        var seen: [Question] = []
        while let question = morning.question {
            #expect(question.text.hasSuffix("?"))
            #expect(!seen.contains(question))
            #expect(morning.more == 2 - seen.count)
            seen.append(question)
            morning.choose(try #require(question.answers.last).id)
            await morning.next()
            #expect(morning.trouble == nil)
        }
        #expect(seen.count == 3)
        #expect(seen.contains { !["any-cramp", "muscle", "pain", "duration"].contains($0.id) })
        await morning.appear()
        #expect(morning.question == nil, "only a new start asks on")
        #expect(await self.morning().question != nil)
    }

    @Test("says so while the journal cannot be read, and goes on when it can")
    func trouble() async throws {
        try Data().write(to: phone.directory)
        let morning = await morning()
        #expect(morning.trouble == .unreadable)
        #expect(morning.question == nil)
        morning.choose("calf")
        #expect(morning.chosen == nil)
        try FileManager.default.removeItem(at: phone.directory)
        await morning.appear()
        #expect(morning.trouble == nil)
        #expect(morning.question?.isAnyCramp == true)
    }

    @Test("an answer that cannot be kept stays chosen")
    func refused() async throws {
        await tap("2026-11-23T03:10")
        let morning = await morning()
        let answer = try #require(morning.question?.answers.first)
        morning.choose("no such answer")
        await morning.next()
        #expect(morning.trouble == .unreadable)
        #expect(morning.chosen == "no such answer")
        #expect(morning.more == 2)
        morning.choose(answer.id)
        await morning.next()
        #expect(morning.trouble == nil)
        #expect(morning.chosen == nil)
    }
}
