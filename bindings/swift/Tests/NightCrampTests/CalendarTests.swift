import Foundation
import NightCramp
import Testing

@Suite("Dates, clock times and zones")
struct CalendarTests {
    @Test("a date that is none cannot be made")
    func impossibleDates() {
        let impossible = [
            (2026, 2, 29), (2026, 2, 30), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0),
            (2026, 1, 32),
            (0, 1, 1), (-1, 1, 1), (1899, 12, 31), (10_000, 1, 1), (.max, .max, .max), (.min, .min, .min),
        ]
        for (year, month, day) in impossible { #expect(CalendarDay(year: year, month: month, day: day) == nil) }
        for text in [
            "", "2026-2-3", "2026-02-30", "26-02-10", "2026/02/10", "2026-02-10 ", "+2026-02-10", "2026-02-1\u{0661}",
            "10000-01-01", "+10000-01-01", "1899-12-31",
            "2026-02-10-01", "nonsense", "2026-02-1\0",
        ] {
            #expect(CalendarDay(text) == nil, "\(text)")
        }
        #expect(CalendarDay(dayNumber: .max) == nil)
        #expect(CalendarDay(dayNumber: .min) == nil)
        #expect(Berlin.night.adding(days: .max) == nil)
    }

    @Test("every day of eight thousand years has one number and one text")
    func everyDay() throws {
        let first = try #require(CalendarDay(year: 1900, month: 1, day: 1))
        let last = try #require(CalendarDay(year: 9999, month: 12, day: 31))
        var expected = (year: 1900, month: 1, day: 1)
        for number in first.dayNumber...last.dayNumber {
            let day = try #require(CalendarDay(dayNumber: number))
            guard (day.year, day.month, day.day) == expected, day.dayNumber == number else {
                Issue.record("\(number) is \(day)")
                return
            }
            expected.day += 1
            if expected.day > CalendarDay.days(in: expected.month, of: expected.year) {
                expected = expected.month == 12 ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
            }
        }
        #expect(first.adding(days: -1) == nil)
        #expect(last.adding(days: 1) == nil)
        #expect(CalendarDay(text: "1970-01-01").dayNumber == 0)
        #expect(CalendarDay(text: "2026-11-23").dayNumber == 20_780)
    }

    @Test("text, order and coding are those of the date")
    func forms() throws {
        let days = ["1900-01-01", "1970-01-01", "2024-02-29", "2026-02-10", "9999-12-31"].map(CalendarDay.init(text:))
        #expect(days.shuffled().sorted() == days)
        #expect(days.map { CalendarDay($0.text) } == days)
        #expect(try JSONDecoder().decode([CalendarDay].self, from: JSONEncoder().encode(days)) == days)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDay].self, from: Data("[\"2026-02-30\"]".utf8))
        }
    }

    @Test("a clock time is one that a clock shows")
    func clockTimes() throws {
        for hour in -1...24 {
            for minute in -1...60 {
                let time = ClockTime(hour: hour, minute: minute)
                #expect((time != nil) == ((0...23).contains(hour) && (0...59).contains(minute)))
                if let time { #expect(ClockTime(time.text) == time) }
            }
        }
        for text in ["", "24:00", "9:05", "09:5", "09:60", "09:05:00", "0905"] {
            #expect(ClockTime(text) == nil, "\(text)")
        }
        let times = ["00:00", "09:05", "22:30", "23:59"].map(ClockTime.init(text:))
        #expect(times.shuffled().sorted() == times)
        #expect(try JSONDecoder().decode([ClockTime].self, from: JSONEncoder().encode(times)) == times)
    }

    @Test("a zone's window holds every change of its clock")
    func windows() throws {
        func changes(_ zone: String, _ night: String) throws -> [String] {
            let window = ZoneWindow.around(CalendarDay(text: night), in: try #require(TimeZone(identifier: zone)))
            #expect(window.zone == zone)
            return window.transitions.map { "\($0.at.formatted(.iso8601)) \($0.offsetS)" }
        }
        #expect(try changes("Europe/Berlin", "2026-03-29") == ["2026-03-29T01:00:00Z 7200"])
        #expect(try changes("Europe/Berlin", "2026-10-25") == ["2026-10-25T01:00:00Z 3600"])
        #expect(try changes("Europe/Berlin", "2026-02-10") == [])
        #expect(try changes("Australia/Lord_Howe", "2026-04-05") == ["2026-04-04T15:00:00Z 37800"])
        #expect(try changes("Africa/Cairo", "2026-04-24") == ["2026-04-23T22:00:00Z 10800"])
        // Not about daylight saving: clocks moved for good.
        #expect(try changes("Europe/Volgograd", "2020-12-27") == ["2020-12-26T22:00:00Z 10800"])
        #expect(try changes("Pacific/Apia", "2011-12-30") == ["2011-12-30T10:00:00Z 50400"])
        #expect(try changes("Etc/UTC", "2026-03-29") == [])
    }

    @Test("a cramp added at a wall time lies where the zone's clock showed it")
    func backdating() throws {
        let temporary = try TemporaryJournal()
        let zone = try #require(TimeZone(identifier: Berlin.zone))
        func added(_ time: String?, to night: String) throws -> String? {
            let night = CalendarDay(text: night)
            let cramp = try temporary.journal.addCramp(
                cramp: NewCramp(
                    id: temporary.journal.newId(), night: night, time: time.map(ClockTime.init(text:)),
                    zone: .around(night, in: zone)))
            #expect(cramp.night == night)
            return cramp.at.map { "\($0.at.formatted(.iso8601)) \($0.offsetS)" }
        }
        #expect(try added("02:30", to: "2026-03-29") == "2026-03-29T01:30:00Z 7200", "the clock jumps over it")
        #expect(try added("02:30", to: "2026-10-25") == "2026-10-25T00:30:00Z 7200", "the clock shows it twice")
        #expect(try added("23:50", to: "2026-02-10") == "2026-02-09T22:50:00Z 3600")
        #expect(try added(nil, to: "2026-02-10") == nil)
    }

    @Test("a moment is exact to the millisecond, as the journal keeps it")
    func moments() throws {
        let temporary = try TemporaryJournal()
        let zone = try #require(TimeZone(identifier: "Asia/Kathmandu"))
        let moment = Moment.at(Date(timeIntervalSince1970: 1_777_659_300.123_456_7), in: zone)
        #expect(moment.offsetS == 20_700)
        #expect(moment.zone == "Asia/Kathmandu")
        let id = temporary.journal.newId()
        _ = try temporary.journal.tap(tap: Tap(id: id, at: moment, source: .widget))
        #expect(try temporary.journal.cramp(crampId: id).at == moment)
        #expect(abs(Moment.now().at.timeIntervalSinceNow) < 5)

        for date in [Date.distantPast, .init(timeIntervalSince1970: .infinity), .init(timeIntervalSince1970: .nan)] {
            let never = Tap(id: temporary.journal.newId(), at: .at(date, in: zone), source: .app)
            #expect(throws: JournalError.self) { try temporary.journal.tap(tap: never) }
        }
        #expect(try temporary.journal.cramp(crampId: id).at == moment)
    }
}
