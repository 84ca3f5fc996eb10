#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Today: an emergency on top, then what cannot wait, the morning's question, and what can.
    struct TodayScreen: View {
        let home: Home
        @State private var opened: Finding?
        @State private var isTicking = false
        @State private var isStretching = false
        @Environment(\.accessibilityReduceMotion) private var reduceMotion

        private var doctor: DoctorModel { home.doctor }
        private var morning: MorningModel { home.morning }

        var body: some View {
            NavigationStack {
                Page(notices: home.help.notices(with: morning.trouble)) {
                    if let emergency = doctor.emergency {
                        EmergencyCard(emergency: emergency) { Task { await doctor.takeBack() } }
                    }
                    MorningHead(morning: morning)
                    cards(doctor.cards.filter { $0.urgency == .today })
                    MorningCard(morning: morning)
                        .id(morning.question)
                        .transition(.opacity)
                    cards(doctor.cards.filter { $0.urgency != .today })
                    if home.guidance.offersStretch {
                        Button(Words.Stretch.prompt) { isStretching = true }.buttonStyle(DayButton(.second))
                    }
                    Button(Words.Night.somethingDifferent) { isTicking = true }.buttonStyle(DayButton(.quiet))
                    Button {
                        home.chosen = .night
                    } label: {
                        Label(Words.Morning.crampNow, systemImage: "moon")
                    }
                    .buttonStyle(DayButton(.second))
                }
                .animation(reduceMotion ? nil : .easeInOut(duration: 0.2), value: morning.question)
                .safeAreaInset(edge: .bottom) {
                    if !doctor.takenBack.isEmpty {
                        UndoBar(text: Words.Night.takenBack) { Task { await doctor.putBack() } }
                    }
                    if morning.hasSaidNone {
                        UndoBar(text: Words.Morning.saidNone) { Task { await morning.undoSaidNone() } }
                    }
                }
                .navigationDestination(item: $opened) { WhyScreen(why: doctor.why($0)) }
                .sheet(isPresented: $isTicking) { SignsScreen(list: doctor.list()) { isTicking = false } }
                .sheet(isPresented: $isStretching) { StretchScreen(stretch: home.stretch()) }
                .task { await home.read() }
                .task(id: home.called.count) {
                    guard home.called.take({ $0 == .stretch }) != nil else { return }
                    await doctor.appear()
                    // What cannot wait stands on this page, and comes before a stretch.
                    isStretching = doctor.emergency == nil
                }
                .onDisappear { doctor.leave() }
                .onChange(of: opened) { Task { await home.read() } }
                .onChange(of: isTicking) { Task { await home.read() } }
                .onChange(of: isStretching) { Task { await home.read() } }
                // An answer may change what the rules say.
                .onChange(of: morning.question) {
                    Task {
                        await doctor.appear()
                        await home.keeper.keep()
                    }
                }
            }
        }

        @ViewBuilder private func cards(_ findings: [Finding]) -> some View {
            if !findings.isEmpty { FindingList(findings: findings) { opened = $0 } }
        }
    }
#endif
