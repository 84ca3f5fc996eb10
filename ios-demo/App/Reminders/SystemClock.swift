import Foundation
import NightCramp

#if canImport(UIKit)
    import UIKit
#endif

/// Whatever moves the phone's clock while the app runs: a journey, a hand on the clock, summer time. What happens while it
/// does not run is seen when it comes to the front.
@MainActor
enum SystemClock {
    private static var names: [Notification.Name] {
        var names: [Notification.Name] = [.NSSystemTimeZoneDidChange]
        #if canImport(UIKit)
            names += [.NSSystemClockDidChange, UIApplication.significantTimeChangeNotification]
        #endif
        return names
    }

    /// Calls `changed` at each.
    static func watch(_ changed: @escaping @MainActor @Sendable () -> Void) {
        for name in names {
            _ = NotificationCenter.default.addObserver(forName: name, object: nil, queue: .main) { _ in
                Task { @MainActor in changed() }
            }
        }
    }
}

/// The phone's own settings.
@MainActor
enum SystemSettings {
    /// Where notifications of this app are allowed.
    static var notifications: URL? {
        #if canImport(UIKit)
            URL(string: UIApplication.openNotificationSettingsURLString)
        #else
            nil
        #endif
    }
}

extension ClockTime {
    /// This time of today, for a picker.
    var today: Date? { Calendar.current.date(bySettingHour: hour, minute: minute, second: 0, of: Date()) }

    /// What a picker shows.
    init?(today date: Date) {
        let parts = Calendar.current.dateComponents([.hour, .minute], from: date)
        guard let hour = parts.hour, let minute = parts.minute else { return nil }
        self.init(hour: hour, minute: minute)
    }
}
