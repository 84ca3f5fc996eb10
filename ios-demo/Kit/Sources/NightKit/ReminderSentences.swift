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
        case .secondCall: "Second call"
        case .morningCheckIn: "Morning questions"
        case .lastWater: "Last glass of water"
        case .warmSoak: "Warm soak"
        case .sittingBreak: "Break from sitting"
        case .weeklyReview: "Weekly review"
        case .visitFollowUp: "Visit follow-up"
        case .followHabit: "Follow my habit"
        case .homeClock: "Follow the clock at home"
        case .gettingUp: "Getting up"
        }
    }

    /// When it comes, as it is set: 22:30, at weekends 23:30. What is no reminder says what it does, off too.
    func caption(_ wanted: ReminderPreferences, _ profile: Profile) -> String {
        switch self {
        case .followHabit: return Words.Reminders.followsHabit
        case .homeClock: return wanted.clock.words
        case .gettingUp: return wanted.waking?.words ?? Words.Reminders.reckonedUp
        default: return isOn(in: wanted) ? time(wanted, profile) : Words.Reminders.off
        }
    }

    private func time(_ wanted: ReminderPreferences, _ profile: Profile) -> String {
        switch self {
        case .bedtimeStretch: return profile.bedtimeWords ?? Words.Reminders.setBedtime
        case .secondCall: return "\(minutes(wanted.secondCallAfterMin)) later, if nothing was answered"
        case .morningCheckIn: return "\(wanted.morningAt.words), only if something is open"
        case .lastWater: return "\(minutes(wanted.lastWaterMin)) before bed"
        case .warmSoak: return "\(minutes(wanted.warmSoakMin)) before bed"
        case .sittingBreak:
            let span = "\(wanted.breakFrom.words) to \(wanted.breakUntil.words)"
            let days = wanted.breakDays.count
            return "\(span), on \(Words.counts[days]) \(days == 1 ? "day" : "days") a week"
        case .weeklyReview:
            return "\(wanted.reviewOn?.words ?? Words.Reminders.off), \(wanted.reviewAt.words)"
        case .visitFollowUp: return "When something should be looked at"
        case .followHabit, .homeClock, .gettingUp: return Words.Reminders.off
        }
    }
}

extension PlanNote {
    /// The date of what it is about, where it can be confirmed: Tuesday, 24 November.
    public var doubtedDay: String? {
        guard kind == .doubted, let about else { return nil }
        return about.split(separator: ":").lazy.compactMap { CalendarDay(String($0))?.words }.first
    }
}

extension ReminderClock {
    /// Berlin.
    var words: String {
        guard case .home(let zone) = self else { return Words.Reminders.phoneClock }
        let city = (zone.split(separator: "/").last.map(String.init) ?? zone).replacingOccurrences(of: "_", with: " ")
        return home == nil ? "\(city). \(Words.Reminders.zoneNotKnown)" : city
    }
}

extension Profile {
    /// 22:30, at weekends 23:30; nil where it is not known.
    var bedtimeWords: String? {
        guard let weekday = bedtimeWeekday ?? bedtimeWeekend else { return nil }
        guard let weekend = bedtimeWeekend, weekend != weekday else { return weekday.words }
        return "\(weekday.words), at weekends \(weekend.words)"
    }
}

extension UInt16 {
    /// So many minutes in words.
    public var minutesWords: String { minutes(self) }
}

/// 15 minutes, 2 hours.
private func minutes(_ number: UInt16) -> String {
    guard number % 60 == 0, number > 0 else { return number == 1 ? "1 minute" : "\(number) minutes" }
    return number == 60 ? "1 hour" : "\(number / 60) hours"
}
