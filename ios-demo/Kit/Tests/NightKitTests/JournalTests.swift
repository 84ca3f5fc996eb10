import Foundation
import NightCramp
import Testing

@testable import NightKit

@Suite("The journal")
@MainActor
struct JournalTests {
    let phone: Phone

    init() throws {
        phone = try Phone()
        phone.set("2026-11-23T07:30")
    }

    private func fill() async throws {
        let journal = try await phone.door().journal()
        let states: [(String, AnyCramp)] = [
            ("2026-11-17", .twoOrMore), ("2026-11-18", .noCramp), ("2026-11-20", .one), ("2026-10-31", .one),
        ]
        for (night, answer) in states {
            _ = try await journal.answerAnyCramp(on: CalendarDay(text: night), answer, id: journal.newId())
        }
        await journal.shut()
    }

    @Test("an empty one says that the first night counts")
    func empty() async {
        let journal = JournalModel(door: phone.door(), clock: phone.now)
        #expect(!journal.isEmpty, "not before it was read")
        await journal.appear()
        #expect(journal.isEmpty)
        #expect(journal.tallyWords?.rest == "0 with a cramp, 0 without, 14 not known.")
    }

    @Test("a month has its nights as the core marks them, and later ones as dates only")
    func month() async throws {
        try await fill()
        let journal = JournalModel(door: phone.door(), clock: phone.now)
        await journal.appear()
        #expect(journal.month?.monthWords == "November 2026")
        #expect(journal.cells.count == 30)
        #expect(journal.blanks == 6, "1 November 2026 is a Sunday")
        let cell = { (day: Int) in journal.cells[day - 1] }
        #expect(cell(17).mark?.cramps == 2)
        #expect(cell(17).spoken == "Tuesday 17 November, two cramps")
        #expect(cell(18).spoken == "Wednesday 18 November, no cramp")
        #expect(cell(20).spoken == "Friday 20 November, one cramp")
        #expect(cell(23).spoken == "Monday 23 November, not known, today")
        #expect(cell(24).mark == nil)
        #expect(cell(24).spoken == "Tuesday 24 November")
        #expect(journal.cells.filter(\.isToday).map(\.day.day) == [23])
        #expect(journal.tallyWords?.head == "Last 14 nights:")
        #expect(journal.tallyWords?.rest == "2 with a cramp, 1 without, 11 not known.")
        #expect(!journal.isEmpty)
    }

    @Test("months can be turned back, and on until today's")
    func turning() async throws {
        try await fill()
        let journal = JournalModel(door: phone.door(), clock: phone.now, firstWeekday: 6)
        await journal.appear()
        #expect(journal.weekdays == [6, 0, 1, 2, 3, 4, 5])
        #expect(journal.blanks == 0)
        #expect(!journal.canGoOn)
        await journal.turn(by: 1)
        #expect(journal.month?.monthWords == "November 2026")
        await journal.turn(by: -1)
        #expect(journal.month?.monthWords == "October 2026")
        #expect(journal.cells.last?.mark?.state == .cramp)
        #expect(journal.canGoOn)
        for _ in 0..<12 { await journal.turn(by: -1) }
        #expect(journal.month?.monthWords == "October 2025")
        #expect(journal.tally?.cramp == 2, "the tally stays that of the last nights")
    }

    @Test("a cramp of this evening is shown although its night ends tomorrow")
    func evening() async throws {
        phone.set("2026-11-23T23:10")
        await phone.night().tap()
        let journal = JournalModel(door: phone.door(), clock: phone.now)
        await journal.appear()
        #expect(journal.cells[23].mark?.state == .cramp)
        #expect(journal.cells[22].isToday)
        #expect(journal.cells[24].mark == nil)
    }

    @Test("a night's page takes a cramp, its details, its deletion and the way back")
    func page() async throws {
        let page = NightPageModel(
            night: CalendarDay(text: "2026-11-20"), door: phone.door(), clock: phone.now, language: "en")
        await page.appear()
        #expect(page.page?.mark.state == .unknown)
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        await page.add(at: ClockTime(hour: 2, minute: 40), in: .around(page.night, in: zone))
        let cramp = try #require(page.page?.cramps.first)
        #expect(cramp.title == "Cramp at 2:40")
        #expect(page.rows(of: cramp).allSatisfy { $0.value == nil }, "not answered, never no")

        var details = cramp.details
        details.side = .left
        details.muscle = .calf
        details.gotOutOfBed = .no
        details.duration = .timed(seconds: 301)
        details.different = []
        await page.describe(cramp.id, as: details)
        let rows = page.page?.cramps.first.map(page.rows(of:))?.map(\.value)
        #expect(rows == ["Left calf", nil, "5 to 10 minutes", nil, "No", "Nothing different"])

        await page.delete(cramp.id)
        #expect(page.page?.cramps.isEmpty == true)
        #expect(page.deletedCrampId == cramp.id)
        await page.undoDelete()
        #expect(page.deletedCrampId == nil)
        #expect(page.page?.cramps.first?.details == details)

        await page.add(at: nil, in: .around(page.night, in: zone))
        #expect(page.page?.mark.cramps == 2)
        #expect(page.page?.cramps.map(\.title).contains("Cramp, time not known") == true)
        #expect(page.night.words == "Friday, 20 November")
        #expect(page.page?.nightWords == "The night from Thursday to Friday")
    }

    @Test("the morning and the evening before have their rows")
    func rows() throws {
        let night = CalendarDay(text: "2026-11-20")
        var morning = try unansweredMorning(night: night)
        #expect(morning.rows.allSatisfy { $0.value == nil })
        morning.sleepDisturbance = 4
        for (visits, words) in [(0, "Not once"), (1, "Once"), (2, "Twice"), (3, "3 times")] as [(UInt8, String)] {
            morning.toiletVisits = visits
            #expect(morning.rows.prefix(2).map(\.value) == ["4", words])
        }
        var evening = try unansweredEvening(night: night)
        #expect(evening.rows.map(\.value) == [nil])
        evening.stretched = .yes
        evening.stretchMinutes = 3
        #expect(evening.rows.map(\.value) == ["Yes, 3 minutes"])
    }

    @Test("a trouble with the file is said, and nothing is made up")
    func trouble() async throws {
        try Data().write(to: phone.directory)
        let journal = JournalModel(door: phone.door(), clock: phone.now)
        await journal.appear()
        #expect(journal.trouble == .unreadable)
        #expect(journal.cells.isEmpty)
        #expect(journal.tallyWords == nil)
        let page = NightPageModel(
            night: CalendarDay(text: "2026-11-20"), door: phone.door(), clock: phone.now, language: "en")
        await page.add(at: nil)
        #expect(page.trouble == .unreadable)
        #expect(page.page == nil)
    }

    @Test("wall clock and weekday are right before 1970 and across the date line")
    func days() {
        let moment = Moment(at: Date(timeIntervalSince1970: -60), offsetS: 0, zone: "Etc/UTC")
        #expect(moment.day?.text == "1969-12-31")
        #expect(moment.time?.words == "23:59")
        #expect(CalendarDay(text: "1969-12-31").weekday == 2)
        #expect(CalendarDay(text: "2026-11-23").weekday == 0)
        #expect(CalendarDay(text: "2026-01-31").firstOfMonth(after: -1)?.text == "2025-12-01")
        #expect(CalendarDay(text: "2028-02-10").lastOfMonth?.text == "2028-02-29")
    }
}
