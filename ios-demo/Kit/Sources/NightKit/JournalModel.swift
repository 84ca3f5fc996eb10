import Foundation
import NightCramp
import Observation

/// One cell of the calendar.
public struct NightCell: Identifiable, Hashable, Sendable {
    /// The morning's date.
    public let day: CalendarDay
    /// What is known; nil for a night that has not begun: it has a date only, and no touch.
    public let mark: NightMark?
    /// Whether the date is today's.
    public let isToday: Bool

    /// The date.
    public var id: CalendarDay { day }
}

/// The calendar of nights, one month at a time, and what is known of the last 14.
@MainActor
@Observable
public final class JournalModel {
    /// The first day of the month that is shown; nil before the journal was read.
    public private(set) var month: CalendarDay?
    /// The cells of the month, from its first day on.
    public private(set) var cells: [NightCell] = []
    /// How many of the last nights are what, as the core counts them.
    public private(set) var tally: NightTally?
    /// How many nights the tally is about.
    public private(set) var nights = 0
    /// Why the journal could not be read; nil when it could.
    public private(set) var trouble: Notice?

    private var latest: CalendarDay?
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let firstWeekday: Int

    /// A calendar on the journal behind `door`; weeks begin on `firstWeekday`, 0 for Monday to 6 for Sunday.
    public init(door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() }, firstWeekday: Int = 0) {
        self.door = door
        self.clock = clock
        self.firstWeekday = firstWeekday
    }

    /// The weekdays' numbers in the order in which they stand, 0 for Monday.
    public var weekdays: [Int] { (0..<7).map { (firstWeekday + $0) % 7 } }

    /// How many places stay empty before the first cell.
    public var blanks: Int { month.map { ($0.weekday - firstWeekday + 7) % 7 } ?? 0 }

    /// Whether the month after this one has begun.
    public var canGoOn: Bool {
        guard let month, let latest else { return false }
        return month.firstOfMonth(after: 1).map { $0 <= latest } ?? false
    }

    /// Whether nothing at all is known yet.
    public var isEmpty: Bool {
        guard let tally else { return false }
        return tally.cramp + tally.noCramp == 0 && cells.allSatisfy { ($0.mark?.state ?? .unknown) == .unknown }
    }

    /// Reads the month that is shown, at first the one of today.
    public func appear() async {
        let now = clock()
        await read(month: month ?? now.day?.firstOfMonth(after: 0), now: now)
    }

    /// Goes so many months on, or back when negative; never past the month of today.
    public func turn(by months: Int) async {
        guard months < 0 || canGoOn else { return }
        await read(month: month?.firstOfMonth(after: months), now: clock())
    }

    private func read(month: CalendarDay?, now: Moment) async {
        guard let month, let last = month.lastOfMonth else { return }
        do {
            let tonight = try await door.tonight(at: now)
            let marks = try await door.perform { try await $0.nights(from: month, to: last) }
            let today = now.day
            cells = marks.map { mark in
                let begun = mark.night <= (today ?? mark.night) || mark.state != .unknown
                return NightCell(day: mark.night, mark: begun ? mark : nil, isToday: mark.night == today)
            }
            tally = tonight.tally
            nights = tonight.nights.count
            latest = tonight.current.night
            self.month = month
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}

/// One night's page.
@MainActor
@Observable
public final class NightPageModel {
    /// The night.
    public let night: CalendarDay
    /// Everything about it; nil before it was read.
    public private(set) var page: NightPage?
    /// The signs that were reported in this night and its morning, as the core names them.
    public private(set) var reported: [String] = []
    /// The cramp that was just deleted and can come back, until the page is left.
    public private(set) var deletedCrampId: String?
    /// Why the journal could not be read or written; nil when it could.
    public private(set) var trouble: Notice?

    private var names: [Sign: String] = [:]
    private let door: JournalDoor
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The page of a night in the journal behind `door`.
    public init(
        night: CalendarDay, door: JournalDoor, clock: @escaping @Sendable () -> Moment = { .now() },
        language: String = Locale.spoken
    ) {
        self.night = night
        self.door = door
        self.clock = clock
        self.language = language
    }

    /// The rows of a cramp.
    public func rows(of cramp: Cramp) -> [PageRow] { cramp.rows(named: names) }

    /// Reads the page.
    public func appear() async {
        await work { _ in }
    }

    /// Adds a cramp to this night; without a time when it is not known.
    public func add(at time: ClockTime?, in zone: ZoneWindow? = nil) async {
        let night = night
        await work { journal in
            let id = await journal.newId()
            _ = try await journal.add(NewCramp(id: id, night: night, time: time, zone: zone ?? .around(night)))
        }
    }

    /// Replaces what was said about a cramp.
    public func describe(_ crampId: String, as details: CrampDetails) async {
        await work { journal in _ = try await journal.describe(crampId: crampId, as: details) }
    }

    /// Deletes a cramp; ``undoDelete()`` brings it back.
    public func delete(_ crampId: String) async {
        await work { journal in try await journal.delete(.cramp(id: crampId)) }
        deletedCrampId = trouble == nil ? crampId : nil
    }

    /// Brings back what was just deleted.
    public func undoDelete() async {
        guard let id = deletedCrampId else { return }
        await work { journal in try await journal.restore(.cramp(id: id)) }
        if trouble != nil { deletedCrampId = id }
    }

    private func work(_ change: @Sendable (JournalActor) async throws -> Void) async {
        do {
            let night = night
            page = try await door.perform { journal in
                try await change(journal)
                return try await journal.night(night)
            }
            await readSigns()
            deletedCrampId = nil
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }

    /// Without the names the page still stands.
    private func readSigns() async {
        let (night, now, language) = (night, clock(), language)
        let read = try? await door.perform { journal in
            (
                try await journal.signList(at: now, in: language),
                try await journal.signReports(from: night, to: night)
            )
        }
        guard let (signs, reports) = read else { return }
        names = Dictionary(signs.map { ($0.sign, $0.text) }) { first, _ in first }
        reported = reports.filter { $0.answer == .yes }.map { names[$0.sign] ?? Words.Journal.otherSign }
    }
}
