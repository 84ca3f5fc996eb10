#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// The switches, each with its time.
    struct SwitchCard: View {
        let reminders: RemindersModel
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            if !reminders.switches.isEmpty {
                Card {
                    ForEach(reminders.switches, id: \.item) { row in
                        if row != reminders.switches.first { Divider() }
                        Toggle(isOn: isOn(row)) {
                            HStack(spacing: 12) {
                                Image(systemName: row.item.symbol).foregroundStyle(palette.ink)
                                    .accessibilityHidden(true)
                                VStack(alignment: .leading, spacing: 4) {
                                    Text(row.item.words).font(.dayBody).foregroundStyle(palette.ink)
                                    Text(row.caption).font(.dayCaption).foregroundStyle(palette.ink2)
                                }
                            }
                        }
                        .tint(palette.accent)
                        .frame(maxWidth: .infinity, minHeight: 56)
                    }
                }
            }
        }

        private func isOn(_ row: SwitchRow) -> Binding<Bool> {
            Binding(get: { row.isOn }, set: { isOn in Task { await reminders.turn(row.item, on: isOn) } })
        }
    }

    extension ReminderSwitch {
        /// Its picture.
        var symbol: String {
            switch self {
            case .bedtimeStretch: "moon"
            case .secondCall: "bell"
            case .morningCheckIn: "sun.max"
            case .lastWater: "drop"
            case .warmSoak: "bathtub"
            case .sittingBreak: "clock"
            case .weeklyReview: "calendar"
            case .visitFollowUp: "stethoscope"
            case .followHabit: "figure.walk"
            case .homeClock: "house"
            case .gettingUp: "sunrise"
            }
        }
    }
#endif
