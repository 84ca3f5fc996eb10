#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// The morning: one card for each open question.
    struct MorningScreen: View {
        let morning: MorningModel
        let help: HelpModel
        let crampNow: @MainActor () -> Void
        @Environment(\.colorScheme) private var scheme
        @Environment(\.accessibilityReduceMotion) private var reduceMotion

        var body: some View {
            let palette = Palette(scheme)
            Page(notices: help.notices(with: morning.trouble)) {
                Text(morning.question == nil ? Words.Morning.today : Words.Morning.hello)
                    .font(.dayTitle).foregroundStyle(palette.ink).accessibilityAddTraits(.isHeader)
                Text(morning.nightWords).font(.dayBody).foregroundStyle(palette.ink2)
                if let logged = morning.loggedWords {
                    HStack(spacing: 12) {
                        Mark(state: .cramp, cramps: 1, size: 20)
                        Text(logged).font(.dayLabel).foregroundStyle(palette.ink)
                    }
                }
                card
                    .id(morning.question)
                    .transition(.opacity)
            }
            .animation(reduceMotion ? nil : .easeInOut(duration: 0.2), value: morning.question)
            .safeAreaInset(edge: .bottom) {
                if morning.hasSaidNone {
                    UndoBar(text: Words.Morning.saidNone) { Task { await morning.undoSaidNone() } }
                }
            }
            .task {
                await morning.appear()
                await help.appear()
            }
        }

        @ViewBuilder private var card: some View {
            switch morning.question?.kind {
            case nil: nothingOpen
            case .anyCramp: anyCramp
            case .muscle:
                question(Words.Morning.muscle) {
                    Chips(
                        values: Muscle.allCases, chosen: morning.details?.muscle, words: \.words,
                        choose: { muscle in morning.choose { $0.muscle = muscle } })
                }
            case .pain:
                question(Words.Morning.pain) {
                    Chips(
                        values: Array(0...10), chosen: morning.details?.pain, words: { "\($0)" },
                        choose: { pain in morning.choose { $0.pain = pain } }, columns: 4)
                }
            case .duration:
                question(Words.Morning.duration) {
                    Chips(
                        values: CrampDuration.spans, chosen: morning.details?.duration, words: \.words,
                        choose: { span in morning.choose { $0.duration = span } })
                }
            }
        }

        private var anyCramp: some View {
            VStack(spacing: 16) {
                Card {
                    heading(Words.Morning.any)
                    answer(.noCramp, Words.Morning.none, "circle")
                    answer(.one, Words.Morning.one, "circle.fill")
                    answer(.twoOrMore, Words.Morning.two, "circlebadge.2.fill")
                    Button(Words.Morning.skipThis) { morning.skip() }.buttonStyle(DayButton(.quiet))
                }
                sentence(Words.Morning.skippedIsOpen)
            }
        }

        private func answer(_ answer: AnyCramp, _ text: String, _ symbol: String) -> some View {
            Button {
                Task { await morning.answer(answer) }
            } label: {
                Label(text, systemImage: symbol).frame(maxWidth: .infinity, alignment: .leading)
            }
            .buttonStyle(DayButton(.chip))
        }

        private func question<Answers: View>(_ text: String, @ViewBuilder answers: () -> Answers) -> some View {
            let answers = answers()
            return VStack(spacing: 12) {
                Card {
                    heading(text)
                    answers
                    HStack(spacing: 12) {
                        Button(Words.Morning.skip) { morning.skip() }.buttonStyle(DayButton(.quiet))
                        Button(Words.Morning.next) { Task { await morning.next() } }
                            .buttonStyle(DayButton(.first))
                            .disabled(morning.draft == nil)
                    }
                }
                sentence(morning.moreWords)
                Button(Words.Morning.mistake) { Task { await morning.answer(.noCramp) } }
                    .buttonStyle(DayButton(.quiet))
            }
        }

        private var nothingOpen: some View {
            VStack(spacing: 20) {
                if morning.tonight != nil { Card { sentence(Words.Morning.thanks) } }
                Button(action: crampNow) { Label(Words.Morning.crampNow, systemImage: "moon") }
                    .buttonStyle(DayButton(.second))
            }
        }

        private func heading(_ text: String) -> some View {
            Text(text).font(.dayHeading).foregroundStyle(Palette(scheme).ink).accessibilityAddTraits(.isHeader)
        }

        private func sentence(_ text: String) -> some View {
            Text(text).font(.dayBody).foregroundStyle(Palette(scheme).ink2).multilineTextAlignment(.center)
        }
    }
#endif
