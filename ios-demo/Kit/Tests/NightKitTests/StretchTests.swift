import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("The stretch's timer")
struct StretchTimerTests {
    let start = 86_400.0

    private func step(hold: UInt32 = 10, rest: UInt32 = 5, rounds: UInt32 = 2) -> StretchStep {
        StretchStep(
            id: "calf", title: "Calf, left leg", text: "Lean.", side: .left, holdS: hold, restS: rest, rounds: rounds)
    }

    private func running(_ steps: [StretchStep]) -> StretchTimer {
        var timer = StretchTimer(steps)
        timer.start(at: start)
        return timer
    }

    @Test("holds and rests, round by round and step by step, and does not rest after the last hold")
    func places() throws {
        let timer = running([step(), step(hold: 20, rest: 10, rounds: 1)])
        let expected: [(Double, Int, Int, Bool, Int)] = [
            (0, 0, 1, false, 10), (0.1, 0, 1, false, 10), (9.9, 0, 1, false, 1), (10, 0, 1, true, 5),
            (15, 0, 2, false, 10), (25, 0, 2, true, 5), (30, 1, 1, false, 20), (49.5, 1, 1, false, 1),
        ]
        for (seconds, number, round, isRest, left) in expected {
            let place = try #require(timer.place(at: start + seconds))
            #expect(place.step == number && place.round == round && place.isRest == isRest, "\(seconds)")
            #expect(place.secondsLeft == left, "\(seconds)")
        }
        #expect(timer.place(at: start + 5)?.fill == 0.5)
        #expect(timer.place(at: start + 50) == nil)
        #expect(timer.place(at: start + 5_000) == nil)
        #expect(timer.seconds(at: start + 5_000) == 50, "what comes after the end is no stretching")
    }

    @Test("stands still while paused, and goes on where it was")
    func pause() {
        var timer = StretchTimer([step()])
        #expect(timer.isPaused)
        #expect(timer.place(at: start + 100)?.secondsLeft == 10, "nobody has started it")
        timer.start(at: start)
        timer.pause(at: start + 4)
        #expect(timer.isPaused)
        #expect(timer.place(at: start + 1_000)?.secondsLeft == 6)
        timer.pause(at: start + 2_000)
        timer.start(at: start + 3_000)
        timer.start(at: start + 3_001)
        #expect(timer.place(at: start + 3_002)?.secondsLeft == 4)
        #expect(timer.seconds(at: start + 3_002) == 6)
    }

    @Test("a skip goes to the next step, running or paused, and what was skipped is not counted")
    func skip() {
        var timer = running([step(), step()])
        timer.skip(at: start + 3)
        #expect(timer.place(at: start + 3)?.step == 1)
        #expect(!timer.isPaused)
        timer.pause(at: start + 5)
        #expect(timer.seconds(at: start + 5) == 5)
        timer.skip(at: start + 6)
        #expect(timer.isPaused)
        #expect(timer.place(at: start + 6) == nil)
        timer.skip(at: start + 7)
        #expect(timer.seconds(at: start + 100) == 5)
    }

    @Test("its minutes are at least one, and none before the first hold would have been over")
    func minutes() {
        let timer = running([step(hold: 20, rounds: 6), step(hold: 10, rounds: 30)])
        for (seconds, minutes) in [(0.0, nil), (9.9, nil), (10, 1), (89, 1), (91, 2), (5_000, 10)] as [(_, UInt16?)] {
            #expect(timer.minutes(at: start + seconds) == minutes, "\(seconds)")
        }
        #expect(StretchTimer([], worked: 300).minutes(at: start) == nil)
    }

    @Test("a clock that is put back, a routine of nothing and steps of no length do no harm")
    func odd() {
        let timer = running([step()])
        #expect(timer.place(at: start - 3_600)?.secondsLeft == 10)
        #expect(StretchTimer([]).place(at: start) == nil)
        #expect(running([step(hold: 0, rest: 0)]).place(at: start) == nil)
        var seated = StretchTimer([step()], worked: 30)
        seated.start(at: start)
        #expect(seated.seconds(at: start + 4) == 34, "what was done standing counts too")
        let noRest = running([step(rest: 0)])
        #expect(
            noRest.place(at: start + 10)
                == StretchTimer.Place(
                    step: 0, round: 2, isRest: false, secondsLeft: 10, fill: 0))
    }
}

@Suite("The stretch")
@MainActor
struct StretchTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
        phone.set("2026-11-22T22:30:00")
    }

    private func stretch() -> StretchModel {
        StretchModel(door: phone.door(), clock: phone.now, uptime: phone.uptime, language: "en")
    }

    @Test("runs through the core's steps in their words, and seated is another form of it")
    func words() async throws {
        let stretch = stretch()
        await stretch.choose()
        #expect(stretch.timer?.isPaused == true && !stretch.hasBegun)
        stretch.begin()
        #expect(stretch.hasBegun)
        let steps = try #require(stretch.routine?.steps)
        #expect(stretch.routine?.kind == .standing)
        #expect(stretch.otherKind == .seated)
        let place = try #require(stretch.place)
        let first = try #require(stretch.step(at: place))
        #expect(first == steps.first)
        #expect(stretch.stepWords(at: place) == "Step 1 of \(steps.count)")
        #expect(stretch.roundWords(at: place) == "Round 1 of \(first.rounds)")
        #expect(stretch.thenWords(at: place) == "Then rest \(first.restS) seconds")
        #expect(place.words == "Hold")
        #expect(stretch.routine?.stop.isEmpty == false)
        #expect(stretch.routine?.doNot.isEmpty == false)

        stretch.pauseOrGoOn()
        phone.run(600)
        #expect(stretch.place == place)
        stretch.pauseOrGoOn()
        #expect(stretch.timer?.isPaused == false)
        stretch.leave()
        #expect(stretch.timer?.isPaused == true)

        await stretch.choose(stretch.otherKind)
        #expect(stretch.timer?.isPaused == false, "it goes on in the other form")
        #expect(stretch.routine?.kind == .seated)
        #expect(stretch.routine?.steps != steps)
        #expect(stretch.otherKind == .standing)
        for _ in 0..<20 { stretch.skip() }
        #expect(stretch.place == nil)
    }

    @Test("done for tonight is in the evening of the night to come, beside its other answers")
    func done() async throws {
        let night = CalendarDay(text: "2026-11-23")
        var evening = try unansweredEvening(night: night)
        evening.waterGlasses = 6
        evening.heavyBlanket = .yes
        let before = evening
        let journal = try await phone.door().journal()
        try await journal.perform { _ = try $0.saveEvening(evening: before) }
        await journal.shut()

        let stretch = stretch()
        await stretch.choose(.seated)
        stretch.begin()
        phone.set("2026-11-22T22:32:40")
        phone.run(160)
        let expected = try #require(stretch.timer?.seconds(at: phone.uptime()))
        await stretch.done()
        #expect(stretch.isSaved)
        #expect(stretch.trouble == nil)

        let kept = try #require(try await phone.door().perform { try await $0.night(night) }.evening)
        #expect(kept.stretched == .yes)
        #expect(kept.stretchKind == .seated)
        #expect(kept.stretchMinutes == UInt16((expected / 60).rounded()))
        #expect(kept.stretchedAt == phone.now())
        #expect(kept.waterGlasses == 6 && kept.heavyBlanket == .yes)
    }

    private func evening() async throws -> Evening? {
        try await phone.door().perform { try await $0.night(CalendarDay(text: "2026-11-23")) }.evening
    }

    @Test("whoever skips everything has not stretched: done writes nothing")
    func skipped() async throws {
        let stretch = stretch()
        await stretch.choose()
        await stretch.done()
        stretch.begin()
        phone.run(3)
        while stretch.place != nil { stretch.skip() }
        phone.run(600)
        await stretch.done()
        #expect(!stretch.isSaved)
        #expect(stretch.trouble == nil)
        #expect(try await evening() == nil)
    }

    @Test("the clock on the wall may be set meanwhile")
    func wall() async throws {
        let stretch = stretch()
        await stretch.choose()
        stretch.begin()
        phone.run(5)
        let place = try #require(stretch.place)
        for wall in ["2026-11-22T21:30:00", "2026-11-22T23:30:00"] {
            phone.set(wall)
            #expect(stretch.place == place, "\(wall)")
        }
        phone.run(115)
        await stretch.done()
        #expect(try await evening()?.stretchMinutes == 2)
    }

    @Test("a second stretch of the evening keeps the longer one, whichever it is")
    func second() async throws {
        let runs: [(Double, StretchKind, UInt16)] = [(100, .seated, 2), (30, .standing, 2), (180, .standing, 3)]
        for (seconds, kind, minutes) in runs {
            let stretch = stretch()
            await stretch.choose(kind)
            stretch.begin()
            phone.run(seconds)
            await stretch.done()
            #expect(stretch.isSaved && stretch.trouble == nil)
            #expect(try await evening()?.stretchMinutes == minutes)
            #expect(try await evening()?.stretchKind == (minutes == 2 ? .seated : .standing))
        }
    }

    @Test("while it is held back there is nothing to do, and it says why")
    func suppressed() async throws {
        let door = phone.door()
        let list = DifferentModel(door: door, isWhole: true, clock: phone.now, language: "en")
        await list.appear()
        _ = await list.tick(try #require(list.rows.first { $0.sign == .popOrCannotPushOff }))
        let stretch = StretchModel(door: door, clock: phone.now, language: "en")
        await stretch.choose()
        stretch.begin()
        #expect(!stretch.hasBegun)
        #expect(stretch.timer == nil)
        #expect(stretch.routine?.steps.isEmpty == true)
        #expect(stretch.routine?.suppressed.isEmpty == false)
        #expect(stretch.routine?.suppressed.allSatisfy { !$0.why.isEmpty } == true)
        await stretch.done()
        #expect(!stretch.isSaved)
    }

    @Test("trouble with the file is said")
    func trouble() async throws {
        try Data().write(to: phone.directory)
        let stretch = stretch()
        await stretch.choose()
        #expect(stretch.trouble == .unreadable)
        #expect(stretch.timer == nil)
    }
}
