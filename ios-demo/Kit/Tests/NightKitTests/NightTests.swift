import Foundation
import NightCramp
import NightCrampInbox
import Testing

@testable import NightKit

@Suite("The night")
@MainActor
struct NightTests {
    let phone: Phone
    let hand = Phone.Hand()

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T03:10")
    }

    @Test("is black until the journal has said which face comes first")
    func face() async {
        let night = phone.night()
        #expect(night.shown == .blank)
        #expect(night.face == nil)
        await night.appear()
        #expect(night.shown == .moon(undoTapId: nil, notSaved: false))
        #expect(night.face == .night)
        phone.set("2026-11-23T07:30")
        await night.appear()
        #expect(night.face == .day)
    }

    @Test("one tap is on disk, then felt, then seen")
    func tap() async throws {
        let night = phone.night(hand)
        await night.appear()
        await night.tap()
        #expect(hand.felt == [.saved])
        #expect(hand.seen == [.moon(undoTapId: nil, notSaved: false)], "the hand knows before the eye")
        guard case .logged(already: false, undoTapId: let id?) = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        let tonight = try await phone.door().tonight(at: phone.now())
        #expect(tonight.current.cramps == 1)
        #expect(tonight.undoTapId == id)
        #expect(!night.isWaiting)
    }

    @Test("a second tap within seconds is already logged, and felt as such")
    func doubleTap() async throws {
        let night = phone.night(hand)
        await night.appear()
        await night.tap()
        phone.set("2026-11-23T03:10:04")
        await night.tap()
        #expect(hand.felt == [.saved, .alreadySaved])
        guard case .logged(already: true, undoTapId: _?) = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        #expect(try await phone.door().tonight(at: phone.now()).current.cramps == 1)
    }

    @Test("taps of a shaking hand at the same time are one cramp")
    func shakingHand() async throws {
        let night = phone.night(hand)
        await night.appear()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { await night.tap() } }
        }
        #expect(hand.felt.count == 5)
        #expect(hand.felt.filter { $0 == .saved }.count == 1)
        #expect(!night.isWaiting)
        #expect(try await phone.door().tonight(at: phone.now()).current.cramps == 1)
    }

    @Test("undo takes the tap back, and it can be put back")
    func undo() async throws {
        let night = phone.night()
        await night.appear()
        await night.tap()
        let id = try #require(night.shown.undoTapId)
        await night.undo(id)
        guard case .takenBack = night.shown else {
            Issue.record("\(night.shown)")
            return
        }
        #expect(try await phone.door().tonight(at: phone.now()).current.state == .unknown)
        await night.putBack()
        #expect(night.shown == .logged(already: false, undoTapId: id))
        #expect(try await phone.door().tonight(at: phone.now()).current.cramps == 1)
    }

    @Test("later in the night the last one can still be undone, in the morning no more")
    func undoLater() async throws {
        let night = phone.night()
        await night.appear()
        await night.tap()
        let id = night.shown.undoTapId
        night.leave()
        phone.set("2026-11-23T04:30")
        await night.comeBack()
        #expect(night.shown == .moon(undoTapId: id, notSaved: false))
        await night.undo(try #require(id))
        await night.appear()
        #expect(night.shown == .moon(undoTapId: nil, notSaved: false))
        phone.set("2026-11-23T07:30")
        await night.putBack()
        await night.appear()
        #expect(night.shown.undoTapId == nil)
    }

    @Test("an older tap that is put back leads to the moon: its ring would count hours without a cramp")
    func putBackOlder() async throws {
        let first = phone.night()
        await first.tap()
        phone.set("2026-11-23T05:00")
        let night = phone.night()
        await night.appear()
        let id = try #require(night.shown.undoTapId)
        await night.undo(id)
        #expect(night.logged?.startedAt == phone.now().at - 110 * 60)
        await night.putBack()
        #expect(night.shown == .moon(undoTapId: id, notSaved: false))
    }

    @Test("what the person is in the middle of stays when the app was only covered for a moment")
    func covered() async {
        let night = phone.night()
        await night.comeBack()
        #expect(night.shown == .moon(undoTapId: nil, notSaved: false))
        await night.tap()
        let logged = night.shown
        await night.comeBack()
        #expect(night.shown == logged)
    }

    @Test("a call or a dark screen leaves it as it was for a quarter of an hour, then the moon is there again")
    func away() async {
        let night = phone.night()
        await night.comeBack()
        night.leave()
        #expect(night.shown == .blank, "a moon has nothing to lose")
        await night.tap()
        let logged = night.shown
        night.leave()
        phone.set("2026-11-23T03:25")
        await night.comeBack()
        #expect(night.shown == logged)
        for later in ["2026-11-23T03:40:01", "2026-11-23T03:20"] {
            await night.tap()
            phone.set("2026-11-23T03:25")
            night.leave()
            phone.set(later)
            await night.comeBack()
            guard case .moon = night.shown else {
                Issue.record("\(later): \(night.shown)")
                return
            }
        }
    }

    @Test("by day the world stays until the journal says another, unless somebody was away for long")
    func dayStays() async {
        let night = phone.night()
        phone.set("2026-11-23T19:40")
        await night.comeBack()
        night.leave()
        #expect(night.face == .day, "a page that is open must not be lost")
        phone.set("2026-11-23T19:50")
        #expect(!night.wasAwayLong)
        await night.comeBack { await MainActor.run { #expect(night.face == .day) } }
        night.leave()
        phone.set("2026-11-23T20:01")
        await night.comeBack { await MainActor.run { #expect(night.face == .day) } }
        #expect(night.face == .night)
        phone.set("2026-11-24T07:30")
        await night.comeBack()
        night.leave()
        phone.set("2026-11-25T03:00")
        #expect(night.wasAwayLong)
        await night.comeBack {
            await MainActor.run { #expect(night.face == nil, "no bright page, and no slow journal, before the moon") }
        }
        #expect(night.face == .night && !night.wasAwayLong)
    }

    @Test("a tap waits in the inbox while the file is no journal, and is taken in afterwards")
    func foreignFile() async throws {
        try FileManager.default.createDirectory(at: phone.directory, withIntermediateDirectories: true)
        let file = phone.directory.appendingPathComponent("journal.db")
        try Data(String(repeating: "something else\n", count: 400).utf8).write(to: file)

        let night = phone.night(hand)
        await night.appear()
        #expect(night.face == .night, "the moon is there whatever the journal says")
        await night.tap()
        #expect(night.shown == .logged(already: false, undoTapId: nil))
        #expect(hand.felt == [.saved])
        #expect(phone.waiting().count == 1)

        try FileManager.default.removeItem(at: file)
        let tonight = try await phone.door().tonight(at: phone.now())
        #expect(tonight.current.cramps == 1)
        #expect(phone.waiting().isEmpty)
    }

    @Test(
        "a tap waits in the inbox while the journal is busy, full, asleep, damaged or another's",
        arguments: [
            JournalError.StorageBusy, .StorageFull(missingBytes: 2_000_000), .Suspended, .Corrupt(reason: "a page"),
            .OwnedElsewhere,
        ])
    func busy(refusal: JournalError) async throws {
        let night = phone.night(hand, keep: { _, _ in throw refusal })
        await night.appear()
        await night.tap()
        #expect(night.shown == .logged(already: false, undoTapId: nil))
        #expect(hand.felt == [.saved])
        #expect(phone.waiting().count == 1)
        await night.appear()
        #expect(phone.waiting().isEmpty)
        #expect(night.shown.undoTapId != nil, "now that the journal has it, it can be undone")
    }

    @Test("a tap that was kept although it seemed to fail is recorded once")
    func keptAfterAll() async throws {
        let night = phone.night(keep: { journal, tap in
            _ = try await journal.tap(tap)
            throw JournalError.StorageUnavailable(reason: "the answer was lost")
        })
        await night.tap()
        #expect(phone.waiting().count == 1)
        let tonight = try await phone.door().tonight(at: phone.now())
        #expect(tonight.current.cramps == 1)
        #expect(tonight.cramps.first?.taps.count == 1)
    }

    @Test("a press is answered although the journal takes its time, and is recorded once")
    func slowJournal() async throws {
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        let night = phone.night(
            hand, patience: .milliseconds(50),
            keep: { journal, tap in
                for await _ in held {}
                return try await journal.tap(tap)
            })
        await night.tap()
        #expect(night.shown == .logged(already: false, undoTapId: nil))
        #expect(hand.felt == [.saved])
        #expect(phone.waiting().count == 1)
        release.finish()
        let tonight = try await phone.door().tonight(at: phone.now())
        #expect(tonight.cramps.flatMap(\.taps).count == 1)
    }

    @Test("the moon is there although the journal takes its time, and what is tapped meanwhile stays on the screen")
    func slowStart() async throws {
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        let night = phone.night(hand, patience: .milliseconds(50))
        let appearing = Task { await night.appear { for await _ in held {} } }
        while night.shown == .blank { try await Task.sleep(for: .milliseconds(5)) }
        #expect(night.shown == .moon(undoTapId: nil, notSaved: false))
        await night.tap()
        let logged = night.shown
        release.finish()
        await appearing.value
        #expect(night.shown == logged)
        #expect(hand.felt == [.saved])
    }

    @Test("only when there is no place at all the moon stays, and the same press is sent again")
    func notSaved() async throws {
        // A file stands where the journal and its inbox should be.
        try Data().write(to: phone.directory)
        let night = phone.night(hand)
        await night.appear()
        await night.tap()
        #expect(night.shown == .moon(undoTapId: nil, notSaved: true))
        #expect(hand.felt.isEmpty, "not saved is felt as nothing")

        try FileManager.default.removeItem(at: phone.directory)
        phone.set("2026-11-23T03:12")
        await night.tap()
        #expect(hand.felt == [.saved])
        let tonight = try await phone.door().tonight(at: phone.now())
        #expect(tonight.cramps.first?.at?.time == ClockTime(hour: 3, minute: 10), "the first press is when it came")
    }

    @Test("taps of a control in the app group are taken in before anything is shown")
    func control() async throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let tap = try InboxTap.now(.control, at: phone.now().at, in: zone)
        try InboxWriter(directory: phone.group).write(tap)
        let night = phone.night()
        await night.appear()
        #expect(night.shown == .moon(undoTapId: tap.id, notSaved: false))
    }

    @Test("an inbox that cannot be read does not hide the night")
    func brokenInbox() async throws {
        try Data().write(to: phone.group)
        let night = phone.night()
        await night.appear()
        await night.tap()
        await night.appear()
        #expect(night.shown.undoTapId != nil)
    }

    @Test("has no digit in its words")
    func words() {
        let night = [
            Words.Night.cramp, Words.Night.oneTap, Words.Night.notSaved, Words.Night.journal, Words.Night.undoLast,
            Words.Night.logged, Words.Night.alreadyLogged, Words.Night.undo, Words.Night.takenBack, Words.Night.putBack,
            Words.Night.done, Words.Night.passes, Words.Night.stillHard, Words.Night.hasPassed, Words.Night.sleepWell,
            Words.Night.somethingDifferent, Words.Different.title, Words.Different.tap, Words.Different.notSaved,
            Words.Different.cannotTell, Words.Urgent.getHelp, Words.Urgent.today, Words.Urgent.callForHelp,
            Words.Urgent.mistake, Words.Urgent.notTakenBack, Words.Urgent.remind,
        ]
        let all = night + Words.Night.withoutJournal
        #expect(all.allSatisfy { !$0.contains(where: \.isNumber) && !$0.contains("!") })
    }
}
