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
                ForEach(reminders.notes, id: \.self) { note in
                    sentence(note.text)
                    if let day = note.doubtedDay {
                        Text(day).font(.dayCaption).foregroundStyle(Palette(scheme).ink2)
                        Button(Words.Reminders.confirm) { Task { await reminders.trust(note) } }
                            .buttonStyle(DayButton(.second))
                            .accessibilityHint(day)
                    }
                }
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
#endif
