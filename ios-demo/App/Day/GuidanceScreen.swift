#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// What is known to help, and what is not: what fits this person first, what is held back last, with the reason.
    struct GuidanceScreen: View {
        let guidance: GuidanceModel
        let stretch: @MainActor () -> StretchModel
        @State private var isStretching = false
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            Page(notices: [guidance.trouble].compactMap { $0 }) {
                PageTitle(Words.Guidance.title)
                Button(Words.Stretch.title) { isStretching = true }.buttonStyle(DayButton(.second))
                section(Words.Guidance.fits, guidance.fitting)
                ForEach(TipKind.allCases, id: \.self) { kind in section(kind.words, guidance.tips(kind)) }
                if !guidance.suppressed.isEmpty {
                    heading(Words.Guidance.heldBack)
                    SuppressedList(suppressed: guidance.suppressed)
                }
            }
            .sheet(isPresented: $isStretching) { StretchScreen(stretch: stretch()) }
            .task { await guidance.appear() }
        }

        @ViewBuilder private func section(_ title: String, _ tips: [Tip]) -> some View {
            if !tips.isEmpty {
                heading(title)
                ForEach(tips, id: \.id) { TipCard(tip: $0) }
            }
        }

        private func heading(_ text: String) -> some View {
            Text(text).font(.dayHeading).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
        }
    }

    /// One piece of guidance, with how sure it is and where it comes from.
    struct TipCard: View {
        let tip: Tip
        @State private var showsSources = false
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Card {
                Text(tip.title).font(.dayLabel).foregroundStyle(palette.ink).accessibilityAddTraits(.isHeader)
                Text(tip.text).font(.dayBody).foregroundStyle(palette.ink)
                HowSure(grade: tip.grade, words: tip.gradeText)
                if showsSources {
                    SourceList(sources: tip.sources)
                } else if !tip.sources.isEmpty {
                    Button(Words.Why.comesFrom) { showsSources = true }.buttonStyle(DayButton(.quiet))
                }
            }
        }
    }

    /// What is held back, each with its reason.
    struct SuppressedList: View {
        let suppressed: [Suppressed]
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Card {
                ForEach(suppressed, id: \.self) { held in
                    if held != suppressed.first { Divider() }
                    VStack(alignment: .leading, spacing: 4) {
                        Text(held.title).font(.dayLabel).foregroundStyle(palette.ink)
                        Text(held.why).font(.dayBody).foregroundStyle(palette.ink2)
                    }
                    .accessibilityElement(children: .combine)
                }
            }
        }
    }
#endif
