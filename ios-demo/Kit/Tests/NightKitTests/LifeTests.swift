import Foundation
import NightCramp
import NightCrampInbox
import Testing

@testable import NightKit

@Suite("The app's life")
@MainActor
struct LifeTests {
    let phone: Phone
    let time = Time()

    /// The system's time, counted.
    @MainActor final class Time: BackgroundTime {
        var begun = 0
        var ended: [Int] = []
        var expire: (@MainActor @Sendable () -> Void)?

        func begin(expired: @escaping @MainActor @Sendable () -> Void) -> Int {
            begun += 1
            expire = expired
            return begun
        }

        func end(_ task: Int) { ended.append(task) }
    }

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T03:10")
    }

    private func tap(_ wall: String) -> Tap {
        phone.set(wall)
        return Tap(id: TapID.next(at: phone.now().at), at: phone.now(), source: .app)
    }

    private func isSaved(_ kept: JournalDoor.Kept) -> Bool { if case .saved = kept { true } else { false } }
    private func isWaiting(_ kept: JournalDoor.Kept) -> Bool { if case .waiting = kept { true } else { false } }

    @Test("in the back the journal is looked after and let go, in front it takes in what was tapped meanwhile")
    func leaveAndComeBack() async throws {
        let door = phone.door()
        let life = AppLife(door: door, time: time)
        #expect(isSaved(await door.tap(tap("2026-11-23T01:00"))))
        await life.leave()
        #expect(try await door.health().copies.count == 1, "what was due is done")
        #expect(try await door.tonight(at: phone.now()).current.cramps == 1, "it can be read")
        #expect(isWaiting(await door.tap(tap("2026-11-23T03:10"))))
        #expect(try await door.tonight(at: phone.now()).current.cramps == 1)
        #expect(phone.waiting().count == 1)

        await life.comeBack()
        #expect(phone.waiting().isEmpty)
        #expect(try await door.tonight(at: phone.now()).current.cramps == 2)
        #expect(isSaved(await door.tap(tap("2026-11-23T04:20"))))
    }

    @Test("the system gets its time back once, whether that was enough or not")
    func backgroundTime() async throws {
        let life = AppLife(door: phone.door(), time: time)
        await life.leave()
        #expect(time.begun == 1 && time.ended == [1])
        time.expire?()
        #expect(time.ended == [1])

        let door = phone.door()
        _ = try await door.health()
        let leaving = Task { await AppLife(door: door, time: time).leave() }
        while time.begun < 2 { await Task.yield() }
        time.expire?()
        #expect(time.ended == [1, 2])
        await leaving.value
        #expect(time.ended == [1, 2])
    }

    @Test("somebody who comes and goes quickly does not find the journal asleep")
    func comeAndGo() async throws {
        let door = phone.door()
        let life = AppLife(door: door, time: time)
        _ = try await door.health()
        for n in 0..<10 {
            let leaving = Task { await life.leave() }
            while time.begun <= n { await Task.yield() }
            await life.comeBack()
            #expect(isSaved(await door.tap(tap("2026-11-23T0\(n):30"))))
            await leaving.value
        }
        #expect(time.ended.count == 10)
    }

    @Test("a press on a notification finds the journal awake, and leaves it asleep unless the app came to the front")
    func pressInBack() async throws {
        let door = phone.door()
        let life = AppLife(door: door, time: time)
        await life.comeBack()
        #expect(isSaved(await door.tap(tap("2026-11-23T01:00"))))
        await life.whileAwake {}
        #expect(time.ended == [1], "somebody may leave before it is done")
        var last = false
        await life.leave { last = isSaved(await door.tap(tap("2026-11-23T02:00"))) }
        #expect(last, "what is done last still finds it awake")

        var inBack: JournalDoor.Kept?
        await life.whileAwake { inBack = await door.tap(tap("2026-11-23T03:10")) }
        #expect(inBack.map(isSaved) == true)
        #expect(time.begun == 3 && time.ended == [1, 2, 3])
        #expect(isWaiting(await door.tap(tap("2026-11-23T03:40"))), "it sleeps again")

        await life.whileAwake { await life.comeBack() }
        #expect(isSaved(await door.tap(tap("2026-11-23T04:20"))), "somebody has come meanwhile")
        await life.leave()
        let first = Task { await life.whileAwake { while time.begun < 7 { await Task.yield() } } }
        while time.begun < 6 { await Task.yield() }
        await life.whileAwake { await Task.yield() }
        await first.value
        #expect(isWaiting(await door.tap(tap("2026-11-23T05:00"))))
        #expect(time.begun == time.ended.count)
    }

    @Test("whoever leaves while an answer is worked on does not put the journal to sleep under it")
    func leaveDuringAnswer() async throws {
        for inFront in [true, false] {
            let door = phone.door()
            let life = AppLife(door: door, time: time)
            if inFront { await life.comeBack() }
            _ = try await door.health()
            let (held, release) = AsyncStream.makeStream(of: Void.self)
            let (started, begin) = AsyncStream.makeStream(of: Void.self)
            var kept: JournalDoor.Kept?
            let answer = Task {
                await life.whileAwake {
                    begin.finish()
                    for await _ in held {}
                    kept = await door.tap(tap(inFront ? "2026-11-23T03:10" : "2026-11-23T05:10"))
                }
            }
            for await _ in started {}
            await life.leave()
            release.finish()
            await answer.value
            #expect(kept.map(isSaved) == true)
            #expect(isWaiting(await door.tap(tap("2026-11-23T06:0\(inFront ? 1 : 2)"))), "then it sleeps")
            #expect(time.begun == time.ended.count)
        }
    }

    @Test("a journal that is damaged is recovered at the start, and told of for a week")
    func damagedAtStart() async throws {
        try await phone.fill(30)
        try phone.damage()
        let door = phone.door()
        let night = NightModel(door: door, clock: phone.now)
        await night.appear()
        #expect(night.shown.undoTapId != nil, "the last tap is back")
        let told = "Part of the journal could not be read. 30 entries are back. The old file is kept."
        let help = HelpModel(door: door, clock: { .now() })
        await help.appear()
        #expect(help.notices.map(\.words) == [told])
        #expect(help.rows.last?.label == "Brought back")
        let later = HelpModel(door: door, clock: { Moment(at: .now + 8 * 86_400, offsetS: 0, zone: "Etc/UTC") })
        await later.appear()
        #expect(later.notices.isEmpty)
        #expect(later.rows.last?.label == "Brought back")
    }

    @Test("a journal that was damaged in its sleep is recovered when the app comes back")
    func damagedAsleep() async throws {
        try await phone.fill(30)
        let door = phone.door()
        _ = try await door.health()
        let life = AppLife(door: door, time: time)
        await life.leave()
        try phone.damage()
        #expect(isWaiting(await door.tap(tap("2026-11-23T04:20"))))
        await life.comeBack()
        let tonight = try await door.tonight(at: phone.now())
        #expect(tonight.current.cramps == 2, "the one that waited is in")
        #expect(try await door.health().recovery != nil)
    }

    @Test("a call that meets damage is done again on the recovered journal, once for all who met it")
    func damagedInUse() async throws {
        try await phone.fill(30)
        let door = phone.door()
        _ = try await door.health()
        let tries = Tries()
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        let late = Task {
            try await door.perform { journal in
                if await tries.next() == 1 {
                    for await _ in held {}
                    throw JournalError.Corrupt(reason: "a page")
                }
                _ = try await journal.health()
            }
        }
        while await tries.count == 0 { await Task.yield() }
        try await door.perform { journal in
            if await tries.next() == 2 { throw JournalError.Corrupt(reason: "a page") }
            _ = try await journal.health()
        }
        release.finish()
        try await late.value
        #expect(await tries.count == 4)
        #expect(try await door.health().problems == [.filesSetAside(folders: 1)])
        #expect(try await door.tonight(at: phone.now()).tally.cramp == 14)
    }

    /// How often something was tried.
    private actor Tries {
        private(set) var count = 0

        func next() -> Int {
            count += 1
            return count
        }
    }
}
