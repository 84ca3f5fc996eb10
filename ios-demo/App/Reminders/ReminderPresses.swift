#if canImport(UserNotifications)
    import Foundation
    import NightKit
    import UserNotifications

    /// What the phone tells of its notifications. It must be listening before the app has started, or a press that has
    /// started the app is lost. Values leave here, and the main thread says when it is done: elsewhere UIKit does not take it.
    final class ReminderPresses: NSObject, UNUserNotificationCenterDelegate, Sendable {
        private let home: Home

        @MainActor init(home: Home) {
            self.home = home
            super.init()
            UNUserNotificationCenter.current().delegate = self
        }

        func userNotificationCenter(
            _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
            withCompletionHandler completionHandler: @escaping () -> Void
        ) {
            // Called once, on the main thread.
            nonisolated(unsafe) let done = completionHandler
            let (shown, answer, home) = (response.notification.shown, response.answer, home)
            Task { @MainActor in
                if let answer { await home.answer(ReminderResponse(shown: shown, answer: answer)) }
                done()
            }
        }

        func userNotificationCenter(
            _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
            withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void
        ) {
            nonisolated(unsafe) let present = completionHandler
            let (shown, home) = (notification.shown, home)
            let isSilent = notification.request.content.sound == nil
            Task { @MainActor in
                // At night nothing bright slides over the moon, and what makes no sound wants nobody's eye.
                present(home.isNight || isSilent ? [.list, .sound] : [.banner, .list, .sound])
                if let shown { await home.life.whileAwake { await home.keeper.came(shown) } }
            }
        }
    }

    extension UNNotification {
        /// Which reminder it is; nil when it is none of the plan's.
        var shown: ShownReminder? { ShownReminder(userInfo: request.content.userInfo, date: date) }
    }

    extension UNNotificationResponse {
        /// What was done; nil when it is nothing that we know.
        fileprivate var answer: ReminderAnswer? {
            switch actionIdentifier {
            case UNNotificationDefaultActionIdentifier: .opened
            case UNNotificationDismissActionIdentifier: .dismissed
            default: ReminderAnswer(id: actionIdentifier)
            }
        }
    }
#endif
