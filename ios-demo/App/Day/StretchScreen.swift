#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// The evening's stretch, step by step. Always dark: it is the last thing before sleep.
    struct StretchScreen: View {
        @State var stretch: StretchModel
        @Environment(\.scenePhase) private var phase

        private let palette = Palette(.dark)

        var body: some View {
            VStack(spacing: 0) {
                if stretch.isSaved || stretch.isInBed {
                    StretchEnd(stretch: stretch)
                } else if stretch.hasBegun {
                    TimelineView(.periodic(from: Date(), by: 0.25)) { _ in
                        if let place = stretch.place {
                            StretchStepView(stretch: stretch, place: place)
                        } else {
                            StretchEnd(stretch: stretch)
                        }
                    }
                } else {
                    StretchStart(stretch: stretch)
                }
            }
            .background(palette.ground.ignoresSafeArea())
            .preferredColorScheme(.dark)
            .task { await stretch.choose() }
            .task(id: stretch.hasBegun) { Light.keepOn(stretch.hasBegun) }
            .onChange(of: phase) { if phase == .background { stretch.leave() } }
            .onDisappear {
                stretch.leave()
                Light.keepOn(false)
            }
        }
    }

    /// Before it begins: the form, for whom it is not, and why it is held back where it is.
    struct StretchStart: View {
        let stretch: StretchModel

        private let palette = Palette(.dark)

        var body: some View {
            Page(notices: [stretch.trouble].compactMap { $0 }) {
                PageTitle(stretch.routine?.title ?? Words.Stretch.title)
                Chips(
                    values: StretchKind.allCases, chosen: stretch.routine?.kind, words: \.words,
                    choose: { kind in Task { await stretch.choose(kind) } })
                if let routine = stretch.routine {
                    if stretch.timer == nil {
                        heading(Words.Stretch.notNow)
                    } else {
                        Button(Words.Stretch.start) { stretch.begin() }.buttonStyle(DayButton(.first))
                    }
                    if !routine.suppressed.isEmpty { SuppressedList(suppressed: routine.suppressed) }
                    sentence(routine.stop)
                    if !routine.doNot.isEmpty {
                        heading(Words.Stretch.askFirst)
                        Card { ForEach(routine.doNot, id: \.self) { sentence($0) } }
                    }
                }
                InBedButton(stretch: stretch)
            }
        }

        private func heading(_ text: String) -> some View {
            Text(text).font(.dayHeading).foregroundStyle(palette.ink).accessibilityAddTraits(.isHeader)
        }

        private func sentence(_ text: String) -> some View {
            Text(text).font(.dayBody).foregroundStyle(palette.ink)
        }
    }

    /// One step: what to do, and how long still.
    struct StretchStepView: View {
        let stretch: StretchModel
        let place: StretchTimer.Place
        @Environment(\.dynamicTypeSize) private var typeSize

        private let palette = Palette(.dark)

        var body: some View {
            VStack(spacing: 16) {
                ScrollView {
                    VStack(alignment: .leading, spacing: 12) {
                        HStack {
                            PageTitle(stretch.step(at: place)?.title ?? "")
                            Spacer()
                            caption(stretch.stepWords(at: place))
                        }
                        if stretch.step(at: place)?.id == "calf" && !typeSize.isAccessibilitySize { WallFigure() }
                        Text(stretch.step(at: place)?.text ?? "").font(.dayBody).foregroundStyle(palette.ink)
                    }
                    .frame(maxWidth: .infinity, alignment: .leading)
                }
                HStack(spacing: 22) {
                    ring
                    VStack(alignment: .leading, spacing: 4) {
                        Text(place.words).font(.dayDisplay).foregroundStyle(palette.ink)
                        if let then = stretch.thenWords(at: place) { caption(then) }
                        caption(stretch.roundWords(at: place))
                    }
                }
                .accessibilityElement(children: .combine)
                buttons
                caption(stretch.routine?.stop ?? "").multilineTextAlignment(.center)
            }
            .padding(20)
        }

        private var ring: some View {
            ZStack {
                Circle().stroke(palette.line, lineWidth: 11)
                Circle().trim(from: 0, to: place.fill)
                    .stroke(palette.accent, style: StrokeStyle(lineWidth: 11, lineCap: .round))
                    .rotationEffect(.degrees(-90))
                Text("\(place.secondsLeft)").font(.dayDisplay).foregroundStyle(palette.ink)
            }
            .frame(width: 148, height: 148)
        }

        private var buttons: some View {
            let isPaused = stretch.timer?.isPaused == true
            return HStack(spacing: 10) {
                button(
                    isPaused ? Words.Stretch.goOn : Words.Stretch.pause, isPaused ? "play" : "pause", look: .first
                ) { stretch.pauseOrGoOn() }
                button(stretch.otherKind.words, "chair", look: .second) {
                    Task { await stretch.choose(stretch.otherKind) }
                }
                button(Words.Stretch.skip, "forward.end", look: .second) { stretch.skip() }
            }
        }

        private func button(
            _ words: String, _ symbol: String, look: DayButton.Look, press: @escaping @MainActor () -> Void
        ) -> some View {
            Button(action: press) {
                if typeSize.isAccessibilitySize {
                    VStack(spacing: 2) { label(words, symbol) }
                } else {
                    HStack(spacing: 8) { label(words, symbol) }
                }
            }
            .buttonStyle(DayButton(look))
        }

        @ViewBuilder private func label(_ words: String, _ symbol: String) -> some View {
            Image(systemName: symbol).flipsForRightToLeftLayoutDirection(true).accessibilityHidden(true)
            Text(words)
        }

        private func caption(_ text: String) -> some View {
            Text(text).font(.dayCaption).foregroundStyle(palette.ink2)
        }
    }

    /// The end: the person says that it is done, and the evening keeps it.
    struct StretchEnd: View {
        let stretch: StretchModel
        @Environment(\.dismiss) private var dismiss

        var body: some View {
            Page(notices: [stretch.trouble].compactMap { $0 }) {
                if stretch.isInBed {
                    PageTitle(Words.Reminders.goodNight)
                } else if stretch.isSaved {
                    PageTitle(Words.Stretch.isDone)
                    InBedButton(stretch: stretch)
                } else {
                    PageTitle(stretch.routine?.title ?? Words.Stretch.title)
                    Button(Words.Stretch.done) { done() }.buttonStyle(DayButton(.first))
                }
            }
        }

        /// Where everything was skipped nothing was noted, and nothing is said of it.
        private func done() {
            Task {
                await stretch.done()
                if !stretch.isSaved && stretch.trouble == nil { dismiss() }
            }
        }
    }

    /// Nothing rings any more until the morning.
    struct InBedButton: View {
        let stretch: StretchModel

        var body: some View {
            Button(Words.Reminders.alreadyInBed) { Task { await stretch.alreadyInBed() } }
                .buttonStyle(DayButton(.quiet))
        }
    }

    /// Somebody who leans against a wall with one leg back: the calf that is stretched stands out.
    struct WallFigure: View {
        private let palette = Palette(.dark)

        var body: some View {
            Canvas { context, size in
                let unit = size.width / 330
                func line(_ points: [(CGFloat, CGFloat)], _ color: Color, _ width: CGFloat) {
                    var path = Path()
                    for (number, point) in points.enumerated() {
                        let place = CGPoint(x: point.0 * unit, y: point.1 * unit)
                        if number == 0 { path.move(to: place) } else { path.addLine(to: place) }
                    }
                    let style = StrokeStyle(lineWidth: width * unit, lineCap: .round, lineJoin: .round)
                    context.stroke(path, with: .color(color), style: style)
                }
                line([(292, 10), (292, 204)], palette.edge, 4)
                line([(16, 204), (314, 204)], palette.edge, 4)
                line([(158, 116), (206, 146), (198, 192), (220, 195)], palette.ink2, 15)
                line([(158, 116), (208, 54)], palette.ink2, 15)
                line([(206, 60), (248, 80), (283, 64)], palette.ink2, 12)
                let head = CGRect(x: 211 * unit, y: 8 * unit, width: 38 * unit, height: 38 * unit)
                context.fill(Path(ellipseIn: head), with: .color(palette.ink2))
                line([(158, 116), (70, 190), (94, 196)], palette.ink, 17)
                line([(118, 149), (84, 178)], palette.accent, 25)
                line([(62, 120), (62, 174)], palette.accent, 5)
                line([(51, 161), (62, 174), (73, 161)], palette.accent, 5)
            }
            .frame(height: 216)
            .accessibilityHidden(true)
        }
    }
#endif
