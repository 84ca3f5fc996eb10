/// A day of the calendar, without a clock and without a zone. A night is named by the day on whose morning it ends.
///
/// Holds only dates that exist, in the years 1900 to 9999, as the journal takes them. The journal itself may answer with an
/// earlier one: the first night of 1900 begins on the last day of 1899.
public struct CalendarDay: Hashable, Sendable {
    /// The year, 1900 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// A date, or nil when the calendar has none such: 30 February, month 13.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        self.init(known: year, month, day)
    }

    /// The date `dayNumber` days after 1 January 1970, or nil outside the years 1900 to 9999.
    public init?(dayNumber: Int) {
        guard (-25_567...2_932_896).contains(dayNumber) else { return nil }
        // Eras of 400 years that begin on 1 March, so that the leap day comes last and no month needs a table.
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        let day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        self.init(known: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The date in the form `2026-10-25`, as the library writes it.
    init(text: String) {
        guard let parts = numbers(in: text, widths: [4, 2, 2], between: "-")
        else { preconditionFailure("the library sent \(text), which is no date") }
        self.init(known: parts[0], parts[1], parts[2])
    }

    private init(known year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static let years = 1900...9999

    /// The date in the form `2026-10-25`.
    public var text: String {
        "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// Days since 1 January 1970; negative before.
    public var dayNumber: Int {
        let fromMarch = month > 2 ? month - 3 : month + 9
        let year = month > 2 ? self.year : self.year - 1
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * fromMarch + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day so many days later, or earlier when negative; nil outside the years 1900 to 9999.
    public func adding(days: Int) -> CalendarDay? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CalendarDay(dayNumber: sum)
    }

    /// How many days a month has; 0 for a month that is none.
    public static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }
}

extension CalendarDay: LosslessStringConvertible {
    /// A date from text in the form `2026-10-25`, or nil when it is none.
    public init?(_ description: String) {
        guard let parts = numbers(in: description, widths: [4, 2, 2], between: "-") else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }

    /// The same as ``text``.
    public var description: String { text }
}

extension CalendarDay: Comparable {
    /// Whether one day comes before another.
    public static func < (earlier: CalendarDay, later: CalendarDay) -> Bool {
        (earlier.year, earlier.month, earlier.day) < (later.year, later.month, later.day)
    }
}

extension CalendarDay: Codable {
    /// Reads the form `2026-10-25`.
    public init(from decoder: any Decoder) throws {
        self = try decoded(from: decoder)
    }

    /// Writes the form `2026-10-25`.
    public func encode(to encoder: any Encoder) throws {
        try encoded(self, to: encoder)
    }
}
