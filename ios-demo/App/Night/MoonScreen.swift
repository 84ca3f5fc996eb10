#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// Before the tap. The whole screen below the top row logs, so that a hand that misses the moon still does.
    struct MoonScreen: View {
        let isWaiting: Bool
        let notSaved: Bool
        let undoTapId: String?
        let tap: @MainActor () -> Void
        let undo: @MainActor (String) -> Void
        let openJournal: @MainActor () -> Void

        var body: some View {
            VStack(spacing: 0) {
                ViewThatFits {
                    HStack { words }
                    VStack(alignment: .leading) { words }
                }
                .padding(.horizontal, 24)
                Button(action: tap) {
                    Color.nightGround
                }
                .buttonStyle(
                    MoonStyle(isWaiting: isWaiting, text: notSaved ? Words.Night.notSaved : Words.Night.oneTap)
                )
                .accessibilityLabel(Words.Night.moonSpoken)
                .accessibilityHint(notSaved ? Words.Night.notSaved : "")
            }
        }

        @ViewBuilder private var words: some View {
            QuietWord(Words.Night.journal, press: openJournal)
            Spacer()
            if let undoTapId {
                QuietWord(Words.Night.undoLast, symbol: "arrow.uturn.backward") { undo(undoTapId) }
            }
        }
    }

    /// The moon on its ground; pressed while the finger is down and until the tap is on disk.
    struct MoonStyle: ButtonStyle {
        let isWaiting: Bool
        let text: String

        func makeBody(configuration: Configuration) -> some View {
            ZStack {
                configuration.label
                Moon(isPressed: configuration.isPressed || isWaiting)
                VStack(spacing: 8) {
                    NightText(Words.Night.cramp, .hero)
                    NightText(text, .act)
                }
                .multilineTextAlignment(.center)
                .padding(.horizontal, 48)
            }
            .contentShape(Rectangle())
        }
    }

    /// A crescent: the lit disc, the dark disc over it, and a rim.
    struct Moon: View {
        let isPressed: Bool

        var body: some View {
            GeometryReader { place in
                let width = min(place.size.width - 44, place.size.height)
                ZStack {
                    Circle().fill(Color.nightMoon)
                    Circle().fill(isPressed ? Color.nightPress : Color.nightDisc)
                        .frame(width: width * 0.93, height: width * 0.93)
                        .offset(x: width * 0.1, y: width * -0.1)
                }
                .frame(width: width, height: width)
                .clipShape(Circle())
                .overlay(Circle().stroke(Color.nightDim, lineWidth: 3))
                .frame(width: place.size.width, height: place.size.height)
            }
            .accessibilityHidden(true)
        }
    }
#endif
