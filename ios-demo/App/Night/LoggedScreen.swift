#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// After the tap: that it is kept, the way back, and the words that help. All of it can be read without a touch.
    struct LoggedScreen<Action: View>: View {
        let title: String
        let night: NightModel
        @ViewBuilder let action: () -> Action

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                ViewThatFits {
                    HStack { head }
                    VStack(alignment: .leading) { head }
                }
                ScrollView {
                    VStack(alignment: .leading, spacing: 10) {
                        NightText(Words.Night.passes, .line, color: .nightDim)
                        LegPicture()
                        ForEach(Words.Night.relief, id: \.self) { line in NightText(line, .line) }
                        ForEach(Words.Night.gettingUp, id: \.self) { line in NightText(line, .line) }
                    }
                    .frame(maxWidth: .infinity, alignment: .leading)
                }
                Button {
                    Task { await night.appear() }
                } label: {
                    NightText(Words.Night.done, .act)
                        .frame(maxWidth: .infinity, minHeight: 72)
                        .overlay(RoundedRectangle(cornerRadius: 20).stroke(Color.nightDim, lineWidth: 2))
                        .contentShape(Rectangle())
                }
                .buttonStyle(.plain)
            }
            .padding(24)
            .task { await Light.stayOn() }
        }

        @ViewBuilder private var head: some View {
            NightText(title, .title).accessibilityAddTraits(.isHeader)
            Spacer()
            action()
        }
    }

    /// A leg that lies straight, and which way to pull the toes. It gives way first where the text is large.
    struct LegPicture: View {
        @Environment(\.dynamicTypeSize) private var typeSize

        var body: some View {
            if !typeSize.isAccessibilitySize {
                Canvas { context, size in
                    let unit = size.width / 362
                    func at(_ x: CGFloat, _ y: CGFloat) -> CGPoint { CGPoint(x: x * unit, y: y * unit) }
                    var leg = Path()
                    leg.move(to: at(361, 62))
                    leg.addQuadCurve(to: at(223, 72), control: at(290, 55))
                    leg.addQuadCurve(to: at(116, 79), control: at(165, 64))
                    leg.addLine(to: at(114, 19))
                    leg.addQuadCurve(to: at(92, 19), control: at(103, 0))
                    leg.addLine(to: at(75, 95))
                    leg.addQuadCurve(to: at(88, 108), control: at(76, 107))
                    leg.addLine(to: at(361, 108))
                    context.fill(leg, with: .color(.nightPress))
                    var pull = Path()
                    pull.move(to: at(121, 18))
                    pull.addQuadCurve(to: at(246, 25), control: at(185, 0))
                    pull.move(to: at(228, 6))
                    pull.addLine(to: at(246, 25))
                    pull.addLine(to: at(221, 33))
                    context.stroke(pull, with: .color(.nightInk), lineWidth: 5)
                }
                .frame(height: 120)
                .accessibilityHidden(true)
            }
        }
    }
#endif
