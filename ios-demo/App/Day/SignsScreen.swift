#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Everything that can be noticed, to tick by day.
    struct SignsScreen: View {
        @State var list: DifferentModel
        let close: @MainActor () -> Void
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Page {
                PageTitle(Words.Different.title)
                Text(list.soft).font(.dayBody).foregroundStyle(palette.ink2)
                if list.trouble != nil {
                    ForEach(list.calls.help, id: \.number) { DayCall(call: $0, minHeight: 72) }
                }
                ForEach(list.shown, id: \.sign) { row in
                    Button {
                        // An emergency stands on top of the page behind this one.
                        Task { if await list.tick(row) != nil { close() } }
                    } label: {
                        HStack(spacing: 12) {
                            Image(systemName: row.reportId == nil ? "square" : "checkmark.square.fill")
                                .accessibilityHidden(true)
                            Text(row.text)
                            Spacer()
                        }
                        .multilineTextAlignment(.leading)
                    }
                    .buttonStyle(DayButton(row.reportId == nil ? .chip : .chosenChip))
                    .accessibilityAddTraits(row.reportId == nil ? [] : .isSelected)
                }
            }
            .safeAreaInset(edge: .bottom) {
                Button(Words.Night.done, action: close).buttonStyle(DayButton(.first))
                    .padding(20)
                    .background(palette.surface)
            }
            .task { await list.appear() }
        }
    }
#endif
