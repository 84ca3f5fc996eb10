#if canImport(SwiftUI)
    import NightKit
    import SwiftUI

    /// After the tap: that it is kept, the way back, and the words that help. All of it can be read without a touch.
    struct LoggedScreen: View {
        let already: Bool
        let undoTapId: String?
        let night: NightModel
        let logged: LoggedModel
        @Environment(\.dynamicTypeSize) private var typeSize

        var body: some View {
            TimelineView(.periodic(from: logged.startedAt, by: 15)) { time in
                let large = typeSize.isAccessibilitySize
                VStack(alignment: .leading, spacing: 8) {
                    ViewThatFits {
                        HStack(spacing: 14) { head(at: time.date) }
                        VStack(alignment: .leading) { head(at: time.date) }
                    }
                    if !large { soft(at: time.date) }
                    ReliefLines(lines: logged.lines, showsPull: logged.showsPull) {
                        if large {
                            soft(at: time.date)
                            passed
                        }
                    }
                    if !large { passed }
                    Button {
                        night.somethingWasDifferent()
                    } label: {
                        NightText(Words.Night.somethingDifferent, .act)
                    }
                    .buttonStyle(NightButton(isEmphasised: logged.isFull(at: time.date)))
                }
            }
            .padding(24)
            .task { await logged.appear() }
            .task { await Light.stayOn() }
        }

        @ViewBuilder private func head(at now: Date) -> some View {
            Ring(fill: logged.fill(at: now))
            NightText(already ? Words.Night.alreadyLogged : Words.Night.logged, .title)
                .accessibilityAddTraits(.isHeader)
            Spacer()
            if let undoTapId {
                QuietWord(Words.Night.undo, symbol: "arrow.uturn.backward") { Task { await night.undo(undoTapId) } }
            }
        }

        private func soft(at now: Date) -> some View { NightText(logged.soft(at: now), .line, color: .nightDim) }

        private var passed: some View {
            Button {
                Task { await night.hasPassed() }
            } label: {
                NightText(Words.Night.hasPassed, .act)
            }
            .buttonStyle(NightButton())
        }
    }

    /// A tap was taken back, and can be put back; the words that help stay.
    struct TakenBackScreen: View {
        let night: NightModel

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                ViewThatFits {
                    HStack { head }
                    VStack(alignment: .leading) { head }
                }
                ReliefLines(
                    lines: night.logged?.lines ?? Words.Night.withoutJournal,
                    showsPull: night.logged?.showsPull ?? false
                ) { EmptyView() }
                Button {
                    Task { await night.appear() }
                } label: {
                    NightText(Words.Night.done, .act)
                }
                .buttonStyle(NightButton())
            }
            .padding(24)
            .task { await night.logged?.appear() }
        }

        @ViewBuilder private var head: some View {
            NightText(Words.Night.takenBack, .title).accessibilityAddTraits(.isHeader)
            Spacer()
            QuietWord(Words.Night.putBack, symbol: "arrow.uturn.forward") { Task { await night.putBack() } }
        }
    }

    /// The core's lines, with the picture of the pull where all of them may be done.
    struct ReliefLines<More: View>: View {
        let lines: [String]
        let showsPull: Bool
        @ViewBuilder let more: () -> More

        var body: some View {
            ScrollView {
                VStack(alignment: .leading, spacing: 10) {
                    if showsPull { LegPicture() }
                    ForEach(lines, id: \.self) { line in NightText(line, .line) }
                    more()
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
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
