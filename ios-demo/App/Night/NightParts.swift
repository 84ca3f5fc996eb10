#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// A button of the night: an outline, thicker where it is the one that matters now.
    struct NightButton: ButtonStyle {
        var isEmphasised = false

        func makeBody(configuration: Configuration) -> some View {
            let shape = RoundedRectangle(cornerRadius: 20)
            configuration.label
                .multilineTextAlignment(.center)
                .padding(.horizontal, 16)
                .frame(maxWidth: .infinity, minHeight: 72)
                .background(shape.fill(configuration.isPressed ? Color.nightPress : .clear))
                .overlay(shape.stroke(isEmphasised ? Color.nightInk : .nightDim, lineWidth: isEmphasised ? 4 : 2))
                .contentShape(Rectangle())
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

    /// How long it has been since the tap, without digits: one turn is ten minutes. The words beside it say the same.
    struct Ring: View {
        let fill: Double

        var body: some View {
            ZStack {
                Circle().stroke(Color.nightRule, lineWidth: 4)
                Circle().trim(from: 0, to: fill)
                    .stroke(Color.nightInk, style: StrokeStyle(lineWidth: 4, lineCap: .round))
                    .rotationEffect(.degrees(-90))
                Image(systemName: "checkmark").font(.system(size: 22, weight: .medium))
                    .foregroundStyle(Color.nightInk)
            }
            .frame(width: 52, height: 52)
            .accessibilityHidden(true)
        }
    }

    /// A number to call at night: a word with the number, and the system's own question before it dials.
    struct NightCall: View {
        let call: Call
        var words: (String) -> String = Words.Urgent.call
        var isEmphasised = false

        var body: some View {
            let shape = RoundedRectangle(cornerRadius: 20)
            Link(destination: call.address) {
                HStack(spacing: 16) {
                    Image(systemName: "phone").foregroundStyle(Color.nightInk).accessibilityHidden(true)
                    NightText(words(call.number), .act)
                }
                .frame(maxWidth: .infinity, minHeight: 72)
                .overlay(shape.stroke(isEmphasised ? Color.nightInk : .clear, lineWidth: 4))
                .contentShape(Rectangle())
            }
        }
    }

    /// A mark and a title at the top of a card that cannot wait.
    struct NightHead: View {
        let symbol: String
        let title: String

        var body: some View {
            HStack(spacing: 16) {
                Image(systemName: symbol).font(.system(size: 44, weight: .medium)).foregroundStyle(Color.nightInk)
                    .accessibilityHidden(true)
                NightText(title, .title).accessibilityAddTraits(.isHeader)
            }
        }
    }
#endif
