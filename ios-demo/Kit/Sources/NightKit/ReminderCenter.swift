import Foundation
import NightCramp

/// Whether the phone may show notifications.
public enum ReminderPermission: Hashable, Sendable {
    /// Nobody was asked yet.
    case notAsked
    /// It may.
    case allowed
    /// It may not, until somebody changes that in the phone's settings.
    case denied
}

/// How the phone is set.
public struct ReminderSettings: Hashable, Sendable {
    /// Whether it may show notifications.
    public let permission: ReminderPermission
    /// Whether it shows on the lock screen what they say.
    public let showsPreviews: Bool

    /// How the phone is set.
    public init(permission: ReminderPermission, showsPreviews: Bool) {
        self.permission = permission
        self.showsPreviews = showsPreviews
    }

    /// What this phone can do, for the planner. It says exactly when to ring, but the app does not run then; and nobody may
    /// know when it was started, since its clock stands still while it sleeps.
    var capabilities: Capabilities {
        Capabilities(
            mostPending: UInt8(PhonePlan.mostPending), notifications: permission == .allowed, exact: true, windowS: 0,
            runsAtDelivery: false, upSince: nil)
    }
}

/// What somebody did with a notification.
public struct ReminderResponse: Hashable, Sendable {
    /// The notification, if it was one of the plan's.
    public let shown: ShownReminder?
    /// What was done.
    public let answer: ReminderAnswer

    /// What somebody did with a notification.
    public init(shown: ShownReminder?, answer: ReminderAnswer) {
        self.shown = shown
        self.answer = answer
    }

    /// The page to open, where the notification itself was pressed.
    public var page: ReminderPage? {
        guard answer == .opened, let tag = shown?.tag, !tag.isButtonOnly else { return nil }
        return ReminderPage(tag)
    }
}

/// The page that a reminder leads to.
public enum ReminderPage: Hashable, Sendable {
    /// The bedtime stretch.
    case stretch
    /// The day's first page, with the morning's questions.
    case today
    /// The calendar of nights.
    case journal
    /// What helps.
    case guidance
    /// Why a rule asks for a visit.
    case why(ruleId: String)

    init(_ tag: ReminderTag) {
        self =
            switch tag.kind {
            case .bedtimeStretch: .stretch
            case .morningCheckIn, .lastWater, .sittingBreak, .warmSoak, .refill: .today
            case .weeklyReview: .journal
            case .experimentSwitch: .guidance
            case .visitFollowUp: .why(ruleId: tag.rule)
            }
    }
}

/// The phone's notifications: `UNUserNotificationCenter` in the app, a fake in a test.
public protocol ReminderCenter: Sendable {
    /// How the phone is set.
    func settings() async -> ReminderSettings
    /// Asks the person, once in the life of the app: a bright question. True when it is allowed.
    func askPermission() async -> Bool
    /// The reminders of a plan that are still to ring.
    func pending() async -> [ReminderTag]
    /// Those that were shown and are still on the screen.
    func shown() async -> [ShownReminder]
    /// Makes these forms known. iOS takes the buttons from a notification whose form is forgotten, so those that were known
    /// before stay.
    func know(_ categories: [ReminderCategory]) async
    /// Adds a request, in the place of one with the same id.
    func add(_ request: PendingRequest) async throws
    /// Takes away what is still to ring.
    func remove(_ ids: [String]) async
    /// Takes away what was shown.
    func removeShown(_ ids: [String]) async
    /// Takes away everything.
    func removeAll() async
}
