import Foundation
import NightCramp

/// When the phone rings.
public enum RingTime: Hashable, Sendable {
    /// Once, when the phone's clock shows this, from the year to the second, in whatever zone the phone is then.
    case clock(DateComponents)
    /// Once, at this instant, whatever the clock shows.
    case instant(Date)
    /// At once.
    case now

    /// In how many seconds an instant is, for a phone that counts seconds: to be asked when it begins to count, not when the
    /// plan was made. One that is over comes at once, and iOS takes no less than a second.
    public static func seconds(until instant: Date, from now: Date) -> TimeInterval {
        max(1, instant.timeIntervalSince(now))
    }
}

/// One notification that the phone is asked for, as a plain value.
public struct PendingRequest: Hashable, Sendable {
    /// The reminder's id: the phone replaces what has the same.
    public let id: String
    /// When it rings.
    public let ring: RingTime
    /// The first line.
    public let title: String
    /// The second line.
    public let body: String
    /// Its ``ReminderCategory``; nil for one without answers.
    public let categoryId: String?
    /// What comes back with it; nil for one that the core knows nothing of.
    public let tag: ReminderTag?

    /// Whether it makes no sound and lights no screen: it answers a press in the night.
    public var isSilent: Bool { ring == .now }

    /// The id of the one answer to *Log now*.
    static let answerId = "answer"

    /// The answer to *Log now* on a notification: silent, at once, in the place of the answer before. It tells what became of
    /// the press, and has the button for the next.
    static func answer(_ kept: JournalDoor.Kept) -> PendingRequest {
        PendingRequest(
            id: answerId, ring: .now, title: kept.words, body: "", categoryId: kept.words, tag: nil)
    }

    /// The id of the one button that is left of a reminder.
    static let buttonId = "button"

    /// *Log now* until the morning, in the place of a reminder that was answered: silent, at once.
    static func button(of tag: ReminderTag) -> PendingRequest {
        let words = Words.Reminders.tonight
        return PendingRequest(
            id: buttonId, ring: .now, title: words, body: "", categoryId: words, tag: ReminderTag(buttonOf: tag))
    }

    /// A reminder that is none, in a few seconds: it shows how they look, has no answers and is never reported.
    static func test(at now: Date) -> PendingRequest {
        PendingRequest(
            id: "test", ring: .instant(now + 5), title: Words.Reminders.testTitle, body: Words.Reminders.testBody,
            categoryId: nil, tag: nil)
    }
}

/// A plan as iOS can hold it.
public struct PhonePlan: Hashable, Sendable {
    /// The notifications, soonest first.
    public let requests: [PendingRequest]
    /// What they look like.
    public let categories: [ReminderCategory]

    /// iOS keeps the soonest 64 of an app. A few places stay free, for an answer and a test.
    public static let mostPending = 60

    /// The core's plan in requests. `isByHomeClock`: the person goes by the clock at home, so the instant counts wherever
    /// the phone is. `showsPreviews`: the lock screen shows whatever a notification says, so it says only what anybody may
    /// read. `calendar`: the phone's, which need not be the Gregorian one.
    init(_ plan: Plan, isByHomeClock: Bool, showsPreviews: Bool, calendar: Calendar = .current) {
        let items = plan.items.prefix(Self.mostPending)
        requests = items.map { item in
            let isInstant = item.shownTwice || isByHomeClock
            return PendingRequest(
                id: item.id,
                ring: isInstant ? .instant(item.at.at) : .clock(item.at.components(in: calendar)),
                title: showsPreviews ? item.text.locked : item.text.title,
                body: showsPreviews ? "" : item.text.body,
                categoryId: ReminderCategory.id(item),
                // The core's number knows nothing of the two choices that are made here.
                tag: ReminderTag(item, hash: item.hash ^ (showsPreviews ? 1 : 0) ^ (isByHomeClock ? 2 : 0)))
        }
        var seen: Set<String> = []
        categories =
            items.filter { seen.insert(ReminderCategory.id($0)).inserted }
            .map { ReminderCategory($0, words: plan.actions) }
            + ([.saved, .alreadySaved, .notSaved].map(\JournalDoor.Kept.words) + [Words.Reminders.tonight])
            .map { ReminderCategory(buttonUnder: $0, words: plan.actions) }
    }

    /// What to take away and what to add so that a phone that holds `held` holds this plan: the core says it.
    func changes(from held: [ReminderTag]) -> (remove: [String], add: [PendingRequest]) {
        let diff = planDiff(held: held.map(\.pending), wanted: requests.compactMap { $0.tag?.pending })
        let set = Set(diff.set)
        return (diff.cancel, requests.filter { set.contains($0.id) })
    }
}

extension Moment {
    /// What the clock on the wall shows at this moment, from the year to the second, and no zone: so the phone rings at the
    /// same time on the wall wherever it is taken. In the phone's own calendar, in which iOS reads it: the year 2026 of a
    /// Buddhist calendar is long over.
    func components(in calendar: Calendar) -> DateComponents {
        var wall = calendar
        wall.timeZone = .gmt
        var parts: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]
        if calendar.identifier != .gregorian { parts.insert(.era) }
        var components = wall.dateComponents(parts, from: at + Double(offsetS))
        components.calendar = nil
        components.timeZone = nil
        return components
    }
}
