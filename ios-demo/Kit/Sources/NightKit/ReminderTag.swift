import Foundation
import NightCramp

/// What a notification carries with it unseen, and brings back: enough to compare it with a plan, to report it, and to open
/// the right page. Nothing of it is about the person's health but what the reminder is about.
public struct ReminderTag: Hashable, Sendable {
    /// The reminder's id.
    public let id: String
    /// Changes with anything that the phone would have to change.
    public let hash: UInt32
    /// What it is about.
    public let kind: ReminderKind
    /// Which of its kind.
    public let rule: String
    /// When it was to ring.
    public let at: Date
    /// By the clock of which zone.
    public let zone: String
    /// From here on it says nothing any more, and leaves the screen: the waking time for one with a button.
    public let until: Date
    /// Whether *Log now* stands on it, and stays until then.
    public let hasButton: Bool
    /// Nothing but that button: what is left of a reminder that was answered. It is no reminder, and never reported.
    public let isButtonOnly: Bool
    /// The reminder whose answer makes this one needless: of a second call, the first.
    public let unlessAnswered: String?

    init(_ planned: Planned, hash: UInt32) {
        id = planned.id
        self.hash = hash
        kind = planned.kind
        rule = planned.rule
        at = planned.at.at
        zone = planned.at.zone
        until = planned.buttonUntil ?? planned.tooLate
        hasButton = planned.buttonUntil != nil
        isButtonOnly = false
        unlessAnswered = planned.unlessAnswered
    }

    /// What is left of a reminder that was answered.
    init(buttonOf tag: ReminderTag) {
        id = PendingRequest.buttonId
        hash = 0
        kind = tag.kind
        rule = tag.rule
        at = tag.at
        zone = tag.zone
        until = tag.until
        hasButton = true
        isButtonOnly = true
        unlessAnswered = nil
    }

    /// What a notification has brought back; nil when it is none of the plan's.
    public init?(userInfo: [AnyHashable: Any]) {
        guard let id = userInfo["id"] as? String, let hash = userInfo["hash"] as? Int,
            let name = userInfo["kind"] as? String,
            let kind = ReminderKind.allCases.first(where: { "\($0)" == name }),
            let rule = userInfo["rule"] as? String, let at = userInfo["at"] as? Double,
            let zone = userInfo["zone"] as? String, let until = userInfo["until"] as? Double
        else { return nil }
        self.id = id
        self.hash = UInt32(truncatingIfNeeded: hash)
        self.kind = kind
        self.rule = rule
        self.at = Date(timeIntervalSince1970: at)
        self.zone = zone
        self.until = Date(timeIntervalSince1970: until)
        hasButton = userInfo["hasButton"] as? Bool ?? false
        isButtonOnly = userInfo["isButtonOnly"] as? Bool ?? false
        unlessAnswered = userInfo["unlessAnswered"] as? String
    }

    /// What the notification takes along; numbers and text only, as iOS asks for.
    public var userInfo: [AnyHashable: Any] {
        var info: [AnyHashable: Any] = [
            "id": id, "hash": Int(hash), "kind": "\(kind)", "rule": rule, "at": at.timeIntervalSince1970, "zone": zone,
            "until": until.timeIntervalSince1970, "hasButton": hasButton, "isButtonOnly": isButtonOnly,
        ]
        info["unlessAnswered"] = unlessAnswered
        return info
    }

    /// Whether it has nothing to say any more, once it was shown: its time is over, or what it asks for was done in the app.
    func isOver(at now: Date, by plan: Plan) -> Bool {
        if until <= now { return true }
        if isButtonOnly { return false }
        switch plan.leftOut.first(where: { $0.id == id })?.reason {
        case .done, .notTonight, .inBed, .nothingOpen, .answered: return true
        // A visit that was answered is not spoken of at all.
        case nil: return kind == .visitFollowUp && !plan.items.contains { $0.id == id }
        default: return false
        }
    }

    /// What the core compares.
    public var pending: Pending { Pending(id: id, hash: hash) }
}

/// A notification that was shown.
public struct ShownReminder: Hashable, Sendable {
    /// Which one.
    public let tag: ReminderTag
    /// When it was shown.
    public let date: Date

    /// A notification of the plan's that iOS has shown at `date`; nil when it is none.
    public init?(userInfo: [AnyHashable: Any], date: Date) {
        guard let tag = ReminderTag(userInfo: userInfo) else { return nil }
        self.init(tag: tag, date: date)
    }

    init(tag: ReminderTag, date: Date) {
        self.tag = tag
        self.date = date
    }

    /// What to report of it. Where it came at the planned instant, the clock was the planned one, even if the phone has
    /// travelled since; else the phone had travelled before, and its clock of now is nearer.
    func delivered(in zone: TimeZone) -> ReminderRecord {
        let asPlanned = abs(date.timeIntervalSince(tag.at)) < 60
        let clock = asPlanned ? TimeZone(identifier: tag.zone) ?? zone : zone
        return ReminderRecord(reminder: tag.id, action: .delivered, at: .at(date, in: clock))
    }
}
