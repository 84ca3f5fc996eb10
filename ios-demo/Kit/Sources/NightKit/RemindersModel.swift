import Foundation
import NightCramp
import Observation

/// What can be switched on the reminders' page.
public enum ReminderSwitch: CaseIterable, Hashable, Sendable {
    case bedtimeStretch, secondCall, morningCheckIn, lastWater, warmSoak, sittingBreak, weeklyReview, visitFollowUp

    /// Whether it is on.
    func isOn(in wanted: ReminderPreferences) -> Bool {
        switch self {
        case .bedtimeStretch: wanted.bedtimeStretch
        case .secondCall: wanted.secondCall
        case .morningCheckIn: wanted.morningCheckIn
        case .lastWater: wanted.lastWater
        case .warmSoak: wanted.warmSoak
        case .sittingBreak: !wanted.breakDays.isEmpty
        case .weeklyReview: wanted.reviewOn != nil
        case .visitFollowUp: wanted.visitFollowUp
        }
    }

    /// Switches it. What has days begins with the working days, or with Sunday; the person chooses others on the page.
    func turn(_ isOn: Bool, in wanted: inout ReminderPreferences) {
        switch self {
        case .bedtimeStretch: wanted.bedtimeStretch = isOn
        case .secondCall: wanted.secondCall = isOn
        case .morningCheckIn: wanted.morningCheckIn = isOn
        case .lastWater: wanted.lastWater = isOn
        case .warmSoak: wanted.warmSoak = isOn
        case .sittingBreak: wanted.breakDays = isOn ? [.monday, .tuesday, .wednesday, .thursday, .friday] : []
        case .weeklyReview: wanted.reviewOn = isOn ? .sunday : nil
        case .visitFollowUp: wanted.visitFollowUp = isOn
        }
    }
}

/// One line of what the phone allows and what came.
public struct CheckRow: Hashable, Sendable {
    /// What it is about.
    public let label: String
    /// How it is.
    public let value: String
    /// Whether it is well; nil where there is nothing to judge yet.
    public let isWell: Bool?
}

/// One switch.
public struct SwitchRow: Hashable, Sendable {
    /// What it switches.
    public let item: ReminderSwitch
    /// When it comes.
    public let caption: String
    /// Whether it is on.
    public let isOn: Bool
}

/// The reminders' page: whether they reach the person, and which of them the person wants.
@MainActor
@Observable
public final class RemindersModel {
    /// What the person wants; nil before the journal was read.
    public private(set) var wanted: ReminderPreferences?
    /// The usual bedtimes.
    public private(set) var profile: Profile?
    /// Whether they reach the person, in the core's words.
    public private(set) var reliability: Reliability?
    /// What the core has to say about the plan.
    public private(set) var notes: [PlanNote] = []
    /// Whether the phone may show notifications; nil before it was asked.
    public private(set) var permission: ReminderPermission?
    /// Which world it is: the phone's question is bright, so it is not asked at night.
    public private(set) var face: Face?
    /// Whether a test is on its way.
    public private(set) var isTestSent = false
    /// Why the journal could not be read or written; nil when it could.
    public private(set) var trouble: Notice?

    private let door: JournalDoor
    private let keeper: ReminderKeeper
    private let center: any ReminderCenter
    private let clock: @Sendable () -> Moment
    private let language: String

    /// The reminders of the journal behind `door`, which `keeper` brings to the phone's `center`.
    public init(
        door: JournalDoor, keeper: ReminderKeeper, center: any ReminderCenter,
        clock: @escaping @Sendable () -> Moment = { .now() }, language: String = Locale.spoken
    ) {
        self.door = door
        self.keeper = keeper
        self.center = center
        self.clock = clock
        self.language = language
    }

    /// What the phone allows, and what came.
    public var checks: [CheckRow] {
        guard let permission else { return [] }
        let last = reliability?.lastCame?.words(on: clock().day)
        return [
            CheckRow(
                label: Words.Reminders.notifications, value: permission.words, isWell: permission == .allowed),
            CheckRow(
                label: Words.Reminders.lastCame, value: last ?? Words.Reminders.none,
                isWell: last == nil ? nil : true),
        ]
    }

    /// The switches, with their times.
    public var switches: [SwitchRow] {
        guard let wanted, let profile else { return [] }
        return ReminderSwitch.allCases.map {
            SwitchRow(item: $0, caption: $0.caption(wanted, profile), isOn: $0.isOn(in: wanted))
        }
    }

    /// Whether the phone can be asked for notifications now.
    public var canAllow: Bool { permission == .notAsked && face == .day }

    /// Whether it has to wait for the day.
    public var waitsForDay: Bool { permission == .notAsked && face == .night }

    /// Reads the page, and plans.
    public func appear() async {
        isTestSent = false
        await work { _ in }
    }

    /// Turns a reminder on or off. By day the phone asks at the first one that is turned on whether it may show them.
    public func turn(_ item: ReminderSwitch, on isOn: Bool) async {
        await change { item.turn(isOn, in: &$0) }
        if isOn && trouble == nil { await allow() }
    }

    /// Changes what the person wants, a time for instance.
    public func change(_ edit: @Sendable (inout ReminderPreferences) -> Void) async {
        await work { journal in
            try await journal.perform { journal in
                var wanted = try journal.reminderPreferences()
                edit(&wanted)
                try journal.saveReminderPreferences(preferences: wanted)
            }
        }
    }

    /// Changes the usual bedtimes, from today on.
    public func changeBedtimes(_ edit: @Sendable (inout Profile) -> Void) async {
        guard let today = clock().day else { return }
        await work { journal in
            try await journal.perform { journal in
                var profile = try journal.profile()
                edit(&profile)
                try journal.saveProfile(profile: profile, since: today)
            }
        }
    }

    /// Lets the phone ask whether it may show notifications, where it has not asked before; never at night.
    public func allow() async {
        guard canAllow else { return }
        _ = await center.askPermission()
        await work { _ in }
    }

    /// Sends a reminder that is none, to see and hear how they come.
    public func sendTest() async {
        do {
            try await center.add(.test(at: clock().at))
            isTestSent = true
        } catch {
            permission = await center.settings().permission
        }
    }

    /// Does something with the journal, plans, and reads the page again.
    private func work(_ change: @Sendable (JournalActor) async throws -> Void) async {
        let (now, language) = (clock(), language)
        permission = await center.settings().permission
        do {
            try await door.perform(change)
            notes = await keeper.keep()?.notes ?? []
            let tonight = try await door.tonight(at: now)
            let read = try await door.perform { journal in
                (
                    try await journal.reminderPreferences(), try await journal.profile(),
                    try await journal.reliability(at: now, in: language)
                )
            }
            (wanted, profile, reliability) = read
            face = tonight.face
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}
