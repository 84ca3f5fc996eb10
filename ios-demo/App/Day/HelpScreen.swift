#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// How the journal is, for whoever helps, and the way to have everything gone.
    struct HelpScreen: View {
        let help: HelpModel
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            Page(notices: help.notices) {
                Text(Words.Help.title).font(.dayTitle).foregroundStyle(palette.ink).accessibilityAddTraits(.isHeader)
                if !help.rows.isEmpty { Card { Rows(rows: help.rows) } }
                Button(help.isChecking ? Words.Help.checking : Words.Help.check) { Task { await help.check() } }
                    .buttonStyle(DayButton(.second))
                    .disabled(help.isChecking)
                erase
            }
            .task { await help.appear() }
        }

        @ViewBuilder private var erase: some View {
            switch help.erasing {
            case .resting:
                Button(Words.Help.erase) { help.askToErase() }.buttonStyle(DayButton(.quiet))
            case .asked:
                Card {
                    sentence(Words.Help.eraseMeans)
                    Button(Words.Help.keep) { help.keepEverything() }.buttonStyle(DayButton(.first))
                    eraseNow
                }
            case .done:
                Card { sentence(Words.Help.erased) }
            case .failed:
                Card {
                    sentence(Words.Help.notErased)
                    eraseNow
                }
            }
        }

        private var eraseNow: some View {
            Button(Words.Help.erase) { Task { await help.erase() } }.buttonStyle(DayButton(.quiet))
        }

        private func sentence(_ text: String) -> some View {
            Text(text).font(.dayBody).foregroundStyle(Palette(scheme).ink)
        }
    }
#endif
