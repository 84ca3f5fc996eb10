import Foundation
import NightCramp
import NightCrampInbox
import Testing

/// What may come upon a journal in its years on a phone: nothing that was logged is lost, and the app is told what it
/// needs to know.
@Suite("Nothing is lost")
struct CareTests {
    let temporary: TemporaryJournal
    var journal: Journal { temporary.journal }
    var folder: URL { temporary.folder }

    init() throws {
        temporary = try TemporaryJournal()
    }

    /// A tap so many nights before the night of Berlin.
    private func tap(before nights: Int) throws -> Tap {
        let night = try #require(Berlin.night.adding(days: -nights))
        return Tap(id: journal.newId(), at: Berlin.at("03:10", on: night), source: .app)
    }

    /// Taps in as many nights, back from the night of Berlin.
    private func fill(_ count: Int) throws -> [String] {
        try (0..<count).map { try journal.tap(tap: tap(before: $0)).crampId }
    }

    /// What a flash does when a block of it dies: zeroes where something stood.
    private func zero(_ range: Range<Int>) throws {
        let file = try FileHandle(forUpdating: temporary.file)
        try file.seek(toOffset: UInt64(range.lowerBound))
        try file.write(contentsOf: Data(count: range.count))
        try file.close()
    }

    /// The first page of the file in which a text stands: that of the row, not of what points at it.
    private func page(with text: String) throws -> Range<Int> {
        let found = try Data(contentsOf: temporary.file).range(of: Data(text.utf8))
        let page = try #require(found?.lowerBound) / 4096 * 4096
        return page..<page + 4096
    }

    /// What a screen does when the journal does not take a tap.
    private func leave(_ tap: Tap, in inbox: URL) throws {
        let waiting = try InboxTap(
            id: tap.id, at: tap.at.at, offsetS: Int(tap.at.offsetS), zone: tap.at.zone, source: .app)
        try InboxWriter(directory: inbox).write(waiting)
    }

    @Test("damaged file: it opens with all that can be read, and the old file is kept")
    func damagedFile() async throws {
        let ids = try fill(120)
        journal.shut()
        try zero(100..<4096)
        let damaged = try Data(contentsOf: temporary.file)
        guard case .Corrupt = try refusal(of: { try Journal.open(dir: folder.path) }) else {
            Issue.record("the first page is gone and nobody says so")
            return
        }

        let actor = try await JournalActor.open(directory: folder.path)
        let health = try await actor.health()
        let recovery = try #require(health.recovery)
        #expect(recovery.fromFile == 120)
        #expect(recovery.lost.isEmpty)
        #expect(health.problems == [.filesSetAside(folders: 1)])
        #expect(try Data(contentsOf: folder.appendingPathComponent("\(recovery.keptIn)/journal.db")) == damaged)
        for id in ids { #expect(try await actor.perform { try $0.cramp(crampId: id).id } == id) }
        #expect(try await actor.tap(Berlin.tap("23:40")).outcome == .saved)
    }

    @Test("recovery report: it names what did not come back")
    func recoveryReport() async throws {
        let ids = try fill(120)
        journal.shut()
        try zero(page(with: ids[60]))
        let actor = try await JournalActor.open(directory: folder.path)
        let recovery = try #require(try await actor.maintain().recovery)
        #expect(recovery.lost.contains(ids[60]))
        #expect(recovery.fromFile < 120 && Int(recovery.fromFile) + recovery.lost.count == 120)
        #expect(recovery.fromCopy == 0)
        for id in ids where !recovery.lost.contains(id) {
            #expect(try await actor.perform { try $0.cramp(crampId: id).id } == id)
        }
    }

    @Test("recovery report: a copy brings back what the file has lost")
    func recoveryFromCopy() async throws {
        let ids = try fill(120)
        let copy = try #require(try journal.check().copies.first)
        journal.shut()
        try zero(page(with: ids[60]))
        let actor = try await JournalActor.open(directory: folder.path)
        let recovery = try await actor.recover()
        #expect(recovery.lost.isEmpty)
        #expect(recovery.fromCopy > 0 && recovery.fromFile + recovery.fromCopy == 120)
        for id in ids { #expect(try await actor.perform { try $0.cramp(crampId: id).id } == id) }

        _ = try await actor.tap(Berlin.tap("23:40"))
        try await actor.restoreCopy(named: copy.name)
        #expect(try await actor.night(Berlin.night).mark.cramps == 1, "the copy is older than the last tap")
        guard case .NotFound = try await refusal(of: { try await actor.restoreCopy(named: "000099") }) else {
            Issue.record("there is no such copy")
            return
        }
    }

    @Test(
        "full disk: the history is there, taps find a place, and the journal says how much is missing",
        .enabled(if: SmallDisk.isPossible, "needs a disk of its own to fill: Linux, as root"))
    func fullDisk() throws {
        let disk = try SmallDisk(megabytes: 4)
        let small = try TemporaryJournal(in: disk.folder.appendingPathComponent("journal"))
        _ = try small.journal.tap(tap: Berlin.tap("01:00"))
        try disk.fill()
        var (kept, waiting) = (1, 0)
        for n in 0..<3_000 where waiting < 100 {
            let tap = try tap(before: n + 1)
            do {
                _ = try small.journal.tap(tap: tap)
                kept += 1
            } catch JournalError.StorageFull(let missingBytes) {
                #expect((1...2_097_152).contains(missingBytes))
                try leave(tap, in: temporary.inbox)
                waiting += 1
            }
        }
        #expect(waiting == 100, "it was never full")
        try small.reopen()
        #expect(try small.page().mark.state == .cramp)
        guard case .storageLow = try small.journal.health().problems.first(where: { $0 != .readOnly }) else {
            Issue.record("nobody is told")
            return
        }

        try disk.free()
        #expect(
            try small.journal.ingest(inbox: temporary.inbox.path)
                == Ingested(kept: 100, repeated: 0, setAside: 0, waiting: 0))
        #expect(try small.journal.health().problems.isEmpty)
        let marks = try small.journal.nights(first: CalendarDay(text: "2016-01-01"), last: Berlin.night)
        #expect(marks.reduce(0) { $0 + Int($1.cramps) } == kept + waiting)
    }

    @Test("erase: no byte of it is left, and the journal goes on empty")
    func erase() async throws {
        let word = "zwetschgenknoedel"
        let crampId = try journal.tap(tap: Berlin.tap("03:10")).crampId
        var details = unansweredDetails()
        details.note = word
        _ = try journal.describe(crampId: crampId, details: details)
        _ = try journal.check()
        let waiting = Berlin.tap("04:20")
        try leave(waiting, in: temporary.inbox)
        journal.shut()
        try zero(100..<4096)
        let actor = try await JournalActor.open(directory: folder.path)
        let words = [word, crampId, waiting.id].map { Data($0.utf8) }
        let before = try temporary.bytes()
        #expect(before.keys.contains { $0.hasPrefix("damaged/") } && before.keys.contains { $0.hasPrefix("copies/") })
        #expect(words.allSatisfy { word in before.values.contains { $0.firstRange(of: word) != nil } })

        try await actor.erase(inboxes: [temporary.inbox.path])
        for (path, bytes) in try temporary.bytes() {
            #expect(words.allSatisfy { bytes.firstRange(of: $0) == nil && !path.utf8.elementsEqual($0) }, "\(path)")
        }
        #expect(try await actor.night(Berlin.night).mark.state == .unknown)
        let health = try await actor.health()
        #expect(health.copies.isEmpty && health.recovery == nil && health.problems.isEmpty)
        #expect(try await actor.tap(Berlin.tap("03:10")).outcome == .saved)
    }

    @Test("suspended, it holds no lock and can be read; a tap waits in the inbox until it is back")
    func suspended() async throws {
        journal.shut()
        let actor = try await JournalActor.open(directory: folder.path)
        _ = try await actor.tap(Berlin.tap("01:00"))
        try await actor.suspend()
        #expect(try await actor.night(Berlin.night).mark.cramps == 1)
        let tap = Berlin.tap("03:10")
        #expect(try await refusal(of: { try await actor.tap(tap) }) == .Suspended)
        try leave(tap, in: temporary.inbox)
        let other = try Tapper(directory: folder.path, firstTap: Berlin.at("05:00").at)
        #expect(other.nextLine() != nil, "the lock was not let go")
        #expect(try await refusal(of: { try await actor.resume() }) == .OwnedElsewhere)
        #expect(other.kill() == SIGKILL)

        try await actor.resume()
        try await actor.resume()
        #expect(try await actor.ingest(inbox: temporary.inbox.path).kept == 1)
        #expect(try await actor.perform { try $0.cramp(crampId: tap.id).taps } == [tap])
    }

    @Test("owned elsewhere: a second process is told so, and its taps are taken in by whoever comes next")
    func ownedElsewhere() async throws {
        journal.shut()
        let owner = try Tapper(directory: folder.path, firstTap: Berlin.at("01:00").at)
        let acknowledged = try #require(owner.nextLine())
        let tap = Berlin.tap("00:10")
        let refused = try await refusal(of: { try await JournalActor.open(directory: folder.path) })
        #expect(refused == .OwnedElsewhere)
        #expect(refused.localizedDescription == "another process has this journal open; put taps into the inbox")
        try leave(tap, in: temporary.inbox)
        #expect(owner.kill() == SIGKILL)

        let actor = try await JournalActor.open(directory: folder.path)
        #expect(try await actor.ingest(inbox: temporary.inbox.path).kept == 1)
        for id in [acknowledged, tap.id] { #expect(try await actor.perform { try $0.cramp(crampId: id).id } == id) }
    }
}
