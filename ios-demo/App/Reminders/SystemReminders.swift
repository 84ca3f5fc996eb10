#if canImport(UserNotifications)
    import Foundation
    import NightKit
    import UserNotifications

    /// The phone's own notifications.
    struct SystemReminders: ReminderCenter {
        private var center: UNUserNotificationCenter { .current() }

        func settings() async -> ReminderSettings {
            let settings = await center.notificationSettings()
            let permission: ReminderPermission =
                switch settings.authorizationStatus {
                case .notDetermined: .notAsked
                case .denied: .denied
                default: .allowed
                }
            return ReminderSettings(permission: permission, showsPreviews: settings.showPreviewsSetting == .always)
        }

        func askPermission() async -> Bool {
            (try? await center.requestAuthorization(options: [.alert, .sound])) ?? false
        }

        func pending() async -> [ReminderTag] {
            let requests = await center.pendingNotificationRequests()
            return requests.compactMap { ReminderTag(userInfo: $0.content.userInfo) }
        }

        func shown() async -> [ShownReminder] { await center.deliveredNotifications().compactMap(\.shown) }

        func know(_ categories: [ReminderCategory]) async {
            let wanted = categories.map { category in
                UNNotificationCategory(
                    identifier: category.id,
                    actions: category.buttons.map {
                        UNNotificationAction(identifier: $0.id, title: $0.title, options: [])
                    },
                    intentIdentifiers: [], hiddenPreviewsBodyPlaceholder: category.placeholder,
                    // One that is swiped away has come too.
                    options: .customDismissAction)
            }
            let ids = Set(categories.map(\.id))
            let before = await center.notificationCategories().filter { !ids.contains($0.identifier) }
            center.setNotificationCategories(before.union(wanted))
        }

        func add(_ request: PendingRequest) async throws {
            let content = UNMutableNotificationContent()
            content.title = request.title
            content.body = request.body
            content.userInfo = request.tag?.userInfo ?? [:]
            content.categoryIdentifier = request.categoryId ?? ""
            content.sound = request.isSilent ? nil : .default
            content.interruptionLevel = request.isSilent ? .passive : .active
            let trigger: UNNotificationTrigger? =
                switch request.ring {
                case .clock(let parts): UNCalendarNotificationTrigger(dateMatching: parts, repeats: false)
                case .instant(let at):
                    UNTimeIntervalNotificationTrigger(
                        timeInterval: RingTime.seconds(until: at, from: Date()), repeats: false)
                case .now: nil
                }
            try await center.add(UNNotificationRequest(identifier: request.id, content: content, trigger: trigger))
        }

        func remove(_ ids: [String]) async { center.removePendingNotificationRequests(withIdentifiers: ids) }

        func removeShown(_ ids: [String]) async { center.removeDeliveredNotifications(withIdentifiers: ids) }

        func removeAll() async {
            center.removeAllPendingNotificationRequests()
            center.removeAllDeliveredNotifications()
        }
    }
#endif
