import Foundation

extension ReminderZones {
    /// What a plan made at `now` needs to know of the phone's clock and, when the preferences ask for it, of the one at home:
    /// from 4 days before to 20 days after.
    public static func around(
        _ now: Date = Date(), in zone: TimeZone = .current, home: TimeZone? = nil
    ) -> ReminderZones {
        let day = 86_400.0
        func window(_ zone: TimeZone) -> ZoneWindow { .from(zone, start: now - 4 * day, end: now + 20 * day) }
        return ReminderZones(phone: window(zone), home: home.map(window))
    }
}

extension Plan {
    /// The reminder that rings first, if any.
    public var next: Planned? { items.first }

    /// What a phone that holds this plan keeps, to ask ``planDiff(held:wanted:)`` what a later one changes.
    public var pending: [Pending] { items.map { Pending(id: $0.id, hash: $0.hash) } }
}
