// As much of UserNotifications' surface as the demo uses, and nothing behind it: see SwiftUI.swift. An action has no options
// here at all, since none of the demo's may ask for the code or open the app.
// What each part does, Apple documents.
// swift-format-ignore-file
import Foundation

public let UNNotificationDefaultActionIdentifier = "default"
public let UNNotificationDismissActionIdentifier = "dismiss"

public enum UNAuthorizationStatus: Sendable { case notDetermined, denied, authorized, provisional, ephemeral }
public enum UNShowPreviewsSetting: Sendable { case always, whenAuthenticated, never }
public enum UNNotificationInterruptionLevel: Sendable { case passive, active }

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = UNAuthorizationOptions(rawValue: 2), alert = UNAuthorizationOptions(rawValue: 4)
}
public struct UNNotificationActionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
}
public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let customDismissAction = UNNotificationCategoryOptions(rawValue: 1)
}
public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = UNNotificationPresentationOptions(rawValue: 2)
    public static let list = UNNotificationPresentationOptions(rawValue: 8)
    public static let banner = UNNotificationPresentationOptions(rawValue: 16)
}

open class UNNotificationSettings: NSObject {
    public var authorizationStatus: UNAuthorizationStatus { .denied }
    public var showPreviewsSetting: UNShowPreviewsSetting { .never }
}
open class UNNotificationSound: NSObject {
    public class var `default`: UNNotificationSound { UNNotificationSound() }
}
open class UNNotificationContent: NSObject {
    public var userInfo: [AnyHashable: Any] { [:] }
    public var sound: UNNotificationSound? { nil }
}
open class UNMutableNotificationContent: UNNotificationContent {
    public var title = "", body = "", categoryIdentifier = ""
    public var interruptionLevel = UNNotificationInterruptionLevel.active
    public override var userInfo: [AnyHashable: Any] {
        get { [:] }
        set {}
    }
    public override var sound: UNNotificationSound? {
        get { nil }
        set {}
    }
}
open class UNNotificationTrigger: NSObject {}
open class UNCalendarNotificationTrigger: UNNotificationTrigger {
    public convenience init(dateMatching components: DateComponents, repeats: Bool) { self.init() }
}
open class UNTimeIntervalNotificationTrigger: UNNotificationTrigger {
    public convenience init(timeInterval: TimeInterval, repeats: Bool) { self.init() }
}
open class UNNotificationRequest: NSObject {
    public let identifier: String
    public let content: UNNotificationContent
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        self.identifier = identifier
        self.content = content
    }
}
open class UNNotification: NSObject {
    public var date: Date { Date() }
    public var request: UNNotificationRequest {
        UNNotificationRequest(identifier: "", content: UNNotificationContent(), trigger: nil)
    }
}
open class UNNotificationResponse: NSObject {
    public var notification: UNNotification { UNNotification() }
    public var actionIdentifier: String { "" }
}
open class UNNotificationAction: NSObject {
    public convenience init(identifier: String, title: String, options: UNNotificationActionOptions = []) { self.init() }
}
open class UNNotificationCategory: NSObject {
    public var identifier: String { "" }
    public convenience init(
        identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String],
        hiddenPreviewsBodyPlaceholder: String, options: UNNotificationCategoryOptions = []
    ) { self.init() }
}

public protocol UNUserNotificationCenterDelegate: NSObjectProtocol {
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void)
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void)
}

// Not Sendable, as on a Mac: so what crosses between threads is seen here too.
open class UNUserNotificationCenter: NSObject {
    public class func current() -> UNUserNotificationCenter { UNUserNotificationCenter() }
    public weak var delegate: (any UNUserNotificationCenterDelegate)?
    public func requestAuthorization(options: UNAuthorizationOptions) async throws -> Bool { false }
    public func notificationSettings() async -> UNNotificationSettings { UNNotificationSettings() }
    public func notificationCategories() async -> Set<UNNotificationCategory> { [] }
    public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) {}
    public func pendingNotificationRequests() async -> [UNNotificationRequest] { [] }
    public func deliveredNotifications() async -> [UNNotification] { [] }
    public func add(_ request: UNNotificationRequest) async throws {}
    public func removePendingNotificationRequests(withIdentifiers: [String]) {}
    public func removeDeliveredNotifications(withIdentifiers: [String]) {}
    public func removeAllPendingNotificationRequests() {}
    public func removeAllDeliveredNotifications() {}
}
