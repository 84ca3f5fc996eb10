import Foundation
import NightCramp
import Testing

/// The night and the clock that the tests use: Berlin, the night to 10 February 2026, an hour east of UTC.
enum Berlin {
    static let night = CalendarDay(text: "2026-02-10")
    static let zone = "Europe/Berlin"

    /// The moment at which the wall clock of that winter shows `time`; before noon on the 10th, from noon on the 9th.
    static func at(_ time: String, on day: CalendarDay = night) -> Moment {
        let parts = time.split(separator: ":").map { Int($0) ?? -1 }
        let seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
        let date = day.dayNumber - (parts[0] >= 12 ? 1 : 0)
        return Moment(
            at: Date(timeIntervalSince1970: Double(date * 86_400 + seconds - 3600)), offsetS: 3600, zone: zone)
    }

    static func tap(_ time: String, id: String = UUID().uuidString.lowercased()) -> Tap {
        Tap(id: id, at: at(time), source: .app)
    }
}

extension CalendarDay {
    init(text: String) {
        guard let day = CalendarDay(text) else { preconditionFailure("\(text) is no date") }
        self = day
    }
}

extension ClockTime {
    init(text: String) {
        guard let time = ClockTime(text) else { preconditionFailure("\(text) is no time") }
        self = time
    }
}

/// A journal on a real file in a folder that goes away with the test.
final class TemporaryJournal {
    let folder: URL
    private(set) var journal: Journal

    init(
        in folder: URL = FileManager.default.temporaryDirectory
            .appendingPathComponent("nightcramp-\(UUID().uuidString)")
    ) throws {
        self.folder = folder
        journal = try Journal.open(dir: folder.path)
    }

    deinit {
        journal.shut()
        try? FileManager.default.removeItem(at: folder)
    }

    var file: URL { folder.appendingPathComponent("journal.db") }
    var inbox: URL { folder.appendingPathComponent("inbox") }

    func reopen() throws {
        journal.shut()
        journal = try Journal.open(dir: folder.path)
    }

    /// What the journal says of the night, to see that nothing was lost.
    func page() throws -> NightPage { try journal.night(night: Berlin.night) }

    /// Every file below the folder, by its path there.
    func bytes() throws -> [String: Data] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try paths.reduce(into: [:]) { files, path in
            let file = folder.appendingPathComponent(path)
            var isFolder = ObjCBool(false)
            if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
                files[path] = try Data(contentsOf: file)
            }
        }
    }
}

/// The journal's refusal of some work; that there is none is the test's failure.
func refusal<Value>(of work: () throws -> Value, at location: SourceLocation = #_sourceLocation) throws -> JournalError
{
    try refusal(in: Result(catching: work), at: location)
}

/// The same of work that takes its time.
func refusal<Value>(
    of work: () async throws -> Value, at location: SourceLocation = #_sourceLocation
) async throws -> JournalError {
    do {
        return try refusal(in: .success(try await work()), at: location)
    } catch {
        return try refusal(in: Result<Value, any Error>.failure(error), at: location)
    }
}

private func refusal<Value>(in result: Result<Value, any Error>, at location: SourceLocation) throws -> JournalError {
    if case .failure(let error) = result, let refusal = error as? JournalError { return refusal }
    _ = try result.get()
    return try #require(nil as JournalError?, "it was taken", sourceLocation: location)
}

/// The repository, seen from this file.
let repository = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in folder.deletingLastPathComponent() }

/// The content of one of the vectors that all languages share.
func vectors<Content: Decodable>(_ name: String) throws -> Content {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(
        Content.self, from: Data(contentsOf: repository.appendingPathComponent("tests/vectors/\(name)")))
}
