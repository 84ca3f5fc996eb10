import Foundation
import NightCramp
import Testing

/// What an app may send by mistake: an error it can name, or a sensible answer; nothing lost either way.
@Suite("Bad input")
struct BadInputTests {
    static let id = "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11"
    let temporary: TemporaryJournal
    let before: NightPage
    var journal: Journal { temporary.journal }
    var crampId: String { Self.id }

    init() throws {
        temporary = try TemporaryJournal()
        _ = try temporary.journal.tap(tap: Berlin.tap("03:10", id: Self.id))
        before = try temporary.page()
    }

    /// Runs work that must be refused for one field; the journal must be as before, and still work.
    private func refused<Value>(
        _ field: String, at location: SourceLocation = #_sourceLocation, _ work: () throws -> Value
    ) throws {
        let refusal = try refusal(of: work, at: location)
        guard case .InvalidInput(field, let reason) = refusal else {
            Issue.record("not about \(field): \(refusal)", sourceLocation: location)
            return
        }
        #expect(!reason.isEmpty && refusal.localizedDescription == "\(field) \(reason)", sourceLocation: location)
        #expect(try temporary.page() == before, sourceLocation: location)
    }

    private func described(_ change: (inout CrampDetails) -> Void) throws -> CrampDetails {
        var details = unansweredDetails()
        change(&details)
        return try journal.describe(crampId: crampId, details: details).details
    }

    private func tap(at moment: Moment) throws -> TapKept {
        try journal.tap(tap: Tap(id: journal.newId(), at: moment, source: .app))
    }

    @Test("numbers out of range")
    func numbers() throws {
        for pain in [11, 255] as [UInt8] { try refused("pain") { try described { $0.pain = pain } } }
        try refused("duration") { try described { $0.duration = .timed(seconds: .max) } }
        var morning = try unansweredMorning(night: Berlin.night)
        morning.sleepDisturbance = 11
        try refused("sleep_disturbance") { try journal.saveMorning(morning: morning) }
        try refused("cut_hour") { try journal.setCutHour(hour: 24) }
        #expect(try journal.cutHour() == 12)
    }

    @Test(
        "ids that are none",
        arguments: ["", "1", "0199f0c2", "0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a1g", "\0", "'; DROP TABLE tap; --", "🌙"])
    func ids(id: String) throws {
        try refused("id") { try journal.tap(tap: Berlin.tap("03:30", id: id)) }
    }

    @Test("an id used twice with other content")
    func idTaken() throws {
        #expect(throws: JournalError.IdTaken(id: Self.id)) { try journal.tap(tap: Berlin.tap("04:30", id: Self.id)) }
        #expect(try temporary.page() == before)
    }

    @Test("an id that nobody knows")
    func unknownId() throws {
        let id = journal.newId()
        #expect(throws: JournalError.NotFound(id: id)) { try journal.undo(tapId: id) }
        #expect(throws: JournalError.NotFound(id: id)) {
            try journal.describe(crampId: id, details: unansweredDetails())
        }
        #expect(throws: JournalError.NotFound(id: id)) { try journal.restore(entry: .cramp(id: id)) }
    }

    @Test("offsets and zones")
    func zones() throws {
        var moment = Berlin.at("04:30")
        for offset in [64_801, -64_801, .max, .min] as [Int32] {
            moment.offsetS = offset
            try refused("offset_s") { try tap(at: moment) }
        }
        moment.offsetS = 3600
        for zone in ["", " ", "Europe/Ber lin", "a\0b", String(repeating: "x", count: 10_000)] {
            moment.zone = zone
            try refused("zone") { try tap(at: moment) }
        }
        moment.zone = "Mars/Olympus_Mons"
        #expect(try tap(at: moment).outcome == .saved, "a zone that nobody knows is kept as it was said")
    }

    @Test(
        "instants outside the years 1970 to 9999",
        arguments: [-0.001, 253_402_300_800, 8_210_298_412_800, 9.2e15, -9.2e15, -62_135_596_801])
    func instants(seconds: Double) throws {
        let moment = Moment(at: Date(timeIntervalSince1970: seconds), offsetS: 0, zone: "Etc/UTC")
        try refused("at") { try tap(at: moment) }
        try refused("at") { try journal.tonight(now: moment) }
    }

    @Test("the last instant there is comes back as it went in")
    func lastInstant() throws {
        let last = Moment(at: Date(timeIntervalSince1970: 253_402_300_799.999), offsetS: 64_800, zone: "Etc/GMT-14")
        let kept = try tap(at: last)
        let cramp = try journal.cramp(crampId: kept.crampId)
        #expect(cramp.at == last)
        #expect(try journal.tonight(now: last).current.night == cramp.night)
        #expect(try journal.night(night: cramp.night).cramps.map(\.id) == [cramp.id])
    }

    @Test("ranges of nights that cannot be")
    func ranges() throws {
        let first = CalendarDay(text: "1900-01-01")
        let last = CalendarDay(text: "9999-12-31")
        #expect(try journal.night(night: first).beginsOn.text == "1899-12-31")
        #expect(try journal.night(night: last).mark.state == .unknown)
        for (first, last) in [(last, first), (Berlin.night, first), (first, last)] {
            _ = try refusal { try journal.nights(first: first, last: last) }
            _ = try refusal { try journal.pages(first: first, last: last) }
        }
        #expect(try temporary.page() == before)
    }

    @Test("a note that is too long is refused, one of any language is kept to the letter")
    func notes() throws {
        try refused("note") { try described { $0.note = String(repeating: "x", count: 1 << 20) } }
        let note = "🦵🏽 אני ער \u{202E}עכשיו\u{202C}\r\n第二行 👨‍👩‍👧 e\u{301} \u{FEFF}"
        #expect(try described { $0.note = note }.note.map { Array($0.utf8) } == Array(note.utf8))
        try temporary.reopen()
        #expect(try temporary.page().cramps.first?.details.note.map { Array($0.utf8) } == Array(note.utf8))
    }

    @Test("a NUL in a note is kept or refused, never cut")
    func nul() throws {
        let note = "before\0after"
        do {
            #expect(try described { $0.note = note }.note == note)
            #expect(try temporary.page().cramps.first?.details.note == note)
        } catch JournalError.InvalidInput(let field, _) {
            #expect(field == "note")
        }
    }

    @Test("zone windows that cannot be")
    func windows() throws {
        let window = ZoneWindow.around(Berlin.night, in: try #require(TimeZone(identifier: Berlin.zone)))
        func adding(_ change: (inout ZoneWindow) -> Void) throws -> Cramp {
            var zone = window
            change(&zone)
            return try journal.addCramp(
                cramp: NewCramp(id: journal.newId(), night: Berlin.night, time: nil, zone: zone))
        }
        try refused("zone") { try adding { $0.zone = "" } }
        try refused("end") { try adding { $0.end = $0.start } }
        try refused("offset_s") { try adding { $0.offsetS = 100_000 } }
        try refused("transitions") { try adding { $0.transitions = [Transition(at: $0.end, offsetS: 0)] } }
    }

    @Test("calls after shut")
    func shut() throws {
        journal.shut()
        #expect(throws: JournalError.Shut) { try journal.tap(tap: Berlin.tap("03:30")) }
        #expect(throws: JournalError.Shut) { try journal.tonight(now: Berlin.at("03:30")) }
        journal.shut()
        try temporary.reopen()
        #expect(try temporary.page() == before)
    }
}

/// Places and files that are no journal: an error that names what it is, and the file as it was.
@Suite("Bad files")
struct BadFileTests {
    let temporary: TemporaryJournal
    init() throws {
        temporary = try TemporaryJournal()
        temporary.journal.shut()
    }

    @Test("wrong paths")
    func paths() throws {
        let taken = temporary.folder.appendingPathComponent("file").path
        try Data().write(to: URL(fileURLWithPath: taken))
        let long = String(repeating: "x", count: 300)
        for path in [
            taken, "\(taken)/inside", "/proc/nightcramp", "\(temporary.folder.path)/\(long)", "\(taken)\0b", "",
        ] {
            let refusal = try refusal { try Journal.open(dir: path) }
            if case .Corrupt = refusal { Issue.record("\(path): \(refusal)") }
            #expect(!refusal.localizedDescription.isEmpty)
        }
    }

    @Test("a foreign file is refused untouched")
    func foreign() throws {
        try FileManager.default.removeItem(at: temporary.file)
        let text = Data(String(repeating: "nightcramp journal\n", count: 1000).utf8)
        try text.write(to: temporary.file)
        #expect(throws: JournalError.NotAJournal) { try Journal.open(dir: temporary.folder.path) }
        #expect(try Data(contentsOf: temporary.file) == text)
    }

    @Test("a journal cut short is never taken for an empty one")
    func truncated() throws {
        try temporary.reopen()
        for n in 0..<200 {
            let moment = Berlin.at("03:10", on: try #require(Berlin.night.adding(days: -n)))
            _ = try temporary.journal.tap(tap: Tap(id: temporary.journal.newId(), at: moment, source: .app))
        }
        temporary.journal.shut()
        let whole = try Data(contentsOf: temporary.file)
        for length in [whole.count / 2, 4096, 100, 50, 1] {
            try whole.prefix(length).write(to: temporary.file)
            let refusal = try refusal {
                let journal = try Journal.open(dir: temporary.folder.path)
                defer { journal.shut() }
                return try journal.tonight(now: Berlin.at("03:10"))
            }
            switch refusal {
            case .Corrupt, .NotAJournal: break
            default: Issue.record("\(length) bytes: \(refusal)")
            }
            #expect(try Data(contentsOf: temporary.file) == whole.prefix(length), "\(length) bytes")
        }
    }
}
