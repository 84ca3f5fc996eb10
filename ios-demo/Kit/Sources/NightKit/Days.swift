import NightCramp

extension CalendarDay {
    /// The day of the week, 0 for Monday to 6 for Sunday.
    public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }

    /// The first day of the month so many months later, or earlier when negative.
    public func firstOfMonth(after months: Int) -> CalendarDay? {
        let count = year * 12 + month - 1 + months
        return CalendarDay(year: count / 12, month: count % 12 + 1, day: 1)
    }

    /// The last day of this day's month.
    public var lastOfMonth: CalendarDay? {
        CalendarDay(year: year, month: month, day: CalendarDay.days(in: month, of: year))
    }
}

extension Moment {
    /// Seconds since 1970 on the clock that was on the wall then.
    private var wallSeconds: Int { Int(at.timeIntervalSince1970.rounded(.down)) + Int(offsetS) }

    /// The date on the wall then.
    public var day: CalendarDay? {
        let (days, rest) = wallSeconds.quotientAndRemainder(dividingBy: 86_400)
        return CalendarDay(dayNumber: rest < 0 ? days - 1 : days)
    }

    /// The time on the wall then, wherever the phone is now.
    public var time: ClockTime? {
        let seconds = ((wallSeconds % 86_400) + 86_400) % 86_400
        return ClockTime(hour: seconds / 3600, minute: seconds / 60 % 60)
    }
}
