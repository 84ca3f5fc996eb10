// The clock at home, where the person goes by that one.
import Foundation
import NightCramp

extension ReminderClock {
    /// The zone at home; nil by the phone's clock, and where this phone does not know the zone: a newer phone may have.
    var home: TimeZone? {
        if case .home(let zone) = self { TimeZone(identifier: zone) } else { nil }
    }
}

extension ReminderZones {
    /// What a plan needs to know of the clocks. A zone at home that this phone does not know gets the rules of the phone's own
    /// clock: better an hour off than no reminder at all.
    static func around(_ now: Date, in zone: TimeZone, by clock: ReminderClock) -> ReminderZones {
        var zones = around(now, in: zone, home: clock.home)
        guard case .home(let name) = clock, clock.home == nil else { return zones }
        var window = zones.phone
        window.zone = name
        zones.home = window
        return zones
    }
}
