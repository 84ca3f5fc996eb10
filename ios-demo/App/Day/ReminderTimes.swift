#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// The times that the switches go by.
    struct TimesCard: View {
        let reminders: RemindersModel
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            if let wanted = reminders.wanted, let profile = reminders.profile {
                Card {
                    time(Words.Reminders.bedtime, profile.bedtimeWeekday) { time in
                        await reminders.changeBedtimes { $0.bedtimeWeekday = time }
                    }
                    time(Words.Reminders.weekendBedtime, profile.bedtimeWeekend ?? profile.bedtimeWeekday) { time in
                        await reminders.changeBedtimes { $0.bedtimeWeekend = time }
                    }
                    if wanted.bedtimeStretch {
                        heading(Words.Reminders.lead)
                        Chips(
                            values: reminders.leads, chosen: wanted.leadMin, words: \.minutesWords,
                            choose: { lead in Task { await reminders.change { $0.leadMin = lead } } })
                    }
                    if let waking = wanted.waking {
                        time(ReminderSwitch.gettingUp.words, waking) { time in
                            await reminders.change { $0.waking = time }
                        }
                    }
                    if wanted.morningCheckIn {
                        time(ReminderSwitch.morningCheckIn.words, wanted.morningAt) { time in
                            await reminders.change { $0.morningAt = time }
                        }
                    }
                    if !wanted.breakDays.isEmpty {
                        heading(ReminderSwitch.sittingBreak.words)
                        DayChips(days: wanted.breakDays) { day in Task { await reminders.toggleBreak(on: day) } }
                        time(Words.Reminders.from, wanted.breakFrom) { time in
                            await reminders.change { $0.breakFrom = time }
                        }
                        time(Words.Reminders.until, wanted.breakUntil) { time in
                            await reminders.change { $0.breakUntil = time }
                        }
                    }
                    if let day = wanted.reviewOn {
                        heading(ReminderSwitch.weeklyReview.words)
                        Chips(
                            values: Weekday.allCases, chosen: day, words: \.words,
                            choose: { day in Task { await reminders.change { $0.reviewOn = day } } })
                        time(Words.Reminders.at, wanted.reviewAt) { time in
                            await reminders.change { $0.reviewAt = time }
                        }
                    }
                }
            }
        }

        private func heading(_ text: String) -> some View {
            Text(text).font(.dayLabel).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
        }

        /// A picker shows some time even where none is known; only what is chosen is kept.
        private func time(
            _ label: String, _ time: ClockTime?, set: @escaping @MainActor @Sendable (ClockTime) async -> Void
        ) -> some View {
            let chosen = Binding(
                get: { (time ?? ClockTime(hour: 22, minute: 0))?.today ?? Date() },
                set: { date in if let time = ClockTime(today: date) { Task { await set(time) } } })
            return DatePicker(label, selection: chosen, displayedComponents: .hourAndMinute).font(.dayBody)
                .frame(maxWidth: .infinity, minHeight: 56)
        }
    }

    /// Days of the week, of which several can be chosen, one at least: the switch turns off.
    struct DayChips: View {
        let days: [Weekday]
        let toggle: @MainActor (Weekday) -> Void
        @Environment(\.dynamicTypeSize) private var typeSize

        var body: some View {
            let columns = Array(
                repeating: GridItem(.flexible(), spacing: 12), count: typeSize.isAccessibilitySize ? 1 : 2)
            LazyVGrid(columns: columns, spacing: 12) {
                ForEach(Weekday.allCases, id: \.self) { day in
                    let isChosen = days.contains(day)
                    Button(day.words) { toggle(day) }
                        .buttonStyle(DayButton(isChosen ? .chosenChip : .chip))
                        .accessibilityAddTraits(isChosen ? .isSelected : [])
                        .disabled(days == [day])
                }
            }
        }
    }
#endif
