#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Whether reminders reach the person, and which of them the person wants.
    struct RemindersScreen: View {
        let reminders: RemindersModel
        @Environment(\.scenePhase) private var phase

        var body: some View {
            Page(notices: [reminders.trouble].compactMap { $0 }) {
                PageTitle(Words.Reminders.title)
                ReachCard(reminders: reminders)
                SwitchCard(reminders: reminders)
                TimesCard(reminders: reminders)
            }
            .safeAreaInset(edge: .bottom) {
                Button {
                    Task { await reminders.sendTest() }
                } label: {
                    Label(
                        reminders.isTestSent ? Words.Reminders.testSent : Words.Reminders.test, systemImage: "bell")
                }
                .buttonStyle(DayButton(.second))
                .disabled(reminders.permission != .allowed)
                .padding(20)
            }
            // Whoever comes back from the phone's settings sees what has changed there.
            .task(id: phase) { if phase == .active { await reminders.appear() } }
        }
    }

    /// "Do they reach you?"
    struct ReachCard: View {
        let reminders: RemindersModel
        @Environment(\.colorScheme) private var scheme
        @Environment(\.openURL) private var openURL

        var body: some View {
            Card {
                Text(Words.Reminders.reachYou).font(.dayHeading).foregroundStyle(Palette(scheme).ink)
                    .accessibilityAddTraits(.isHeader)
                if let reliability = reminders.reliability {
                    sentence(reliability.text)
                    if let hint = reliability.hint { sentence(hint) }
                }
                ForEach(reminders.checks, id: \.label) { row in
                    if row != reminders.checks.first { Divider() }
                    check(row)
                }
                ForEach(reminders.notes, id: \.self) { sentence($0.text) }
                if reminders.canAllow {
                    Button(Words.Reminders.allow) { Task { await reminders.allow() } }.buttonStyle(DayButton(.first))
                } else if reminders.waitsForDay {
                    sentence(Words.Reminders.byDay)
                } else if reminders.permission == .denied, let address = SystemSettings.notifications {
                    Button(Words.Reminders.openSettings) { openURL(address) }.buttonStyle(DayButton(.second))
                }
            }
        }

        private func check(_ row: CheckRow) -> some View {
            let palette = Palette(scheme)
            let symbol =
                switch row.isWell {
                case true: "checkmark"
                case false: "info.circle"
                default: "questionmark.circle"
                }
            return HStack(spacing: 12) {
                Image(systemName: symbol).foregroundStyle(color(row)).accessibilityHidden(true)
                Text(row.label).font(.dayBody).foregroundStyle(palette.ink)
                Spacer()
                Text(row.value).font(.dayLabel).foregroundStyle(color(row))
            }
            .frame(maxWidth: .infinity, minHeight: 56, alignment: .leading)
            .accessibilityElement(children: .combine)
        }

        private func color(_ row: CheckRow) -> Color {
            let palette = Palette(scheme)
            return row.isWell.map { $0 ? palette.selfCare : palette.today } ?? palette.ink2
        }

        private func sentence(_ text: String) -> some View {
            Text(text).font(.dayBody).foregroundStyle(Palette(scheme).ink)
        }
    }

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
                    }
                }
            }
        }

        private func isOn(_ row: SwitchRow) -> Binding<Bool> {
            Binding(get: { row.isOn }, set: { isOn in Task { await reminders.turn(row.item, on: isOn) } })
        }
    }

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
                    if wanted.morningCheckIn {
                        time(ReminderSwitch.morningCheckIn.words, wanted.morningAt) { time in
                            await reminders.change { $0.morningAt = time }
                        }
                    }
                    if !wanted.breakDays.isEmpty {
                        heading(ReminderSwitch.sittingBreak)
                        DayChips(days: wanted.breakDays) { days in
                            Task { await reminders.change { $0.breakDays = days } }
                        }
                        time(Words.Reminders.from, wanted.breakFrom) { time in
                            await reminders.change { $0.breakFrom = time }
                        }
                        time(Words.Reminders.until, wanted.breakUntil) { time in
                            await reminders.change { $0.breakUntil = time }
                        }
                    }
                    if let day = wanted.reviewOn {
                        heading(ReminderSwitch.weeklyReview)
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

        private func heading(_ item: ReminderSwitch) -> some View {
            Text(item.words).font(.dayLabel).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
        }

        /// A picker shows some time even where none is known; only what is chosen is kept.
        private func time(
            _ label: String, _ time: ClockTime?, set: @escaping @MainActor @Sendable (ClockTime) async -> Void
        ) -> some View {
            let chosen = Binding(
                get: { (time ?? ClockTime(hour: 22, minute: 0))?.today ?? Date() },
                set: { date in if let time = ClockTime(today: date) { Task { await set(time) } } })
            return DatePicker(label, selection: chosen, displayedComponents: .hourAndMinute).font(.dayBody)
        }
    }

    /// Days of the week, of which several can be chosen, one at least: the switch turns off.
    struct DayChips: View {
        let days: [Weekday]
        let choose: @MainActor ([Weekday]) -> Void
        @Environment(\.dynamicTypeSize) private var typeSize

        var body: some View {
            let columns = Array(
                repeating: GridItem(.flexible(), spacing: 12), count: typeSize.isAccessibilitySize ? 1 : 2)
            LazyVGrid(columns: columns, spacing: 12) {
                ForEach(Weekday.allCases, id: \.self) { day in
                    let isChosen = days.contains(day)
                    Button(day.words) { choose(isChosen ? days.filter { $0 != day } : days + [day]) }
                        .buttonStyle(DayButton(isChosen ? .chosenChip : .chip))
                        .accessibilityAddTraits(isChosen ? .isSelected : [])
                        .disabled(days == [day])
                }
            }
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
            }
        }
    }
#endif
