import Foundation
import NightCramp
import NightCrampInbox
import Testing

@testable import NightKit

@Suite("The help page")
@MainActor
struct HelpTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T10:00")
    }

    private func health(_ problems: [Problem] = [], recovery: Recovery? = nil) -> Health {
        Health(bytes: 1_234_567, freeBytes: nil, checkedAt: nil, copies: [], recovery: recovery, problems: problems)
    }

    private func recovery(back: UInt32, lost: Int) -> Recovery {
        Recovery(
            at: phone.now().at, keptIn: "damaged/20261123T090000Z", fromFile: back, fromCopy: 0,
            lost: Array(repeating: "2026-11-20", count: lost))
    }

    @Test("a journal that is well says so in words")
    func well() async throws {
        try await phone.fill(3)
        let help = HelpModel(door: phone.door(), clock: { .now() })
        #expect(help.rows.isEmpty, "not before it was asked")
        await help.appear()
        let rows = { Dictionary(uniqueKeysWithValues: help.rows.map { ($0.label, $0.value) }) }
        #expect(rows()["Last check"] == "Not yet")
        #expect(rows()["Copies"] == "None")
        #expect(rows()["Problems"] == "None")
        #expect(rows()["Size of the journal"]??.hasSuffix(" KB") == true)
        #expect(help.notices.isEmpty)

        await help.check()
        let today = try #require(Moment.now().day?.dateWords)
        #expect(rows()["Last check"] == today)
        #expect(rows()["Copies"] == "1, newest \(today)")
        #expect(!help.isChecking)
    }

    @Test("every problem has a sentence")
    func problems() {
        let all: [Problem] = [
            .readOnly, .storageLow(missingBytes: 1_000_001), .checkOverdue, .rowsSetAside(rows: 1),
            .filesSetAside(folders: 2), .damaged(reason: "page 7"),
        ]
        let rows = health(all, recovery: recovery(back: 212, lost: 3)).rows(on: phone.now())
        let told = [
            "Nothing can be added now.", "2 MB of storage to free.", "Not checked for three weeks.",
            "1 entry damaged and set aside.", "2 old files kept.", "The file is damaged.",
        ]
        #expect(rows.map(\.label).suffix(2) == ["Problems", "Brought back"])
        #expect(rows[4].value == told.joined(separator: "\n"))
        #expect(rows[5].value == "23 November 2026. 212 entries are back, 3 could not be read again.")
        #expect(rows.prefix(2).map(\.value) == ["1.2 MB", "Not known"])
    }

    @Test("sizes are those of phones, and what is needed is never told too small")
    func sizes() {
        let sizes: [(UInt64, String)] = [
            (0, "0 KB"), (1, "1 KB"), (350_000, "350 KB"), (1_000_000, "1.0 MB"), (9_990_000, "9.9 MB"),
            (64_000_000, "64 MB"), (3_400_000_000, "3.4 GB"), (.max, "18446744073 GB"),
        ]
        for (bytes, words) in sizes { #expect(bytes.sizeWords == words) }
        for (bytes, size) in [(1, "1 MB"), (1_000_000, "1 MB"), (2_097_152, "3 MB")] as [(UInt64, String)] {
            #expect(
                Notice(JournalError.StorageFull(missingBytes: bytes)).words
                    == "Storage is nearly full. Free \(size) to keep logging in the journal.")
        }
        #expect(Notice(JournalError.StorageFull(missingBytes: 0)).words.hasPrefix("Storage is full. Free some space"))
    }

    @Test("what a person should know is said once, calmly, and of a full disk only that it is full")
    func notices() {
        let now = phone.now().at
        #expect(Notice.all(in: health([.checkOverdue, .filesSetAside(folders: 1)]), at: now).isEmpty)
        #expect(Notice.all(in: health([.readOnly]), at: now) == [.readOnly])
        let full = health([.readOnly, .storageLow(missingBytes: 5)], recovery: recovery(back: 1, lost: 1))
        #expect(Notice.all(in: full, at: now) == [.full(missingBytes: 5), .recovered(back: 1, lost: 1)])
        #expect(
            Notice.recovered(back: 1, lost: 1).words
                == "Part of the journal could not be read. 1 entry is back, 1 could not be read again. "
                + "The old file is kept.")
        let all: [Notice] = [
            .full(missingBytes: 0), .full(missingBytes: 1), .recovered(back: 0, lost: 0), .newerApp, .readOnly,
            .unreadable,
        ]
        #expect(all.allSatisfy { $0.words.hasSuffix(".") && !$0.words.contains(where: { "!\u{2014}".contains($0) }) })
        let help = HelpModel(door: phone.door(), clock: phone.now)
        #expect(help.notices(with: .unreadable) == [.unreadable])
    }

    @Test("a journal that cannot be opened is told as what it is")
    func unopenable() async throws {
        #expect(Notice(JournalError.NewerSchema(found: 9, known: 2)) == .newerApp)
        try Data().write(to: phone.directory)
        let help = HelpModel(door: phone.door(), clock: phone.now)
        await help.appear()
        #expect(help.notices == [.unreadable])
        #expect(help.notices(with: .unreadable) == [.unreadable], "once")
        #expect(help.rows.isEmpty)
        help.askToErase()
        await help.erase()
        #expect(help.erasing == .failed)
    }

    @Test("erasing takes two presses, and takes everything with it, also what waits")
    func erase() async throws {
        try await phone.fill(3)
        let door = phone.door()
        let help = HelpModel(door: door, clock: phone.now)
        await help.appear()
        await help.erase()
        #expect(try await door.tonight(at: phone.now()).tally.cramp == 3, "one press does nothing")
        help.askToErase()
        help.keepEverything()
        await help.erase()
        #expect(help.erasing == .resting)
        #expect(try await door.tonight(at: phone.now()).tally.cramp == 3)

        await help.check()
        for inbox in [phone.inbox, phone.group] {
            let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
            try InboxWriter(directory: inbox).write(InboxTap.now(.control, at: phone.now().at, in: zone))
        }
        help.askToErase()
        #expect(help.erasing == .asked)
        await help.erase()
        #expect(help.erasing == .done)
        #expect(help.health?.copies.isEmpty == true)
        let tonight = try await door.tonight(at: phone.now())
        #expect(tonight.tally.cramp == 0 && tonight.current.cramps == 0)
        let names = try FileManager.default.subpathsOfDirectory(atPath: phone.folder.path)
        #expect(!names.contains { $0.hasSuffix(".evt") || $0.hasPrefix("journal/copies/") })
        await help.appear()
        #expect(help.erasing == .resting)
    }
}
