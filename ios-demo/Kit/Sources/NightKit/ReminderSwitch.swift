import NightCramp

/// What can be switched on the reminders' page.
public enum ReminderSwitch: CaseIterable, Hashable, Sendable {
    case bedtimeStretch, secondCall, morningCheckIn, lastWater, warmSoak, sittingBreak, weeklyReview, visitFollowUp
    case followHabit, homeClock, gettingUp

    /// Whether it is a reminder; the others say by what time reminders go.
    public var rings: Bool { ![.followHabit, .homeClock, .gettingUp].contains(self) }

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
        case .followHabit: wanted.followHabit
        case .homeClock: wanted.clock != .phone
        case .gettingUp: wanted.waking != nil
        }
    }

    /// Switches it. What has days begins with the working days, or with Sunday, what has a time at seven; the person chooses
    /// others on the page. The clock at home is that of `zone`, where the phone is when it is chosen.
    func turn(_ isOn: Bool, in wanted: inout ReminderPreferences, zone: String) {
        switch self {
        case .bedtimeStretch: wanted.bedtimeStretch = isOn
        case .secondCall: wanted.secondCall = isOn
        case .morningCheckIn: wanted.morningCheckIn = isOn
        case .lastWater: wanted.lastWater = isOn
        case .warmSoak: wanted.warmSoak = isOn
        case .sittingBreak: wanted.breakDays = isOn ? [.monday, .tuesday, .wednesday, .thursday, .friday] : []
        case .weeklyReview: wanted.reviewOn = isOn ? .sunday : nil
        case .visitFollowUp: wanted.visitFollowUp = isOn
        case .followHabit: wanted.followHabit = isOn
        case .homeClock: wanted.clock = isOn ? .home(zone: zone) : .phone
        case .gettingUp: wanted.waking = isOn ? ClockTime(hour: 7, minute: 0) : nil
        }
    }
}
