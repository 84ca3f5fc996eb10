#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// The night's world: black, one target, no clock.
    struct NightScreen: View {
        let night: NightModel
        let openJournal: @MainActor () -> Void
        @Environment(\.accessibilityReduceMotion) private var reduceMotion

        var body: some View {
            ZStack {
                Color.nightGround.ignoresSafeArea()
                switch night.shown {
                case .blank:
                    EmptyView()
                case .moon(let undoTapId, let notSaved):
                    MoonScreen(
                        isWaiting: night.isWaiting, notSaved: notSaved, undoTapId: undoTapId,
                        tap: { Task { await night.tap() } }, undo: { id in Task { await night.undo(id) } },
                        openJournal: openJournal)
                case .logged(let already, let undoTapId):
                    LoggedScreen(title: already ? Words.Night.alreadyLogged : Words.Night.logged, night: night) {
                        if let undoTapId {
                            QuietWord(Words.Night.undo, symbol: "arrow.uturn.backward") {
                                Task { await night.undo(undoTapId) }
                            }
                        }
                    }
                case .takenBack:
                    LoggedScreen(title: Words.Night.takenBack, night: night) {
                        QuietWord(Words.Night.putBack, symbol: "arrow.uturn.forward") { Task { await night.putBack() } }
                    }
                }
            }
            .animation(reduceMotion ? nil : .easeInOut(duration: 0.15), value: night.shown)
            .statusBarHidden(true)
            .persistentSystemOverlays(.hidden)
            // Not while it is black: by day the journal's answer leads away from here.
            .task(id: night.shown == .blank) { if night.shown != .blank { Light.lower() } }
        }
    }

    /// A word at the top, out of the way of a clutching hand.
    struct QuietWord: View {
        private let text: String
        private let symbol: String?
        private let press: @MainActor () -> Void

        init(_ text: String, symbol: String? = nil, press: @escaping @MainActor () -> Void) {
            self.text = text
            self.symbol = symbol
            self.press = press
        }

        var body: some View {
            Button(action: press) {
                HStack(spacing: 12) {
                    if let symbol {
                        Image(systemName: symbol)
                            .flipsForRightToLeftLayoutDirection(true)
                            .foregroundStyle(Color.nightDim)
                            .accessibilityHidden(true)
                    }
                    NightText(text, .act, color: .nightDim)
                }
                .frame(minHeight: 56)
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
        }
    }
#endif
