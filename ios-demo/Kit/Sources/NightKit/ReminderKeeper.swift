import Foundation
import NightCramp
import NightCrampInbox

/// Makes the phone hold what the core plans, and tells the core what came of it. It never decides whether or when to ring.
public actor ReminderKeeper {
    /// What has become of an erasing.
    private enum Erasing { case none, running, done }

    private let door: JournalDoor
    private let center: any ReminderCenter
    private let clock: @Sendable () -> Moment
    private let language: String
    private let calendar: Calendar
    private var round: Task<Plan?, Never>?
    private var isAskedAgain = false
    private var erasing = Erasing.none

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
    /// Nil when the journal cannot be read: then the phone keeps what it holds. Nil too after an erasing, until ``appear()``.
    @discardableResult
    public func keep() async -> Plan? {
        guard erasing == .none else { return nil }
        if let round {
            isAskedAgain = true
            return await round.value
        }
        let task = Task {
            var plan: Plan?
            repeat {
                isAskedAgain = false
                plan = await goRound()
            } while isAskedAgain && erasing == .none
            round = nil
            return plan
        }
        round = task
        return await task.value
    }

    private func goRound() async -> Plan? {
        let now = clock()
        let onScreen = await center.shown()
        let shown = onScreen.filter { !$0.tag.isButtonOnly }
        let settings = await center.settings()
        guard let (plan, isByHomeClock) = try? await plan(at: now, shown: shown, settings: settings) else { return nil }
        await hold(
            PhonePlan(
                plan, isByHomeClock: isByHomeClock, showsPreviews: settings.showsPreviews, calendar: calendar))
        await clear(onScreen.map(\.tag).filter { $0.isOver(at: now.at, by: plan) }, at: now.at)
        return plan
    }

    /// Takes what is over off the screen. Its *Log now* stays until the morning.
    private func clear(_ tags: [ReminderTag], at now: Date) async {
        await center.removeShown(tags.map(\.id))
        if let tag = tags.last(where: { $0.hasButton && now < $0.until }) { try? await center.add(.button(of: tag)) }
    }

    /// The plan, and whether it goes by the clock at home. What waited and what came is told first: a call that came or was
    /// answered may be why another must not.
    private func plan(
        at now: Moment, shown: [ShownReminder], settings: ReminderSettings
    ) async throws -> (Plan, Bool) {
        let (zone, language) = (TimeZone(identifier: now.zone) ?? .current, language)
        return try await door.performUpToDate { journal in
            for reminder in shown {
                do {
                    try await journal.record(reminder.delivered(in: zone))
                } catch JournalError.InvalidInput {
                    // One of another version's, which must not keep the plan from being made.
                    continue
                }
            }
            return try await journal.perform { journal in
                let clock = try journal.reminderPreferences().clock
                let plan = try journal.plan(
                    now: now.at, zones: .around(now.at, in: zone, by: clock), capabilities: settings.capabilities,
                    language: language)
                return (plan, clock.home != nil)
            }
        }
    }

    private func hold(_ plan: PhonePlan) async {
        let changes = plan.changes(from: await center.pending())
        await center.know(plan.categories)
        await center.remove(changes.remove)
        // What the phone does not take now it is asked again the next time.
        for request in changes.add { try? await center.add(request) }
    }

    /// The app came to the front, where it says itself what was logged. After an erasing everything begins anew.
    public func appear() async {
        if erasing == .done { erasing = .none }
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
        // What was erased is not answered any more.
        if let shown = response.shown, erasing == .none {
            // It is off the screen now, so nobody tells of it later.
            await report(shown)
            if case .said(let action) = response.answer {
                await door.report(ReminderRecord(reminder: shown.tag.id, action: action, at: now))
                await silence(answered: shown.tag.id)
                // "Later" comes again with all of its buttons.
                if action != .later { await clear([shown.tag], at: now.at) }
            }
        }
        await keep()
    }

    /// A second call must not come after the first was answered. The plan says so too, but where the journal cannot be opened
    /// there is none, and the phone would keep what it holds.
    private func silence(answered id: String) async {
        let needless = await center.pending().filter { $0.unlessAnswered == id }.map(\.id)
        if !needless.isEmpty { await center.remove(needless) }
    }

    private func report(_ shown: ShownReminder) async {
        guard !shown.tag.isButtonOnly else { return }
        await door.report(shown.delivered(in: TimeZone(identifier: clock().zone) ?? .current))
    }

    /// Erases the journal by `erase`, and everything that the phone holds and shows of it. A round that is running ends
    /// before, or it would write into the new journal what was told of the old one. Nothing is planned until the app comes to
    /// the front again.
    public func forget(_ erase: @Sendable () async throws -> Void) async throws {
        erasing = .running
        _ = await round?.value
        do {
            try await erase()
        } catch {
            // What is still there still rings.
            erasing = .none
            throw error
        }
        await center.removeAll()
        erasing = .done
    }
}
