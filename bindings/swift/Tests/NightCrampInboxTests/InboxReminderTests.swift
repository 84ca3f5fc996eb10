import Foundation
import NightCrampInbox
import Testing

@Suite("The inbox writer, of reminders")
struct InboxReminderTests {
    struct Vectors: Decodable {
        struct Written: Decodable, Sendable, CustomTestStringConvertible {
            let name, id, reminder, action, zone, file, text: String
            let utcMs: Int64
            let offsetS: Int
            var testDescription: String { name }
        }
        let writeReminders: [Written]

        static func load() throws -> [Written] { try (inboxVectors() as Vectors).writeReminders }
    }

    static let call = "bedtime:call:2026-10-25"

    @Test("writes the bytes that all languages write", arguments: try Vectors.load())
    func vectors(vector: Vectors.Written) throws {
        let reminder = try InboxReminder(
            id: vector.id,
            reminder: vector.reminder,
            action: #require(InboxAction(rawValue: vector.action)),
            at: Date(timeIntervalSince1970: Double(vector.utcMs) / 1000),
            offsetS: vector.offsetS,
            zone: vector.zone
        )
        #expect(String(decoding: reminder.bytes, as: UTF8.self) == vector.text)
        #expect(reminder.fileName == vector.file)

        let folder = try TemporaryFolder()
        let file = try InboxWriter(directory: folder.url).write(reminder)
        #expect(file.lastPathComponent == vector.file)
        #expect(try Data(contentsOf: file) == Data(vector.text.utf8))
    }

    @Test("has a vector for every answer")
    func vectorsAreThere() throws {
        #expect(Set(try Vectors.load().map(\.action)) == Set(InboxAction.allCases.map(\.rawValue)))
    }

    @Test("keeps every record of many threads, also the same one twice, and nothing beside them")
    func threads() throws {
        let folder = try TemporaryFolder()
        let writer = InboxWriter(directory: folder.url.appendingPathComponent("a/inbox"))
        let reminders = try (0..<20).map { _ in try InboxReminder.now(.delivered, of: Self.call) }
        DispatchQueue.concurrentPerform(iterations: 40) { n in _ = try? writer.write(reminders[n / 2]) }
        let names = try FileManager.default.contentsOfDirectory(atPath: writer.directory.path)
        #expect(Set(names) == Set(reminders.map(\.fileName)))
        for reminder in reminders {
            let file = writer.directory.appendingPathComponent(reminder.fileName)
            #expect(try Data(contentsOf: file) == Data(reminder.bytes))
        }
    }

    @Test("says why where nothing can be written")
    func nowhere() throws {
        let folder = try TemporaryFolder()
        let taken = folder.url.appendingPathComponent("file")
        try Data().write(to: taken)
        #expect {
            try InboxWriter(directory: taken).write(.now(.done, of: Self.call))
        } throws: { error in
            (error as? InboxError)?.errorDescription?.hasPrefix("cannot ") == true
        }
        #expect(try Data(contentsOf: taken).isEmpty)
    }

    @Test("refuses what no record can be")
    func refused() {
        let fine = TapID.next()
        let day = Date(timeIntervalSince1970: 1_792_890_900)
        func field(
            _ reminder: String, _ action: InboxAction = .done, id: String = fine, at: Date = day, offset: Int = 0,
            zone: String = "UTC"
        ) -> String? {
            do {
                _ = try InboxReminder(
                    id: id, reminder: reminder, action: action, at: at, offsetS: offset, zone: zone)
            } catch InboxError.invalid(let field, _) {
                return field
            } catch {
                return "\(error)"
            }
            return nil
        }
        for sound in [Self.call, "\(Self.call):2", "visit:R9b:2024-02-29", "experiment:\(fine):9999-12-31"] {
            #expect(field(sound) == nil)
        }
        for bad in [
            "", "bedtime", "bedtime:call", "bedtime::2026-10-25", ":call:2026-10-25", "bedtime:call:2026-10-25:3",
            "bedtime:call:2026-10-25:2:2", "bedtime:call:2026-02-29", "bedtime:call:2100-02-29",
            "bedtime:call:2026-13-01", "bedtime:call:2026-10-5", "bedtime:call:1899-12-31", "bedtime:ca ll:2026-10-25",
            "bedtime:cäll:2026-10-25", "Bedtime:call:2026-10-25", "\(Self.call)\naction done",
            "bedtime:\(fine)1:2026-10-25",
        ] {
            #expect(field(bad) == "reminder", "\(bad)")
        }
        #expect(field("break:4:2026-10-25", .inBed) == "action")
        #expect(field(Self.call, .inBed) == nil)
        #expect(field(Self.call, id: fine.uppercased()) == "id")
        #expect(field(Self.call, at: Date(timeIntervalSince1970: .nan)) == "at")
        #expect(field(Self.call, offset: 64_801) == "offset_s")
        #expect(field(Self.call, zone: "a b") == "zone")
    }
}
