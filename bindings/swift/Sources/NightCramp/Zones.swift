// The phone's clock and its zone's rules, as the values the journal takes. The library has no zone database: the
// system's own is always newer.
import Foundation

extension Moment {
    /// The moment `at` on a clock of `zone`, to the millisecond, as the journal keeps it.
    public static func at(_ at: Date, in zone: TimeZone = .current) -> Moment {
        let at = Date(timeIntervalSince1970: Double(at.utcMilliseconds) / 1000)
        return Moment(at: at, offsetS: Int32(zone.secondsFromGMT(for: at)), zone: zone.identifier)
    }

    /// This moment, on the phone's clock.
    public static func now() -> Moment { .at(Date()) }
}

extension Date {
    /// Milliseconds since 1970, rounded. A date that no count can hold, such as one at infinity, becomes one of hundreds of
    /// thousands of years away: the journal refuses that with an error, where a conversion would end the app.
    var utcMilliseconds: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded()
        let limit = Double(1 << 53)
        return milliseconds > -limit ? Int64(min(milliseconds, limit)) : -(1 << 53)
    }
}

extension ZoneWindow {
    /// What the system says about `zone` from `start` until before `end`.
    public static func from(_ zone: TimeZone, start: Date, end: Date) -> ZoneWindow {
        ZoneWindow(
            zone: zone.identifier,
            start: start,
            end: end,
            offsetS: Int32(zone.secondsFromGMT(for: start)),
            transitions: changes(of: zone, from: start, until: end)
        )
    }

    /// The window that resolves any wall time of `night`: three days around its date, whatever the cut-off and the
    /// offset.
    public static func around(_ night: CalendarDay, in zone: TimeZone = .current) -> ZoneWindow {
        let midnight = Date(timeIntervalSince1970: Double(night.dayNumber) * 86_400)
        return from(zone, start: midnight - 3 * 86_400, end: midnight + 3 * 86_400)
    }

    /// Looks every twelve hours: `nextDaylightSavingTimeTransition` promises daylight saving only, not that it finds a
    /// country that moves its clocks for good, and it also names changes that leave the offset as it was.
    private static func changes(of zone: TimeZone, from start: Date, until end: Date) -> [Transition] {
        var found: [Transition] = []
        var seen = start
        while seen < end {
            let step = min(seen + 12 * 3_600, end)
            let offset = zone.secondsFromGMT(for: step)
            if offset != zone.secondsFromGMT(for: seen) {
                let at = firstInstant(of: offset, in: zone, after: seen, upTo: step)
                if at < end { found.append(Transition(at: at, offsetS: Int32(offset))) }
            }
            seen = step
        }
        return found
    }

    /// Halves the stretch until the second at which the offset begins is left: changes lie on whole seconds.
    private static func firstInstant(of offset: Int, in zone: TimeZone, after: Date, upTo: Date) -> Date {
        var before = Int(after.timeIntervalSince1970.rounded(.down))
        var from = Int(upTo.timeIntervalSince1970.rounded(.up))
        while from - before > 1 {
            let middle = before + (from - before) / 2
            if zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(middle))) == offset {
                from = middle
            } else {
                before = middle
            }
        }
        return Date(timeIntervalSince1970: Double(from))
    }
}
