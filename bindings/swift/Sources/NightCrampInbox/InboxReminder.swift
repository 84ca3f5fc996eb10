import Foundation

/// What happened to a reminder; the same list as the journal's `ReminderAction`.
public enum InboxAction: String, CaseIterable, Sendable {
    /// It was shown.
    case delivered
    /// "Done".
    case done
    /// "Later".
    case later
    /// "Not tonight".
    case notTonight = "not-tonight"
    /// "Already in bed": only with a bedtime call.
    case inBed = "in-bed"
}

/// That a reminder was shown, or what the person answered, as it waits in the inbox until the journal takes it in.
public struct InboxReminder: Hashable, Sendable {
    /// A UUID in lower case, made for this record; see ``TapID``. It only names the file.
    public let id: String
    /// The id of the planned reminder.
    public let reminder: String
    /// What happened.
    public let action: InboxAction
    /// When, in milliseconds since 1970 UTC.
    public let utcMilliseconds: Int64
    /// The clock's seconds east of UTC then, at most 18 hours either way.
    public let offsetS: Int
    /// The clock's IANA zone id.
    public let zone: String

    /// A record with an id and a moment that are already known: of one that the journal could not take.
    ///
    /// - Throws: ``InboxError/invalid(field:reason:)``.
    public init(
        id: String, reminder: String, action: InboxAction, at: Date, offsetS: Int, zone: String
    ) throws {
        utcMilliseconds = try sound(id: id, at: at, offsetS: offsetS, zone: zone)
        guard Self.isReminder(reminder) else {
            throw InboxError.invalid(field: "reminder", reason: "must be the id of a planned reminder")
        }
        guard action != .inBed || reminder.hasPrefix("bedtime:") else {
            throw InboxError.invalid(field: "action", reason: "in-bed belongs to a bedtime call")
        }
        self.id = id
        self.reminder = reminder
        self.action = action
        self.offsetS = offsetS
        self.zone = zone
    }

    /// What happened to `reminder` at `at`, with a fresh id, on a clock of `zone`.
    ///
    /// - Throws: ``InboxError/invalid(field:reason:)`` for a reminder that no plan has, or when the clock shows a year before
    ///   1970 or after 9999.
    public static func now(
        _ action: InboxAction, of reminder: String, at: Date = Date(), in zone: TimeZone = .current
    ) throws -> InboxReminder {
        try InboxReminder(
            id: TapID.next(at: at), reminder: reminder, action: action, at: at,
            offsetS: zone.secondsFromGMT(for: at), zone: zone.identifier)
    }

    /// The name of the record's file.
    public var fileName: String { "\(id).evt" }

    /// The file's bytes, as core/docs/inbox.md has them. The same record gives the same bytes.
    public var bytes: [UInt8] {
        withSum(
            """
            nightcramp-inbox 2
            id \(id)
            at \(utcMilliseconds) \(offsetS) \(zone)
            kind reminder
            reminder \(reminder)
            action \(action.rawValue)

            """)
    }

    /// `kind:rule:night`, and `:2` for a second evening of the same night.
    private static func isReminder(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
        guard parts.count == 3 || parts.count == 4 && parts[3] == Array("2".utf8) else { return false }
        let letters = Set("abcdefghijklmnopqrstuvwxyz".utf8)
        let ofRules = letters.union("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".utf8)
        return !parts[0].isEmpty && parts[0].allSatisfy(letters.contains)
            && (1...36).contains(parts[1].count) && parts[1].allSatisfy(ofRules.contains)
            && isDay(parts[2])
    }

    /// A date of the years 1900 to 9999, as `2026-10-25`.
    private static func isDay(_ text: [UInt8]) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { $0.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }
        guard isDigits, parts.map(\.count) == [4, 2, 2] else { return false }
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return year >= 1900 && (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }
}
