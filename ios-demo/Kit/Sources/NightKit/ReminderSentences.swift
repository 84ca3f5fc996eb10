// What the reminders' page says about values, and what a press on a notification is answered with.
import Foundation
import NightCramp

extension JournalDoor.Kept {
    /// What the answer to *Log now* says: no word of health, it stands on the lock screen.
    var words: String {
        switch self {
        case .saved, .waiting: Words.Night.logged
        case .alreadySaved: Words.Night.alreadyLogged
        case .notSaved: Words.Night.notSaved
        }
    }
}

extension ReminderPermission {
    /// Allowed.
    public var words: String {
        switch self {
        case .notAsked: Words.Reminders.notAsked
        case .allowed: Words.Reminders.allowed
        case .denied: Words.Reminders.denied
        }
    }
}

extension Moment {
    /// 22:30, yesterday; by the clock that was on the wall then.
    func words(on today: CalendarDay?) -> String {
        guard let day, let time else { return Words.Help.notKnown }
        let ago = today.map { $0.dayNumber - day.dayNumber }
        let word =
            switch ago {
            case 0: Words.Morning.today.lowercased()
            case 1: Words.Reminders.yesterday
            default: day.words
            }
        return "\(time.words), \(word)"
    }
}

extension NightCramp.Weekday {
    /// Monday.
    public var words: String { Words.weekdays[Self.allCases.firstIndex(of: self) ?? 0] }
}

extension ReminderSwitch {
    /// Bedtime stretch.
    public var words: String {
        switch self {
        case .bedtimeStretch: "Bedtime stretch"
        case .secondCall: "A second call"
        case .morningCheckIn: "Morning questions"
        case .lastWater: "Last glass of water"
        case .warmSoak: "Warm soak"
        case .sittingBreak: "Break from sitting"
        case .weeklyReview: "Look back at the week"
        case .visitFollowUp: "A word about a visit"
        }
    }

    /// When it comes, as it is set: 15 minutes before 22:30, at weekends 23:30.
    func caption(_ wanted: ReminderPreferences, _ profile: Profile) -> String {
        guard isOn(in: wanted) else { return Words.Reminders.off }
        switch self {
        case .bedtimeStretch: return "\(minutes(wanted.leadMin)) before \(profile.bedtimeWords)"
        case .secondCall: return "\(minutes(wanted.secondCallAfterMin)) later, if nothing was answered"
        case .morningCheckIn: return "\(wanted.morningAt.words), only if something is open"
        case .lastWater: return "\(minutes(wanted.lastWaterMin)) before \(profile.bedtimeWords)"
        case .warmSoak: return "\(minutes(wanted.warmSoakMin)) before \(profile.bedtimeWords)"
        case .sittingBreak:
            let span = "\(wanted.breakFrom.words) to \(wanted.breakUntil.words)"
            return "\(span), every \(minutes(wanted.breakEveryMin))"
        case .weeklyReview:
            return "\(wanted.reviewOn?.words ?? Words.Reminders.off), \(wanted.reviewAt.words)"
        case .visitFollowUp: return "Only when one is due, or has been"
        }
    }
}

extension Profile {
    /// 22:30, at weekends 23:30; the word alone where it is not known.
    var bedtimeWords: String {
        guard let weekday = bedtimeWeekday ?? bedtimeWeekend else { return Words.Reminders.bedtime.lowercased() }
        guard let weekend = bedtimeWeekend, weekend != weekday else { return weekday.words }
        return "\(weekday.words), at weekends \(weekend.words)"
    }
}

/// 15 minutes, 2 hours.
private func minutes(_ number: UInt16) -> String {
    guard number % 60 == 0, number > 0 else { return number == 1 ? "1 minute" : "\(number) minutes" }
    return number == 60 ? "1 hour" : "\(number / 60) hours"
}
