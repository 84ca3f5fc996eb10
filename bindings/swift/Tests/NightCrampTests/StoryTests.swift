import Foundation
import NightCramp
import NightCrampInbox
import Testing

/// The first night, told in the same eight parts in Rust, Kotlin and Swift. What may come in later years stands in
/// `CareTests`.
@Suite("The story")
struct StoryTests {
    let temporary: TemporaryJournal
    var journal: Journal { temporary.journal }

    init() throws {
        temporary = try TemporaryJournal()
    }

    @Test("tap")
    func tap() throws {
        let tap = Berlin.tap("03:10")
        let kept = try journal.tap(tap: tap)
        #expect(kept.outcome == .saved)
        try temporary.reopen()

        let tonight = try journal.tonight(now: Berlin.at("03:11"))
        #expect(tonight.face == .night)
        #expect(tonight.current == NightMark(night: Berlin.night, state: .cramp, cramps: 1))
        #expect(tonight.cramps.map(\.id) == [kept.crampId])
        #expect(tonight.cramps.first?.at == tap.at)
        #expect(tonight.cramps.first?.taps == [tap])
        #expect(tonight.undoTapId == tap.id)
        #expect(FileManager.default.fileExists(atPath: temporary.file.path))
    }

    @Test("double tap")
    func doubleTap() throws {
        let first = Berlin.tap("03:10:00")
        let second = Berlin.tap("03:10:09")
        let kept = try journal.tap(tap: first)
        #expect(try journal.tap(tap: second) == TapKept(crampId: kept.crampId, outcome: .joined))
        #expect(try journal.tap(tap: first) == TapKept(crampId: kept.crampId, outcome: .repeated))
        var shouted = first
        shouted.id = first.id.uppercased()
        #expect(try journal.tap(tap: shouted).outcome == .repeated, "Swift's own spelling of an id is the same id")
        #expect(try journal.tap(tap: Berlin.tap("03:20")).outcome == .saved)
        #expect(try temporary.page().mark.cramps == 2)

        let split = try journal.split(tapId: second.id)
        #expect(split.id != kept.crampId)
        #expect(split.taps == [second])
        #expect(try temporary.page().mark.cramps == 3)
    }

    @Test("undo")
    func undo() throws {
        let tap = Berlin.tap("03:10")
        let crampId = try journal.tap(tap: tap).crampId
        #expect(try journal.undo(tapId: tap.id).removed)

        let tonight = try journal.tonight(now: Berlin.at("03:11"))
        #expect(tonight.current == NightMark(night: Berlin.night, state: .unknown, cramps: 0))
        #expect(tonight.undoTapId == nil)

        #expect(try journal.tap(tap: tap).outcome == .repeated)
        #expect(try temporary.page().mark.state == .unknown)
        try journal.restore(entry: .cramp(id: crampId))
        #expect(try temporary.page().mark.state == .cramp)
    }

    @Test("morning")
    func morning() throws {
        let crampId = try journal.tap(tap: Berlin.tap("03:10")).crampId
        let morning = try journal.tonight(now: Berlin.at("07:30"))
        #expect(morning.face == .day)
        #expect(morning.asked.mark.night == Berlin.night)
        let open: [QuestionKind] = [.muscle, .pain, .duration]
        #expect(
            morning.questions == open.map { MorningQuestion(kind: $0, night: Berlin.night, crampId: crampId) })

        var details = unansweredDetails()
        details.side = .left
        details.muscle = .calf
        details.pain = 7
        details.duration = .timed(seconds: 95)
        details.fall = .no
        details.whatHelped = [.stretching, .walking]
        details.different = []
        details.note = "Woke up at once 🌙"
        let described = try journal.describe(crampId: crampId, details: details)
        #expect(described.details == details)
        #expect(try journal.tonight(now: Berlin.at("07:31")).questions.isEmpty)
        try temporary.reopen()
        #expect(try temporary.page().cramps == [described])

        let before = try #require(Berlin.night.adding(days: -1))
        let page = try journal.answerAnyCramp(night: before, answer: .noCramp, id: journal.newId())
        #expect(page.mark == NightMark(night: before, state: .noCramp, cramps: 0))
        #expect(page.morning?.cramps == 0)
        let strip = try journal.tonight(now: Berlin.at("07:32"))
        #expect(strip.nights.map(\.state) == Array(repeating: .unknown, count: 12) + [.noCramp, .cramp])
        #expect(strip.tally == NightTally(cramp: 1, noCramp: 1, unknown: 12))
    }

    @Test("reopen after kill")
    func reopenAfterKill() throws {
        journal.shut()
        let tapper = try Tapper(directory: temporary.folder.path, firstTap: Berlin.at("03:10").at)
        var acknowledged = try (0..<25).map { _ in try #require(tapper.nextLine(), "the tapper ended early") }
        #expect(tapper.kill() == SIGKILL)
        while let id = tapper.nextLine() { acknowledged.append(id) }
        try temporary.reopen()
        for id in acknowledged { #expect(try journal.cramp(crampId: id).id == id) }
        #expect(acknowledged.count >= 25)
    }

    @Test("inbox")
    func inbox() throws {
        let moment = Berlin.at("03:10")
        let zone = try #require(TimeZone(identifier: Berlin.zone))
        let waiting = try InboxTap.now(.control, at: moment.at, in: zone)
        let writer = InboxWriter(directory: temporary.inbox)
        try writer.write(waiting)
        let half = temporary.inbox.appendingPathComponent("0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11.evt")
        try Data("nightcramp-inbox 1\nid 0199".utf8).write(to: half)

        #expect(
            try journal.ingest(inbox: temporary.inbox.path) == Ingested(kept: 1, repeated: 0, setAside: 1, waiting: 0))
        #expect(try temporary.page().cramps.first?.taps == [Tap(id: waiting.id, at: moment, source: .control)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.inbox.path) == ["bad"])

        try writer.write(waiting)
        #expect(
            try journal.ingest(inbox: temporary.inbox.path) == Ingested(kept: 0, repeated: 1, setAside: 0, waiting: 0))
        #expect(try temporary.page().mark.cramps == 1)
    }

    @Test("bad input")
    func badInput() throws {
        let crampId = try journal.tap(tap: Berlin.tap("03:10")).crampId
        var details = unansweredDetails()
        details.pain = 11
        let refused = try refusal { try journal.describe(crampId: crampId, details: details) }
        #expect(refused == .InvalidInput(field: "pain", reason: "must be 0 to 10, not 11"))
        #expect(refused.localizedDescription == "pain must be 0 to 10, not 11")
        #expect(try temporary.page().cramps.first?.details.pain == nil)
    }

    @Test("newer file")
    func newerFile() throws {
        _ = try journal.tap(tap: Berlin.tap("03:10"))
        journal.shut()
        let file = try FileHandle(forUpdating: temporary.file)
        // Where an SQLite file holds its user version.
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0, 99]))
        try file.close()
        let before = try temporary.bytes()

        for open in [Journal.open(dir:), Journal.openRecovering(dir:)] {
            let refused = try refusal { try open(temporary.folder.path) }
            guard case .NewerSchema(found: 99, known: _) = refused else {
                Issue.record("not a newer schema: \(refused)")
                return
            }
            #expect(try temporary.bytes() == before, "it was touched")
        }
    }
}
