#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// What cannot wait, at night: the colours stay, the light comes back.
    struct EmergencyScreen: View {
        let night: NightModel
        let emergency: EmergencyModel

        var body: some View {
            VStack(alignment: .leading, spacing: 12) {
                // iOS has no way back of its own; whoever has called must not have to call it a mistake.
                if emergency.isEmergency {
                    QuietWord(Words.Night.back, symbol: "chevron.backward") { Task { await night.backToRows() } }
                }
                NightHead(
                    symbol: emergency.isEmergency ? "exclamationmark.octagon.fill" : "exclamationmark.triangle.fill",
                    title: emergency.title)
                ScrollView {
                    VStack(alignment: .leading, spacing: 14) {
                        NightText(emergency.finding.message, .line)
                        NightText(emergency.reason, .line, color: .nightDim)
                    }
                    .frame(maxWidth: .infinity, alignment: .leading)
                }
                if emergency.isEmergency { help } else { today }
            }
            .padding(24)
            .task { await emergency.appear() }
        }

        @ViewBuilder private var help: some View {
            if let call = emergency.calls.emergency {
                BigCall(call: call)
            } else {
                NightText(Words.Urgent.callForHelp, .title).frame(maxWidth: .infinity)
                ForEach(emergency.calls.common, id: \.number) { NightCall(call: $0, isEmphasised: true) }
            }
            if emergency.canTakeBack {
                QuietWord(emergency.hasFailed ? Words.Urgent.notTakenBack : Words.Urgent.mistake) {
                    Task { await night.takeBackTick() }
                }
                .frame(maxWidth: .infinity)
            }
        }

        @ViewBuilder private var today: some View {
            if let advice = emergency.calls.advice {
                NightCall(call: advice, words: Words.Urgent.advice, isEmphasised: true)
            }
            if let worse = emergency.worseWords {
                NightText(worse, .line).multilineTextAlignment(.center).frame(maxWidth: .infinity)
                ForEach(emergency.calls.help, id: \.number) { NightCall(call: $0) }
            }
            Button {
                Task { await night.appear() }
            } label: {
                NightText(Words.Urgent.remind, .act)
            }
            .buttonStyle(NightButton())
        }
    }

    /// The number for an emergency, as large as a hand that shakes needs it.
    struct BigCall: View {
        let call: Call

        var body: some View {
            let shape = RoundedRectangle(cornerRadius: 30)
            Link(destination: call.address) {
                VStack(spacing: 12) {
                    Image(systemName: "phone").font(.system(size: 48, weight: .medium))
                        .foregroundStyle(Color.nightInk).accessibilityHidden(true)
                    NightText(Words.Urgent.call(call.number), .call)
                }
                .frame(maxWidth: .infinity, minHeight: 280)
                .background(shape.fill(Color.nightPress))
                .overlay(shape.stroke(Color.nightInk, lineWidth: 5))
                .contentShape(shape)
            }
        }
    }
#endif
