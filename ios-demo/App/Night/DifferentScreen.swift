#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// What was different: rows to tick, each kept at once.
    struct DifferentScreen: View {
        let night: NightModel
        let different: DifferentModel

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                NightText(Words.Different.title, .title).accessibilityAddTraits(.isHeader)
                NightText(different.soft, .line, color: .nightDim)
                ScrollView {
                    VStack(alignment: .leading, spacing: 0) {
                        ForEach(different.shown, id: \.sign) { row in
                            TickRow(row: row) { Task { await night.tick(row) } }
                        }
                    }
                }
                if different.trouble != nil {
                    ForEach(different.calls.help, id: \.number) { NightCall(call: $0, isEmphasised: true) }
                }
                Button {
                    Task { await night.doneTicking() }
                } label: {
                    NightText(Words.Night.done, .act)
                }
                .buttonStyle(NightButton())
            }
            .padding(24)
            .task { await different.appear() }
            .task { await Light.stayOn() }
        }
    }

    /// One row: a box, filled when it is ticked, and the core's words.
    struct TickRow: View {
        let row: SignRow
        let tick: @MainActor () -> Void

        private var isTicked: Bool { row.reportId != nil }

        var body: some View {
            Button(action: tick) {
                VStack(alignment: .leading, spacing: 0) {
                    HStack(spacing: 16) {
                        box
                        NightText(row.text, isTicked ? .chosen : .act)
                        Spacer()
                    }
                    .multilineTextAlignment(.leading)
                    .frame(minHeight: 60)
                    Rectangle().fill(Color.nightRule).frame(height: 1)
                }
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityLabel(row.text)
            .accessibilityAddTraits(isTicked ? .isSelected : [])
        }

        private var box: some View {
            ZStack {
                RoundedRectangle(cornerRadius: 8).fill(isTicked ? Color.nightInk : .clear)
                RoundedRectangle(cornerRadius: 8).stroke(Color.nightInk, lineWidth: 2)
                if isTicked {
                    Image(systemName: "checkmark").font(.system(size: 18, weight: .bold))
                        .foregroundStyle(Color.nightGround)
                }
            }
            .frame(width: 30, height: 30)
            .accessibilityHidden(true)
        }
    }
#endif
