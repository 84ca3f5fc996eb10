import Foundation
import NightCramp
import NightCrampInbox

/// Makes the phone hold what the core plans, and tells the core what came of it. It never decides whether or when to ring.
public actor ReminderKeeper {
    private let door: JournalDoor
    private let center: any ReminderCenter
    private let clock: @Sendable () -> Moment
    private let language: String
    private let calendar: Calendar
    private var round: Task<Plan?, Never>?
    private var isAskedAgain = false

    /// A keeper between the journal behind `door` and the phone's `center`.
    public init(
        door: JournalDoor, center: any ReminderCenter, clock: @escaping @Sendable () -> Moment = { .now() },
        language: String = Locale.spoken, calendar: Calendar = .current
    ) {
        self.door = door
        self.center = center
        self.clock = clock
        self.language = language
        self.calendar = calendar
    }

    /// Reports what came, plans, and makes the phone hold the plan. To be called whenever something may have changed: when
    /// the app starts, comes to the front or leaves it, after every entry, when the clock or the zone changes.
    ///
    /// Done twice, it is done once. Whoever calls while it runs gets the plan of one more round, the same for all of them.
    /// Nil when the journal cannot be read: then the phone keeps what it holds.
    @discardableResult
    public func keep() async -> Plan? {
        if let round {
            isAskedAgain = true
            return await round.value
        }
        let task = Task {
            var plan: Plan?
            repeat {
                isAskedAgain = false
                plan = await goRound()
            } while isAskedAgain
            round = nil
            return plan
        }
        round = task
        return await task.value
    }

    private func goRound() async -> Plan? {
        let (now, language) = (clock(), language)
        let zone = TimeZone(identifier: now.zone) ?? .current
        let shown = await center.shown()
        let settings = await center.settings()
        // A call that came may be why another must not: so what came is told first.
        let planned = try? await door.perform { journal in
            for reminder in shown {
                do {
                    try await journal.record(reminder.delivered(in: zone))
                } catch JournalError.InvalidInput {
                    // One of another version's, which must not keep the plan from being made.
                    continue
                }
            }
            return try await journal.perform { journal in
                // A zone that the phone does not know is missing, and the journal says so.
                let home: String? =
                    if case .home(let zone) = try journal.reminderPreferences().clock { zone } else { nil }
                let zones = ReminderZones.around(now.at, in: zone, home: home.flatMap { TimeZone(identifier: $0) })
                let plan = try journal.plan(
                    now: now.at, zones: zones, capabilities: settings.capabilities, language: language)
                return (plan, home != nil)
            }
        }
        guard let (plan, isByHomeClock) = planned else { return nil }
        await hold(
            PhonePlan(
                plan, at: now.at, isByHomeClock: isByHomeClock, showsPreviews: settings.showsPreviews,
                calendar: calendar))
        await center.removeShown(shown.filter { $0.tag.until <= now.at }.map(\.tag.id))
        return plan
    }

    private func hold(_ plan: PhonePlan) async {
        let changes = plan.changes(from: await center.pending())
        await center.know(plan.categories)
        await center.remove(changes.remove)
        // What the phone does not take now it is asked again the next time.
        for request in changes.add { try? await center.add(request) }
    }

    /// The app came to the front, where it says itself what was logged.
    public func appear() async {
        await center.removeShown([PendingRequest.answerId])
        await keep()
    }

    /// A reminder was shown while the app is in front.
    public func came(_ shown: ShownReminder) async {
        await report(shown)
        await keep()
    }

    /// Somebody has done something with a notification; perhaps on a locked phone, and the app was started for it.
    public func answer(_ response: ReminderResponse) async {
        let now = clock()
        if response.answer == .crampNow {
            let tap = Tap(id: TapID.next(at: now.at), at: now, source: .notification)
            // Nothing may stand between the press and the disk.
            let kept = await door.tap(tap)
            try? await center.add(.answer(kept))
        }
        if let shown = response.shown {
            // It is off the screen now, so nobody tells of it later.
            await report(shown)
            if case .said(let action) = response.answer {
                await door.report(ReminderRecord(reminder: shown.tag.id, action: action, at: now))
            }
        }
        await keep()
    }

    private func report(_ shown: ShownReminder) async {
        await door.report(shown.delivered(in: TimeZone(identifier: clock().zone) ?? .current))
    }

    /// Everything was erased: nothing of it stays on the phone's screen, and nothing rings until the app is opened again.
    public func forget() async { await center.removeAll() }
}
