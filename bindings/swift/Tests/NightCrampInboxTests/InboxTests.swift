import Foundation
import Testing

@testable import NightCrampInbox

@Suite("The inbox writer")
struct InboxTests {
    struct Vectors: Decodable {
        struct Written: Decodable, Sendable, CustomTestStringConvertible {
            let name, id, zone, source, file, text: String
            let utcMs: Int64
            let offsetS: Int
            var testDescription: String { name }
        }
        let write: [Written]

        static func load() throws -> Vectors { try inboxVectors() }
    }

    @Test("writes the bytes that all languages write", arguments: try Vectors.load().write)
    func vectors(vector: Vectors.Written) throws {
        let tap = try InboxTap(
            id: vector.id,
            at: Date(timeIntervalSince1970: Double(vector.utcMs) / 1000),
            offsetS: vector.offsetS,
            zone: vector.zone,
            source: #require(InboxSource(rawValue: vector.source))
        )
        #expect(String(decoding: tap.bytes, as: UTF8.self) == vector.text)
        #expect(tap.fileName == vector.file)

        let folder = try TemporaryFolder()
        let file = try InboxWriter(directory: folder.url).write(tap)
        #expect(file.lastPathComponent == vector.file)
        #expect(try Data(contentsOf: file) == Data(vector.text.utf8))
    }

    @Test("has as many vectors as the format has sources")
    func vectorsAreThere() throws {
        #expect(Set(try Vectors.load().write.map(\.source)) == Set(InboxSource.allCases.map(\.rawValue)))
    }

    @Test("makes its folder, leaves one file a tap and no other")
    func oneFile() throws {
        let folder = try TemporaryFolder()
        let inbox = folder.url.appendingPathComponent("a/b/inbox")
        let tap = try InboxTap.now(.control)
        let writer = InboxWriter(directory: inbox)
        for _ in 1...3 { try writer.write(tap) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.path) == [tap.fileName])
    }

    @Test("keeps every tap of many threads, also the same one twice")
    func threads() throws {
        let folder = try TemporaryFolder()
        let writer = InboxWriter(directory: folder.url)
        let taps = try (0..<20).map { _ in try InboxTap.now(.widget) }
        DispatchQueue.concurrentPerform(iterations: 40) { n in _ = try? writer.write(taps[n / 2]) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(Set(names) == Set(taps.map(\.fileName)))
        for tap in taps {
            #expect(try Data(contentsOf: folder.url.appendingPathComponent(tap.fileName)) == Data(tap.bytes))
        }
    }

    @Test("says why where nothing can be written")
    func nowhere() throws {
        let folder = try TemporaryFolder()
        let taken = folder.url.appendingPathComponent("file")
        try Data().write(to: taken)
        for inbox in [taken, taken.appendingPathComponent("inside"), URL(fileURLWithPath: "/proc/nightcramp")] {
            #expect {
                try InboxWriter(directory: inbox).write(.now(.app))
            } throws: { error in
                (error as? InboxError)?.errorDescription?.hasPrefix("cannot ") == true
            }
        }
        #expect(try Data(contentsOf: taken).isEmpty)
    }

    @Test("refuses what no tap can be")
    func refused() {
        let id = TapID.next()
        let day = Date(timeIntervalSince1970: 1_792_890_900)
        func field(_ id: String, _ at: Date, _ offset: Int, _ zone: String) -> String? {
            do {
                _ = try InboxTap(id: id, at: at, offsetS: offset, zone: zone, source: .app)
            } catch InboxError.invalid(let field, _) {
                return field
            } catch {
                return "\(error)"
            }
            return nil
        }
        #expect(field(id, day, 3600, "Europe/Berlin") == nil)
        #expect(field(id, day, -64_800, "Mars/Olympus_Mons") == nil)
        for bad in [
            "", "1", id.uppercased(), id + "a", "../../../../../../etc/passwd", "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a1\0",
        ] {
            #expect(field(bad, day, 0, "UTC") == "id")
        }
        for bad in [-0.001, 253_402_300_800, .infinity, -.infinity, .nan, 1e300] {
            #expect(field(id, Date(timeIntervalSince1970: bad), 0, "UTC") == "at")
        }
        for bad in [64_801, -64_801, .max, .min] { #expect(field(id, day, bad, "UTC") == "offset_s") }
        for bad in ["", " ", "a b", "a\nkind nap", "a\0b", "Zürich", String(repeating: "x", count: 65)] {
            #expect(field(id, day, 0, bad) == "zone")
        }
    }

    @Test("reckons the CRC-32 that everybody knows")
    func sums() {
        #expect(crc32("123456789".utf8) == 0xCBF4_3926)
        #expect(crc32([]) == 0)
        #expect(crc32((0...255).map(UInt8.init)) == 0x2905_8C73)
    }

    @Test("makes ids of version 7 that sort by time")
    func ids() throws {
        let at = Date(timeIntervalSince1970: 1_792_890_900.123)
        #expect(TapID.make(at: at, high: 0, low: 0) == "01a170a0-0e9b-7000-8000-000000000000")
        #expect(TapID.make(at: at, high: .max, low: .max).hasSuffix("-7fff-bfff-ffffffffffff"))
        let ids = (0..<1000).map { TapID.next(at: at + Double($0)) }
        #expect(ids == ids.sorted())
        #expect(Set((0..<1000).map { _ in TapID.next(at: at) }).count == 1000)
        for odd in [-1e9, 1e18, .infinity, -.infinity, .nan] {
            #expect(TapID.isValid(TapID.next(at: Date(timeIntervalSince1970: odd))))
        }
        #expect(ids.allSatisfy(TapID.isValid))
        #expect(try #require(UUID(uuidString: ids[0])).uuidString.lowercased() == ids[0])
    }

    @Test("imports Foundation and nothing else")
    func noNativeCode() throws {
        let package = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in folder.deletingLastPathComponent()
        }
        let sources = package.appendingPathComponent("Sources/NightCrampInbox")
        let files = try FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: nil)
        let imports = try files.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.contains("import ") }
        }
        #expect(files.count == 6)
        #expect(Set(imports) == ["import Foundation"])
    }
}

/// What the vectors of the inbox hold for a test.
func inboxVectors<Content: Decodable>() throws -> Content {
    // From bindings/swift/Tests/NightCrampInboxTests up to the repository.
    let here = URL(fileURLWithPath: #filePath)
    let repository = (0..<5).reduce(here) { folder, _ in folder.deletingLastPathComponent() }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
        Content.self, from: Data(contentsOf: repository.appendingPathComponent("tests/vectors/inbox.json")))
}

/// A folder that goes away with the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("nightcramp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
