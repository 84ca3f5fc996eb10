#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// What deserves a doctor: the rules that fired, and those that did not, each with its reasons.
    struct DoctorScreen: View {
        let doctor: DoctorModel
        let called: CalledPage
        @State private var opened: Finding?
        @State private var list: FoldedList?
        @Environment(\.colorScheme) private var scheme

        /// The two lists that are folded away.
        enum FoldedList: Hashable { case unknown, notFired }

        var body: some View {
            NavigationStack {
                Page(notices: [doctor.trouble].compactMap { $0 }) {
                    if let emergency = doctor.emergency {
                        EmergencyCard(emergency: emergency) { Task { await doctor.takeBack() } }
                    }
                    PageTitle(Words.Doctor.title)
                    if doctor.rows.isEmpty {
                        if doctor.findings != nil && doctor.emergency == nil { Card { sentence(Words.Doctor.nothing) } }
                    } else {
                        FindingList(findings: doctor.rows) { opened = $0 }
                    }
                    if doctor.findings != nil {
                        Card {
                            folded(.unknown, doctor.unknownWords, Words.Doctor.oneMissing, .unknown)
                            Divider()
                            folded(.notFired, doctor.notFiredWords, Words.Doctor.readEach, .notFired)
                        }
                    }
                }
                .safeAreaInset(edge: .bottom) {
                    if !doctor.takenBack.isEmpty {
                        UndoBar(text: Words.Night.takenBack) { Task { await doctor.putBack() } }
                    }
                }
                .onDisappear { doctor.leave() }
                .navigationDestination(item: $opened) { WhyScreen(why: doctor.why($0)) }
                .navigationDestination(item: $list) { list in
                    FoldedScreen(
                        title: list == .unknown ? doctor.unknownWords : doctor.notFiredWords,
                        findings: list == .unknown ? doctor.unknown : doctor.notFired, doctor: doctor)
                }
                .task { await doctor.appear() }
                .task(id: called.count) {
                    let why = called.take { if case .why = $0 { true } else { false } }
                    guard case .why(let ruleId) = why else { return }
                    await doctor.appear()
                    opened = doctor.finding(ruleId)
                }
                .onChange(of: opened) { Task { await doctor.appear() } }
                .onChange(of: list) { Task { await doctor.appear() } }
            }
        }

        private func folded(_ which: FoldedList, _ title: String, _ caption: String, _ verdict: Verdict) -> some View {
            Button {
                list = which
            } label: {
                HStack(spacing: 12) {
                    VerdictMark(verdict: verdict)
                    VStack(alignment: .leading, spacing: 4) {
                        Text(title).font(.dayBody).foregroundStyle(Palette(scheme).ink)
                        Text(caption).font(.dayCaption).foregroundStyle(Palette(scheme).ink2)
                    }
                    .multilineTextAlignment(.leading)
                    Spacer()
                    Image(systemName: "chevron.forward").foregroundStyle(Palette(scheme).ink2)
                        .accessibilityHidden(true)
                }
                .frame(maxWidth: .infinity, minHeight: 56, alignment: .leading)
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityElement(children: .combine)
        }

        private func sentence(_ text: String) -> some View {
            Text(text).font(.dayBody).foregroundStyle(Palette(scheme).ink)
        }
    }

    /// The rules that cannot be told yet, or do not apply now.
    struct FoldedScreen: View {
        let title: String
        let findings: [Finding]
        let doctor: DoctorModel
        @State private var opened: Finding?

        var body: some View {
            Page {
                PageTitle(title)
                if !findings.isEmpty { FindingList(findings: findings) { opened = $0 } }
            }
            .navigationDestination(item: $opened) { WhyScreen(why: doctor.why($0)) }
        }
    }
#endif
