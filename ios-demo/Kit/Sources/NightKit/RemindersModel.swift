import Foundation
import NightCramp
import Observation

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
    /// What the core has to say about the plan, each thing once.
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
        let zone = clock().zone
        await change { item.turn(isOn, in: &$0, zone: zone) }
        if isOn && item.rings && trouble == nil { await allow() }
    }

    /// Adds a day to those with breaks, or takes it away; one stays, since the switch turns them off.
    public func toggleBreak(on day: NightCramp.Weekday) async {
        await change { wanted in
            let isChosen = wanted.breakDays.contains(day)
            let days = NightCramp.Weekday.allCases.filter { $0 == day ? !isChosen : wanted.breakDays.contains($0) }
            if !days.isEmpty { wanted.breakDays = days }
        }
    }

    /// How many minutes before bedtime the stretch may call: a few to choose from, and what is chosen.
    public var leads: [UInt16] { Set([5, 10, 15, 30, 45, 60] + (wanted.map { [$0.leadMin] } ?? [])).sorted() }

    /// The person stands for what a note says was told under a wrong clock: it counts from now on.
    public func trust(_ note: PlanNote) async {
        guard note.kind == .doubted, let reminder = note.about else { return }
        await work { try await $0.trust(reminder: reminder) }
    }

    /// Changes what the person wants, a time for instance. `edit` gets what the journal has, not what the page shows: of two
    /// quick presses none is lost.
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
            let said = await keeper.keep()?.notes ?? []
            let tonight = try await door.tonight(at: now)
            let read = try await door.perform { journal in
                (
                    try await journal.reminderPreferences(), try await journal.profile(),
                    try await journal.reliability(at: now, in: language)
                )
            }
            (wanted, profile, reliability) = read
            var seen: Set<PlanNote> = []
            notes = said.filter { seen.insert($0).inserted }
            face = tonight.face
            trouble = nil
        } catch {
            trouble = Notice(error)
        }
    }
}
