import Foundation
import NightCramp
import Testing

@Suite("The shared vectors")
struct VectorsTests {
    struct Nights: Decodable {
        struct Case: Decodable, Sendable, CustomTestStringConvertible {
            let name, zone: String
            let utcMs: Int64
            let offsetS: Int32
            let cutHour: UInt8
            let night: CalendarDay
            let daytime: Bool
            var testDescription: String { name }
        }
        let cases: [Case]
    }

    struct Inbox: Decodable {
        struct Written: Decodable {
            let id, zone, source, file, text: String
            let utcMs: Int64
            let offsetS: Int32
        }
        struct Read: Decodable, Sendable, CustomTestStringConvertible {
            let name, file, expect: String
            let text, bytesHex: String?
            var testDescription: String { name }

            var bytes: Data {
                guard let bytesHex else { return Data((text ?? "").utf8) }
                let digits = Array(bytesHex)
                let pairs = stride(from: 0, to: digits.count, by: 2).map { String(digits[$0...($0 + 1)]) }
                return Data(pairs.compactMap { UInt8($0, radix: 16) })
            }
        }
        let write: [Written]
        let read: [Read]
    }

    @Test("a tap lies in the night that all languages say", arguments: try (vectors("night.json") as Nights).cases)
    func nights(vector: Nights.Case) throws {
        let temporary = try TemporaryJournal()
        try temporary.journal.setCutHour(hour: vector.cutHour)
        let at = Date(timeIntervalSince1970: Double(vector.utcMs) / 1000)
        let moment = Moment(at: at, offsetS: vector.offsetS, zone: vector.zone)
        let id = temporary.journal.newId()
        _ = try temporary.journal.tap(tap: Tap(id: id, at: moment, source: .app))
        let cramp = try temporary.journal.cramp(crampId: id)
        #expect(cramp.night == vector.night)
        #expect(cramp.daytime == vector.daytime)
        #expect(cramp.at == moment)
        #expect(try temporary.journal.tonight(now: moment).current.night == vector.night)
    }

    @Test("an inbox file is read as all languages say", arguments: try (vectors("inbox.json") as Inbox).read)
    func reading(vector: Inbox.Read) throws {
        let temporary = try TemporaryJournal()
        try FileManager.default.createDirectory(at: temporary.inbox, withIntermediateDirectories: true)
        let file = temporary.inbox.appendingPathComponent(vector.file)
        try vector.bytes.write(to: file)

        let ingested = try temporary.journal.ingest(inbox: temporary.inbox.path)
        func expected(_ word: String) -> UInt32 { vector.expect == word ? 1 : 0 }
        #expect(ingested.kept == expected("kept"))
        #expect(ingested.repeated == expected("repeated"))
        #expect(ingested.setAside == expected("set_aside"))
        #expect(ingested.waiting == expected("waiting"))
        let stays = vector.expect == "ignored" || vector.expect == "waiting"
        #expect(FileManager.default.fileExists(atPath: file.path) == stays)
        if vector.expect == "set_aside" {
            let aside = temporary.inbox.appendingPathComponent("bad/\(vector.file)")
            #expect(try Data(contentsOf: aside) == vector.bytes, "set aside, never deleted")
        }
    }

    @Test("what a writer leaves arrives as the tap it was")
    func written() throws {
        let inbox: Inbox = try vectors("inbox.json")
        let temporary = try TemporaryJournal()
        try FileManager.default.createDirectory(at: temporary.inbox, withIntermediateDirectories: true)
        for vector in inbox.write {
            try Data(vector.text.utf8).write(to: temporary.inbox.appendingPathComponent(vector.file))
        }
        #expect(try temporary.journal.ingest(inbox: temporary.inbox.path).kept == UInt32(inbox.write.count))
        // Some lie within ten seconds of each other, and share a cramp.
        var taps: [String: Tap] = [:]
        for vector in inbox.write {
            let at = Date(timeIntervalSince1970: Double(vector.utcMs) / 1000)
            let then = Moment(at: at, offsetS: vector.offsetS, zone: vector.zone)
            let tonight = try temporary.journal.tonight(now: then)
            for tap in (tonight.cramps + tonight.suspects).flatMap(\.taps) { taps[tap.id] = tap }
        }
        for vector in inbox.write {
            let tap = try #require(taps[vector.id], "\(vector.file)")
            #expect("\(tap.source)" == vector.source)
            #expect(Int64((tap.at.at.timeIntervalSince1970 * 1000).rounded()) == vector.utcMs)
            #expect(tap.at.offsetS == vector.offsetS)
            #expect(tap.at.zone == vector.zone)
        }
    }
}
