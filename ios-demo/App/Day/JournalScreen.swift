#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// The calendar of nights.
    struct JournalScreen: View {
        let journal: JournalModel
        let help: HelpModel
        let reminders: RemindersModel
        let door: JournalDoor
        @State private var opened: CalendarDay?
        @State private var isHelpOpen = false
        @State private var areRemindersOpen = false
        @Environment(\.colorScheme) private var scheme
        @Environment(\.dynamicTypeSize) private var typeSize

        var body: some View {
            let palette = Palette(scheme)
            NavigationStack {
                Page(notices: [journal.trouble].compactMap { $0 }) {
                    Text(Words.Night.journal).font(.dayTitle).foregroundStyle(palette.ink)
                        .accessibilityAddTraits(.isHeader)
                    month
                    LazyVGrid(columns: Array(repeating: GridItem(.flexible(), spacing: 0), count: 7), spacing: 4) {
                        ForEach(journal.weekdays, id: \.self) { day in weekday(Words.weekdays[day]) }
                        ForEach(0..<journal.blanks, id: \.self) { _ in Color.clear.accessibilityHidden(true) }
                        ForEach(journal.cells, id: \.day) { cell in
                            CellButton(cell: cell) { opened = cell.day }
                        }
                    }
                    legend
                    Card {
                        if journal.isEmpty {
                            Text(Words.Journal.empty).font(.dayBody).foregroundStyle(palette.ink)
                        } else if let tally = journal.tallyWords {
                            (Text(tally.head).fontWeight(.bold) + Text(" " + tally.rest)).font(.dayBody)
                                .foregroundStyle(palette.ink)
                        }
                    }
                    Button {
                        areRemindersOpen = true
                    } label: {
                        Label(Words.Reminders.title, systemImage: "bell")
                    }
                    .buttonStyle(DayButton(.second))
                    Button(Words.Help.title) { isHelpOpen = true }.buttonStyle(DayButton(.quiet))
                }
                .sheet(isPresented: $isHelpOpen) { HelpScreen(help: help) }
                .sheet(isPresented: $areRemindersOpen) { RemindersScreen(reminders: reminders) }
                .onChange(of: isHelpOpen) { Task { await journal.appear() } }
                .navigationDestination(item: $opened) { night in
                    NightPageScreen(page: NightPageModel(night: night, door: door))
                }
                .task { await journal.appear() }
                .onChange(of: opened) { Task { await journal.appear() } }
            }
        }

        private var month: some View {
            HStack {
                turn(by: -1, Words.Journal.monthBefore, "chevron.backward")
                Text(journal.month?.monthWords ?? "").font(.dayHeading).foregroundStyle(Palette(scheme).ink)
                    .frame(maxWidth: .infinity)
                turn(by: 1, Words.Journal.monthAfter, "chevron.forward").disabled(!journal.canGoOn)
            }
        }

        private func turn(by months: Int, _ words: String, _ symbol: String) -> some View {
            Button {
                Task { await journal.turn(by: months) }
            } label: {
                Image(systemName: symbol)
            }
            .buttonStyle(DayButton(.quiet))
            .frame(width: 56)
            .accessibilityLabel(words)
        }

        private func weekday(_ name: String) -> some View {
            Text(String(name.prefix(typeSize.isAccessibilitySize ? 1 : 3)))
                .font(.dayCaption).foregroundStyle(Palette(scheme).ink2).accessibilityHidden(true)
        }

        private var legend: some View {
            ViewThatFits {
                HStack(spacing: 16) { marks }
                VStack(alignment: .leading) { marks }
            }
        }

        @ViewBuilder private var marks: some View {
            mark(.cramp, Words.Journal.cramp)
            mark(.noCramp, Words.Journal.noCramp)
            mark(.unknown, Words.Journal.notKnown)
        }

        private func mark(_ state: NightState, _ words: String) -> some View {
            HStack(spacing: 8) {
                Mark(state: state, cramps: 1, size: 24)
                Text(words).font(.dayCaption).foregroundStyle(Palette(scheme).ink)
            }
        }
    }

    /// One night of the calendar; a night that has not begun is a date only.
    struct CellButton: View {
        let cell: NightCell
        let open: @MainActor () -> Void
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Button(action: open) {
                VStack(spacing: 4) {
                    Text("\(cell.day.day)")
                        .font(.dayCaption)
                        .fontWeight(cell.isToday ? .bold : .regular)
                        .foregroundStyle(cell.mark == nil ? palette.edge : palette.ink2)
                    if let mark = cell.mark {
                        Mark(state: mark.state, cramps: mark.cramps)
                    } else {
                        Color.clear.frame(width: 30, height: 30)
                    }
                }
                .frame(maxWidth: .infinity, minHeight: 64)
                .background(RoundedRectangle(cornerRadius: 12).fill(cell.isToday ? palette.tint : .clear))
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .disabled(cell.mark == nil)
            .accessibilityLabel(cell.spoken)
        }
    }
#endif
