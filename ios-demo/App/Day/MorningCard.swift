#if canImport(SwiftUI)
    import NightCramp
    import NightKit
    import SwiftUI

    /// Which night the morning asks about, and what was logged in it.
    struct MorningHead: View {
        let morning: MorningModel
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            let palette = Palette(scheme)
            VStack(alignment: .leading, spacing: 12) {
                PageTitle(morning.question == nil ? Words.Morning.today : Words.Morning.hello)
                Text(morning.nightWords).font(.dayBody).foregroundStyle(palette.ink2)
                if let logged = morning.loggedWords {
                    HStack(spacing: 12) {
                        Mark(state: .cramp, cramps: 1, size: 20)
                        Text(logged).font(.dayLabel).foregroundStyle(palette.ink)
                    }
                }
            }
        }
    }

    /// The morning's question in front, in the core's words, or that nothing is open.
    struct MorningCard: View {
        let morning: MorningModel
        @Environment(\.colorScheme) private var scheme

        var body: some View {
            if let question = morning.question {
                if question.isAnyCramp { anyCramp(question) } else { card(question) }
            } else if morning.tonight != nil {
                Card { sentence(Words.Morning.thanks) }
            }
        }

        private func anyCramp(_ question: Question) -> some View {
            // Ring, disc, two discs: the shapes of the calendar, in the order of the core's answers.
            let symbols = ["circle", "circle.fill", "circlebadge.2.fill"]
            return VStack(spacing: 16) {
                Card {
                    heading(question.text)
                    ForEach(Array(zip(symbols, question.answers)), id: \.1.id) { symbol, choice in
                        Button {
                            Task { await morning.answer(choice.id) }
                        } label: {
                            Label(choice.text, systemImage: symbol).frame(maxWidth: .infinity, alignment: .leading)
                        }
                        .buttonStyle(DayButton(.chip))
                    }
                    Button(Words.Morning.skipThis) { morning.skip() }.buttonStyle(DayButton(.quiet))
                }
                sentence(Words.Morning.skippedIsOpen)
            }
        }

        private func card(_ question: Question) -> some View {
            VStack(spacing: 12) {
                Card {
                    heading(question.text)
                    Chips(
                        values: question.answers.map(\.id), chosen: morning.chosen,
                        words: { id in question.answers.first { $0.id == id }?.text ?? id },
                        choose: { morning.choose($0) }, columns: question.isScale ? 4 : 2)
                    HStack(spacing: 12) {
                        Button(Words.Morning.skip) { morning.skip() }.buttonStyle(DayButton(.quiet))
                        Button(Words.Morning.next) { Task { await morning.next() } }
                            .buttonStyle(DayButton(.first))
                            .disabled(morning.chosen == nil)
                    }
                }
                sentence(morning.moreWords)
                if morning.canSayNone {
                    Button(Words.Morning.mistake) { Task { await morning.sayNone() } }.buttonStyle(DayButton(.quiet))
                }
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
